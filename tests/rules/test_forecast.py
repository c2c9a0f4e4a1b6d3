"""Planned volumes: each follows from the figure before it."""

import pytest

from tests.rules.offers import marked, of
from tests.rules.snippets import codes
from tests.rules.test_budget import ledger

SEARCH = "name: Search, category: media, channel: search, amount: 30000"


def channel(expected: str, economics: str = "", also: str = "") -> str:
    """The minimal plan's shop search (30,000 at cpc 2, cvr 4 %, aov 300) with planned volumes."""
    figures = f", economics: {{{economics}}}" if economics else ""
    return f"channels: {{items: [{{id: search, expected: {{{expected}}}{figures}}}]}}\n{also}"


def placement(expected: str, spend: str = "spend: 30000", economics: str = "", own: str = "") -> str:
    """The same volumes on its only placement, with economics of the channel and of the placement."""
    figures = f", economics: {{{economics}}}" if economics else ""
    mine = f", economics: {{{own}}}" if own else ""
    booked = f"{{format: search, {spend}, expected: {{{expected}}}{mine}}}"
    return f"channels: {{items: [{{id: search, placements: [{booked}]{figures}}}]}}\n"


def variants(snippet: str) -> list[str]:
    """Which steps do not fit."""
    return [finding.variant for finding in of("PP321", snippet)]


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        ("clicks: 15000, orders: 600, revenue: 180000", []),
        ("clicks: 15301", []),
        ("clicks: 15302", ["clicks_spend"]),
        ("clicks: 14699", []),
        ("clicks: 14698", ["clicks_spend"]),
        ("clicks: 15000, orders: 720", ["orders_clicks"]),
        ("orders: 720", []),
        ("revenue: 240000", []),
        ("clicks: 15000, revenue: 240000", []),
        ("orders: 720, revenue: 216000", []),
        ("orders: 600, revenue: 216000", ["revenue_orders"]),
        ("clicks: 15000, orders: 720, revenue: 180000", ["orders_clicks"]),
        ("clicks: 18000, orders: 600, revenue: 180000", ["clicks_spend"]),
        ("clicks: 30000, orders: 1200, revenue: 360000", ["clicks_spend"]),
        ("clicks: 0", ["clicks_spend"]),
        ("clicks: 15000, orders: 0, revenue: 0", ["orders_clicks"]),
        ("impressions: 99", []),
        ("", []),
    ],
)
def test_each_volume_follows_from_the_one_before(expected: str, wrong: list[str]) -> None:
    """Within 2 % and one unit; one wrong figure is one finding, as what follows is held against it.

    Orders or revenue alone may come from elsewhere too.
    """
    assert variants(channel(expected)) == wrong
    assert variants(placement(expected)) == wrong


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        ("impressions: 750000, clicks: 15000", []),
        ("impressions: 750000, clicks: 15900", ["clicks_impressions"]),
        ("impressions: 900000, clicks: 18000", ["impressions_spend", "clicks_spend"]),
        ("impressions: 900000", ["impressions_spend"]),
        ("clicks: 15000", []),
        ("clicks: 18000", ["clicks_spend"]),
    ],
)
def test_impressions(expected: str, wrong: list[str]) -> None:
    """Spend over CPM, and CTR of them; clicks that are wrong in both ways are told once."""
    assert variants(channel(expected, "cpc: null, cpm: 40, ctr: 2%")) == wrong


def test_prices_that_contradict_each_other_are_another_rules() -> None:
    """Nothing follows from them."""
    snippet = channel("clicks: 9999", "cpc: 2, cpm: 40, ctr: 5%")
    assert codes(snippet) & {"PP311", "PP321"} == {"PP311"}


@pytest.mark.parametrize(
    ("economics", "expected", "fits"),
    [
        ("cvr: {rate: 3%..5%, of: clicks}", "clicks: 15000, orders: 450", True),
        ("cvr: {rate: 3%..5%, of: clicks}", "clicks: 15000, orders: 750", True),
        ("cvr: {rate: 3%..5%, of: clicks}", "clicks: 15000, orders: 800", False),
        ("cvr: {rate: 3%..5%, of: clicks}", "clicks: 15000, orders: 400", False),
        ("cpc: 1..3", "clicks: 10000", True),
        ("cpc: 1..3", "clicks: 30000", True),
        ("cpc: 1..3", "clicks: 31000", False),
        ("cpc: null, cpm: 30..60, ctr: 2%..3%", "clicks: 10000", True),
        ("cpc: null, cpm: 30..60, ctr: 2%..3%", "clicks: 30000", True),
        ("cpc: null, cpm: 30..60, ctr: 2%..3%", "clicks: 9000", False),
    ],
)
def test_ranges_allow_all_that_is_in_them(economics: str, expected: str, fits: bool) -> None:
    """From the least that the ranges give to the most."""
    assert (variants(channel(expected, economics)) == []) is fits


