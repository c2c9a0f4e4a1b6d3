"""What a channel's money brings, with placements that have figures of their own."""

from decimal import Decimal

import pytest

from promoplan.economics.returns import channel_outcome
from promoplan.model.channels import Channel

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
