"""`Portfolio`: all that the overview of many plans says, in the words of its language."""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from msgspec import Struct

from promoplan.checker import Checked
from promoplan.economics import ledger
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.metrics.registry import METRICS
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.goals import Goals
from promoplan.model.references import Kind
from promoplan.report.portfolio.overlaps import Presence, overlaps
from promoplan.report.view.budget import budget
from promoplan.report.view.calendar import Bar, BarGroup, calendar
from promoplan.report.view.channels import channels
from promoplan.report.view.cover import cover
from promoplan.report.view.figures import metric_name
from promoplan.report.view.goals import GoalView, goals
from promoplan.report.view.material import Material, material
from promoplan.report.view.times import day, span
from promoplan.report.view.voice import Voice

MOST_OVERLAPS = 200
"""The most overlaps that are listed; the others are counted."""


class PlanRow(Struct, frozen=True):
    """One plan of many; all texts, "" where the plan says nothing. `bars` are its own days and its phases."""

    name: str
    brand: str
    kind: str
    period: str
    status: str
    owner: str
    total: str
    reserve: str
    reserve_share: str
    revenue: str
    roas: str
    core_channels: str
    findings: str
    file: str
    bars: tuple[Bar, ...]


class MoneyRow(Struct, frozen=True):
    """The money of all plans in one currency; money of different currencies is never added up."""

    currency: str
    plans: str
    total: str
    working: str
    reserve: str
    reserve_share: str


class OverlapRow(Struct, frozen=True):
    """Two plans on one channel before one segment in the same weeks."""

    channel: str
    segment: str
    first: str
    second: str
    weeks: str
    dates: str


class GoalRow(Struct, frozen=True):
    """A goal of one plan."""

    plan: str
    goal: str
    baseline: str
    target: str
    change: str
    by: str


class MetricView(Struct, frozen=True):
    """The goals of all plans by one metric."""

    metric: str
    goals: tuple[GoalRow, ...]


class Portfolio(Struct, frozen=True):
    """Many plans, by their first day and name; `more` counts the overlaps that are left out, "" where none are.

    `unread` names the files that can't be shown, each with the reason; `draft` is the mark of a draft, "" for others.
    """

    language: Language
    today: date
    title: str
    printed: str
    draft: str
    plans: tuple[PlanRow, ...]
    unread: tuple[str, ...]
    money: tuple[MoneyRow, ...]
    overlaps: tuple[OverlapRow, ...]
    more: str
    metrics: tuple[MetricView, ...]


class _Plan(NamedTuple):
    """A plan's material with its name."""

    made: Material
    name: str
    budget: Budget | None


def portfolio(
    checks: Sequence[Checked], unread: Sequence[str], language: Language, today: date, *, draft: bool = False
) -> Portfolio:
    """The overview of plans whose documents hold data, whatever was found in them."""
    voice = Voice(language)
    plans = sorted((_plan(checked, language, today) for checked in checks), key=_first_day)
    met = list(_overlaps(plans, voice))
    rest = len(met) - MOST_OVERLAPS
    return Portfolio(
        language=language,
        today=today,
        title=voice.label("portfolio.title"),
        printed=day(voice, today),
        draft=voice.label("cover.draft") if draft else "",
        plans=tuple(map(_row, plans)),
        unread=tuple(unread),
        money=tuple(_money(plans)),
        overlaps=tuple(met[:MOST_OVERLAPS]),
        more=voice.label("and-more", count=rest) if rest > 0 else "",
        metrics=tuple(_metrics(plans)),
    )


def _plan(checked: Checked, language: Language, today: date) -> _Plan:
    made = material(checked, language, today)
    return _Plan(made, cover(made).name, made.section(Budget))


def _first_day(plan: _Plan) -> tuple[date, str]:
    period = plan.made.period
    return (period.start if period else date.max, plan.name)


def _row(plan: _Plan) -> PlanRow:
    made = plan.made
    front, money, shown = cover(made), budget(made), channels(made)
    outcome = shown.total.outcome if shown else None
    return PlanRow(
        name=front.name,
        brand=front.brand,
        kind=front.kind,
        period=front.period,
        status=front.status,
        owner=front.owner,
        total=money.total if money else "",
        reserve=money.reserve.amount if money else "",
        reserve_share=money.reserve.of_total if money else "",
        revenue=outcome.revenue if outcome else "",
        roas=outcome.roas if outcome else "",
        core_channels=made.voice.listed(channel.name for channel in shown.core) if shown else "",
        findings=_findings(made),
        file=made.checked.document.path,
        bars=tuple(_bars(plan)),
    )


