"""What a channel's money brings, with placements that have figures of their own."""

from decimal import Decimal

import pytest

from promoplan.economics.returns import channel_outcome, placement_outcome, planned_outcome
from promoplan.model.channels import Channel, Expected, Saturation

OWN = {"cpc": "2", "cvr": "4%", "aov": "300"}


def channel(*placements: dict[str, object], **economics: str) -> Channel:
    """A channel with these placements."""
    fields = {"id": "search", "name": "Search", "role": "core", "kind": "search", "economics": economics or None}
    return Channel.model_validate({**fields, "placements": list(placements)})


def placement(spend: str | None = None, **economics: str) -> dict[str, object]:
    """A placement; without economics it has the channel's."""
    return {"format": "search", "spend": spend, "economics": economics or None}


def test_the_channels_figures_hold_for_all_its_money() -> None:
    """Without figures of placements, whatever they spend."""
    outcome = channel_outcome(channel(placement("10"), placement("20"), **OWN), Decimal(30000))
    assert outcome.revenue == 180000


def test_money_is_shared_out_as_the_placements_spend() -> None:
    """A third at a ROAS of 12, two thirds at the channel's 6."""
    outcome = channel_outcome(channel(placement("100", cpc="1"), placement("200"), **OWN), Decimal(30000))
    assert outcome.spend == 30000
    assert outcome.roas == 8


@pytest.mark.parametrize(
    ("general", "special", "roas"),
    [
        ({"cpc": "2", "cvr": "4%", "aov": "300"}, {"cpm": "40", "ctr": "4%"}, 12),
        ({"cpm": "40", "ctr": "2%", "cvr": "4%", "aov": "300"}, {"ctr": "4%"}, 12),
        ({"cpm": "40", "ctr": "2%", "cvr": "4%", "aov": "300"}, {"cpc": "1"}, 12),
        ({"cpc": "2", "cvr": "4%", "aov": "300"}, {"ctr": "4%"}, 6),
        ({"cpc": "2", "cvr": "4%", "aov": "300"}, {"aov": "150"}, 3),
        ({}, {"cpc": "2", "cvr": "4%", "aov": "300"}, 6),
    ],
)
def test_a_placements_price_outdates_the_channels(general: dict[str, str], special: dict[str, str], roas: int) -> None:
    """A new CPM or CTR makes a new CPC; what it can't replace stays."""
    assert channel_outcome(channel(placement("10", **special), **general), Decimal(1000)).roas == roas


@pytest.mark.parametrize(
    "unclear",
    [channel(), channel(placement("10")), channel(placement("10", cpm="40"), **OWN), channel(placement("0"))],
)
def test_too_little_gives_no_return(unclear: Channel) -> None:
    """Nothing is made up where a price, rate or order value is missing."""
    assert channel_outcome(unclear, Decimal(1000)).roas is None


def test_no_money_no_return() -> None:
    """A channel without money has no return, whatever its economics."""
    assert channel_outcome(channel(placement("0", cpc="1"), **OWN), Decimal(0)).roas is None


def test_a_figure_that_one_part_lacks_is_not_known_of_the_channel() -> None:
    """Clicks of both placements, orders of one: the channel's clicks are known, its orders are not."""
    outcome = channel_outcome(channel(placement("1", cpc="2"), placement("1", cpc="4", cvr="5%")), Decimal(800))
    assert (outcome.clicks, outcome.orders, outcome.revenue) == (Decimal(300), None, None)


@pytest.mark.parametrize(("money", "clicks"), [("10000", 5000), ("40000", 10000), ("2500", 2500)])
def test_diminishing_returns(money: str, clicks: int) -> None:
    """With an elasticity of 0.5 at 10,000, four times the money brings twice the clicks, and a quarter half of them."""
    saturated = channel(**OWN).model_copy(update={"saturation": saturation(elasticity="0.5", spend="10000")})
    outcome = channel_outcome(saturated, Decimal(money))
    assert outcome.clicks == pytest.approx(Decimal(clicks), rel=Decimal("1e-20"))
    assert outcome.spend == Decimal(money)


