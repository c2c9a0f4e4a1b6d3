"""The chance that a goal is reached: moments worked by hand, and agreement with plain random drawing."""

from collections.abc import Mapping
from decimal import Decimal
from math import log, sqrt
from random import Random
from statistics import fmean, stdev

import pytest

from promoplan.economics.chance import Chance, chance
from promoplan.economics.measures import Measure, measure_of
from promoplan.economics.moments import excess, has_moments, moment
from promoplan.economics.monomials import Monomial, monomials
from promoplan.economics.parts import Estimate, parts_of
from promoplan.economics.returns import planned_outcome
from promoplan.economics.scatter import MOST_PAIRS, scatters
from promoplan.model.channels import Channel
from promoplan.model.figure import Basis
from promoplan.source.tree import Map

DRAWS = 20_000
Figures = Mapping[str, object]


def estimate(low: str, high: str, mode: str | None = None) -> Estimate:
    """A figure of some place."""
    return Estimate(("x",), Decimal(low), Decimal(high), None if mode is None else Decimal(mode))


@pytest.mark.parametrize(
    ("figure", "power", "by_hand"),
    [
        (estimate("1", "3"), 1, 2),
        (estimate("1", "3"), 2, 13 / 3),
        (estimate("1", "3"), -1, log(3) / 2),
        (estimate("1", "3"), -2, 1 / 3),
        (estimate("1", "4", "2"), 1, 7 / 3),
        (estimate("1", "4", "2"), 2, (1 + 4 + 16 + 2 + 4 + 8) / 6),
        (estimate("1", "4", "2"), -1, 2 / 3 * (4 * log(2) / 2 - log(2))),
        (estimate("1", "4", "2"), -2, 2 / 3 * (log(2) - log(2) / 2)),
        (estimate("1", "4", "1"), -1, 2 / 3 * (4 * log(4) / 3 - 1)),
        (estimate("1", "4", "4"), -1, 2 / 3 * (1 - log(4) / 3)),
        (estimate("1", "4", "1"), -2, 2 / 3 * (1 - log(4) / 3)),
        (estimate("1", "4", "4"), -2, 2 / 3 * (log(4) / 3 - 1 / 4)),
        (estimate("0", "4", "2"), 2, (4 + 16 + 8) / 6),
        (estimate("1", "4"), 0, 1),
        (estimate("5", "5"), -2, 1 / 25),
    ],
)
def test_moments_of_ranges(figure: Estimate, power: int, by_hand: float) -> None:
    """Uniform, triangular with the mode inside and at either end, and no range at all."""
    assert float(moment(figure, power)) == pytest.approx(by_hand, rel=1e-14)


@pytest.mark.parametrize("mode", [None, "1", "2", "3.5", "4"])
@pytest.mark.parametrize("power", [1, 2, -1, -2])
def test_moments_agree_with_a_fine_sum(mode: str | None, power: int) -> None:
    """Against the density itself, summed in 20,000 steps by the midpoint rule."""
    low, high, steps = 1.0, 4.0, 20_000
    peak = None if mode is None else float(mode)

    def density(at: float) -> float:
        if peak is None:
            return 1 / (high - low)
        rising = at <= peak
        side = peak - low if rising else high - peak
        return 2 * ((at - low) if rising else (high - at)) / ((high - low) * side)

    width = (high - low) / steps
    points = [low + (step + 0.5) * width for step in range(steps)]
    total = sum(density(at) * at**power for at in points) * width
    assert float(moment(estimate("1", "4", mode), power)) == pytest.approx(total, rel=1e-7)


@pytest.mark.parametrize("width", ["1e-3", "1e-9", "1e-14"])
@pytest.mark.parametrize("power", [1, -1])
def test_narrow_ranges_lose_nothing(width: str, power: int) -> None:
    """The relative variance of a uniform figure of mean 1 goes to width^2 / 12, however narrow it is."""
    half = Decimal(width) / 2
    found = excess(Estimate((), 1 - half, 1 + half), power, power)
    assert float(found) == pytest.approx(float(Decimal(width)) ** 2 / 12, rel=1e-5)


def test_a_figure_and_its_reciprocal_go_against_each_other() -> None:
    """E[v] E[1/v] is above 1, so that the covariance of v and 1/v is negative."""
    assert excess(estimate("1", "4"), 1, -1) < 0


@pytest.mark.parametrize(("figure", "power", "there"), [("0", -1, False), ("0", 1, True), ("0.01", -1, True)])
def test_what_may_be_zero_has_no_reciprocal(figure: str, power: int, there: bool) -> None:
    """Its mean would be infinite."""
    assert has_moments(estimate(figure, "4"), power) is there


