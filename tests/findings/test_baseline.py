"""The baseline: known findings are silent wherever they move, stale entries are found, an update only shrinks."""

import json
from pathlib import Path

import pytest

from promoplan.findings.baseline import Entry, fingerprint, named_path, read_baseline, write_baseline
from tests.cli.running import MINIMAL, Ran, promoplan

TODAY = ("--today", "2027-01-15")
SMALL = MINIMAL.read_text(encoding="utf-8").replace("reserve: 10%", "reserve: 5%", 1)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose only plan has two errors, and whose settings name a baseline that is not there yet."""
    (tmp_path / "promoplan.toml").write_text('baseline = "known.json"\n')
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    return tmp_path


def validate(project: Path, *arguments: str) -> Ran:
    """A check in the project."""
    return promoplan("validate", "old.yaml", *arguments, *TODAY, cwd=project)


def test_a_baseline_is_begun_silences_and_shrinks(project: Path) -> None:
    """All that is found is known from then on; new findings are told; what is mended is stale until the update."""
    begun = validate(project, "--update-baseline")
    assert (begun.code, begun.err) == (0, f"{project / 'known.json'}: 2 known findings\n")
    known = read_baseline((project / "known.json").read_text())
    assert [(entry.file, entry.code, entry.at) for entry in known] == [
        ("old.yaml", "PP601", "budget.reserve"),
        ("old.yaml", "PP602", "budget.total"),
    ]
    assert validate(project, "--strict").code == 0

    moved = "# a comment\n\n" + SMALL.replace("iteration: 2 weeks", "iteration: 3 weeks")
    (project / "old.yaml").write_text(moved, encoding="utf-8")
    new = validate(project, "--strict", "--format", "concise")
    assert (new.code, new.out.count("PP404"), new.out.count("PP601")) == (1, 1, 0)
    validate(project, "--update-baseline")
    assert len(read_baseline((project / "known.json").read_text())) == 2

    (project / "old.yaml").write_text(MINIMAL.read_text(encoding="utf-8"), encoding="utf-8")
    stale = validate(project, "--strict", "--format", "concise")
    assert (stale.code, stale.out.count("PP028 warning")) == (1, 2)
    validate(project, "--update-baseline")
    assert read_baseline((project / "known.json").read_text()) == ()
    assert validate(project, "--strict").code == 0


def test_one_known_finding_is_one(project: Path) -> None:
    """The count agrees with its noun."""
    plan = MINIMAL.read_text(encoding="utf-8").replace("alerts: {warn: 80%, stop: 95%}", "x-alerts: later")
    (project / "old.yaml").write_text(plan, encoding="utf-8")
    assert validate(project, "--update-baseline").err == f"{project / 'known.json'}: 1 known finding\n"


def test_another_figure_is_another_finding(project: Path) -> None:
    """What is known is a finding with its values: a reserve that shrinks further is told."""
    validate(project, "--update-baseline")
    (project / "old.yaml").write_text(SMALL.replace("reserve: 5%", "reserve: 4%"), encoding="utf-8")
    assert "PP601 error" in validate(project).out


def test_a_baseline_that_is_none_is_refused(project: Path) -> None:
    """Whatever else stands in the file, it is told with the file's name."""
    for text in ("{", "[]", '{"version": 9, "findings": []}', '{"version": 1, "findings": [3]}', "[" * 100_000):
        (project / "known.json").write_text(text)
        ran = validate(project)
        assert (ran.code, ran.out, "known.json" in ran.err) == (2, "", True)


def test_a_baseline_needs_a_file(tmp_path: Path) -> None:
    """Without one in the settings it is named on the command line."""
    (tmp_path / "old.yaml").write_text(SMALL, encoding="utf-8")
    assert "--baseline FILE" in validate(tmp_path, "--update-baseline").err
    assert validate(tmp_path, "--update-baseline", "--baseline", "b.json").code == 0
    assert validate(tmp_path, "--baseline", "b.json").code == 0


