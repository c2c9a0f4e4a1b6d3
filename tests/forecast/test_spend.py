"""The spend that a goal needs: checked by spending it."""

from decimal import Decimal
from typing import Any

import pytest

from promoplan.forecast.result import AIMED_AT, GoalForecast, Lever, Needed
from tests.forecast.plans import channel, goal, told

STEP = Decimal("0.001")
RANGED = {"cpc": "1..2", "cvr": {"rate": "4%..6%", "of": "clicks"}, "aov": "80..120", "gross_margin": "50%"}


def _goal(times: Decimal, asked: dict[str, Any], **more: Any) -> GoalForecast:
    """The goal where the money is multiplied and diminishing returns stay bound to what was planned."""
    saturation = {"saturation": {"elasticity": 0.7, "spend": 100_000}}
    channels = [channel("a", str(100_000 * times), RANGED, **saturation), channel("b", str(50_000 * times), RANGED)]
    return told(channels, [asked], **more).goals[0]


@pytest.mark.parametrize(
    ("metric", "target"),
    [
        ("revenue", 100_000),
        ("revenue", 450_000),
        ("revenue", 700_000),
        ("revenue", 2_500_000),
        ("orders", 3_000),
        ("orders", 8_000),
        ("contribution", 20_000),
        ("contribution", 60_000),
    ],
)
def test_the_spend_found_is_enough_and_a_little_less_is_not(metric: str, target: int) -> None:
    """Run again at that spend, the chance is 80%; a thousandth of the plan less is not enough."""
    asked = goal(metric, target)
    needed = _goal(Decimal(1), asked).needed
    assert needed.lever is Lever.AT_LEAST
    assert needed.factor is not None
    enough, less = (_goal(factor, asked).chance for factor in (needed.factor, needed.factor - STEP))
    assert enough is not None
    assert less is not None
    assert less.probability < AIMED_AT <= enough.probability
    assert needed.spend == needed.factor * 150_000


def test_a_cost_holds_up_to_a_spend() -> None:
    """With diminishing returns each click gets dearer: the largest spend at which 80% of the runs stay below."""
    asked = goal("cpa", 32)
    needed = _goal(Decimal(1), asked).needed
    assert needed.lever is Lever.AT_MOST
    assert needed.factor is not None
    held, more = (_goal(factor, asked).chance for factor in (needed.factor, needed.factor + STEP))
    assert held is not None
    assert more is not None
    assert more.probability < AIMED_AT <= held.probability


@pytest.mark.parametrize(
    ("asked", "saturated", "lever"),
    [
        (goal("roas", 9), False, Lever.NO_HELP),
        (goal("roas", "1.5"), False, Lever.NO_HELP),
        (goal("aov", 110), True, Lever.NO_HELP),
        (goal("roas", 900), True, Lever.NO_HELP),
        (goal("roas", "0.1"), True, Lever.ANY),
        (goal("revenue", 10**9), True, Lever.TOO_FAR),
        (goal("revenue", 0), True, Lever.ANY),
        (goal("contribution", 10**9), False, Lever.TOO_FAR),
        (goal("spend", 120_000), False, Lever.AT_MOST),
    ],
)
def test_what_more_spend_does_not_buy_is_said(asked: dict[str, Any], saturated: bool, lever: Lever) -> None:
    """A return without diminishing returns stays as it is, or falls; nothing is told beyond ten times."""
    more = {"saturation": {"elasticity": 0.7}} if saturated else {}
    found = told([channel("a", 100_000, RANGED, **more)], [asked]).goals[0].needed
    assert found.lever is lever
    assert (found.factor is None) == (lever is not Lever.AT_MOST)


def test_point_figures_need_the_spend_that_reaches_the_goal() -> None:
    """Without ranges it is the spend from which the goal is reached at all."""
    points = {"cpc": 2, "cvr": {"rate": "5%", "of": "clicks"}, "aov": 100}
    needed = told([channel("a", 100_000, points)], [goal("revenue", 300_000)]).goals[0].needed
    assert needed.lever is Lever.AT_LEAST
    assert needed.spend == 120_000


def test_a_channel_s_goal_needs_spend_on_that_channel() -> None:
    """The others' money is not counted."""
    channels = [channel("a", 100_000, RANGED), channel("b", 50_000, RANGED)]
    needed = told(channels, [goal("revenue", 1, scope={"channel": "b"})]).goals[0].needed
    assert needed.planned == 50_000


@pytest.mark.parametrize(
    ("factor", "far"),
    [(None, False), ("0.499", True), ("0.5", False), ("1", False), ("2", False), ("2.001", True)],
)
def test_a_spend_far_from_the_plan_s_is_an_extrapolation(factor: str | None, far: bool) -> None:
    """More than twice the plan's, or less than half of it."""
    assert Needed(Lever.AT_LEAST, Decimal(1000), Decimal(factor) if factor else None).far is far
