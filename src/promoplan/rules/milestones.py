"""Step 01, goals broken into parts of the year: that the parts are there, and that they add up."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO
from promoplan.findings.finding import Severity
from promoplan.model.goals import Goals, Target
from promoplan.model.header import PlanHeader, PlanKind
from promoplan.model.monitoring import Monitoring
from promoplan.model.times import PeriodKey
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import in_unit, metrics_of
from promoplan.rules.goal_figures import FigureLimits, at_figure, figures_agree
from promoplan.rules.rule import Problem, problem, rule


class LengthLimits(NamedTuple):
    """The longest quarter, in days."""

    quarter_days: int = 92


@rule("PP108", Severity.ERROR, limits=FigureLimits)
def milestones_do_not_add_up(
    goals: Goals, monitoring: Monitoring | None = None, *, limits: FigureLimits
) -> Iterator[Problem]:
    """Parts of an amount that sum up to another figure than the whole; a rate whose last level is not the target.

    Where baseline and change give another figure than the target, which another rule says, either will do.
    """
    known = metrics_of(monitoring)
    for target in goals.targets:
        metric, aim = known.get(target.metric), wanted(target)
        if metric is None or aim is None or not target.milestones or not is_clear(target):
            continue
        found = list(_apart(target, aim, limits, additive=metric.additive))
        if not figures_agree(target, limits.tolerance) and target.change and target.baseline:
            asked = target.change.applied_to(target.baseline.number)
            found = found if list(_apart(target, asked, limits, additive=metric.additive)) else []
        yield from found


def _apart(target: Target, aim: Decimal, limits: FigureLimits, *, additive: bool) -> Iterator[Problem]:
    """What of the milestones does not make a figure."""
    last = max(target.milestones, key=lambda part: (part.end, part.start))
    level = target.milestones[last].number
    if additive and not (_is_day(last) and _fits(level, aim, limits)):
        yield from _sums(target, aim, limits)
    elif not additive and not _fits(level, aim, limits):
        yield problem(
            target.at("milestones", str(last)),
            variant="level",
            related=[at_figure(target)],
            part=str(last),
            found=in_unit(target.metric, level, percent=target.milestones[last].percent),
            wanted=in_unit(target.metric, aim, percent=target.milestones[last].percent),
        )


def _sums(target: Target, aim: Decimal, limits: FigureLimits) -> Iterator[Problem]:
    """The widest parts against the whole, and a part that others divide against these."""
    figures, inner = target.milestones, inner_parts(target.milestones)
    found = sum((figures[part].number for part in inner[None]), ZERO)
    if not _fits(found, aim, limits):
        yield problem(
            target.at("milestones"),
            on_key=True,
            related=[at_figure(target)],
            found=in_unit(target.metric, found),
            wanted=in_unit(target.metric, aim),
        )
    for part in figures:
        sum_ = sum((figures[each].number for each in inner[part]), ZERO)
        if _divide(inner[part], part) and not _fits(sum_, figures[part].number, limits):
            yield problem(
                target.at("milestones", str(part)),
                variant="part",
                related=[target.at("milestones", str(each)) for each in inner[part]],
                part=str(part),
                found=in_unit(target.metric, sum_),
                wanted=in_unit(target.metric, figures[part].number),
            )


def _fits(found: Decimal, asked: Decimal, limits: FigureLimits) -> bool:
    return abs(found - asked) <= abs(asked) * limits.tolerance


def _is_day(part: PeriodKey) -> bool:
    """A figure by a day is mostly counted from the start, not on that day alone."""
    return part.start == part.end


def inner_parts(parts: Iterable[PeriodKey]) -> Mapping[PeriodKey | None, list[PeriodKey]]:
    """The parts that lie directly in each part, in the order of time; under None those that lie in no other."""
    inner: dict[PeriodKey | None, list[PeriodKey]] = {None: []}
    around: list[PeriodKey] = []
    for part in sorted(parts, key=lambda each: (each.start, -each.end.toordinal())):
        while around and around[-1].end < part.end:
            around.pop()
        inner[around[-1] if around else None].append(part)
        inner[part] = []
        around.append(part)
    return inner


def _divide(inner: list[PeriodKey], part: PeriodKey) -> bool:
    """Whether these parts, in the order of time, cover the whole of another without a gap."""
    day = part.start
    for each in inner:
        if each.start != day:
            return False
        day = each.end + timedelta(days=1)
    return bool(inner) and day > part.end


@rule("PP118", Severity.WARNING, limits=LengthLimits)
def goal_without_milestones(
    plan: PlanHeader, goals: Goals, monitoring: Monitoring | None = None, *, limits: LengthLimits
) -> Iterator[Problem]:
    """An amount to be reached over more than a quarter, and no part of it on the way."""
    known = metrics_of(monitoring)
    for target in _long(goals, plan, limits):
        metric = known.get(target.metric)
        if metric is not None and metric.additive and not target.milestones:
            days = (plan.period.end - plan.period.start).days + 1
            yield problem(target.at("id"), goal=target.id, days=days, most=limits.quarter_days)


@rule("PP120", Severity.INFO, limits=LengthLimits)
def goal_not_decomposed(
    plan: PlanHeader, goals: Goals, monitoring: Monitoring | None = None, *, limits: LengthLimits
) -> Iterator[Problem]:
    """A year whose goals have no quarters or months; an amount without any parts is another rule's."""
    known = metrics_of(monitoring)
    coarse = [target for target in goals.targets if target.milestones and not _has_short_part(target, limits)]
    if plan.kind is not PlanKind.ANNUAL:
        return
    for target in coarse:
        yield problem(target.at("milestones"), on_key=True, variant="coarse", goal=target.id)
    whole = [known[target.metric] for target in _long(goals, plan, limits) if target.metric in known]
    divided = any(target.milestones for target in goals.targets)
    if whole and not divided and not any(metric.additive for metric in whole):
        yield problem(goals.at("targets"), on_key=True)


def _has_short_part(target: Target, limits: LengthLimits) -> bool:
    return any((part.end - part.start).days < limits.quarter_days for part in target.milestones)


def _long(goals: Goals, plan: PlanHeader, limits: LengthLimits) -> Iterator[Target]:
    """The goals that run for more than a quarter of the plan, and no goal of their kind comes before them."""
    start, end = plan.period.start, plan.period.end
    first: dict[object, date] = {}
    for target in goals.targets:
        kind, by = (target.metric, scope_of(target)), target.by or end
        first[kind] = min(by, first.get(kind, by))
    for target in goals.targets:
        _, phase, _ = scope = scope_of(target)
        by = min(target.by or end, end)
        if phase is None and first[target.metric, scope] >= by and (by - start).days >= limits.quarter_days:
            yield target
