"""What a promotion must bring: the growth of units sold at which it earns as much as the list price does."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.economics.margins import margin_at, required_uplift, unit_costs
from promoplan.economics.offers import unit_price
from promoplan.findings.finding import Severity
from promoplan.model.numbers import ChangeKind, Ratio
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.prices import covered
from promoplan.rules.rule import Problem, problem, rule

_FROM_A_BASKET = frozenset({Mechanic.THRESHOLD_OFF, Mechanic.CROSS_STORE, Mechanic.COUPON})


class _Mix(NamedTuple):
    """One unit of each product: their list prices, margins and fee rates together."""

    price: Decimal
    margin: Decimal
    fee_rate: Decimal


@rule("PP823", Severity.WARNING)
def lift_unrealistic(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """A planned growth of units sold at which the promotion earns less than the list price does.

    Judged on one unit of each product that it covers; an offer from a basket on, at that basket, where it takes off the
    largest share; margins after fees and shipping. Where nothing is left of a unit, other rules speak.
    """
    for offer in promotions.items:
        planned, goods = offer.planned_lift, covered(offer, products)
        if planned is None or planned.kind is not ChangeKind.RELATIVE or not goods:
            continue
        if any(product.unit_cost is None for product in goods):
            continue
        needed = needed_lift(offer, goods)
        if needed is not None and planned.by < needed:
            yield problem(offer.at("planned_lift"), planned=planned.text, needed=Ratio(needed), name=offer.name)


def needed_lift(offer: Promotion, goods: Sequence[Product]) -> Decimal | None:
    """An offer's break-even lift on one unit of each product; None where its cut can't be told, or leaves nothing."""
    mix = _mix(goods)
    if mix.margin <= 0:
        return None
    prices = [unit_price(offer, product) for product in goods]
    cut = [price for price in prices if price is not None]
    if len(cut) == len(goods):
        after = sum((margin_at(product, price) for product, price in zip(goods, cut, strict=True)), ZERO)
        return required_uplift(mix.margin, after)
    share = _largest_share(offer)
    if share is None or not mix.price:
        return None
    return required_uplift(mix.margin, mix.margin - mix.price * share * (1 - mix.fee_rate))


def _largest_share(offer: Promotion) -> Decimal | None:
    """The largest share of a basket that an offer on the order takes off at the shop's expense: at its threshold."""
    if offer.mechanic not in _FROM_A_BASKET or offer.threshold is None or not offer.threshold.amount:
        return offer.rate if offer.mechanic is Mechanic.COUPON and offer.amount is None else None
    if offer.amount is None:
        return offer.rate
    borne = offer.merchant_share if offer.mechanic is Mechanic.CROSS_STORE else None
    return offer.amount.amount / offer.threshold.amount * (Decimal(1) if borne is None else borne)


def _mix(goods: Sequence[Product]) -> _Mix:
    price = sum((product.price.amount for product in goods), ZERO)
    fees = sum((product.price.amount * unit_costs(product).fee_rate for product in goods), ZERO)
    margin = sum((margin_at(product, product.price.amount) for product in goods), ZERO)
    return _Mix(price, margin, fees / price if price else ZERO)