def channel(name: str, economics: Figures, *placements: Figures, **fields: object) -> Channel:
    """A channel of these figures and placements, each figure with its place in a plan."""
    placed = [{"format": "feed", "spend": "100", "economics": own or None} for own in placements]
    base = {"id": name, "name": name, "role": "core", "kind": "social"}
    return Channel.model_validate(_at({**base, "economics": economics, "placements": placed, **fields}, (name,)))


def _at(value: object, path: tuple[str | int, ...]) -> object:
    """The same as a document holds it: mappings know their paths."""
    if isinstance(value, list):
        return [_at(each, (*path, index)) for index, each in enumerate(value)]
    if not isinstance(value, dict):
        return value
    made = Map(path)
    made.update((key, _at(each, (*path, key))) for key, each in value.items())
    return made


def clicks(rate: object) -> dict[str, object]:
    """A conversion rate of clicks."""
    return {"rate": rate, "of": "clicks"}


VIDEO = channel(
    "video",
    {"cpm": "35..46", "ctr": "2%..3%", "cvr": clicks({"low": "1.5%", "mode": "2%", "high": "2.4%"}), "aov": "255..280",
     "gross_margin": "60%..68%", "refund_rate": {"low": "4%", "mode": "6%", "high": "9%"}, "new_customer_share": "50%"},
)  # fmt: skip
SEARCH = channel(
    "search",
    {"cpc": {"low": "1.6", "mode": "2", "high": "2.6"}, "cvr": clicks("3.5%..4.5%"), "aov": "300",
     "gross_margin": "65%", "refund_rate": "6%", "new_customer_share": "20%..40%"},
    {"cvr": clicks("2%..5%")}, {"aov": "200..300"}, {}, saturation={"elasticity": "0.7", "spend": "90000"},
)  # fmt: skip
CLUB = channel(
    "club", {"cpc": "1", "cvr": clicks("4%..6%"), "aov": {"low": "200", "mode": "240", "high": "250"},
             "gross_margin": "65%", "refund_rate": "4%", "new_customer_share": "0%"},
)  # fmt: skip
MONEY = {"video": Decimal(120_000), "search": Decimal(100_000), "club": Decimal(30_000)}


def metric(key: str, basis: Basis | None = None) -> Measure:
    """A metric's measure, which it has."""
    found = measure_of(key, basis, None)
    assert found is not None
    return found


def found(measure: Measure, aim: str, *channels: Channel, lower: bool = False, share: str = "1") -> Chance | None:
    """The chance of a goal, in closed form, where this share of the channels counts."""
    given = [(parts_of(each, MONEY[each.id]), planned_outcome(each, MONEY[each.id])) for each in channels]
    scattered = scatters(given, measure.bases)
    assert scattered is not None
    return chance([(each, float(share)) for each in scattered], measure, Decimal(aim), lower_is_better=lower)


def drawn(measure: Measure, *channels: Channel, share: float = 1.0, seed: int = 7) -> list[float]:
    """The metric in 20,000 runs; each figure is drawn once a run, by the library's own generators."""
    random = Random(seed)  # noqa: S311 - a simulation keeps no secret
    parts = [monomials(part) for each in channels for part in parts_of(each, MONEY[each.id])]
    ranges = {figure for part in parts for one in part.values() for figure in (*one.factors, *one.divisors)}
    results = []
    for _ in range(DRAWS):
        values = {figure: _draw(random, figure) for figure in ranges}
        sums = {base: share * sum(_value(part[base], values) for part in parts) for base in measure.bases}
        above = sum(weight * sums[base] for base, weight in measure.above.items())
        below = sum(weight * sums[base] for base, weight in measure.below.items())
        results.append(above / below if below else above)
    return results


def _draw(random: Random, figure: Estimate) -> float:
    low, high = float(figure.low), float(figure.high)
    return random.uniform(low, high) if figure.mode is None else random.triangular(low, high, float(figure.mode))


def _value(monomial: Monomial, values: dict[Estimate, float]) -> float:
    value = float(monomial.number)
    for figure in monomial.factors:
        value *= values[figure]
    for figure in monomial.divisors:
        value /= values[figure]
    return value


ALL = (VIDEO, SEARCH, CLUB)


def _tolerance(channels: tuple[Channel, ...]) -> float:
    """How far a chance may be off: one channel's product of wide ranges is less normal than a sum of several."""
    return 0.05 if len(channels) == 1 else 0.03


