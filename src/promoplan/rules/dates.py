"""Days of the plan: no end before its start, a period that fits the kind of plan, phases without gaps."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader, PlanKind
from promoplan.model.phases import Phase, Phases
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

DAY = timedelta(days=1)


class PeriodLimits(NamedTuple):
    """Fewest and most months of annual and quarterly plans, most days of a campaign."""

    annual_months: tuple[int, int] = (10, 14)
    quarterly_months: tuple[int, int] = (2, 4)
    campaign_days: int = 92


@rule("PP023", Severity.ERROR)
def dates_reversed(sections: Sections) -> Iterator[Problem]:
    """An end before its start, wherever the plan has both."""
    for node in sections.nodes:
        start, end = getattr(node, "start", None), getattr(node, "end", None)
        if isinstance(start, date) and isinstance(end, date) and end < start:
            yield problem(node.at("end"), related=[node.at("start")], start=start, end=end)


@rule("PP045", Severity.WARNING, limits=PeriodLimits)
def period_kind(plan: PlanHeader, *, limits: PeriodLimits) -> Iterator[Problem]:
    """A period too short or too long for what the plan calls itself."""
    first, last = plan.period.start, plan.period.end
    if last < first:
        return
    days, months = (last - first).days + 1, _months(first, last + DAY)
    least, most = {
        PlanKind.ANNUAL: limits.annual_months,
        PlanKind.QUARTERLY: limits.quarterly_months,
        PlanKind.CAMPAIGN: (0, limits.campaign_days),
    }[plan.kind]
    length = days if plan.kind is PlanKind.CAMPAIGN else months
    if not least <= length <= most:
        yield problem(
            plan.at("period"), variant=plan.kind.value, related=[plan.at("kind")], days=days, least=least, most=most
        )


def _months(first: date, after: date) -> Decimal:
    """Months from a day to another, a day beyond whole ones counted as the 31st part of a month."""
    whole = (after.year - first.year) * 12 + after.month - first.month
    return whole + Decimal(after.day - first.day) / 31


@rule("PP046", Severity.ERROR)
def phase_overlap(plan: PlanHeader, phases: Phases) -> Iterator[Problem]:
    """A day in two phases, or a phase that reaches beyond the period."""
    before: Phase | None = None
    for phase in _in_time(phases):
        if before is not None and phase.start <= before.end:
            yield problem(
                phase.at("start"),
                variant="overlap",
                related=[before.at("end")],
                phase=phase.name,
                other=before.name,
                start=phase.start,
                end=before.end,
            )
        if before is None or phase.end > before.end:
            before = phase
        yield from _outside(phase, plan)


def _outside(phase: Phase, plan: PlanHeader) -> Iterator[Problem]:
    first, last = plan.period.start, plan.period.end
    for name, day, variant in (("start", phase.start, "early"), ("end", phase.end, "late")):
        if first <= last and (day < first if name == "start" else day > last):
            yield problem(
                phase.at(name),
                variant=variant,
                related=[plan.at("period")],
                phase=phase.name,
                day=day,
                first=first,
                last=last,
            )


@rule("PP047", Severity.WARNING)
def phase_gap(plan: PlanHeader, phases: Phases) -> Iterator[Problem]:
    """Days of the period that lie in no phase; one whose dates are reversed counts for the days between them."""
    day, last, before = plan.period.start, plan.period.end, None
    for phase in sorted(phases.items, key=lambda phase: min(phase.start, phase.end)):
        start, end = sorted((phase.start, phase.end))
        if day < start <= last + DAY:
            yield _gap(phase.at("start"), day, start - DAY)
        day, before = max(day, end + DAY), phase
    if before is not None and day <= last:
        yield _gap(before.at("end"), day, last)


def _gap(at: Path, first: date, last: date) -> Problem:
    days = (last - first).days + 1
    return problem(at, variant="day" if days == 1 else "", first=first, last=last, days=days)


def _in_time(phases: Phases) -> list[Phase]:
    """The phases by their first day; without those whose dates are reversed."""
    return sorted((phase for phase in phases.items if phase.start <= phase.end), key=lambda phase: phase.start)
