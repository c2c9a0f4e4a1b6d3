"""The overview of many plans, against what the plans themselves say."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.report.portfolio.overview import Overview
from promoplan.report.portfolio.view import Portfolio, portfolio
from promoplan.report.targets import Format
from promoplan.report.view.calendar import BarGroup
from tests.cli.running import promoplan
from tests.report.plans import MINIMAL, PLANS, checked_file, checked_over_minimal

TODAY = date(2027, 3, 1)


def overview_of(*snippets: str, language: Language = Language.EN) -> Portfolio:
    """The overview of plans that differ from the minimal one."""
    return portfolio([checked_over_minimal(snippet) for snippet in snippets], (), language, TODAY)


def test_money_adds_up_by_currency() -> None:
    """Two plans in dollars make one row, to the cent; one in yuan stands apart."""
    found = overview_of(
        "plan: {name: A}",
        "plan: {name: B}\nbudget: {total: 100000.25, reserve: {amount: 10000.25}}",
        "plan: {name: C, currency: CNY}",
    )
    assert [(row.currency, row.plans, row.total, row.reserve, row.reserve_share) for row in found.money] == [
        ("CNY", "1", "CN¥100,000", "CN¥10,000", "10%"),
        ("USD", "2", "$200,000.25", "$20,000.25", "10%"),
    ]


def test_plans_stand_by_their_first_day() -> None:
    """Then by name; one that has no period comes last."""
    found = overview_of(
        "plan: {name: Late, period: {start: 2027-05-01, end: 2027-06-30}}",
        "plan: {name: B}",
        "plan: {name: A}",
        "plan: {name: Never, period: soon}",
    )
    assert [row.name for row in found.plans] == ["A", "B", "Late", "Never"]
    assert {bar.group for bar in found.plans[3].bars} == {BarGroup.PHASE}


def test_plans_that_meet_are_told_once_by_channel_and_segment() -> None:
    """With the weeks in which both run; plans that follow each other do not meet."""
    found = overview_of("plan: {name: A}", "plan: {name: B}")
    assert {(row.first, row.second) for row in found.overlaps} == {("A", "B")}
    assert len({(row.channel, row.segment) for row in found.overlaps}) == len(found.overlaps) > 0
    assert overview_of("plan: {name: A}").overlaps == ()


def test_goals_stand_by_metric() -> None:
    """Those of most plans first, each with its plan's name."""
    found = overview_of("plan: {name: A}", "plan: {name: B}")
    assert [goal.plan for goal in found.metrics[0].goals] == ["A", "B"]
    assert len({metric.metric for metric in found.metrics}) == len(found.metrics)


@pytest.mark.parametrize("language", Language)
def test_the_samples_in_every_format(language: Language) -> None:
    """Each format holds every plan's name and total, as the plan's own report writes them."""
    view = portfolio([checked_file(path) for path in PLANS], (), language, TODAY)
    overview = Overview(view)
    for fmt in (Format.MARKDOWN, Format.HTML):
        text = overview.rendered(fmt).main.decode()
        assert all(row.name in text and row.total in text for row in view.plans)
    assert overview.rendered(Format.PDF).main.startswith(b"%PDF-")
    assert overview.rendered(Format.DOCX).main.startswith(b"PK")
    assert [plan.total for plan in view.plans][2].endswith("250,000")


def test_a_folder_makes_an_overview(tmp_path: Path) -> None:
    """As a whole process: plans that can't be read are named, bases left out, formats of single plans refused."""
    plans = tmp_path / "plans"
    plans.mkdir()
    for name in ("a", "b"):
        shutil.copy(MINIMAL, plans / f"{name}.yaml")
    (plans / "base.yaml").write_text("promoplan: 1\nteam: {}\n")
    (plans / "broken.yaml").write_text("promoplan: 1\nplan: [\n")
    ran = promoplan(
        "report", "plans", "-o", "all.md", "-o", "all.html", "--draft", "--today", "2027-03-01", cwd=tmp_path
    )
    assert (ran.code, ran.err) == (0, "all.md: written\nall.html: written\n")
    text = (tmp_path / "all.md").read_text("utf-8")
    assert "- plans/broken.yaml: can't be read; promoplan validate plans/broken.yaml says why" in text
    assert ("DRAFT" in text, "- **Plans**: 2" in text, "base.yaml" in text) == (True, True, False)
    assert (tmp_path / "all_charts" / "calendar.svg").is_file()
    ran = promoplan("report", "plans", "-o", "all.md", "--draft", "--check", cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "all.md: as the plan gives it\n")
    for arguments in (("-o", "all.xlsx"), ("-o", "all.md", "--set", "budget.total=1")):
        ran = promoplan("report", "plans", *arguments, cwd=tmp_path)
        assert (ran.code, ran.err.count("\n"), ran.err.startswith("error: ")) == (2, 1, True)
    (tmp_path / "empty").mkdir()
    assert promoplan("report", "empty", "-o", "x.md", cwd=tmp_path).err == "error: empty: no plan files here\n"
