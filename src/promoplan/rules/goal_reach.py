"""Step 01, the goals against what the plan's own economics make of its money: neither out of reach nor too easy."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import cents
from promoplan.economics.measures import measure_of
from promoplan.economics.reach import Reach, reaches
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.goals import Goals, Target
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.phases import Phases
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import ROUNDING, in_unit
from promoplan.rules.goal_figures import PlausibleLimits, at_figure, beyond, trend_of
from promoplan.rules.rule import Problem, Sections, problem, rule

_READ = ("plan", "goals", "channels", "budget", "phases")


class ReachLimits(NamedTuple):
    """The least chance of reaching a goal; where no figure is a range, the least expectation as a share of it."""

    min_probability: Decimal = Decimal("0.20")
    min_expected: Decimal = Decimal("0.80")


class EasyLimits(NamedTuple):
    """The highest chance of reaching a goal, and the highest expectation as a share of it."""

    max_probability: Decimal = Decimal("0.95")
    max_expected: Decimal = Decimal("1.50")


def expectations(sections: Sections) -> tuple[Reach, ...]:
    """What the plan's own figures make of each goal that has one reading; none where a section can't be judged."""
    plan, goals, channels, budget, phases = map(sections.whole.get, _READ)
    known = all(map(sections.known, _READ))
    if not known or not isinstance(plan, PlanHeader) or not isinstance(goals, Goals):
        return ()
    if not isinstance(channels, Channels):
        return ()
    ledger = budget if isinstance(budget, Budget) else None
    dates = phases if isinstance(phases, Phases) else None
    return tuple(reaches(plan, filter(is_clear, goals.targets), channels, ledger, dates))


@rule("PP112", Severity.WARNING, limits=ReachLimits)
def goal_out_of_reach(*, sections: Sections, limits: ReachLimits) -> Iterator[Problem]:
    """A goal that the plan's own figures miss by far.

    Judged by the chance of reaching it where figures are ranges, else by the expectation; where lower is better, by
    the goal as a share of what is expected. What nobody believes anyway is another rule's.
    """
    for reach in sections.once(expectations):
        if beyond(reach.target, PlausibleLimits()):
            continue
        if reach.chance is not None:
            missed = reach.chance.probability < limits.min_probability
        else:
            missed = reach.aim > 0 and _worse(reach, limits.min_expected - ROUNDING)
        if missed:
            yield _found(reach, limits.min_probability, limits.min_expected, _step(reach))


@rule("PP113", Severity.INFO, limits=EasyLimits)
def goal_too_easy(goals: Goals, *, sections: Sections, limits: EasyLimits) -> Iterator[Problem]:
    """A goal that the plan's own figures reach without any effort, or its baseline's trend without any plan.

    A return, cost or rate beside an amount of the same scope is a floor for it, and its chance is not judged.
    """
    drifting = {target.id: found for target in filter(is_clear, goals.targets) if (found := _by_itself(target))}
    yield from drifting.values()
    volumes = {scope_of(target) for target in goals.targets if _is_volume(target)}
    for reach in sections.once(expectations):
        if reach.target.id in drifting or (_is_rate(reach.target) and scope_of(reach.target) in volumes):
            continue
        if reach.chance is not None:
            easy = reach.chance.probability > limits.max_probability
        else:
            easy = reach.aim > 0 and reach.planned > 0 and not _worse(reach, limits.max_expected + ROUNDING)
        if easy:
            yield _found(reach, limits.max_probability, limits.max_expected, "")


def _by_itself(target: Target) -> Problem | None:
    """The finding of a goal that is better than its baseline, but no better than what that grows or falls to anyway."""
    known, aim, trend, baseline = METRICS.get(target.metric), wanted(target), trend_of(target), target.baseline
    if known is None or aim is None or trend is None or baseline is None or target.trend is None:
        return None
    sense = -1 if known.lower_is_better else 1
    if not sense * baseline.number < sense * aim <= sense * trend:
        return None
    return problem(
        at_figure(target),
        variant="trend",
        related=[target.at("baseline"), target.at("trend")],
        goal=target.id,
        wanted=_shown(target, aim),
        trend=target.trend.text,
        expected=_shown(target, trend),
    )


def _worse(reach: Reach, share: Decimal) -> bool:
    """Whether the expectation is worse than this share of the goal; where lower is better, the goal is the share."""
    if METRICS[reach.target.metric].lower_is_better:
        return reach.planned * share > reach.aim
    return reach.planned < reach.aim * share


def _is_volume(target: Target) -> bool:
    metric = METRICS.get(target.metric)
    return metric is not None and metric.additive and not metric.lower_is_better and wanted(target) is not None


def _is_rate(target: Target) -> bool:
    measure = measure_of(target.metric, target.basis, target.of)
    return measure is not None and bool(measure.below)


def _step(reach: Reach) -> str:
    """What would help: more money, or better figures where money does not change the metric."""
    more = not _is_rate(reach.target) and not METRICS[reach.target.metric].lower_is_better and reach.expected > 0
    return "" if more else "rate"


def _found(reach: Reach, probability: Decimal, share: Decimal, step: str) -> Problem:
    """The finding, with the figure that would do and the money that it takes."""
    target, chance = reach.target, reach.chance
    figures: dict[str, object] = {
        "goal": target.id,
        "wanted": _shown(target, reach.aim),
        "expected": _shown(target, reach.expected),
        "money": Money(cents(reach.spend)),
        "needed": Money(cents(reach.spend * reach.aim / reach.expected)) if reach.expected > 0 else None,
    }
    if chance is None:
        exchanged = METRICS[target.metric].lower_is_better
        gap, most = abs(reach.expected / reach.aim - 1), abs((1 / share if exchanged else share) - 1)
        return Problem(at_figure(target), figures | {"gap": Ratio(gap), "most": Ratio(most)}, variant=step)
    likely = Ratio(round(Decimal(chance.probability), 3))
    variant = f"{step}_range" if step else "range"
    return Problem(at_figure(target), figures | {"probability": likely, "limit": Ratio(probability)}, variant=variant)


def _shown(target: Target, number: Decimal) -> Money | Ratio | Decimal:
    """A figure of the goal's metric, no finer than one reads it."""
    match METRICS[target.metric].unit:
        case MetricUnit.MONEY:
            return in_unit(target.metric, cents(number))
        case MetricUnit.COUNT:
            return in_unit(target.metric, number.quantize(Decimal(1)))
    return in_unit(target.metric, round(number, 4))
