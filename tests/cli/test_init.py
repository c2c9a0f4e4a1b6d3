"""`promoplan init` writes complete plans that are clean under --strict."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promoplan.checker import check
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.source.document import parse
from promoplan.source.text import Source
from promoplan.starter.kinds import PlanKind
from promoplan.starter.starter import PLACES, Wish, default_name, default_period, starter_plan
from tests.cli.running import promoplan

TODAY = date(2026, 11, 25)
KINDS = [(kind, language) for kind in PlanKind for language in Language]


def found(text: str, today: date) -> list[str]:
    """Codes and places of errors and warnings."""
    checked = check(parse(Source("new.yaml", text)), today=today)
    return [f"{each.code} {each.path}" for each in checked.findings if each.severity is not Severity.INFO]


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_every_kind_and_language_is_clean_on_any_day(kind: PlanKind, language: Language) -> None:
    """Neither error nor warning before, in and after the period."""
    start, end = default_period(kind, TODAY)
    wish = Wish(kind, language, default_name(kind, language, start), start, end, PLACES[language].total)
    text = starter_plan(wish, TODAY)
    for day in (TODAY, start, start + (end - start) / 2, end + timedelta(days=365)):
        assert found(text, day) == []


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(PlanKind),
    language=st.sampled_from(Language),
    total=st.integers(1000, 999_999_999_999),
    start=st.dates(date(2026, 12, 1), date(2035, 12, 31)),
    extra=st.integers(0, 20),
    name=st.text(
        st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")), min_size=1, max_size=40
    ).filter(str.strip),
)
def test_any_money_period_and_title_is_clean(
    kind: PlanKind, language: Language, total: int, start: date, extra: int, name: str
) -> None:
    """Figures close to the cent and dates fit whatever is asked for, and the title is kept to the letter."""
    days = {PlanKind.ANNUAL: 364, PlanKind.QUARTERLY: 88, PlanKind.CAMPAIGN: 20}[kind] - extra // 4
    wish = Wish(kind, language, name.strip(), start, start + timedelta(days=days), Decimal(total))
    text = starter_plan(wish, TODAY)
    checked = check(parse(Source("new.yaml", text)), today=TODAY)
    assert checked.plan is not None
    assert checked.plan.plan.name == name.strip()
    assert [each.code for each in checked.findings] in ([], ["PP024"])


def test_flags_decide_elsewhere_than_on_a_terminal(tmp_path: Path) -> None:
    """Without a terminal nothing is asked: flags count, the rest is as usual."""
    ran = promoplan(
        "init", "p.yaml", "--kind", "campaign", "--lang", "zh-Hans", "--name", "开春: 大促", "--start", "2027-03-01",
        "--end", "2027-03-20", "--total", "50万", cwd=tmp_path,
    )  # fmt: skip
    assert (ran.code, ran.out) == (0, "")
    text = (tmp_path / "p.yaml").read_text(encoding="utf-8")
    assert 'name: "开春: 大促"' in text
    assert "period: {start: 2027-03-01, end: 2027-03-20}" in text
    assert "total: 500000" in text
    assert promoplan("validate", "p.yaml", "--strict", cwd=tmp_path).code == 0


def test_an_existing_file_stays(tmp_path: Path) -> None:
    """Only --force replaces what is there."""
    (tmp_path / "promotion.yaml").write_text("mine")
    ran = promoplan("init", cwd=tmp_path)
    assert (ran.code, (tmp_path / "promotion.yaml").read_text()) == (2, "mine")
    assert "--force" in ran.err
    assert promoplan("init", "--force", cwd=tmp_path).code == 0
    assert "promoplan: 1" in (tmp_path / "promotion.yaml").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        (["--total", "lots"], "lots is no amount"),
        (["--total", "12.50"], "a whole amount of 1,000 or more"),
        (["--start", "2027-03-01", "--end", "2027-03-05"], "2027-03-01 to 2027-03-05 is too short"),
    ],
)
def test_what_no_plan_can_be_made_of_is_exit_2(tmp_path: Path, wrong: list[str], message: str) -> None:
    """The figure is named, and nothing is written."""
    ran = promoplan("init", *wrong, cwd=tmp_path)
    assert ran.code == 2
    assert message in ran.err
    assert not (tmp_path / "promotion.yaml").exists()
