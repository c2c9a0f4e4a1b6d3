"""The view model: figures computed by hand from the minimal plan, and what a plan's parts become."""

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.model.frame import Step
from promoplan.report.view.calendar import BarGroup
from promoplan.report.view.context import ReportContext
from tests.report.full import full_yaml
from tests.report.plans import MINIMAL, checked_file, checked_over_minimal, checked_text, context_of


@pytest.fixture(scope="module")
def minimal() -> ReportContext:
    """The minimal plan in English."""
    return context_of(checked_file(MINIMAL))


def test_cover(minimal: ReportContext) -> None:
    """Name, dates and money of the plan in words."""
    cover = minimal.cover
    assert (cover.name, cover.brand, cover.kind) == ("Spring promotion", "Example", "Quarterly plan")
    assert (cover.period, cover.length) == ("1 Apr – 30 Jun 2027", "91 days")
    assert (cover.currency, cover.markets, cover.owner) == ("US Dollar (USD)", "United States", "Ann")
    assert (cover.status, cover.status_key) == ("Draft", "draft")


def test_goals(minimal: ReportContext) -> None:
    """Baseline, target and change, each in its metric's unit; a change that is not written is computed."""
    told = [(goal.baseline, goal.target, goal.change) for goal in minimal.goals]
    assert told == [("$300,000", "$360,000", "+20%"), ("", "3.00", ""), ("28%", "33%", "+5 pp")]
    assert minimal.goals[0].path == "Apr 2027 $100,000; May 2027 $120,000; Jun 2027 $140,000"
    assert [each.value for each in minimal.goals[0].milestones] == [Decimal(n) for n in (100000, 120000, 140000)]


def test_channel_economics(minimal: ReportContext) -> None:
    """Spend, clicks, orders, revenue, ROAS and contribution, as one works them out on paper.

    Video: 40,000 / (40 / (1000 x 2.5 %)) = 25,000 clicks x 2 % = 500 orders x 270 = 135,000; x 0.94 x 0.65 - 40,000.
    """
    channels = minimal.channels
    assert channels is not None
    video = channels.items[0]
    assert (video.assumptions.cpc, video.outcome.clicks, video.outcome.orders) == ("$1.60", "25,000", "500")
    assert (video.outcome.revenue, video.outcome.roas, video.outcome.contribution) == ("$135,000", "3.38", "$42,485")
    assert (video.share, video.assumptions.break_even_roas) == ("44.4%", "1.64")
    total = channels.total.outcome
    assert (total.spend, total.clicks, total.orders, total.revenue) == ("$80,000", "50,000", "1,600", "$435,000")
    assert (total.roas, total.contribution) == ("5.44", "$187,345")
    assert [channel.name for channel in channels.core] == ["Video platform", "Shop search"]


def test_budget_splits(minimal: ReportContext) -> None:
    """Every split closes on the working budget, and with the reserve on the total."""
    budget = minimal.budget
    assert budget is not None
    assert [(part.label, int(part.value)) for part in budget.by_channel] == [
        ("Video platform", 40000), ("Shop search", 30000), ("Customer club", 10000), ("Not assigned", 10000),
    ]  # fmt: skip
    assert [(part.label, part.share, part.of_total) for part in budget.by_phase] == [
        ("Warm-up", "30%", "27%"), ("Peak", "50%", "45%"), ("Closing", "20%", "18%"),
    ]  # fmt: skip
    for parts in (budget.by_channel, budget.by_category, budget.by_phase):
        assert sum(part.value for part in parts) + budget.reserve.value == budget.whole.value
    assert (budget.reserve.amount, budget.reserve.of_total, budget.gap) == ("$10,000", "10%", "")
    assert budget.warn == "80% ($72,000 of the working budget)"


def test_wanted_shares_stand_beside_planned_ones(minimal: ReportContext) -> None:
    """Each on its own base; all media money of the plan reaches a ROAS of 3."""
    assert minimal.budget is not None
    high = minimal.budget.splits[-1]
    assert (high.label, high.base, high.wanted) == ("ROAS at least 3.00", "Media budget", "≥ 60%")
    assert (high.planned, high.difference) == ("100%", "+40 pp")


def test_steps_show_the_methods_standard_or_the_plans_own() -> None:
    """What the writer leaves out is the method's; what is written is the plan's."""
    steps = context_of(checked_over_minimal("goals: {acceptance: Signed by Ann, risk: Too bold}")).steps
    assert (steps[0].acceptance, steps[0].risk, steps[0].counter) == ("Signed by Ann", "Too bold", "")
    assert steps[1].acceptance.startswith("The main competitors'")
    assert [step.number for step in steps] == ["01", "02", "03", "04", "05", "06", "07"]
    assert steps[0].status == "Open"


