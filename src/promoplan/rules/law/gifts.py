"""Gifts in China: what buyers must be told of them, and that they are worth what is said."""

from collections.abc import Iterator, Mapping

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Gift, Promotions
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule

_TOLD = ("spec", "quantity", "method")


@rule("PP862", Severity.ERROR)
def gift_unspecified(plan: PlanHeader, promotions: Promotions, products: Products | None = None) -> Iterator[Problem]:
    """A gift in China without size, number or way of giving, or with a value that is not its price in this shop.

    Its name and the days on which it is given are always there: they are the promotion's own.
    """
    if not sold_in(plan, "CN"):
        return
    known = {product.id: product for product in products.items} if products else {}
    for offer in promotions.items:
        if offer.gift is not None:
            yield from _untold(offer.gift)
            yield from _misvalued(offer.gift, known)


def _untold(gift: Gift) -> Iterator[Problem]:
    missing = tuple(key for key in _TOLD if getattr(gift, key) is None)
    if missing:
        yield problem(gift.path, on_key=True, gift=gift.name, missing=missing)


def _misvalued(gift: Gift, products: Mapping[str, Product]) -> Iterator[Problem]:
    """A value beside another price of the same product."""
    product = products.get(gift.product) if gift.product is not None else None
    if product is not None and gift.value is not None and gift.value.amount != product.price.amount:
        yield problem(
            gift.at("value"),
            variant="value",
            related=[product.at("price")],
            gift=gift.name,
            value=gift.value,
            price=product.price,
        )
