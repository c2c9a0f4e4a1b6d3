"""`promoplan diff` as a whole process."""

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from promoplan.report.columns import cells
from tests.cli.running import BEFORE, Ran, promoplan
from tests.comparison.making import MINIMAL, SAMPLES, replaced, revised, sample
from tests.comparison.repository import repository
from tests.conftest import Golden

GOLDEN = Path(__file__).parent.parent / "golden" / "diff"
ENDINGS = {"text": "txt", "md": "md", "json": "json"}
LANGUAGES = ["en", "zh-Hant", "zh-Hans"]


def ran(folder: Path, *arguments: str, **env: str) -> Ran:
    """A comparison that must come out."""
    found = promoplan("diff", *arguments, "--today", BEFORE, cwd=folder, env=env)
    assert (found.code, found.err) == (0, "")
    return found


def pair(folder: Path, name: str = "aria-2027-1111") -> tuple[str, str]:
    """A sample and its revision, as files."""
    (folder / "before.yaml").write_text(sample(name), encoding="utf-8")
    (folder / "after.yaml").write_text(revised(name), encoding="utf-8")
    return "before.yaml", "after.yaml"


@pytest.mark.parametrize("form", ["text", "md"])
@pytest.mark.parametrize("name", SAMPLES)
def test_samples(name: str, form: str, tmp_path: Path, golden: Golden) -> None:
    """What the revision of each sample changed, in its own language."""
    found = ran(tmp_path, *pair(tmp_path, name), "-f", form, "--lang", SAMPLES[name])
    golden(GOLDEN / f"{name}.{ENDINGS[form]}", found.out)


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_on_a_narrow_terminal(name: str, tmp_path: Path, golden: Golden) -> None:
    """At 60 columns."""
    found = ran(tmp_path, *pair(tmp_path, name), "--lang", SAMPLES[name], COLUMNS="60")
    golden(GOLDEN / f"{name}.60.txt", found.out)


def test_json(tmp_path: Path, golden: Golden) -> None:
    """To the letter, as programs hold on to it."""
    golden(GOLDEN / "qinghe-2027-q2.json", ran(tmp_path, *pair(tmp_path, "qinghe-2027-q2"), "-f", "json").out)


