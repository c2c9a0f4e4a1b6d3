"""Step 01, the figures of the goals: that they fit each other, point the right way and can be true at once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO, by_channel, media, working
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.budget import Budget
from promoplan.model.figure import Basis
from promoplan.model.goals import Goals, Target
from promoplan.model.money import Money
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import ChangeKind, Ratio
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import in_unit, metrics_of
from promoplan.rules.rule import Path, Problem, problem, rule


class FigureLimits(NamedTuple):
    """The share by which figures that belong together may differ: rounding."""

    tolerance: Decimal = Decimal("0.005")


class ContradictionLimits(NamedTuple):
    """The share by which goals that depend on each other may differ."""

    tolerance: Decimal = Decimal("0.05")


class PlausibleLimits(NamedTuple):
    """The highest conversion rate, return on ad spend and growth that are believed without a second look."""

    max_cvr: Decimal = Decimal("0.30")
    max_roas: Decimal = Decimal(50)
    max_growth: Decimal = Decimal(5)


def _clear(goals: Goals) -> Iterator[Target]:
    """The goals whose figures have one reading each."""
    return (target for target in goals.targets if is_clear(target))


def at_figure(target: Target) -> Path:
    """Where the wanted figure stands: the target itself, or the change that gives it."""
    return target.at("target" if target.target is not None else "change")


def _shown(target: Target, number: Decimal) -> Money | Ratio | Decimal:
    written = any(figure.percent for figure in (target.target, target.baseline) if figure is not None)
    return in_unit(target.metric, number, percent=written)


@rule("PP106", Severity.ERROR, limits=FigureLimits)
def goal_figures_disagree(goals: Goals, *, limits: FigureLimits) -> Iterator[Problem]:
    """Baseline and change give another figure than the target; or points are added to what is no rate."""
    for target in _clear(goals):
        change, baseline, aim = target.change, target.baseline, target.target
        if change is None:
            continue
        known = METRICS.get(target.metric)
        if change.kind is ChangeKind.POINTS and known and known.unit is not MetricUnit.RATIO:
            yield problem(target.at("change"), variant="points", change=change.text, metric=target.metric)
        elif baseline is not None and aim is not None:
            asked = change.applied_to(baseline.number)
            if abs(aim.number - asked) > abs(asked) * limits.tolerance:
                yield problem(
                    target.at("target"),
                    related=[target.at("baseline"), target.at("change")],
                    found=_shown(target, aim.number),
                    wanted=_shown(target, asked),
                    baseline=_shown(target, baseline.number),
                    change=change.text,
                )


@rule("PP107", Severity.WARNING)
def goal_wrong_direction(goals: Goals, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """A wanted figure that is no better than the baseline."""
    known = metrics_of(monitoring)
    for target in _clear(goals):
        metric, aim = known.get(target.metric), wanted(target)
        if metric is None or aim is None or target.baseline is None:
            continue
        start = target.baseline.number
        if (aim >= start) if metric.lower_is_better else (aim <= start):
            yield problem(
                at_figure(target),
                variant="lower" if metric.lower_is_better else "higher",
                related=[target.at("baseline")],
                metric=target.metric,
                wanted=_shown(target, aim),
                baseline=_shown(target, start),
            )


@rule("PP116", Severity.WARNING, limits=PlausibleLimits)
def implausible_goal(goals: Goals, *, limits: PlausibleLimits) -> Iterator[Problem]:
    """A figure beyond what shops reach."""
    for target in _clear(goals):
        aim = wanted(target)
        if aim is None:
            continue
        growth = _growth(target, aim)
        found: tuple[str, Decimal, Decimal] | None = None
        if target.metric == "cvr" and aim > limits.max_cvr:
            found = "cvr", Ratio(aim), Ratio(limits.max_cvr)
        elif _is_roas(target) and aim > limits.max_roas:
            found = "roas", aim, limits.max_roas
        elif growth > limits.max_growth:
            found = "growth", Ratio(growth), Ratio(limits.max_growth)
        if found:
            variant, value, most = found
            yield problem(at_figure(target), variant=variant, found=value, most=most)


def _growth(target: Target, aim: Decimal) -> Decimal:
    """By what share of the baseline the figure is to grow; zero where there is none to grow from."""
    start = target.baseline.number if target.baseline is not None else ZERO
    return aim / start - 1 if start > 0 else ZERO


def _is_roas(target: Target) -> bool:
    return target.metric == "roas" or (target.metric == "roi" and target.basis is Basis.REVENUE)


@rule("PP111", Severity.ERROR, limits=ContradictionLimits)
def goals_contradict(goals: Goals, budget: Budget | None = None, *, limits: ContradictionLimits) -> Iterator[Problem]:
    """Orders at the wanted order value that do not make the wanted revenue; or a revenue that misses the wanted return.

    Only goals of one scope and one deadline are compared.
    """
    groups: dict[object, dict[str, Target]] = {}
    for target in _clear(goals):
        if wanted(target) is not None:
            groups.setdefault((scope_of(target), target.by), {}).setdefault(target.metric, target)
    for group in groups.values():
        revenue = group.get("revenue")
        if revenue is not None:
            yield from _product(revenue, group, limits.tolerance)
            yield from _return(revenue, group, budget, limits.tolerance)


def _product(revenue: Target, group: dict[str, Target], tolerance: Decimal) -> Iterator[Problem]:
    orders, value = group.get("orders"), group.get("aov")
    if orders is None or value is None:
        return
    asked, count, each = (wanted(target) or ZERO for target in (revenue, orders, value))
    if abs(count * each - asked) > asked * tolerance:
        yield problem(
            at_figure(revenue),
            variant="product",
            related=[at_figure(orders), at_figure(value)],
            revenue=Money(asked),
            orders=count,
            aov=Money(each),
            product=Money(count * each),
            tolerance=Ratio(tolerance),
        )


def _return(revenue: Target, group: dict[str, Target], budget: Budget | None, tolerance: Decimal) -> Iterator[Problem]:
    goal = group.get("roas") or group.get("roi")
    least = _as_roas(goal) if goal else None
    spend = _spend(budget, revenue) if budget else ZERO
    asked = wanted(revenue) or ZERO
    if goal is not None and least is not None and spend and asked / spend < least * (1 - tolerance):
        yield problem(
            at_figure(goal),
            variant="return",
            related=[at_figure(revenue)],
            revenue=Money(asked),
            spend=Money(spend),
            found=asked / spend,
            roas=least,
            wanted=Money(spend * least),
        )


def _as_roas(goal: Target) -> Decimal | None:
    """The wanted return as revenue over spend; None for a return on gross profit or of unknown basis."""
    aim = wanted(goal)
    if aim is None or _is_roas(goal):
        return aim
    return aim + 1 if goal.basis is Basis.NET else None


def _spend(budget: Budget, revenue: Target) -> Decimal:
    """The planned money behind a revenue goal: the media lines, else all lines; zero where the ledger can't tell."""
    channel, phase, segment = scope_of(revenue)
    if phase is not None or segment is not None:
        return ZERO
    if channel is not None:
        return by_channel(budget).get(channel, ZERO)
    return media(budget) or working(budget)
