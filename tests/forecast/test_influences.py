"""What a goal hangs on: one figure at a time."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promoplan.forecast.result import Test
from tests.forecast.plans import channel, goal, told

WIDE = {
    "cpc": 2,
    "cvr": {"rate": "4%..6%", "of": "clicks"},
    "aov": "95..105",
    "gross_margin": "50%",
    "refund_rate": "0%..10%",
}


def test_the_widest_swing_comes_first() -> None:
    """CVR by a fifth either way, AOV by a twentieth; refunds do not touch gross revenue."""
    found = told([channel("a", 100_000, WIDE)], [goal("revenue", 1), goal("net_revenue", 1)]).goals
    revenue, net = (each.influences for each in found)
    assert [(each.figure, float(each.at_start), float(each.at_end)) for each in revenue] == [
        ("cvr", 200_000, 300_000),
        ("aov", 237_500, 262_500),
    ]
    assert [each.figure for each in net] == ["cvr", "refund_rate", "aov"]
    assert (float(net[1].start), float(net[1].end)) == (0, 0.1)
    assert (float(net[1].at_start), float(net[1].at_end)) == (250_000, 225_000)


def test_an_own_figure_names_its_placement() -> None:
    """So that one knows whose figure it is."""
    placements = [
        {"name": "Feed", "format": "feed", "spend": 60_000, "economics": {"aov": "80..120"}},
        {"name": "Search", "format": "search", "spend": 40_000},
    ]
    found = told([channel("a", 0, {**WIDE, "aov": 100}, placements=placements)], [goal("revenue", 1)]).goals[0]
    named = {each.figure: each.placement.name if each.placement else None for each in found.influences}
    assert named == {"cvr": None, "aov": "Feed"}


def test_point_figures_are_made_a_tenth_worse() -> None:
    """A tornado of nothing helps nobody: costs and refunds a tenth up, all else a tenth down."""
    points = {**WIDE, "cvr": {"rate": "5%", "of": "clicks"}, "aov": 100, "refund_rate": "95%"}
    goals = [goal("revenue", 1), goal("net_revenue", 1)]
    revenue, net = told([channel("a", 100_000, points)], goals).goals
    assert revenue.test is Test.WORSE
    assert {each.figure: float(each.end) for each in revenue.influences} == {"cpc": 2.2, "cvr": 0.045, "aov": 90}
    assert {each.figure: round(float(each.at_end)) for each in revenue.influences} == {
        "cpc": 227_273,
        "cvr": 225_000,
        "aov": 225_000,
    }
    assert max(net.influences, key=lambda each: each.swing).figure == "refund_rate"
    assert min(each.at_end for each in net.influences) == 0


def test_ratios_move_with_both_sums() -> None:
    """A dearer CPC lowers the ROAS of one channel and leaves the other's."""
    channels = [channel("a", 100_000, {**WIDE, "cpc": "1..2"}), channel("b", 100_000, WIDE)]
    found = told(channels, [goal("roas", 1)]).goals[0]
    cheap = next(each for each in found.influences if each.figure == "cpc")
    assert (float(cheap.at_start), float(cheap.at_end)) == pytest.approx((3.75, 2.5))


factors = st.floats(0.5, 2)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(factors, factors), min_size=1, max_size=4), st.floats(0.5, 1.5), st.sampled_from([10, 1000]))
def test_a_forecast_is_scale_free(channels: list[tuple[float, float]], aim: float, scale: int) -> None:
    """In another currency all money is so many times more, and chances and returns are the same."""

    def made(unit: int) -> Any:
        listed = [
            channel(
                f"c{place}",
                round(10_000 * size) * unit,
                {
                    "cpc": f"{unit}..{2 * unit}",
                    "cvr": {"rate": "2%..4%", "of": "clicks"},
                    "aov": {"low": 50 * unit, "mode": round(60 * value) * unit + 20 * unit, "high": 200 * unit},
                },
            )
            for place, (size, value) in enumerate(channels)
        ]
        return told(listed, [goal("revenue", round(20_000 * aim) * unit), goal("roas", "2.0")], runs=500).goals

    for one, other in zip(made(1), made(scale), strict=True):
        assert one.chance.probability == other.chance.probability
        assert 0 <= one.chance.probability <= 1
        assert one.chance.p10 <= one.chance.p50 <= one.chance.p90
        assert one.needed.factor == other.needed.factor
        assert sum(one.chance.histogram.counts) == 500
        assert len(one.chance.histogram.edges) == len(one.chance.histogram.counts) + 1
