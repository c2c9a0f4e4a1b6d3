"""Baskets at the edges of the mechanics: limits per buyer, credits above a price, parts of a bundle."""

from decimal import Decimal

import pytest

from promoplan.economics.basket import settle
from promoplan.economics.checkout import Terms
from tests.economics.goods import offer, product

PLAIN = Terms()


@pytest.mark.parametrize(
    ("mechanic", "parameters", "payable"),
    [
        ("buy-get", {"buy": 1, "get": 1}, "300"),
        ("second-item", {"rate": "50%"}, "350"),
        ("limited-discount", {"rate": "30%"}, "370"),
        ("direct-off", {"amount": "40"}, "360"),
        ("presale", {"deposit": "10", "counts_as": "30"}, "380"),
    ],
)
def test_a_limit_per_buyer_ends_an_offer(mechanic: str, parameters: dict[str, object], payable: str) -> None:
    """Of four units of 100, one use: one free, one at half price, one cheaper."""
    once = offer("o", mechanic, limit_per_user=1, **parameters)
    assert settle([(product("p", "100"), 4)], [once], PLAIN).payable == Decimal(payable)


def test_a_deposit_takes_no_more_off_a_unit_than_its_price() -> None:
    """20 of credit each on units of 15 and 100: 15 and 20 come off, not 40."""
    credit = offer("pre", "presale", deposit="10", counts_as="30")
    assert settle([(product("small", "15"), 1), (product("dear", "100"), 1)], [credit], PLAIN).payable == 80


def test_a_deposit_takes_no_more_off_than_multi_buy_offers_left() -> None:
    """The second of two units at 90 % off costs 10, of which the credit takes 10."""
    offers = [
        offer("half", "second-item", rate="90%"),
        offer("pre", "presale", deposit="10", counts_as="30"),
    ]
    assert settle([(product("p", "100"), 2)], offers, PLAIN).payable == 80


@pytest.mark.parametrize(("at", "payable"), [("67.27", "104"), ("67.28", "109")])
def test_a_bundles_price_is_shared_out_as_its_list_prices_are(at: str, payable: str) -> None:
    """79 + 49 as 109: of it 67.27 is for the first, which a threshold on that product is held against."""
    offers = [
        offer("set", "bundle", products=["a", "b"], price="109"),
        offer("t", "threshold-off", threshold=at, amount="5", products=["a"]),
    ]
    assert settle([(product("a", "79"), 1), (product("b", "49"), 1)], offers, PLAIN).payable == Decimal(payable)


def test_units_beyond_a_bundle_have_their_own_price() -> None:
    """Two of one and one of the other make one set and one single unit."""
    bundle = offer("set", "bundle", products=["a", "b"], price="109")
    assert settle([(product("a", "79"), 2), (product("b", "49"), 1)], [bundle], PLAIN).payable == 188


def test_fees_are_due_on_all_that_the_shop_receives_for_the_goods() -> None:
    """250 from the buyer and 30 from the platform, at 10 %: 28.00."""
    cross = offer("x", "cross-store", threshold="300", amount="50", merchant_share="40%")
    account = settle([(product("p", "300", "100", "10%"), 1)], [cross], PLAIN)
    assert (account.payable, account.platform, account.fees) == (Decimal(250), Decimal(30), Decimal("28.00"))
