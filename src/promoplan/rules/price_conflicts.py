"""Step 03, one price for all: the same product for the same people on the same days, whatever the channel."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import islice
from typing import NamedTuple

from promoplan.economics.offers import unit_price
from promoplan.findings.finding import Severity
from promoplan.model.money import Money
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.rule import Problem, problem, rule

MOST_COMPARED = 100
"""The most offers, and products of two offers, that are compared: every pair is looked at."""

ONE_UNIT_CUT: Mapping[Mechanic, str] = {Mechanic.LIMITED_DISCOUNT: "rate", Mechanic.DIRECT_OFF: "amount"}
"""Mechanics that set the price of a single unit, and the parameter that does."""


class _Conflict(NamedTuple):
    """An earlier offer, a product of both, and its two prices."""

    offer: Promotion
    product: Product
    price: Decimal
    other_price: Decimal


@rule("PP317", Severity.WARNING)
def channel_conflict(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """An offer that sells a product to the same people on the same days as another channel's, at another price.

    Only price cuts that name their channels are compared; offers that meet on one channel stack, which is another
    rule's. Of each offer the first conflict is told.
    """
    cuts = [offer for offer in promotions.items if offer.mechanic in ONE_UNIT_CUT and offer.channels][:MOST_COMPARED]
    known = {product.id: product for product in products.items}
    for number, offer in enumerate(cuts):
        first = next((found for other in cuts[:number] if (found := _conflict(other, offer, known))), None)
        if first:
            other = first.offer
            yield problem(
                offer.at(ONE_UNIT_CUT[offer.mechanic]),
                related=[other.at(ONE_UNIT_CUT[other.mechanic])],
                product=first.product.name,
                one=other.name,
                price=Money(first.price),
                channels=tuple(other.channels),
                other=offer.name,
                other_price=Money(first.other_price),
                other_channels=tuple(offer.channels),
                start=max(offer.start, other.start),
                end=min(offer.end, other.end),
            )


def _conflict(one: Promotion, other: Promotion, products: Mapping[str, Product]) -> _Conflict | None:
    """The first product that both sell at prices of their own, if they are rivals."""
    for product in islice(_shared(one, other, products), MOST_COMPARED) if _rival(one, other) else ():
        price, other_price = unit_price(one, product), unit_price(other, product)
        if price is not None and other_price is not None and price != other_price:
            return _Conflict(one, product, price, other_price)
    return None


def _shared(one: Promotion, other: Promotion, products: Mapping[str, Product]) -> Iterator[Product]:
    """The products of both offers; one that names none covers all."""
    named, others = one.products or other.products or products, frozenset(other.products or one.products)
    return (products[name] for name in named if name in products and (name in others or not others))


def _rival(one: Promotion, other: Promotion) -> bool:
    """Whether two offers run at once for the same people on different channels."""
    return (
        max(one.start, other.start) <= min(one.end, other.end)
        and set(one.channels).isdisjoint(other.channels)
        and (not one.segments or not other.segments or not set(one.segments).isdisjoint(other.segments))
    )
