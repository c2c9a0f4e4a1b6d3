"""How much media spend a goal needs: all channels' money multiplied by one factor, under the same draws.

The factor is found to a thousandth within 0 and 10 times the plan: on a coarse grid first, since a metric such as the
contribution rises and falls, then by bisection.
"""

from collections.abc import Callable
from decimal import Decimal

from promoplan.forecast.questions import Question
from promoplan.forecast.result import AIMED_AT, Lever, Needed
from promoplan.forecast.sums import Sums

THOUSAND = 1000
_GRID = (
    0, 20, 50, 100, 200, 300, 400, 500, 600, 700, 800, 900, 950, 1000, 1050, 1100, 1200, 1300, 1400, 1500, 1750, 2000,
    2500, 3000, 3500, 4000, 5000, 6000, 7000, 8000, 9000, 10_000,
)  # fmt: skip
"""Factors that are tried first, in thousandths."""

_LEAST = 100
"""Less than a tenth of the plan is no plan: no spend is said to be small enough below it."""

_HALF, _TWICE, _MOST = 0.5, 2.0, 10.0
_SAME = 1e-9


def needed(question: Question, planned: Sums, probability: Callable[[float], float]) -> Needed:
    """The spend at which a goal is reached with a probability of `AIMED_AT`.

    `planned` are the metric's sums as planned; `probability` is the one at a multiple of the plan's money.
    """
    lever, thousandths = _found(question, planned, lambda factor: probability(factor / THOUSAND) >= AIMED_AT)
    factor = None if thousandths is None else Decimal(thousandths) / THOUSAND
    return Needed(lever, question.money, factor)


def _found(question: Question, planned: Sums, enough: Callable[[int], bool]) -> tuple[Lever, int | None]:
    if not question.movable or not question.money:
        return Lever.NO_HELP, None
    sense = -1 if question.lower_is_better else 1
    half, same, twice, most = (sense * float(planned.at(times)) for times in (_HALF, 1.0, _TWICE, _MOST))
    if abs(twice - half) <= _SAME * max(abs(half), abs(twice)):
        return Lever.NO_HELP, None
    if question.measure.below or question.lower_is_better:
        return _at_least(enough, same, most) if twice > half else _at_most(enough)
    return _at_least(enough, same, most)


def _at_least(enough: Callable[[int], bool], same: float, most: float) -> tuple[Lever, int | None]:
    """The smallest spend that is enough; `same` and `most` are how good the metric is at one and ten times the plan."""
    place = next((place for place, factor in enumerate(_GRID) if enough(factor)), None)
    if place is None:
        return (Lever.TOO_FAR if most > same else Lever.NO_HELP), None
    return (Lever.AT_LEAST, _edge(enough, _GRID[place - 1], _GRID[place])) if place else (Lever.ANY, None)


def _at_most(enough: Callable[[int], bool]) -> tuple[Lever, int | None]:
    """The largest spend that is not too much."""
    grid = [factor for factor in reversed(_GRID) if factor >= _LEAST]
    place = next((place for place, factor in enumerate(grid) if enough(factor)), None)
    if place is None:
        return Lever.NO_HELP, None
    return (Lever.AT_MOST, _edge(enough, grid[place - 1], grid[place])) if place else (Lever.ANY, None)


def _edge(enough: Callable[[int], bool], outside: int, inside: int) -> int:
    """The last factor that is enough on the way from one that is to one that is not."""
    while abs(inside - outside) > 1:
        middle = (inside + outside) // 2
        outside, inside = (outside, middle) if enough(middle) else (middle, inside)
    return inside
