"""Unit economics: every vector of the notes on promotion mechanics, to the cent."""

from decimal import Decimal

import pytest

from promoplan.economics.experiments import sample_size
from promoplan.economics.ledger import cents
from promoplan.economics.margins import (
    break_even_lift,
    break_even_roas,
    floor_price,
    highest_order_cost,
    required_uplift,
    unit_margin,
)

COST, FEE, SHIPPING = Decimal(210), Decimal("0.06"), Decimal(12)


def margin(price: int) -> Decimal:
    """What a unit of the vectors' product leaves: c 210, f .06, s 12."""
    return unit_margin(Decimal(price), COST, FEE, SHIPPING)


def percent(share: Decimal | None) -> str:
    """A share as the vectors write it."""
    return "none" if share is None else f"{share:+.2%}"


@pytest.mark.parametrize(
    ("vector", "found"),
    [
        ("p0 499, c 210, f .06, s 12: m = 247.06", margin(499)),
        ("at 399 -> 153.06", margin(399)),
        ("at 309 -> 68.46", margin(309)),
        ("floor 236.17", floor_price(COST, FEE, SHIPPING)),
        ("floor at 15 % -> 281.01", floor_price(COST, FEE, SHIPPING, Decimal("0.15"))),
        ("max CPA at 399 with 12 % returns 134.69", highest_order_cost(margin(399), Decimal("0.12"))),
        ("BE ROAS CM .40 r 0 -> 2.50", break_even_roas(Decimal("0.40"))),
    ],
)
def test_amounts_to_the_cent(vector: str, found: Decimal | None) -> None:
    """Margin, floor price, highest cost of an order, break-even ROAS."""
    assert str(cents(found or Decimal(0))) == vector.rsplit(maxsplit=1)[-1]


@pytest.mark.parametrize(
    ("vector", "found"),
    [
        ("at 399: u +61.41%", required_uplift(margin(499), margin(399))),
        ("at 309: u +260.88%", required_uplift(margin(499), margin(309))),
        ("GM .40, d .10 -> +33.33%", break_even_lift(Decimal("0.40"), Decimal("0.10"))),
        ("d .20 -> +100.00%", break_even_lift(Decimal("0.40"), Decimal("0.20"))),
        ("GM .60, d .20 -> +50.00%", break_even_lift(Decimal("0.60"), Decimal("0.20"))),
        ("m 65 %, d 20 % -> +44.44%", break_even_lift(Decimal("0.65"), Decimal("0.20"))),
        ("m 40 %, d 10 % -> +33.33%", break_even_lift(Decimal("0.40"), Decimal("0.10"))),
        ("m 60 %, d 25 % -> +71.43%", break_even_lift(Decimal("0.60"), Decimal("0.25"))),
        ("undefined where d >= m: none", break_even_lift(Decimal("0.40"), Decimal("0.40"))),
        ("m(p1) = 0: none", required_uplift(Decimal(10), Decimal(0))),
        ("m(p1) < 0: none", required_uplift(Decimal(10), Decimal(-1))),
    ],
)
def test_lifts_in_percent(vector: str, found: Decimal | None) -> None:
    """How many more units pay for a cut; none where no volume does."""
    assert percent(found) == vector.rsplit(maxsplit=1)[-1]


def test_no_price_is_high_enough_where_fees_and_the_wanted_rate_take_all_of_it() -> None:
    """And no ROAS where nothing is kept."""
    assert floor_price(COST, FEE, SHIPPING, Decimal("0.94")) is None
    assert break_even_roas(Decimal("0.40"), Decimal(1)) is None
    assert break_even_roas(Decimal(0)) is None


@pytest.mark.parametrize("price", [237, 281, 399, 499])
def test_the_floor_at_a_prices_own_margin_rate_is_that_price(price: int) -> None:
    """Floor price and margin are each other's inverse."""
    found = floor_price(COST, FEE, SHIPPING, margin(price) / price)
    assert cents(found or Decimal(0)) == price


def test_the_rule_of_thumb_for_tests_is_near_the_formula() -> None:
    """16 p (1 - p) / d^2: p .03, d .01 -> 4,656; a check only, within 15 % of what the formula says."""
    thumb = 16 * 0.03 * (1 - 0.03) / 0.01**2
    assert round(thumb) == 4656
    assert sample_size(0.03, 0.04) == pytest.approx(thumb, rel=0.15)
