"""What one offer alone makes of a product's price, and costs; several offers in one basket are another matter.

Source: the domain notes on promotion mechanics. Prices are rounded half up to 0.01; a `rate` is the share taken off.
"""

from decimal import Decimal

from promoplan.economics.ledger import ZERO, cents
from promoplan.model.products import Product
from promoplan.model.promotions import Mechanic, Promotion

HALF = Decimal("0.5")


def covers(offer: Promotion, product: Product) -> bool:
    """Whether an offer covers a product; one that names none covers all."""
    return not offer.products or product.id in offer.products


def unit_price(offer: Promotion, product: Product) -> Decimal | None:
    """Lowest average price of one unit under this offer alone, never below zero.

    None for a mechanic that does not cut the price of a single product, or where a parameter is missing.
    """
    left = _left(offer, product.price.amount)
    return None if left is None else cents(max(left, ZERO))


def _left(offer: Promotion, price: Decimal) -> Decimal | None:
    rate, counted = offer.rate, (offer.buy, offer.get)
    match offer.mechanic:
        case Mechanic.LIMITED_DISCOUNT | Mechanic.N_FOR_RATE if rate is not None:
            return price * (1 - rate)
        case Mechanic.SECOND_ITEM if rate is not None:
            return price * (1 - rate * HALF)
        case Mechanic.DIRECT_OFF if offer.amount is not None:
            return price - offer.amount.amount
        case Mechanic.PRESALE:
            return price - presale_saving(offer)
        case Mechanic.BUY_GET:
            return _shared(price, *counted)
    return None


def expected_cost(offer: Promotion) -> Decimal:
    """What coupons and gifts will cost, as far as the plan says how many there are; 0 where it does not.

    Coupons: number issued x share redeemed x face value; gifts: number x cost of one.
    """
    cost = ZERO
    if offer.issue and offer.redemption and offer.amount:
        cost += offer.issue * offer.redemption * offer.amount.amount
    gift = offer.gift
    if gift and gift.cost and gift.quantity:
        cost += gift.quantity * gift.cost.amount
    return cost


def perceived_discount(value: Decimal, basket: Decimal) -> Decimal | None:
    """A gift as a share off, as buyers see it: v / (S + v) of all that they get; None where that is worth nothing."""
    return value / (basket + value) if basket + value > 0 else None


def presale_saving(offer: Promotion) -> Decimal:
    """What a deposit counts for beyond what it is; zero where the plan does not say."""
    if offer.deposit is None or offer.counts_as is None:
        return ZERO
    return offer.counts_as.amount - offer.deposit.amount


def points_rate(offer: Promotion) -> Decimal | None:
    """What points will cost as share of what is paid: earned per unit of money x value x share redeemed."""
    if offer.earn is None or offer.point_value is None or offer.redemption is None:
        return None
    return offer.earn * offer.point_value.amount * offer.redemption


def _shared(price: Decimal, buy: int | None, get: int | None) -> Decimal | None:
    """The price of the items bought, spread over those that come free."""
    if buy is None or get is None or not buy + get:
        return None
    return price * buy / (buy + get)
