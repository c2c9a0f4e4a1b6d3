"""Step 01, the figures of the goals: that they fit each other, point the right way and can be true at once."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import wanted
from promoplan.economics.ledger import ZERO
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.figure import Basis
from promoplan.model.goals import Goals, Target
from promoplan.model.money import Money
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import Change, ChangeKind, Ratio
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import in_unit, metrics_of
from promoplan.rules.rule import Path, Problem, problem, rule


class FigureLimits(NamedTuple):
    """The share by which figures that belong together may differ: rounding."""

    tolerance: Decimal = Decimal("0.005")


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
        if target.trend is not None and not _counts(target.trend, target):
            yield problem(target.at("trend"), variant="points", change=target.trend.text, metric=target.metric)
        if change is None:
            continue
        if not _counts(change, target):
            yield problem(target.at("change"), variant="points", change=change.text, metric=target.metric)
        elif baseline is not None and aim is not None and not figures_agree(target, limits.tolerance):
            yield problem(
                target.at("target"),
                related=[target.at("baseline"), target.at("change")],
                found=_shown(target, aim.number),
                wanted=_shown(target, change.applied_to(baseline.number)),
                baseline=_shown(target, baseline.number),
                change=change.text,
            )


def _counts(change: Change, target: Target) -> bool:
    """Whether the goal's metric can change so: points are added to rates alone."""
    known = METRICS.get(target.metric)
    return change.kind is not ChangeKind.POINTS or known is None or known.unit is MetricUnit.RATIO


def trend_of(target: Target) -> Decimal | None:
    """Where the metric would stand without the plan: the baseline and its trend; None where one of them is missing."""
    if target.trend is None or target.baseline is None or not _counts(target.trend, target):
        return None
    return target.trend.applied_to(target.baseline.number)


def figures_agree(target: Target, tolerance: Decimal) -> bool:
    """Whether baseline and change give the target, as far as all three are given."""
    change, baseline, aim = target.change, target.baseline, target.target
    if change is None or baseline is None or aim is None:
        return True
    asked = change.applied_to(baseline.number)
    return abs(aim.number - asked) <= abs(asked) * tolerance


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
        found = beyond(target, limits)
        if found is not None:
            variant, value, most = found
            yield problem(at_figure(target), variant=variant, found=value, most=most)


def beyond(target: Target, limits: PlausibleLimits) -> tuple[str, Decimal, Decimal] | None:
    """What of a goal is beyond belief, its figure, and the most that is believed; None where it can be true."""
    aim = wanted(target)
    if aim is None:
        return None
    growth = _growth(target, aim)
    if target.metric == "cvr" and aim > limits.max_cvr:
        return "cvr", Ratio(aim), Ratio(limits.max_cvr)
    if is_roas(target) and aim > limits.max_roas:
        return "roas", aim, limits.max_roas
    return ("growth", Ratio(growth), Ratio(limits.max_growth)) if growth > limits.max_growth else None


def _growth(target: Target, aim: Decimal) -> Decimal:
    """By what share of the baseline the figure is to grow; zero where there is none to grow from."""
    start = target.baseline.number if target.baseline is not None else ZERO
    return aim / start - 1 if start > 0 else ZERO


def is_roas(target: Target) -> bool:
    """Whether a goal is one for revenue over spend."""
    return target.metric == "roas" or (target.metric == "roi" and target.basis is Basis.REVENUE)
