"""The simulation itself: every goal and channel of a plan under the same draws. The one way into the NumPy modules."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from promoplan.economics.measures import MEASURES
from promoplan.forecast.draws import Floats
from promoplan.forecast.flows import Flow, likely
from promoplan.forecast.influences import Cases, influences, moved
from promoplan.forecast.limits import refuse_work
from promoplan.forecast.questions import Question
from promoplan.forecast.result import TOLERANCE, Chance, ChannelForecast, GoalForecast, Histogram, Test
from promoplan.forecast.spend import needed
from promoplan.forecast.sums import needed_bases, sums
from promoplan.forecast.volumes import Volumes, cases, simulated

BINS = 40
_SHOWN = frozenset({"revenue"})
"""Base measures whose range is told of each channel."""


@dataclass(frozen=True)
class Simulated:
    """What the runs show."""

    goals: tuple[GoalForecast, ...]
    channels: tuple[ChannelForecast, ...]


def simulate(flows: Sequence[Flow], questions: Sequence[Question], runs: int, seed: int) -> Simulated:
    """Runs the channels and answers the questions; raises UsageError where that is too much work."""
    bases = {flow.channel.id: set(_SHOWN) for flow in flows}
    for question in questions:
        for flow, _ in question.members:
            bases[flow.channel.id] |= needed_bases(question.measure) | {"spend"}
    uncertain = [flow for flow in flows if flow.ranges]
    refuse_work(
        runs,
        held=sum(len(bases[flow.channel.id]) for flow in uncertain),
        work=sum(len(flow.ranges) for flow in flows) + len(questions) * len(uncertain),
    )
    outcome = {flow.channel.id: simulated(flow, bases[flow.channel.id], runs, seed) for flow in flows}

    by_name = {flow.channel.id: flow for flow in flows}

    @cache
    def tried(name: str, test: Test) -> Volumes:
        flow = by_name[name]
        return cases(flow, moved(flow, test))

    return Simulated(
        tuple(_goal(each, outcome, lambda flow, test: tried(flow.channel.id, test), runs) for each in questions),
        tuple(_channel(flow, outcome[flow.channel.id]) for flow in flows),
    )


def _goal(question: Question, outcome: Mapping[str, Volumes], tried: Cases, runs: int) -> GoalForecast:
    planned = sums(question, lambda flow: _first(tried(flow, Test.RANGE)))
    drawn = sums(question, lambda flow: outcome[flow.channel.id])
    values, test = drawn.at(), influences(question, tried)
    return GoalForecast(
        goal=question.goal,
        aim=question.aim,
        lower_is_better=question.lower_is_better,
        planned=question.planned,
        chance=_chance(question, values, runs) if values.ndim and float(np.ptp(values)) else None,
        test=test[0],
        influences=test[1],
        needed=needed(question, planned, lambda times: float(np.mean(_reached(question, drawn.at(times))))),
        left_out=question.left_out,
    )


def _first(volumes: Volumes) -> Volumes:
    """The volumes as planned."""
    return {base: np.asarray(numbers[0]) for base, numbers in volumes.items()}


def _reached(question: Question, values: Floats) -> NDArray[np.bool_]:
    aim = float(question.aim)
    slack = abs(aim) * TOLERANCE
    return values <= aim + slack if question.lower_is_better else values >= aim - slack


def _chance(question: Question, values: Floats, runs: int) -> Chance:
    probability = float(np.mean(_reached(question, values)))
    p10, p50, p90 = _quantiles(values, 0.1, 0.5, 0.9)
    return Chance(
        probability,
        float(np.sqrt(probability * (1 - probability) / runs)),
        _decimal(np.mean(values)),
        p10,
        p50,
        p90,
        _histogram(values),
    )


def _quantiles(values: Floats, *shares: float) -> list[Decimal]:
    """The values with these shares of the others below them, as `np.quantile`, which would import `numpy.ma`."""
    places = [share * (values.size - 1) for share in shares]
    below = [int(place) for place in places]
    above = [min(place + 1, values.size - 1) for place in below]
    ordered = np.partition(values, [*below, *above])
    return [
        _decimal(ordered[low] + (ordered[high] - ordered[low]) * (place - low))
        for place, low, high in zip(places, below, above, strict=True)
    ]


def _histogram(values: Floats) -> Histogram:
    low, high = float(values.min()), float(values.max())
    bins = BINS if high - low > TOLERANCE * max(abs(low), abs(high)) else 1  # narrower ones would not differ
    counts, edges = np.histogram(values, bins, (low, high))
    return Histogram(tuple(map(float, edges)), tuple(map(int, counts)))


def _channel(flow: Flow, drawn: Volumes) -> ChannelForecast:
    def planned(measure: str) -> Decimal | None:
        return MEASURES[measure].of({base: likely(monomials) for base, monomials in flow.known.items()})

    revenue = drawn.get("revenue")
    p10, p90 = _quantiles(revenue, 0.1, 0.9) if revenue is not None and revenue.ndim else (None, None)
    saturation = flow.channel.saturation
    return ChannelForecast(
        id=flow.channel.id,
        name=flow.channel.name,
        spend=flow.money,
        orders=planned("orders"),
        revenue=planned("revenue"),
        contribution=planned("contribution"),
        p10=p10,
        p90=p90,
        elasticity=saturation.elasticity if saturation else None,
        anchored=bool(saturation and saturation.spend),
        stated=any(base not in flow.computed for base in flow.known),
        doubtful=flow.doubtful,
    )


def _decimal(number: Floats | np.floating[Any]) -> Decimal:
    return Decimal(repr(float(number)))