@pytest.mark.parametrize(
    ("economics", "expected"),
    [
        ("cvr: {rate: 4%, of: visits}", "clicks: 15000, orders: 9999"),
        ("cvr: {rate: 4%, of: participants}", "clicks: 15000, orders: 9999"),
        ("cvr: null", "clicks: 15000, orders: 9999"),
        ("aov: null", "orders: 600, revenue: 1"),
        ("cpc: null", "clicks: 9999"),
        ("cpc: 0", "clicks: 9999"),
        ("cpc: null, cpm: 0, ctr: 2%", "clicks: 9999"),
        ("cpc: null, cpm: 40", "clicks: 9999"),
    ],
)
def test_what_does_not_follow_is_not_judged(economics: str, expected: str) -> None:
    """Rates of visits, and figures that are not there or divide by nothing."""
    assert variants(channel(expected, economics)) == []


def test_without_economics_there_is_nothing_to_compute() -> None:
    """Whatever is planned."""
    assert variants("channels: {items: [{id: search, economics: null, expected: {clicks: 1, orders: 99}}]}") == []


def test_the_channels_money_is_its_lines() -> None:
    """Half the money buys half the clicks; without a ledger the placements' spends are the money."""
    line = ledger(SEARCH.replace("30000", "15000"))
    assert variants(channel("clicks: 7500", also=line)) == []
    assert variants(channel("clicks: 15000", also=line)) == ["clicks_spend"]
    assert variants(channel("clicks: 15000", also="budget: null")) == []


def test_a_placements_figures_take_the_channels_place() -> None:
    """One by one; and then the channel's own volumes are left to its placements."""
    assert variants(placement("clicks: 30000, orders: 1200", own="cpc: 1")) == []
    assert variants(placement("clicks: 15000", own="cpc: 1")) == ["clicks_spend"]
    mixed = "{id: search, expected: {clicks: 99}, placements: [{format: search, spend: 30000, economics: {cpc: 1}}]}"
    assert variants(f"channels: {{items: [{mixed}]}}") == []


def test_too_dear_a_volume_is_found_once() -> None:
    """With a bid, the rule on bids says that the money does not reach; too few clicks are still found here."""
    dear = placement("clicks: 20000", "spend: 30000, bid: 2")
    assert codes(dear) & {"PP321", "PP623"} == {"PP623"}
    assert variants(placement("clicks: 10000", "spend: 30000, bid: 2")) == ["clicks_spend"]


def test_small_numbers_may_be_rounded() -> None:
    """2.4 orders are 2 or 3, not 4."""
    for orders, wrong in ((2, []), (3, []), (4, ["orders_clicks"])):
        assert variants(channel(f"clicks: 15000, orders: {orders}", "cvr: {rate: 0.016%, of: clicks}")) == wrong


def test_the_volume_is_marked() -> None:
    """The figure that does not follow, and what it should be."""
    (finding,) = of("PP321", channel("clicks: 15000, orders: 720"))
    assert (marked(finding), finding.values["found"], finding.values["wanted"]) == ("720", 720, 600)


@pytest.mark.parametrize(
    ("expected", "wrong"),
    [
        ("clicks: 15000, orders: 600", []),
        ("clicks: 14000", ["clicks_spend"]),
        ("orders: 588", []),
        ("orders: 586", ["orders_placements"]),
        ("orders: 900", []),
        ("revenue: 100000, orders: 500", ["revenue_orders", "orders_placements"]),
    ],
)
def test_a_channel_plans_no_less_than_its_placements_together(expected: str, wrong: list[str]) -> None:
    """400 and 200 orders are 600; it may bring more than they do, and one wrong figure is one finding."""
    booked = (
        "{format: search, spend: 20000, expected: {orders: 400}}, {format: feed, spend: 10000, expected: {orders: 200}}"
    )
    snippet = f"channels: {{items: [{{id: search, expected: {{{expected}}}, placements: [{booked}]}}]}}\n"
    assert sorted(variants(snippet)) == sorted(wrong)


def test_placements_with_figures_of_their_own_are_summed_too() -> None:
    """Their volumes are held against their own figures, their sum against the channel's."""
    mine = "economics: {aov: 250}, expected: {orders: 600, revenue: 150000}"
    booked = f"{{format: search, spend: 30000, {mine}}}"
    snippet = f"channels: {{items: [{{id: search, expected: {{revenue: 140000}}, placements: [{booked}]}}]}}\n"
    (finding,) = of("PP321", snippet)
    assert (finding.variant, marked(finding)) == ("revenue_placements", "140000")


@pytest.mark.parametrize(
    ("saturation", "clicks", "wrong"),
    [
        ("elasticity: 0.5", 15_000, []),
        ("elasticity: 0.5, spend: 30000", 15_000, []),
        ("elasticity: 0.5, spend: 7500", 7_500, []),
        ("elasticity: 0.5, spend: 7500", 15_000, ["clicks_spend"]),
    ],
)
def test_diminishing_returns_buy_fewer_clicks(saturation: str, clicks: int, wrong: list[str]) -> None:
    """Prices that hold at a quarter of the spend: twice that quarter's 3,750 clicks, not four times as many."""
    booked = f"expected: {{clicks: {clicks}}}"
    whole = f"channels: {{items: [{{id: search, saturation: {{{saturation}}}, {booked}}}]}}\n"
    placed = f"placements: [{{format: search, spend: 30000, {booked}}}]"
    own = f"channels: {{items: [{{id: search, saturation: {{{saturation}}}, {placed}}}]}}\n"
    assert [variants(whole), variants(own)] == [wrong, wrong]
