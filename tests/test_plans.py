"""The project's own plans: samples clean on any day, broken ones found to the letter."""

from datetime import date
from pathlib import Path

import pytest

from promoplan.checker import check
from promoplan.emit.outcome import outcome
from promoplan.emit.text import Look, text
from promoplan.emit.told import told
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.source.includes import load_document
from tests.conftest import Golden

ROOT = Path(__file__).parent.parent
SAMPLES = sorted((ROOT / "plans").glob("*.yaml"))
BROKEN = sorted((ROOT / "plans" / "broken").glob("*.yaml"))
GOLDEN = Path(__file__).parent / "golden"
DAYS = [date(2020, 1, 1), date(2026, 12, 1), date(2027, 5, 20), date(2027, 11, 5), date(2029, 1, 1)]
TODAY = date(2027, 1, 15)


def name_of(path: Path) -> str:
    """The name of a plan's file."""
    return path.stem


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("sample", SAMPLES, ids=name_of)
def test_samples_are_clean_on_any_day(sample: Path, day: date) -> None:
    """Neither error nor warning before, in and after the period."""
    found = check(load_document(sample), today=day).findings
    assert [f"{each.code} {each.path} {each.values}" for each in found if each.severity is not Severity.INFO] == []


def test_there_are_three_samples_one_a_language() -> None:
    """Traditional Chinese, Simplified Chinese and English."""
    plans = [check(load_document(sample), today=TODAY).plan for sample in SAMPLES]
    assert sorted(plan.plan.language.value for plan in plans if plan) == sorted(each.value for each in Language)


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("broken", BROKEN, ids=name_of)
def test_broken_plans_are_found_to_the_letter(broken: Path, language: Language, golden: Golden) -> None:
    """Codes, places, figures, excerpts and help of the typical mistakes, in each language."""
    checked = check(load_document(broken, f"plans/broken/{broken.name}"), today=TODAY)
    assert checked.count(Severity.ERROR)
    golden(GOLDEN / "bad" / f"{broken.stem}.{language}.out", text(outcome([told(checked, language)]), language, Look()))