def test_json_is_strict_and_the_same_in_each_language(tmp_path: Path) -> None:
    """But for the messages of findings; figures are numbers, days are in ISO form."""
    files = pair(tmp_path)
    english, chinese = (ran(tmp_path, *files, "-f", "json", "--lang", language) for language in ("en", "zh-Hans"))
    assert english.raw.isascii()
    holds, other = (json.loads(each.out, parse_constant=pytest.fail) for each in (english, chinese))
    for finding in (*holds["findings"]["new"], *other["findings"]["new"]):
        del finding["message"]
    assert holds == other
    assert holds["version"] == 1
    assert {"path": ["budget", "total"], "before": 250000, "after": 270000} in holds["changes"]["money"]
    period = {"path": ["plan", "period", "end"], "before": "2027-11-20", "after": "2027-12-04"}
    assert period in holds["changes"]["dates"]
    assert [each["id"] for each in holds["renamed"]] == ["tt-stream", "first-mail"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_terminal(language: str, tmp_path: Path) -> None:
    """Whatever its width, and no figure is lost."""
    files, figures = pair(tmp_path), set()
    for width in (20, 60, 200):
        found = ran(tmp_path, *files, "--lang", language, COLUMNS=str(width)).out
        assert max(map(cells, found.splitlines())) <= width
        figures.add(frozenset(re.findall(r"[0-9]{1,3}(?:,[0-9]{3})+", found)))
    assert len(figures) == 1
    assert figures != {frozenset()}


def test_a_pipe_is_plain_and_a_terminal_may_be_coloured(tmp_path: Path) -> None:
    """No escape sequence in a pipe."""
    files = pair(tmp_path)
    plain, coloured = ran(tmp_path, *files).out, ran(tmp_path, *files, "--color", "always").out
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured


@pytest.mark.parametrize("form", ENDINGS)
def test_no_change(form: str, tmp_path: Path) -> None:
    """Is said in one sentence, and is no failure either."""
    before, _ = pair(tmp_path)
    found = ran(tmp_path, before, before, "-f", form).out
    if form == "json":
        assert json.loads(found)["same"] is True
    else:
        assert "Nothing has changed." in found
        assert len(found.splitlines()) < 8


EVIL = ("::error::x", "##[error]x", "##vso[task]x", "\u202egnp", "|a|b|")
PLACES = ("Fresh for spring", "Grow spring sales with two core channels.", "Static pages and the last working release",
          "Weekly watch", "Public statement")  # fmt: skip


def _saying(own: str, texts: Sequence[str]) -> str:
    """A plan that says each text in a field, in a key that both plans have, and in one of its own."""
    keys = "".join(f"x-{own}{at}: '{said}'\nx-z{at}: '{said}'\n" for at, said in enumerate(texts))
    said = [(place, f"'{text}'") for place, text in zip(PLACES, texts, strict=True)]
    return replaced(MINIMAL, ("promoplan: 1\n", f"promoplan: 1\n{keys}"), *said)


@pytest.mark.parametrize("form", ENDINGS)
def test_nothing_in_it_is_a_command(form: str, tmp_path: Path) -> None:
    """Neither for a terminal nor for a CI runner, wherever a plan says it: in a text, or in a key of one's own."""
    (tmp_path / "a.yaml").write_text(_saying("a", ["harmless"] * len(EVIL)), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(_saying("b", EVIL), encoding="utf-8")
    found = ran(tmp_path, "a.yaml", "b.yaml", "-f", form, COLUMNS="30").out
    assert found.count("gnp") >= 3
    assert not re.search(r"^\s*::|##\[|##vso\[|\u202e", found, re.MULTILINE)


def test_a_plan_against_its_base_revision(tmp_path: Path) -> None:
    """In one line for a pull request; the plan may be a file or a folder, in any folder."""
    scratch = repository(tmp_path / "r")
    scratch.commit(plans__a_yaml=sample("aria-2027-1111"))
    scratch.git("branch", "base")
    scratch.write("plans/a.yaml", revised("aria-2027-1111"))
    (tmp_path / "c.yaml").write_text(sample("aria-2027-1111"), encoding="utf-8")
    found = ran(scratch.folder, "plans/a.yaml", "--base", "base", "-f", "md").out
    lines = found.splitlines()
    assert lines[2:4] == ["- Before: plans/a.yaml at base", "- After: plans/a.yaml"]
    against = ran(tmp_path, "c.yaml", "r/plans/a.yaml", "-f", "md").out
    assert found.splitlines()[4:] == against.replace("r/plans/a.yaml", "plans/a.yaml").splitlines()[4:]


def test_a_new_plan(tmp_path: Path) -> None:
    """Is told as new, with its money, dates and things."""
    scratch = repository(tmp_path / "r")
    scratch.commit(README="nothing yet")
    scratch.write("a.yaml", sample("aria-2027-1111"))
    found = ran(scratch.folder, "a.yaml", "--base", "HEAD").out
    assert "A new plan: a.yaml is not there at HEAD." in found
    assert "\nBudget $250,000, " in found
    assert "- Channel Reddit (reddit)" in found
    assert "Plan: period start" in found
    assert json.loads(ran(scratch.folder, "a.yaml", "--base", "HEAD", "-f", "json").out)["before"]["exists"] is False


def test_the_project_s_settings_count(tmp_path: Path) -> None:
    """Those of the second plan for both: what is ignored there is neither new nor gone."""
    before, after = pair(tmp_path)
    assert " PP602 error: " in ran(tmp_path, before, after).out
    (tmp_path / "promoplan.toml").write_text('ignore = ["PP6"]\n', encoding="utf-8")
    found = ran(tmp_path, before, after).out
    assert "PP6" not in found
    assert "PP308" in found


def test_plans_of_two_currencies(tmp_path: Path) -> None:
    """Amounts stand side by side without a difference."""
    before, _ = pair(tmp_path)
    euros = replaced(sample("aria-2027-1111"), ("currency: USD", "currency: EUR"), ("total: 250000", "total: 260000"))
    (tmp_path / "euro.yaml").write_text(euros, encoding="utf-8")
    found = ran(tmp_path, before, "euro.yaml").out
    assert "Before in USD, after in EUR" in found
    assert re.search(r"Budget: total +\$250,000 +€260,000\n", found)


def test_broken_plans(tmp_path: Path) -> None:
    """What is whole is compared as read, the rest as written; a file that breaks off has only findings."""
    before, _ = pair(tmp_path)
    text = sample("aria-2027-1111")
    (tmp_path / "broken.yaml").write_text(replaced(text, ("total: 250000", "total: lots")), encoding="utf-8")
    (tmp_path / "torn.yaml").write_text(text + "\n  - [", encoding="utf-8")
    found = ran(tmp_path, before, "broken.yaml").out
    assert "Not whole before or after, so compared as written: Budget." in found
    assert re.search(r"Budget: total +250000 +lots\n", found)
    assert "PP012" in found
    assert "The plan after can't be read to its end" in ran(tmp_path, before, "torn.yaml").out
    assert "The plan before can't be read to its end" in ran(tmp_path, "torn.yaml", before, "-f", "md").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["before.yaml"], "error: diff: two plans, or one plan and --base REVISION; given: 1"),
        (["before.yaml", "after.yaml", "after.yaml"], "given: 3"),
        (["before.yaml", "after.yaml", "--base", "HEAD"], "given: 2"),
        (["-", "--base", "HEAD"], "given: 1"),
        (["before.yaml", "missing.yaml"], "error: missing.yaml: no such file"),
        (["missing.yaml", "--base", "HEAD"], "error: missing.yaml: no such file"),
        (["before.yaml", "--base", "HEAD"], "error: .: git says: not a git repository"),
        (["before.yaml", "--base=--upload-pack=x"], "not a git repository"),
    ],
)
def test_wrong_use(arguments: list[str], said: str, tmp_path: Path) -> None:
    """Ends in one line and code 2."""
    pair(tmp_path)
    found = promoplan("diff", *arguments, cwd=tmp_path, env={"GIT_CEILING_DIRECTORIES": str(tmp_path.parent)})
    assert (found.code, found.out) == (2, "")
    assert said in found.err
    assert found.err.count("\n") == 1


def test_it_takes_little_longer_than_a_check(tmp_path: Path) -> None:
    """Two samples of 600 lines are checked and compared in less than three times what one check takes."""
    before, after = pair(tmp_path)
    check, compare = ("validate", "--no-cache", before), ("diff", before, after)

    def seconds(*arguments: str) -> float:
        return min(promoplan(*arguments, "--today", BEFORE, cwd=tmp_path, cold=True).seconds for _ in range(3))

    assert seconds(*compare) < 3 * seconds(*check)