def test_risks_stand_by_gravity(minimal: ReportContext) -> None:
    """The gravest first, with its score."""
    assert minimal.risks is not None
    told = [(risk.mark, risk.id, risk.score, risk.level) for risk in minimal.risks.items[:2]]
    assert told == [("R1", "outage", 10, "Medium"), ("R2", "demand", 9, "Medium")]


def test_calendar_holds_all_that_is_dated(minimal: ReportContext) -> None:
    """Seven steps, three phases, three placements."""
    groups = [bar.group for bar in minimal.calendar.bars]
    counts = {group: groups.count(group) for group in BarGroup}
    assert counts == {"step": 7, "phase": 3, "placement": 3, "promotion": 0, "milestone": 0}
    assert [each.date for each in minimal.summary.dates][:2] == ["1 Apr 2027", "1 Apr 2027"]


def test_content_calendar(minimal: ReportContext) -> None:
    """Thirteen weeks with three, two and one publication each."""
    assert minimal.content is not None
    rows = minimal.content.calendar
    assert [row.count for row in rows] == [6] * 13
    assert rows[0].channels == "Video platform 3, Shop search 2, Customer club 1"
    assert (rows[0].starts, rows[1].starts) == ("How it works, Choosing well, Club evening", "")
    assert (rows[6].dates, rows[6].phase) == ("13–19 May 2027", "Warm-up, Peak")


def test_funnel_counts_only_what_every_channel_tells(minimal: ReportContext) -> None:
    """Two channels have no impressions, so the plan has none; clicks and orders are known."""
    assert minimal.monitoring is not None
    assert [(stage.volume, stage.rate) for stage in minimal.monitoring.funnel] == [
        ("", ""), ("50,000", ""), ("1,600", "3.2%"),
    ]  # fmt: skip


def test_sentences_of_the_playbook(minimal: ReportContext) -> None:
    """A condition reads as a sentence in each language."""
    assert minimal.optimization is not None
    assert minimal.optimization.playbook[0].when == "ROAS below 2.00 for 2 weeks on Video platform"
    chinese = context_of(checked_file(MINIMAL), Language.ZH_HANT)
    assert chinese.optimization is not None
    assert chinese.optimization.playbook[0].when == "Video platform 的 ROAS 連續 2 週低於 2.00"


OFFERS = """
products: [{id: buds, name: Buds, price: 79, unit_cost: 31}, {id: case, name: Case, price: 20}]
promotions:
  stacking: exclusive
  items:
    - {id: cut, name: Cut, mechanic: limited-discount, start: 2027-06-01, end: 2027-06-10, rate: 20%, products: [buds]}
    - {id: spend, name: Spend, mechanic: threshold-off, start: 2027-06-01, end: 2027-06-10, threshold: 120, amount: 15}
"""


def test_promotion_prices() -> None:
    """79.00 less 20 % is 63.20; a unit leaves 48.00 before and 32.20 after; break-even lift 48 / 32.2 - 1 = 49.1 %."""
    promotions = context_of(checked_over_minimal(OFFERS)).promotions
    assert promotions is not None
    (price,) = promotions.prices
    assert (price.list_price, price.price, price.discount, price.floor) == ("$79", "$63.20", "20%", "$31")
    assert (price.margin_before, price.rate_before) == ("$48", "60.8%")
    assert (price.margin_after, price.rate_after, price.lift) == ("$32.20", "50.9%", "+49.1%")
    assert [offer.offer for offer in promotions.items] == ["20% off", "from $120, $15 off"]
    assert promotions.stacking == "Only one per basket"


def test_an_offer_reads_as_shops_write_it_in_chinese() -> None:
    """20 % off is 8 折."""
    promotions = context_of(checked_over_minimal(OFFERS), Language.ZH_HANS).promotions
    assert promotions is not None
    assert [offer.offer for offer in promotions.items] == ["8 折", "满 US$120，减 US$15"]


def test_a_budget_that_does_not_close_says_so() -> None:
    """The difference is a figure of the report."""
    budget = context_of(checked_over_minimal("budget: {total: 99000}")).budget
    assert budget is not None
    assert budget.gap == "−$900"


def test_glossary_explains_what_the_plan_uses(minimal: ReportContext) -> None:
    """Metrics of goals, KPIs, funnel and playbook, and no others."""
    names = {term.name for term in minimal.glossary}
    assert "Repurchase rate" in names
    assert "Net promoter score (NPS)" not in names


def _results(context: ReportContext) -> dict[str, tuple[str, str, str, str]]:
    return {each.key: (each.status, each.findings, each.verdict, each.place) for each in context.validation.steps}


