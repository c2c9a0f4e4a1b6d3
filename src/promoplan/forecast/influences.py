"""Which figure a goal hangs on: each is moved alone, all others as planned."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import NamedTuple

import numpy as np

from promoplan.forecast.draws import Floats
from promoplan.forecast.flows import Flow, Varied
from promoplan.forecast.questions import Question
from promoplan.forecast.result import Influence, Test
from promoplan.forecast.sums import member_sum, over
from promoplan.forecast.volumes import Volumes

MOST_SHOWN = 20
"""How many influences are kept of a goal."""

_NOTHING = 1e-9
"""A swing below this part of the metric is rounding."""

Cases = Callable[[Flow, Test], Volumes]
"""A channel's volumes as planned, and with each figure at both its values."""


def influences(question: Question, cases: Cases) -> tuple[Test, tuple[Influence, ...]]:
    """The figures that move a goal's metric, the strongest first.

    Ranges go from end to end; where none moves it, every figure is made a tenth worse.
    """
    for test in Test:
        found = sorted(_all(question, cases, test), key=lambda influence: -influence.swing)
        if found:
            return test, tuple(found[:MOST_SHOWN])
    return Test.WORSE, ()


def moved(flow: Flow, test: Test) -> tuple[Varied, ...]:
    """The figures of a channel that a test moves."""
    return flow.ranges if test is Test.RANGE else flow.worse


class _Part(NamedTuple):
    """What a channel adds to a metric's two sums: as planned, and with its figures moved."""

    flow: Flow
    above: Floats
    below: Floats


def _all(question: Question, cases: Cases, test: Test) -> Iterator[Influence]:
    measure = question.measure
    parts = [
        _Part(
            flow,
            member_sum(measure.above, float(share), cases(flow, test)),
            member_sum(measure.below, float(share), cases(flow, test)),
        )
        for flow, share in question.members
    ]
    above, below = (
        sum(map(_planned, (part.above for part in parts))),
        sum(map(_planned, (part.below for part in parts))),
    )
    for flow, own, divided in parts:
        changed = own + (above - _planned(own))
        values = over(changed, divided + (below - _planned(divided))) if measure.below else changed
        yield from _of_channel(flow, moved(flow, test), np.atleast_1d(values))


def _planned(values: Floats) -> float:
    return float(values.flat[0])


def _of_channel(flow: Flow, varied: tuple[Varied, ...], values: Floats) -> Iterator[Influence]:
    for place, figure in enumerate(varied):
        start, end = (float(value) for value in values[1 + 2 * place : 3 + 2 * place])
        if abs(end - start) > _NOTHING * abs(float(values[0])):
            yield Influence(
                flow.channel.id,
                figure.placement,
                figure.name,
                figure.start,
                figure.end,
                Decimal(repr(start)),
                Decimal(repr(end)),
            )
