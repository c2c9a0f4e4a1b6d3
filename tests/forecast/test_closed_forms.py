"""The simulation against what can be computed exactly."""

from decimal import Decimal
from math import log, sqrt
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promoplan.batch import load
from promoplan.economics.reach import reaches
from promoplan.forecast.result import Chance, GoalForecast, Reason, Verdict
from promoplan.forecast.run import forecast
from promoplan.metrics.registry import METRICS
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader
from promoplan.model.phases import Phases
from promoplan.structure import read_sections
from tests.cli.running import PLANS
from tests.forecast.plans import channel, goal, told

POINTS = {"cpc": 2, "cvr": {"rate": "5%", "of": "clicks"}, "aov": 100}
RUNS = 20_000


def chance(found: GoalForecast) -> Chance:
    """The goal's distribution, which must be there."""
    assert found.chance is not None
    return found.chance


@pytest.mark.parametrize("target", [210_000, 240_000, 255_000, 290_000])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_uniform_figure_is_reached_as_often_as_it_is_higher(target: int, seed: int) -> None:
    """100,000 at a CPC of 2 and a CVR of 5% are 2,500 orders; AOV 80..120 makes 200,000 to 300,000 evenly."""
    revenue = told(
        [channel("a", 100_000, {**POINTS, "aov": "80..120"})], [goal("revenue", target)], runs=RUNS, seed=seed
    ).goals[0]
    exact, found = (300_000 - target) / 100_000, chance(revenue)
    assert abs(found.probability - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS)
    assert abs(float(found.p10) - 210_000) < 2_500
    assert abs(float(found.p90) - 290_000) < 2_500