@pytest.mark.parametrize(
    ("key", "basis", "channels"),
    [
        ("revenue", None, ALL),
        ("orders", None, ALL),
        ("clicks", None, (VIDEO,)),
        ("net_revenue", None, (VIDEO, CLUB)),
        ("contribution", None, (VIDEO,)),
        ("new_customers", None, ALL),
        ("refunds", None, (VIDEO,)),
        ("contribution", None, ALL),
        ("revenue", None, (SEARCH,)),
    ],
)
def test_sums_agree_with_drawing(key: str, basis: Basis | None, channels: tuple[Channel, ...]) -> None:
    """The mean within 3 standard errors, the deviation within 3%, the chance within 0.03 near and far from the mean."""
    measure = metric(key, basis)
    runs = drawn(measure, *channels)
    mean, deviation = fmean(runs), stdev(runs)
    for away in (-1.5, -0.8, 0, 0.8, 1.5):
        aim = mean + away * deviation
        closed = found(measure, str(aim), *channels)
        assert closed is not None
        assert closed.mean == pytest.approx(mean, abs=3 * deviation / sqrt(DRAWS))
        assert closed.deviation == pytest.approx(deviation, rel=0.03)
        assert closed.probability == pytest.approx(sum(run >= aim for run in runs) / DRAWS, abs=_tolerance(channels))


@pytest.mark.parametrize(
    ("key", "basis", "lower", "channels"),
    [
        ("roas", None, False, ALL),
        ("roi", Basis.NET, False, (SEARCH, CLUB)),
        ("roi", Basis.GROSS_PROFIT, False, (VIDEO,)),
        ("roi", Basis.GROSS_PROFIT, False, ALL),
        ("cac", None, True, ALL),
        ("cpc", None, True, (VIDEO, SEARCH)),
        ("aov", None, False, ALL),
        ("cvr", None, False, ALL),
        ("cost_ratio", None, True, ALL),
    ],
)
def test_ratios_agree_with_drawing(key: str, basis: Basis | None, lower: bool, channels: tuple[Channel, ...]) -> None:
    """The chance within 0.03, whichever way is better; the mean within 3%, the deviation within a tenth."""
    measure = metric(key, basis)
    runs = drawn(measure, *channels)
    mean, deviation = fmean(runs), stdev(runs)
    for away in (-1.5, -0.8, 0, 0.8, 1.5):
        aim = mean + away * deviation
        closed = found(measure, str(aim), *channels, lower=lower)
        assert closed is not None
        reached = sum((run <= aim) if lower else (run >= aim) for run in runs) / DRAWS
        assert closed.probability == pytest.approx(reached, abs=_tolerance(channels))
        assert closed.mean == pytest.approx(mean, rel=0.03)
        assert closed.deviation == pytest.approx(deviation, rel=0.1)


def test_one_range_by_hand() -> None:
    """30,000 clicks at 4 % to 6 % bring 1,500 orders, give or take 600 / sqrt(12)."""
    closed = found(metric("orders"), "1500", CLUB)
    assert closed is not None
    assert closed.mean == pytest.approx(1500)
    assert closed.deviation == pytest.approx(600 / sqrt(12))
    assert closed.probability == pytest.approx(0.5)


def test_a_part_of_the_time_brings_a_part_of_everything() -> None:
    """Mean and deviation are those of the share, and a ratio does not change."""
    whole, half = (found(metric("orders"), aim, CLUB, share=share) for aim, share in (("1600", "1"), ("800", "0.5")))
    assert whole is not None
    assert half is not None
    assert half.mean == pytest.approx(whole.mean / 2)
    assert half.deviation == pytest.approx(whole.deviation / 2)
    assert half.probability == pytest.approx(whole.probability)


def test_a_shared_figure_is_one_figure() -> None:
    """Two placements that take over a rate vary together; with rates of their own they partly cancel out."""
    range_ = {"cvr": clicks("2%..6%")}
    fixed: Figures = {"cpc": "1", "aov": "100"}
    shared = channel("club", {**fixed, **range_}, {"aov": "100"}, {"aov": "100"})
    apart = channel("club", fixed, range_, range_)
    one, other = found(metric("orders"), "1", shared), found(metric("orders"), "1", apart)
    assert one is not None
    assert other is not None
    assert one.deviation == pytest.approx(30_000 * 0.04 / sqrt(12))
    assert other.deviation == pytest.approx(one.deviation / sqrt(2))


RATE_ONLY = {"cpc": "1", "aov": "240", "gross_margin": "50%", "new_customer_share": "50%"}