@pytest.mark.parametrize("option", [(), ("--fix",), ("--no-cache",)], ids=str)
def test_a_baseline_that_is_not_there_is_told(project: Path, option: tuple[str, ...]) -> None:
    """A misspelt name does not pass for a list that knows nothing: the file is told, and what begins it."""
    ran = validate(project, "--baseline", "typo.json", *option)
    said = "error: --baseline: no file typo.json; together with --update-baseline it is begun\n"
    assert (ran.code, ran.out, ran.err) == (2, "", said)
    settled = validate(project, *option)
    said = (
        f'{project / "promoplan.toml"}:1: the baseline known.json is not there; "promoplan validate --update-baseline"'
    )
    assert (settled.code, settled.out, settled.err) == (2, "", f"error: {said} begins it\n")
    assert (project / "old.yaml").read_text(encoding="utf-8") == SMALL
    assert not list(project.glob("*.json"))


def test_what_may_not_be_silenced_is_in_no_baseline(project: Path) -> None:
    """A rule that the settings name unsuppressible is told all the same; an old entry for it is stale and taken out."""
    validate(project, "--update-baseline")
    with (project / "promoplan.toml").open("a") as settings:
        settings.write('unsuppressible = ["PP602"]\n')
    ran = validate(project, "--format", "concise")
    assert (ran.code, ran.out.count("PP601"), ran.out.count("PP602 error")) == (1, 0, 1)
    assert "PP028 warning: the baseline lists PP602 at budget.total, but the settings do not allow it" in ran.out
    for _ in ("shrunk", "begun anew"):
        validate(project, "--update-baseline")
        assert [entry.code for entry in read_baseline((project / "known.json").read_text())] == ["PP601"]
        ran = validate(project, "--format", "concise")
        assert (ran.code, ran.out.count("PP602 error"), ran.out.count("PP028")) == (1, 1, 0)
        (project / "known.json").unlink()


def test_paths_are_named_by_ids() -> None:
    """Items of lists go by their id, where they have one."""
    data = {"channels": {"items": [{"id": "douyin", "placements": [{"format": "feed"}]}]}}
    assert (
        named_path(data, ("channels", "items", 0, "placements", 0, "format"))
        == "channels.items.douyin.placements.0.format"
    )
    assert named_path(data, ("channels", "gone", 3)) == "channels.gone.3"
    assert named_path(None, ("a", 1)) == "a.1"


def test_a_fingerprint_tells_findings_apart() -> None:
    """By code, path, variant and values; their order does not matter."""
    one = fingerprint("PP601", "budget.reserve", "", {"a": 1, "b": 2})
    assert one == fingerprint("PP601", "budget.reserve", "", {"b": 2, "a": 1})
    others = {
        fingerprint("PP602", "budget.reserve", "", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.total", "", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.reserve", "x", {"a": 1, "b": 2}),
        fingerprint("PP601", "budget.reserve", "", {"a": 1, "b": 3}),
    }
    assert len(others | {one}) == 5


def test_a_written_baseline_is_read_back() -> None:
    """Sorted, an entry a line, in JSON."""
    entries = (Entry("b.yaml", "PP601", "budget.reserve", "ff"), Entry("a.yaml", "PP602", "预算", "00"))
    text = write_baseline(entries)
    assert read_baseline(text) == tuple(sorted(entries))
    assert json.loads(text)["version"] == 1
    assert read_baseline(write_baseline(())) == ()


def test_another_day_makes_no_other_finding(project: Path) -> None:
    """What a message says of today is no part of a finding, so a baseline of yesterday holds."""
    stale = MINIMAL.read_text(encoding="utf-8").replace("third-party, date: 2026", "third-party, date: 2025")
    text = stale.replace("iteration: 2 weeks", "iteration: 3 weeks", 1)
    comment = "# promoplan: ignore[PP404] small team until=2027-01-20\n"
    (project / "old.yaml").write_text(comment + text, encoding="utf-8")
    validate(project, "--update-baseline")
    assert {entry.code for entry in read_baseline((project / "known.json").read_text())} == {"PP026", "PP205"}
    for day in ("2027-01-16", "2027-01-20"):
        ran = promoplan("validate", "old.yaml", "--fail-on", "info", "--today", day, cwd=project)
        assert (ran.code, ran.out.count("PP")) == (0, 0)


