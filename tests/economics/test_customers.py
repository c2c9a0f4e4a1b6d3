"""What a customer is worth: CLTV, LTV:CAC and pay-back, and what too little gives."""

from decimal import Decimal

import pytest

from promoplan.economics.customers import CustomerValue, blended_value, customer_value, placement_economics
from promoplan.economics.funnel import Outcome
from promoplan.economics.returns import channel_outcome
from promoplan.model.channels import Channel

KNOWN = {
    "cpc": "1.60", "cvr": {"rate": "2%", "of": "clicks"}, "aov": "268", "gross_margin": "65%", "refund_rate": "6%",
    "new_customer_share": "50%", "orders_per_year": "3", "years_kept": "2",
}  # fmt: skip


def value(without: str = "", spend: int = 480_000) -> CustomerValue:
    """The customer value of the worked example's channel, with one figure left out."""
    figures = {name: figure for name, figure in KNOWN.items() if name != without}
    fields = {"id": "a", "name": "A", "role": "core", "kind": "social", "economics": figures}
    channel = Channel.model_validate(fields)
    return customer_value(channel.economics, channel_outcome(channel, Decimal(spend)))


def test_the_worked_channel() -> None:
    """CLTV = 268 x 0.65 x 0.94 x 3 x 2; 3,000 new customers cost 160 each, paid back in 160 / (268 x 0.65) orders."""
    found = value()
    assert found.cltv == Decimal("982.4880")
    assert found.cac == 160
    assert found.ltv_cac == Decimal("6.14055")
    assert found.payback_orders == pytest.approx(Decimal("0.918484"), abs=Decimal("0.000001"))
    assert found.payback_months == pytest.approx(Decimal("3.673938"), abs=Decimal("0.000001"))


@pytest.mark.parametrize(
    ("without", "lacking"),
    [
        ("orders_per_year", {"cltv", "ltv_cac", "payback_months"}),
        ("years_kept", {"cltv", "ltv_cac"}),
        ("new_customer_share", {"cac", "ltv_cac", "payback_orders", "payback_months"}),
        ("gross_margin", {"cltv", "ltv_cac", "payback_orders", "payback_months"}),
        ("aov", {"cltv", "ltv_cac", "payback_orders", "payback_months"}),
        ("refund_rate", set()),
    ],
)
def test_what_is_not_known_is_not_made_up(without: str, lacking: set[str]) -> None:
    """Each missing figure takes only what follows from it; without a refund rate nothing comes back."""
    found = value(without)
    names = ("cltv", "cac", "ltv_cac", "payback_orders", "payback_months")
    assert {name for name in names if getattr(found, name) is None} == lacking


def test_without_economics_there_is_nothing_to_tell() -> None:
    """Neither of the customer nor of the cost."""
    channel = Channel.model_validate({"id": "a", "name": "A", "role": "core", "kind": "social"})
    assert customer_value(None, channel_outcome(channel, Decimal(10))) == CustomerValue()


def test_a_placements_own_figures_come_first() -> None:
    """Those that it lacks are its channel's; one without any has the channel's."""
    placements = [{"format": "feed"}, {"format": "live", "economics": {"aov": "200"}}]
    fields = {"id": "a", "name": "A", "role": "core", "kind": "social", "economics": KNOWN, "placements": placements}
    channel = Channel.model_validate(fields)
    plain, live = (placement_economics(channel, placement) for placement in channel.placements)
    outcome = channel_outcome(channel, Decimal(1000))
    assert plain == channel.economics
    assert customer_value(live, outcome).cltv == Decimal(200) * Decimal("0.65") * Decimal("0.94") * 3 * 2
    bare = Channel.model_validate(fields | {"economics": None})
    assert [placement_economics(bare, each) for each in bare.placements] == [None, bare.placements[1].economics]


def won(spend: int, customers: int, cltv: int | None, margin: int | None) -> tuple[CustomerValue, Outcome]:
    """A channel's customers: how many, for how much, and what one is worth."""
    worth, earned = (None if each is None else Decimal(each) for each in (cltv, margin))
    value = CustomerValue(cltv=worth, order_margin=earned, orders_per_year=Decimal(4))
    return value, Outcome(spend=Decimal(spend), new_customers=Decimal(customers))


def test_several_channels_win_customers_together() -> None:
    """100 worth 300 and 300 worth 100 are worth 150 each; 8,000 for 400 is 20, paid back by 20 / 25 of an order."""
    found = blended_value([won(5000, 100, 300, 40), won(3000, 300, 100, 20)])
    assert found == CustomerValue(Decimal(150), Decimal(20), Decimal(25), Decimal(4))
    assert (found.payback_orders, found.payback_months) == (Decimal("0.8"), Decimal("2.4"))


def test_an_average_lacks_nobody() -> None:
    """Where a channel that wins customers lacks the figure there is none; one that wins none, or costs none, may."""
    first = won(5000, 100, 300, 40)
    assert blended_value([first, won(3000, 300, None, 20)]).cltv is None
    found = blended_value([first, won(1000, 0, None, None), won(0, 50, None, None)])
    assert (found.cltv, found.cac) == (Decimal(300), Decimal(60))
    assert blended_value([]) == CustomerValue()