@pytest.mark.parametrize(
    ("economics", "key", "aim", "lower", "exact"),
    [
        # 30,000 clicks: orders evenly from 1,200 to 1,800
        ({"cvr": clicks("4%..6%")}, "orders", "1275", False, 0.875),
        ({"cvr": clicks("4%..6%")}, "orders", "1830", False, 0),
        ({"cvr": clicks("4%..6%")}, "orders", "1100", False, 1),
        ({"cvr": clicks("4%..6%")}, "cpa", "20", True, 0.5),
        ({"cvr": clicks("4%..6%")}, "cpa", "16", True, 0),
        ({"cvr": clicks("4%..6%")}, "roas", "10", False, 55 / 60),
        ({"cvr": clicks({"low": "2%", "mode": "4%", "high": "5%"})}, "orders", "900", False, 1 - 1 / 6),
        ({"cvr": clicks({"low": "2%", "mode": "4%", "high": "5%"})}, "orders", "1350", False, 1 / 12),
        # at 1 to 2 a click, 30,000 buy 20,000 clicks half of the time at 1.50 or less
        ({"cpc": "1..2", "cvr": clicks("5%")}, "clicks", "20000", False, 0.5),
        ({"cpc": "1..2", "cvr": clicks("5%")}, "cpc", "1.25", True, 0.25),
        ({"cpc": "1..2", "cvr": clicks("5%")}, "cac", "50", True, 0.25),
        ({"cpc": "1..2", "cvr": clicks("5%")}, "contribution", "90000", False, 0.5),
        # what comes back, evenly from none to a fifth
        ({"cvr": clicks("5%"), "refund_rate": "0%..20%"}, "net_revenue", "342000", False, 0.25),
        ({"cvr": clicks("5%"), "refund_rate": "0%..20%"}, "refund_rate", "5%", True, 0.25),
        ({"cvr": clicks("5%"), "refund_rate": "0%..20%"}, "refunds", "54000", True, 0.75),
    ],
)
def test_one_range_alone_is_exact(economics: Figures, key: str, aim: str, lower: bool, exact: float) -> None:
    """Whichever figure it is, and whichever way it works: no shape is assumed."""
    one = channel("club", {**RATE_ONLY, **economics})
    closed = found(metric(key), str(Decimal(aim.rstrip("%")) / (100 if "%" in aim else 1)), one, lower=lower)
    assert closed is not None
    assert closed.probability == pytest.approx(exact, abs=1e-9)


def test_without_ranges_nothing_is_a_matter_of_chance() -> None:
    """Nor is a measure in which the ranges cancel out or do not occur."""
    exact = channel("club", {"cpc": "1", "cvr": clicks("5%"), "aov": "240"})
    assert found(metric("revenue"), "1", exact) is None
    assert found(metric("clicks"), "1", CLUB) is None
    rate = channel("club", {**RATE_ONLY, "cvr": clicks("4%..6%")})
    assert found(metric("aov"), "200", rate) is None
    assert found(metric("cpc"), "9", rate, lower=True) is None


def test_what_is_not_told_has_no_chance() -> None:
    """A channel without conversion rate; a cost per order where there is none; a price that may be zero."""
    unclear = channel("club", {"cpc": "1..2"})
    assert found(metric("orders"), "1", VIDEO, unclear) is None
    free = channel("club", {"cpc": "0..2", "cvr": clicks("5%"), "aov": "240"})
    assert scatters([(parts_of(free, Decimal(9)), planned_outcome(free, Decimal(9)))], ("orders",)) is None


def test_planned_volumes_count_without_a_range() -> None:
    """They move the mean, not the deviation."""
    stating = channel("search", {}, expected={"orders": "400"})
    alone, beside = found(metric("orders"), "1", CLUB), found(metric("orders"), "1", CLUB, stating)
    assert alone is not None
    assert beside is not None
    assert beside.mean == pytest.approx(alone.mean + 400)
    assert beside.deviation == pytest.approx(alone.deviation)


def test_the_work_has_a_limit() -> None:
    """Very many parts that all share a range, and differ by one of their own, are not judged."""
    own: list[Figures] = [{"aov": f"{100 + index}..{200 + index}"} for index in range(int(sqrt(MOST_PAIRS)) + 1)]
    large = channel("club", {"cpc": "1", "cvr": clicks("4%..6%"), "aov": "240"}, *own)
    assert scatters([(parts_of(large, Decimal(9)), planned_outcome(large, Decimal(9)))], ("revenue",)) is None
    few = channel("club", {"cpc": "1", "cvr": clicks("4%..6%"), "aov": "240"}, *own[:20])
    assert scatters([(parts_of(few, Decimal(9)), planned_outcome(few, Decimal(9)))], ("revenue",)) is not None