def test_each_step_tells_how_far_it_stands() -> None:
    """Done and free of errors, with errors, not done, not there; what is found elsewhere is the rest of the plan."""
    checked = checked_over_minimal(
        "goals: {status: done, done_on: 2027-02-01, evidence: Minutes}\nbudget: {total: 99000}\n"
        "plan: {kind: annual}\noptimization: null"
    )
    found = _results(context_of(checked))
    assert list(found) == [*Step, "rest"]
    assert found["goals"][:3] == ("Done", "–", "Ready")
    assert found["budget"][:3] == ("Open", "1 error", "Has errors")
    assert found["channels"][:3] == ("Open", "–", "Open")
    assert found["optimization"][1:] == ("–", "To be filled in", "")
    assert found["rest"][0] == found["rest"][3] == ""
    assert "warning" in found["rest"][1]
    assert found["rest"][2] == "Ready"
    severities = [finding.severity_key for finding in context_of(checked).validation.findings]
    for key in ("error", "warning", "info"):
        counts = [each.count for row in context_of(checked).validation.steps for each in row.counts if each.key == key]
        assert sum(counts) == severities.count(key)


def test_what_the_reader_of_the_text_finds_belongs_to_a_step_too() -> None:
    """A key written twice has no path of its own; the section in which it stands has the error."""
    text = MINIMAL.read_text(encoding="utf-8").replace("budget:\n", "budget:\n  total: 100000\n", 1)
    assert _results(context_of(checked_text(text)))["budget"][1] == "1 error"


def test_a_section_that_cannot_be_read_has_errors() -> None:
    """Not one to be filled in."""
    found = _results(context_of(checked_over_minimal("content: [1]")))
    assert found["content"][2] == "Has errors"


@pytest.mark.parametrize("language", Language)
def test_a_severity_has_one_word(language: Language) -> None:
    """The table of findings says info where the count does, in every language."""
    found = context_of(checked_over_minimal("goals: {status: done, done_on: 2027-02-01}"), language).validation
    assert [finding.severity_key for finding in found.findings] == ["info"]
    assert found.findings[0].severity.lower() in found.verdict


def _lines_of(context: ReportContext) -> dict[str, str]:
    """A clause of each kind, by its kind, with its place."""
    found: dict[str, tuple[Any, ...]] = {
        "goal": context.goals,
        "segment": context.audience.segments if context.audience else (),
        "competitor": context.competitors.items if context.competitors else (),
        "channel": context.channels.items if context.channels else (),
        "placement": context.channels.placements if context.channels else (),
        "piece": context.content.pieces if context.content else (),
        "creator": context.content.creators if context.content else (),
        "copy": context.content.ad_copy if context.content else (),
        "kpi": context.monitoring.kpis if context.monitoring else (),
        "line": context.budget.lines if context.budget else (),
        "play": context.optimization.playbook if context.optimization else (),
        "promotion": context.promotions.items if context.promotions else (),
        "product": context.products,
        "risk": context.risks.items if context.risks else (),
        "check": context.readiness.before if context.readiness else (),
        "text": context.compliance.texts if context.compliance else (),
        "claim": context.compliance.claims if context.compliance else (),
    }
    return {kind: rows[-1].place for kind, rows in found.items()}


def test_each_clause_knows_its_line() -> None:
    """File and line at which a clause of the full plan begins, as an editor counts them."""
    text = full_yaml()
    places = _lines_of(context_of(checked_text(text)))
    lines = text.splitlines()
    assert len(set(places.values())) == len(places)
    for kind, place in places.items():
        file, _, line = place.rpartition(":")
        assert (file, lines[int(line) - 1].lstrip()[0]) == ("plan.yaml", "-"), kind


BASE = MINIMAL.read_text(encoding="utf-8")


def test_the_place_is_in_the_file_that_holds_the_text(tmp_path: Path) -> None:
    """In a plan's folder and where a plan extends another; files of one name are told apart by the way to them."""
    (tmp_path / "year").mkdir()
    (tmp_path / "year" / "plan.yaml").write_text(BASE, encoding="utf-8")
    folder = tmp_path / "spring"
    folder.mkdir()
    (folder / "plan.yaml").write_text(
        "promoplan: 1\nextends: ../year/plan.yaml\nplan: {name: Mine}\n", encoding="utf-8"
    )
    goals = "# ours\ntargets:\n- {id: revenue, target: 1}\n- {id: more, metric: orders, target: 10}\n"
    (folder / "goals.yaml").write_text(goals, encoding="utf-8")
    (folder / "budget.yaml").write_text("total: 99000\n", encoding="utf-8")
    (tmp_path / ".git").mkdir()
    context = context_of(checked_file(folder))
    places = {goal.id: goal.place for goal in context.goals}
    assert (places["revenue"], places["more"]) == ("goals.yaml:3", "goals.yaml:4")
    line = next(number for number, text in enumerate(BASE.splitlines(), 1) if "id: roas" in text)
    assert places["roas"] == f"../year/plan.yaml:{line}"
    assert _results(context)["budget"][3] == "budget.yaml:1"
    assert "budget.yaml:1" in [finding.place for finding in context.validation.findings if finding.code == "PP602"]
