"""Fixes: what is mended, to the byte; nothing else changes, nothing gets worse, and twice is once."""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from promoplan.checker import Checked, check
from promoplan.findings.finding import Severity
from promoplan.fixing import Fixed, fixed
from promoplan.rules.page import DAY
from promoplan.source.includes import load_document
from tests.cli.running import MINIMAL, PLANS, promoplan

TODAY = ("--today", "2027-01-15")
CLEAN = MINIMAL.read_text(encoding="utf-8")


def mended(path: Path, *, unsafe: bool = False) -> Fixed:
    """The fixes of a plan."""

    def judge(texts: Mapping[Path, str]) -> Checked:
        return check(load_document(path, texts=texts), today=DAY)

    return fixed(judge, unsafe=unsafe)


def after(tmp_path: Path, text: str, *, unsafe: bool = False) -> str:
    """A plan's text after its fixes."""
    path = tmp_path / "p.yaml"
    path.write_text(text, encoding="utf-8", newline="")
    changes = mended(path, unsafe=unsafe).changes
    return changes[0].after if changes else text


MISTAKES = {
    "an unknown key": ("  iteration: 2 weeks", "  iteratoin: 2 weeks", "  iteration: 2 weeks"),
    "an unknown key with a comment": (
        "  iteration: 2 weeks",
        "  iteratoin: 2 weeks   # often",
        "  iteration: 2 weeks   # often",
    ),
    "an unknown value": ("role: core", "role: cor", "role: core"),
    "an unknown value in quotes": ("role: core", "role: 'cor'", "role: 'core'"),
    "a currency": ("currency: USD", "currency: usd", "currency: USD"),
    "a reference": ("owner: ben", "owner: bem", "owner: ben"),
    "a word that other tools read as false": ("theme: Fresh for spring", "theme: no", 'theme: "no"'),
    "a number in base sixty": ("theme: Fresh for spring", "theme: 12:30", 'theme: "12:30"'),
    "a date": ("end: 2027-06-30", "end: 2027/6/30", "end: 2027-06-30"),
    "a date in Chinese": ("end: 2027-06-30", "end: 2027年6月30日", "end: 2027-06-30"),
    "full-width digits": ("total: 100000", "total: １０００００", "total: 100000"),
    "a blank before the sign": ("reserve: 10%", "reserve: 10 percent", "reserve: 10%"),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_mended_to_the_byte(mistake: str, tmp_path: Path) -> None:
    """What has one meaning becomes what was meant; every other byte stays."""
    clean, wrong, right = MISTAKES[mistake]
    assert clean in CLEAN
    bad = CLEAN.replace(clean, wrong, 1)
    path = tmp_path / "p.yaml"
    path.write_text(bad, encoding="utf-8")
    result = mended(path)
    (change,) = result.changes
    assert change.after == CLEAN.replace(clean, right, 1)
    assert result.count >= 1
    assert [each for each in result.checked.findings if each.severity is Severity.ERROR] == []


def test_a_schedule_is_closed_on_its_largest_share(tmp_path: Path) -> None:
    """99.9 to 100.1 % becomes 100 %."""
    text = CLEAN.replace("peak: 50%, closing: 20%", "peak: 49.9%, closing: 20%", 1)
    assert after(tmp_path, text) == CLEAN


def test_the_reserve_is_raised_only_when_asked(tmp_path: Path) -> None:
    """Unsafe: it takes from all lines alike, to the cent; the ledger closes again."""
    text = CLEAN.replace("reserve: 10%", "reserve: 5%", 1)
    assert after(tmp_path, text) == text
    path = tmp_path / "p.yaml"
    path.write_text(text.replace("total: 100000", "total: 94737", 1), encoding="utf-8")
    result = mended(path, unsafe=True)
    assert "reserve: 10%" in result.changes[0].after
    assert result.checked.plan is not None
    assert result.checked.plan.budget is not None
    spent = [line.amount.amount for line in result.checked.plan.budget.lines]
    assert sum(spent, Decimal(0)) == Decimal("85263.3")
    codes = {finding.code for finding in result.checked.findings}
    assert not codes & {"PP601", "PP602", "PP624"}


def test_a_missing_reserve_is_added(tmp_path: Path) -> None:
    """As a key in line with the others, behind the last one."""
    text = "\n".join(line for line in CLEAN.split("\n") if "reserve: 10%" not in line)
    mended_text = after(tmp_path, text, unsafe=True)
    assert "\n  reserve: 10%\n" in mended_text
    lines = mended_text.split("\n")
    assert [line for line in lines if line.strip() != "reserve: 10%"] == text.split("\n")


@pytest.mark.parametrize("eol", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.parametrize("end", ["", "\n"])
def test_line_ends_byte_order_mark_and_mode_stay(eol: str, bom: str, end: str, tmp_path: Path) -> None:
    """On the disk nothing changes but the mended characters, also behind an emoji."""
    text = (bom + "# 🎉 plan\n" + CLEAN.rstrip() + end).replace("\n", eol)
    bad, path = text.replace("role: core", "role: cor", 1), tmp_path / "p.yaml"
    path.write_text(bad, encoding="utf-8", newline="")
    path.chmod(0o640)
    ran = promoplan("validate", "--fix", "p.yaml", *TODAY, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "mended: 1 findings in 1 files\n")
    assert path.read_bytes() == text.encode("utf-8")
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_difference_is_shown_and_nothing_written(tmp_path: Path) -> None:
    """`--diff` prints what would change as a unified difference."""
    bad = CLEAN.replace("role: core", "role: cor", 1)
    (tmp_path / "p.yaml").write_text(bad, encoding="utf-8")
    ran = promoplan("validate", "--diff", "p.yaml", *TODAY, cwd=tmp_path)
    assert ran.code == 0
    assert ran.out.startswith("--- a/p.yaml\n+++ b/p.yaml\n@@")
    assert "cor" in ran.out
    assert (tmp_path / "p.yaml").read_text(encoding="utf-8") == bad


def test_fixes_go_into_the_file_that_holds_the_text(tmp_path: Path) -> None:
    """A base's mistake is mended in the base, a section's in the section; a file outside the project is left alone."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "promoplan.toml").touch()
    (project / "base.yaml").write_text("plan:\n  versoin: 1.2  # of the house\n")
    (project / "p.yaml").write_text(f"extends: base.yaml\n{CLEAN}", encoding="utf-8")
    assert promoplan("validate", "--fix", "p.yaml", *TODAY, cwd=project).code == 0
    assert (project / "base.yaml").read_text() == "plan:\n  version: 1.2  # of the house\n"
    outside = tmp_path / "outside.yaml"
    outside.write_text(CLEAN.replace("role: core", "role: cor", 1), encoding="utf-8")
    (project / "link.yaml").symlink_to(outside)
    before = outside.read_bytes()
    assert promoplan("validate", "--fix", "link.yaml", *TODAY, cwd=project).code == 1
    assert outside.read_bytes() == before


SAMPLES = {path.stem: path.read_text(encoding="utf-8") for path in sorted(PLANS.glob("*.yaml"))}
SWAPS = (
    ("role: core", "role: Core"),
    ("owner:", "ownr:"),
    ("metric: revenue", "metric: revenu"),
    ("status: done", "status: don"),
    ("currency:", "curency:"),
    ("kind: short-video", "kind: shortvideo"),
    ("cadence: weekly", "cadence: weekly  # 每週"),
    ("positioning:", "posittioning:"),
    ("reserve: 10%", "reserve: 5%"),
    ("due: 2027-0", "due: 2027/0"),
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.sampled_from(sorted(SAMPLES)),
    st.lists(st.tuples(st.sampled_from(SWAPS), st.integers(0, 5)), min_size=1, max_size=3),
    st.booleans(),
)
def test_fixing_twice_changes_nothing_and_nothing_gets_worse(
    tmp_path: Path, name: str, mistakes: list[tuple[tuple[str, str], int]], unsafe: bool
) -> None:
    """Whatever mistakes a plan has: no error is gained, comments stay, and a second time there is nothing to do."""
    text = SAMPLES[name]
    for (right, wrong), skip in mistakes:
        parts = text.split(right)
        if len(parts) > skip + 1:
            text = right.join(parts[: skip + 1]) + wrong + right.join(parts[skip + 1 :])
    path = tmp_path / f"{name}.yaml"
    path.write_text(text, encoding="utf-8")
    before = check(load_document(path), today=DAY)
    first = mended(path, unsafe=unsafe)
    if before.plan is not None:
        assert first.checked.count(Severity.ERROR) <= before.count(Severity.ERROR)
    for change in first.changes:
        assert [line for line in change.after.split("\n") if line.lstrip().startswith("#")] == [
            line for line in text.split("\n") if line.lstrip().startswith("#")
        ]
        path.write_text(change.after, encoding="utf-8")
    assert mended(path, unsafe=unsafe).changes == ()