def test_without_a_spend_the_economics_hold_at_the_planned_money() -> None:
    """Saturation then changes nothing about the plan."""
    saturated = channel(**OWN).model_copy(update={"saturation": saturation(elasticity="0.5")})
    assert channel_outcome(saturated, Decimal(777)) == channel_outcome(channel(**OWN), Decimal(777))


@pytest.mark.parametrize("fields", [{"elasticity": "0.5"}, {"elasticity": "0.5", "spend": "10000"}])
def test_no_money_brings_nothing(fields: dict[str, str]) -> None:
    """Where nothing is spent there is nothing to diminish: no clicks, and no power of zero."""
    saturated = channel(**OWN).model_copy(update={"saturation": saturation(**fields)})
    outcome = channel_outcome(saturated, Decimal(0))
    assert (outcome.clicks, outcome.revenue, outcome.roas) == (Decimal(0), Decimal(0), None)


def saturation(**fields: str) -> Saturation:
    """Diminishing returns as a plan writes them."""
    return Saturation.model_validate(fields)


def volumes(**figures: str) -> Expected:
    """Planned volumes as a plan writes them."""
    return Expected.model_validate(figures)


@pytest.mark.parametrize(
    ("economics", "expected", "wanted"),
    [
        ({}, {}, (None, None, None, None)),
        ({}, {"orders": "50", "revenue": "9000"}, (None, 50, 9000, 9000)),
        ({"aov": "100"}, {"orders": "50"}, (None, 50, 5000, 5000)),
        ({"cvr": "10%", "aov": "100", "refund_rate": "20%"}, {"clicks": "50"}, (50, 5, 500, 400)),
        ({"ctr": "10%", "cvr": "10%"}, {"impressions": "5000"}, (500, 50, None, None)),
        (OWN, {"clicks": "1", "orders": "1", "revenue": "1"}, (500, 20, 6000, 6000)),
        ({"cpc": "2", "aov": "300"}, {"orders": "7"}, (500, 7, 2100, 2100)),
    ],
)
def test_planned_volumes_stand_in_for_what_the_economics_do_not_give(
    economics: dict[str, str], expected: dict[str, str], wanted: tuple[int | None, ...]
) -> None:
    """Clicks, orders, revenue and net revenue of 1,000; only where the economics give none, and never in between."""
    stating = channel(**economics).model_copy(update={"expected": volumes(**expected)})
    outcome = planned_outcome(stating, Decimal(1000))
    assert (outcome.clicks, outcome.orders, outcome.revenue, outcome.net_revenue) == wanted
    assert channel_outcome(stating, Decimal(1000)) == channel_outcome(channel(**economics), Decimal(1000))


@pytest.mark.parametrize(
    ("placed", "orders"), [((), None), (("10", "5"), 15), (("10", None), None), ((None,), None)], ids=str
)
def test_placements_state_volumes_together(placed: tuple[str | None, ...], orders: int | None) -> None:
    """Their sum counts where each of them states one: a sum that leaves one out would be too small."""
    placements: list[dict[str, object]] = [
        {"format": "feed", "expected": {"orders": each} if each else None} for each in placed
    ]
    assert planned_outcome(channel(*placements), Decimal(0)).orders == orders


def test_placements_bring_together_what_their_channel_does() -> None:
    """Each under its own figures or the channel's, and all of them under the channel's diminishing returns."""
    made = channel(placement("100", cpc="1"), placement("200"), placement(), **OWN)
    outcomes = [placement_outcome(made, each) for each in made.placements]
    assert [each and each.revenue for each in outcomes] == [1200, 1200, None]
    assert channel_outcome(made, Decimal(300)).revenue == 2400


def test_a_placement_shares_its_channels_diminishing_returns() -> None:
    """At four times the spend at which figures hold, an elasticity of one half halves what each brings."""
    fields = {"id": "search", "name": "Search", "role": "core", "kind": "search", "economics": OWN}
    saturation = {"elasticity": "0.5", "spend": "100"}
    placed = [placement("100"), placement("300")]
    made = Channel.model_validate({**fields, "saturation": saturation, "placements": placed})
    outcomes = [placement_outcome(made, each) for each in made.placements]
    assert [each and each.clicks for each in outcomes] == [25, 75]