@pytest.mark.parametrize(("mode", "seed"), [(80, 1), (90, 2), (100, 3), (119, 4), (120, 5)])
def test_a_triangular_figure_has_the_triangle_s_chance_and_mean(mode: int, seed: int) -> None:
    """P(v >= x) = 1 - (x - l)^2 / ((h - l)(m - l)) below the mode, (h - x)^2 / ((h - l)(h - m)) above it."""
    found = chance(
        told(
            [channel("a", 100_000, {**POINTS, "aov": {"low": 80, "mode": mode, "high": 120}})],
            [goal("revenue", 250_000)],
            runs=RUNS,
            seed=seed,
        ).goals[0]
    )
    low, high, x = 80, 120, 100
    below = x <= mode and mode > low
    exact = (
        1 - (x - low) ** 2 / ((high - low) * (mode - low))
        if below
        else (high - x) ** 2 / ((high - low) * (high - mode))
    )
    assert abs(found.probability - exact) <= 3 * sqrt(exact * (1 - exact) / RUNS)
    deviation = 2_500 * sqrt((low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18)
    assert abs(float(found.mean) - 2_500 * (low + mode + high) / 3) <= 3 * deviation / sqrt(RUNS)


@pytest.mark.parametrize(("elasticity", "seed"), [(None, 1), ("0.5", 2), ("0.8", 3)])
def test_the_spend_for_eighty_in_a_hundred(elasticity: str | None, seed: int) -> None:
    """Revenue of 200,000 to 300,000 is above 220,000 in four runs of five; 260,000 takes it times 260 / 220.

    Where returns diminish, the money's multiple to the power of the elasticity is that.
    """
    returns = {"saturation": {"elasticity": elasticity}} if elasticity else {}
    one = channel("a", 100_000, {**POINTS, "aov": "80..120"}, **returns)
    factor = told([one], [goal("revenue", 260_000)], runs=RUNS, seed=seed).goals[0].needed.factor
    power = float(elasticity or 1)
    spread = 3 * sqrt(0.8 * 0.2 / RUNS) * 100_000 / 220_000  # of the quantile that decides, as a share of it
    assert factor is not None
    assert float(factor) == pytest.approx((260 / 220) ** (1 / power), rel=(spread + 0.001) / power)


def test_the_error_of_a_chance_is_that_of_a_share_of_runs() -> None:
    """The standard deviation of a binomial share."""
    found = chance(told([channel("a", 100_000, {**POINTS, "aov": "80..120"})], [goal("revenue", 280_000)]).goals[0])
    assert found.error == pytest.approx(sqrt(found.probability * (1 - found.probability) / 10_000))


ranges = st.tuples(st.floats(0.2, 1), st.floats(1, 3), st.one_of(st.none(), st.floats(0, 1)))


def mean_of(low: float, high: float, mode: float | None) -> tuple[float, float]:
    """Mean and mean square of a uniform or triangular figure."""
    if mode is None:
        return (low + high) / 2, (low * low + low * high + high * high) / 3
    square = low * low + mode * mode + high * high + low * mode + low * high + mode * high
    return (low + mode + high) / 3, square / 6


def written(low: float, high: float, mode: float | None) -> object:
    """The figure as a plan has it."""
    return f"{low:.6f}..{high:.6f}" if mode is None else {"low": low, "mode": mode, "high": high}


@settings(deadline=None, max_examples=60, derandomize=True)
@given(st.lists(st.tuples(ranges, ranges), min_size=1, max_size=6), st.integers(0, 2**32 - 1))
def test_means_of_products_agree(channels: list[tuple[tuple[float, float, float | None], ...]], seed: int) -> None:
    """The mean revenue of several channels, each with an uncertain rate and value, lies within 4 standard errors.

    Four, as 60 plans are looked at: three would be left once in six times by chance alone.
    """
    made, mean, variance = [], 0.0, 0.0
    for place, figures in enumerate(channels):
        scaled = []
        for (low, high, at), unit in zip(figures, (0.02, 50.0), strict=True):
            ends = round(low * unit, 6), round(high * unit, 6)
            assume(ends[0] < ends[1])
            scaled.append((*ends, None if at is None else round(ends[0] + at * (ends[1] - ends[0]), 6)))
        rate, value = scaled
        cvr = {"rate": percent(*rate), "of": "clicks"}
        made.append(channel(f"c{place}", 1_000, {"cpc": 1, "cvr": cvr, "aov": written(*value)}))
        (rate_mean, rate_square), (value_mean, value_square) = mean_of(*rate), mean_of(*value)
        mean += 1_000 * rate_mean * value_mean
        variance += 1_000**2 * (rate_square * value_square - (rate_mean * value_mean) ** 2)
    found = chance(told(made, [goal("revenue", 1)], runs=5_000, seed=seed).goals[0])
    assert abs(float(found.mean) - mean) <= 4 * sqrt(variance / 5_000)


def percent(low: float, high: float, mode: float | None) -> object:
    """A rate as a plan has it."""
    shown = [f"{value * 100:.4f}%" for value in (low, high)]
    return "..".join(shown) if mode is None else {"low": shown[0], "mode": f"{mode * 100:.4f}%", "high": shown[1]}


def test_a_price_is_divided_by() -> None:
    """Clicks of CPC 1..2: the mean of 1 / CPC is ln 2, more than 1 / 1.5."""
    found = chance(told([channel("a", 10_000, {"cpc": "1..2"})], [goal("clicks", 5_000)], runs=RUNS).goals[0])
    assert abs(float(found.mean) - 10_000 * log(2)) <= 3 * 10_000 * sqrt(0.5 - log(2) ** 2) / sqrt(RUNS)
    assert found.probability == 1.0


def test_as_planned_takes_the_mode_or_the_middle() -> None:
    """The likely value of each range; the mean of a skewed one lies elsewhere."""
    skewed = {"cpc": 2, "cvr": {"rate": {"low": "2%", "mode": "5%", "high": "5%"}, "of": "clicks"}, "aov": "80..120"}
    revenue = told([channel("a", 100_000, skewed)], [goal("revenue", 250_000)]).goals[0]
    assert revenue.planned == 250_000
    assert revenue.reached
    assert float(chance(revenue).mean) == pytest.approx(2_000 * 100, rel=0.01)


def test_one_figure_of_several_placements_is_one_figure() -> None:
    """Two placements that take over the channel's AOV rise and fall together; two that have their own do not."""
    shared = channel("a", 0, {**POINTS, "aov": "80..120"}, placements=_placements({"ctr": "1%"}, {"ctr": "1%"}))
    own = channel("a", 0, POINTS, placements=_placements({"aov": "80..120"}, {"aov": "80..120"}))
    wide, narrow = (chance(told([each], [goal("revenue", 1)], runs=RUNS).goals[0]) for each in (shared, own))
    assert float(wide.p90 - wide.p10) == pytest.approx(80_000, rel=0.03)
    assert float(narrow.p90 - narrow.p10) < 65_000


def _placements(*economics: dict[str, object]) -> list[dict[str, object]]:
    return [{"format": "feed", "spend": 50_000, "economics": each} for each in economics]


def test_nothing_uncertain_has_no_probability() -> None:
    """Point figures are reached or missed; the forecast does not call that 100%."""
    high, low = told([channel("a", 100_000, POINTS)], [goal("revenue", 250_000), goal("orders", 2_501)]).goals
    assert (high.chance, high.verdict, low.chance, low.verdict) == (None, Verdict.REACHED, None, Verdict.MISSED)


def test_lower_is_better_is_reached_from_above() -> None:
    """A CPC of 1..3 is at most 2.5 in three runs of four."""
    found = told([channel("a", 100_000, {**POINTS, "cpc": "1..3"})], [goal("cpc", "2.5")], runs=RUNS).goals[0]
    assert abs(chance(found).probability - 0.75) <= 3 * chance(found).error


def test_a_deadline_and_a_phase_take_their_share() -> None:
    """Half of the money by the half of the time; all of a phase's own money in that phase."""
    phases = [
        {"id": "one", "name": "One", "start": "2027-04-01", "end": "2027-04-30"},
        {"id": "two", "name": "Two", "start": "2027-05-01", "end": "2027-06-29"},
    ]
    line = {"name": "L", "amount": 100_000, "category": "media", "channel": "a", "phases": {"one": "80%", "two": "20%"}}
    goals = [
        goal("revenue", 1, by="2027-04-15"),
        goal("revenue", 1, id="two", scope={"phase": "two"}),
        goal("roas", 1, by="2027-04-15"),
    ]
    found = told(
        [channel("a", 100_000, POINTS)], goals, phases=phases, budget={"total": 100_000, "lines": [line]}
    ).goals
    assert [each.planned for each in found] == [100_000, 50_000, Decimal("2.5")]
    evenly = told([channel("a", 100_000, POINTS)], [goal("revenue", 1, by="2027-05-15")]).goals[0]
    assert evenly.planned == 125_000


@pytest.mark.parametrize(
    ("asked", "reason"),
    [
        (goal("awareness", "20%"), Reason.METRIC),
        (goal("cvr", "2%", of="visits"), Reason.METRIC),
        (goal("roi", 2), Reason.BASIS),
        (goal("revenue", 1, scope={"segment": "young"}), Reason.SEGMENT),
        ({"id": "a", "metric": "revenue"}, Reason.TARGET),
        (goal("revenue", 1, scope={"channel": "none"}), Reason.MONEY),
        (goal("revenue", 1, by="2027-03-01"), Reason.MONEY),
        (goal("new_customers", 1), Reason.FIGURES),
    ],
)
def test_what_the_funnel_can_t_tell_is_said(asked: dict[str, object], reason: Reason) -> None:
    """With the reason, beside the goals that it can."""
    found = told([channel("a", 100_000, POINTS)], [asked, goal("orders", 1, id="b")])
    assert [each.reason for each in found.untold] == [reason]
    assert [each.goal.id for each in found.goals] == ["b"]


def test_channels_without_figures_are_left_out_and_named() -> None:
    """Neither their spend nor their revenue is part of a return; what they state counts."""
    blind = channel("b", 50_000, {"cpm": 40})
    stated = channel("c", 20_000, None, expected={"revenue": 100_000})
    found = told([channel("a", 100_000, POINTS), blind, stated], [goal("revenue", 1), goal("roas", 1)])
    assert [each.planned for each in found.goals] == [350_000, Decimal(350_000) / 120_000]
    assert [each.left_out for each in found.goals] == [("b",), ("b",)]
    assert [each.stated for each in found.channels] == [False, False, True]


def test_what_no_money_brings_is_no_return() -> None:
    """A channel without money adds its stated revenue to the revenue, but not to what the others' money returns."""
    free = channel("free", 0, None, expected={"revenue": 70_000})
    found = told([channel("a", 100_000, POINTS), free], [goal("revenue", 1), goal("roas", 1)]).goals
    assert [each.planned for each in found] == [320_000, Decimal("2.5")]


def test_what_may_be_zero_is_not_divided_by() -> None:
    """A CPC of 0..2 tells nothing of clicks and what follows from them; the forecast names it."""
    found = told([channel("a", 100_000, {**POINTS, "cpc": "0..2"})], [goal("revenue", 1)])
    assert [(each.reason, each.channels) for each in found.untold] == [(Reason.FIGURES, ("a",))]
    assert found.channels[0].doubtful == ("cpc",)
    assert found.channels[0].revenue is None


@pytest.mark.parametrize("sample", sorted(PLANS.glob("*.yaml")), ids=lambda path: path.stem)
def test_samples_agree_with_the_closed_form(sample: Path) -> None:
    """As planned the same, means of sums within 3 standard errors, chances near the normal approximation."""
    found = read_sections(load(sample))[0].whole
    simulated = {each.goal.id: each for each in forecast(found, runs=100_000).goals}
    names = ("plan", "goals", "channels", "budget", "phases")
    header, goals, channels, budget, phases = (found[name] for name in names)
    assert isinstance(header, PlanHeader)
    assert isinstance(goals, Goals)
    assert isinstance(channels, Channels)
    assert isinstance(budget, Budget)
    assert isinstance(phases, Phases)
    for reach in reaches(header, goals.targets, channels, budget, phases):
        goal_found = simulated[reach.target.id]
        assert goal_found.planned == reach.planned
        assert reach.chance is not None
        assert chance(goal_found).probability == pytest.approx(reach.chance.probability, abs=0.03)
        if METRICS[reach.target.metric].additive:
            error = reach.chance.deviation / sqrt(100_000)
            assert abs(float(chance(goal_found).mean) - reach.chance.mean) <= 3 * error