def test_what_could_not_be_judged_stays_in_the_baseline(project: Path) -> None:
    """Neither a plan that can't be read nor a rule that is left out makes an entry stale, or takes it out."""
    validate(project, "--update-baseline")
    before = (project / "known.json").read_text()
    (project / "old.yaml").write_text(f"{SMALL}x-a: [\n", encoding="utf-8")
    assert "PP028" not in validate(project).out
    validate(project, "--update-baseline")
    assert (project / "known.json").read_text() == before
    (project / "old.yaml").write_text(MINIMAL.read_text(encoding="utf-8"), encoding="utf-8")
    for options in (("--select", "PP4,PP028"), ("--ignore", "PP6")):
        assert validate(project, *options).out.count("PP028") == 0
        validate(project, *options, "--update-baseline")
        assert (project / "known.json").read_text() == before
    validate(project, "--update-baseline", "--ignore", "PP028")
    assert read_baseline((project / "known.json").read_text()) == ()


def test_entries_of_a_plan_that_is_gone_are_stale(project: Path) -> None:
    """They are told once for the file, where the baseline lists it, whatever else is checked; the update drops them."""
    (project / "more.yaml").write_text(SMALL, encoding="utf-8")
    assert promoplan("validate", ".", "--update-baseline", *TODAY, cwd=project).code == 0
    assert validate(project, "--strict").code == 0
    (project / "more.yaml").unlink()
    ran = validate(project, "--strict", "--format", "concise")
    told = "known.json:4:14: PP028 warning: the baseline lists what was found in more.yaml, which is not there any more"
    assert ran.code == 1
    assert ran.out.splitlines() == [told, "1 plan checked: 1 warning", "2 known from the baseline"]
    assert validate(project, "--strict", "--ignore", "PP028").code == 0
    validate(project, "--update-baseline")
    assert {entry.file for entry in read_baseline((project / "known.json").read_text())} == {"old.yaml"}
    assert validate(project, "--strict").code == 0


def test_entries_of_other_projects_are_left_alone(project: Path) -> None:
    """One baseline for several projects: whoever checks one of them hears nothing of the others' plans."""
    (project / "promoplan.toml").write_text("")
    inner = project / "shop"
    inner.mkdir()
    (inner / "promoplan.toml").touch()
    (inner / "new.yaml").write_text(SMALL, encoding="utf-8")
    known = ("--baseline", "known.json", "--strict")
    assert promoplan("validate", ".", *known, "--update-baseline", *TODAY, cwd=project).code == 0
    for path in (".", "old.yaml", "shop/new.yaml"):
        ran = promoplan("validate", path, *known, *TODAY, cwd=project)
        assert (ran.code, ran.out.count("PP028")) == (0, 0)
        promoplan("validate", path, *known, "--update-baseline", *TODAY, cwd=project)
    assert {entry.file for entry in read_baseline((project / "known.json").read_text())} == {"old.yaml", "new.yaml"}
    (inner / "new.yaml").unlink()
    assert promoplan("validate", "old.yaml", *known, *TODAY, cwd=project).out.count("PP028") == 1


def test_names_that_lead_elsewhere_are_not_looked_for(project: Path) -> None:
    """A baseline asks of nothing outside the project whether it is there."""
    names = ("/none/such.yaml", "../none-such.yaml", "a/../../b.yaml")
    entries = (Entry(name, "PP601", "budget.reserve", "00") for name in names)
    (project / "known.json").write_text(write_baseline(entries))
    assert "PP028" not in validate(project).out
