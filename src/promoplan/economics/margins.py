"""Unit economics: what one unit leaves at a price, and what a price cut must bring back.

Prices, costs and margins are money per unit, rates are shares (0.06 for 6%). Nothing is rounded here: who shows money
rounds it to the cent. Source: the notes on promotion mechanics, section "Margin".
"""

from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.model.numbers import ONE
from promoplan.model.products import Product


class UnitCosts(NamedTuple):
    """What a unit costs the shop: the goods, the fees as a share of the price, and shipping."""

    goods: Decimal
    fee_rate: Decimal
    shipping: Decimal


def unit_costs(product: Product) -> UnitCosts:
    """A product's costs; nothing for one that the plan does not state."""
    cost, shipping = product.unit_cost, product.shipping
    return UnitCosts(cost.amount if cost else ZERO, product.fee_rate or ZERO, shipping.amount if shipping else ZERO)


def margin_at(product: Product, price: Decimal) -> Decimal:
    """What a unit of a product leaves at a price; see `unit_margin`."""
    return unit_margin(price, *unit_costs(product))


def unit_margin(price: Decimal, cost: Decimal, fee_rate: Decimal = ZERO, shipping: Decimal = ZERO) -> Decimal:
    """What a unit leaves: m(p) = p (1 - f) - c - s; below zero where it is sold at a loss.

    `fee_rate` is what the platform and the payment take of the price, `shipping` the cost to ship and pack the unit.
    """
    return price * (ONE - fee_rate) - cost - shipping


def floor_price(
    cost: Decimal, fee_rate: Decimal = ZERO, shipping: Decimal = ZERO, rate: Decimal = ZERO
) -> Decimal | None:
    """Lowest price that leaves this share of itself: (c + s) / (1 - f - t); None where no price can.

    With the default rate, the price at which nothing is earned or lost.
    """
    kept = ONE - fee_rate - rate
    return (cost + shipping) / kept if kept > 0 else None


def required_uplift(before: Decimal, after: Decimal) -> Decimal | None:
    """How many more units, as a share, bring the same money at the margin after a cut: m(p0) / m(p1) - 1.

    None where a unit leaves nothing afterwards: no volume pays for that.
    """
    return before / after - ONE if after > 0 else None


def break_even_lift(margin_rate: Decimal, cut: Decimal) -> Decimal | None:
    """The same from rates of the list price: d / (GM - d), which is GM / (GM - d) - 1; None where d >= GM."""
    return cut / (margin_rate - cut) if cut < margin_rate else None


def break_even_roas(margin_rate: Decimal, refund_rate: Decimal = ZERO) -> Decimal | None:
    """Revenue per unit of advertising money at which nothing is earned or lost: 1 / (CM (1 - r)); None where CM is 0.

    `margin_rate` is the contribution rate before advertising; without fees and shipping, the gross margin.
    """
    kept = margin_rate * (ONE - refund_rate)
    return ONE / kept if kept > 0 else None


def highest_order_cost(margin: Decimal, refund_rate: Decimal = ZERO) -> Decimal:
    """The most that advertising may cost per order before the order loses money: m (1 - r)."""
    return margin * (ONE - refund_rate)