def _findings(made: Material) -> str:
    """How many findings there are of each severity; a dash where there are none."""
    counts = [(severity, made.checked.count(severity)) for severity in Severity]
    told = (counted(severity.value, count, made.voice.language) for severity, count in counts if count)
    return made.voice.listed(told) or made.voice.label("portfolio.clean")


def _bars(plan: _Plan) -> Iterator[Bar]:
    period, voice = plan.made.period, plan.made.voice
    if period is not None:
        dates = span(voice, period.start, period.end)
        yield Bar(BarGroup.PLACEMENT, voice.label("portfolio.whole"), period.start, period.end, dates)
    yield from (bar for bar in calendar(plan.made).bars if bar.group is BarGroup.PHASE)


def _money(plans: Sequence[_Plan]) -> Iterator[MoneyRow]:
    funded = sorted((plan for plan in plans if plan.budget), key=lambda plan: plan.made.voice.currency)
    for currency, group in groupby(funded, key=lambda plan: plan.made.voice.currency):
        same = list(group)
        voice = same[0].made.voice
        budgets = [plan.budget for plan in same if plan.budget]
        total = sum((each.total.amount for each in budgets), ledger.ZERO)
        reserve = sum((ledger.reserve(each) for each in budgets), ledger.ZERO)
        working = sum((ledger.working(each) for each in budgets), ledger.ZERO)
        yield MoneyRow(
            currency or voice.label("portfolio.no-currency"),
            voice.count(len(same)),
            voice.money(total),
            voice.money(working),
            voice.money(reserve),
            voice.part(reserve, total),
        )


def _overlaps(plans: Sequence[_Plan], voice: Voice) -> Iterator[OverlapRow]:
    found = overlaps(each for number, plan in enumerate(plans) for each in _presences(number, plan))
    for each in sorted(found, key=lambda overlap: (overlap.start, overlap.channel, overlap.first, overlap.second)):
        first, last = each.start.isocalendar(), each.end.isocalendar()
        weeks = [f"{week.year}-W{week.week:02}" for week in (first, last)]
        yield OverlapRow(
            each.channel,
            each.segment or voice.label("portfolio.everybody"),
            plans[each.first].name,
            plans[each.second].name,
            weeks[0] if weeks[0] == weeks[1] else voice.label("span").format(start=weeks[0], end=weeks[1]),
            span(voice, each.start, each.end),
        )


def _presences(number: int, plan: _Plan) -> Iterator[Presence]:
    """When a plan is on its channels: the days of the placements, or the plan's own where a channel has none."""
    section, period = plan.made.section(Channels), plan.made.period
    if section is None or period is None:
        return
    for channel in section.items:
        for placement in channel.placements or (None,):
            start = placement.start if placement and placement.start else period.start
            end = placement.end if placement and placement.end else period.end
            segments = (placement.segments if placement else ()) or channel.segments
            named = [plan.made.names.get(Kind.SEGMENT, segment) for segment in segments] or [""]
            yield from (Presence(number, channel.name, name, start, end) for name in named if start <= end)


def _metrics(plans: Sequence[_Plan]) -> Iterator[MetricView]:
    """The goals by metric, those that most plans have first."""
    found: dict[str, list[tuple[_Plan, GoalView]]] = {}
    for plan in plans:
        section = plan.made.section(Goals)
        for target, view in zip(section.targets if section else (), goals(plan.made), strict=True):
            found.setdefault(target.metric, []).append((plan, view))
    order = list(METRICS)
    known = sorted(found, key=lambda key: (-len(found[key]), order.index(key) if key in METRICS else len(order), key))
    for metric in known:
        rows = (
            GoalRow(plan.name, view.name, view.baseline, view.target, view.change, view.by)
            for plan, view in found[metric]
        )
        made = found[metric][0][0].made
        yield MetricView(metric_name(made, metric), tuple(rows))
