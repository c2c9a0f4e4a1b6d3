"""The A/B tests of step 07: complete, large enough, inside the period, and not on each other's ground."""

from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations
from typing import NamedTuple

from promoplan.economics.experiments import sample_size
from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.numbers import Ratio
from promoplan.model.optimization import Experiment, Optimization
from promoplan.rules.rule import Problem, problem, rule

_NEEDED = ("hypothesis", "metric", "variants", "start", "end")


class PowerLimits(NamedTuple):
    """The chance of a false alarm that a test may have, and of finding a true difference that it must have."""

    level: Decimal = Decimal("0.05")
    power: Decimal = Decimal("0.80")


@rule("PP710", Severity.WARNING)
def experiment_incomplete(optimization: Optimization) -> Iterator[Problem]:
    """A test without hypothesis, metric, two variants or dates."""
    for experiment in optimization.experiments:
        alone = len(experiment.variants) == 1
        missing = tuple(name for name in _NEEDED if not getattr(experiment, name) or (name == "variants" and alone))
        if missing:
            yield problem(experiment.at("id"), experiment=experiment.id, missing=missing)


@rule("PP711", Severity.WARNING, limits=PowerLimits)
def underpowered_experiment(optimization: Optimization, *, limits: PowerLimits) -> Iterator[Problem]:
    """A test with too few people to find the effect that it looks for."""
    for experiment in optimization.experiments:
        now, sample = experiment.baseline, experiment.sample
        if now is None or sample is None or experiment.effect is None:
            continue
        then = experiment.effect.applied_to(now)
        if then == now or not 0 <= then <= 1:
            continue
        wanted = sample_size(float(now), float(then), level=float(limits.level), power=float(limits.power))
        if sample < wanted:
            yield problem(
                experiment.at("sample"),
                experiment=experiment.id,
                sample=sample,
                wanted=wanted,
                now=now,
                then=Ratio(then),
                level=Ratio(limits.level),
                power=Ratio(limits.power),
            )


@rule("PP712", Severity.WARNING)
def experiments_collide(optimization: Optimization) -> Iterator[Problem]:
    """Two tests on one channel at the same time: neither can tell its effect from the other's."""
    for first, second in combinations(optimization.experiments, 2):
        if first.channel is not None and first.channel == second.channel and _overlap(first, second):
            yield problem(
                second.at("id"),
                related=[first.at("id")],
                experiment=second.id,
                other=first.id,
                channel=str(first.channel),
            )


def _overlap(first: Experiment, second: Experiment) -> bool:
    """Whether both run on some day; False where a date is missing."""
    if first.start is None or first.end is None or second.start is None or second.end is None:
        return False
    return first.start <= second.end and second.start <= first.end


@rule("PP713", Severity.ERROR)
def experiment_outside_period(plan: PlanHeader, optimization: Optimization) -> Iterator[Problem]:
    """A test that begins before the plan or ends after it; a plan whose days are reversed is another rule's."""
    first, last = sorted((plan.period.start, plan.period.end))
    for experiment in optimization.experiments:
        for name in ("start", "end"):
            day = getattr(experiment, name)
            if day is not None and not first <= day <= last:
                yield problem(
                    experiment.at(name),
                    related=[plan.at("period")],
                    variant=name,
                    experiment=experiment.id,
                    day=day,
                    first=first,
                    last=last,
                )
