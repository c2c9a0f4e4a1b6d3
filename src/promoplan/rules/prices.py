"""Offers against cost: what a single promotion leaves of a product's price."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from promoplan.economics.ledger import ZERO
from promoplan.economics.offers import covers, unit_price
from promoplan.findings.finding import Severity
from promoplan.model.money import Money
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.rule import Problem, problem, rule

CUTS: Mapping[Mechanic, str] = MappingProxyType(
    {
        Mechanic.LIMITED_DISCOUNT: "rate",
        Mechanic.N_FOR_RATE: "rate",
        Mechanic.SECOND_ITEM: "rate",
        Mechanic.DIRECT_OFF: "amount",
        Mechanic.BUY_GET: "get",
        Mechanic.PRESALE: "counts_as",
    }
)
"""The parameter that cuts the price, by mechanic: there a finding points."""


def covered(offer: Promotion, products: Products | None) -> tuple[Product, ...]:
    """The products that an offer covers, as far as the plan defines them; all where it names none."""
    goods = products.items if products else ()
    return tuple(product for product in goods if covers(offer, product))


@rule("PP804", Severity.ERROR)
def below_cost(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """A promotion that, alone, brings the price of a product under its unit cost."""
    for offer in promotions.items:
        goods = covered(offer, products)
        if offer.mechanic is Mechanic.BUNDLE:
            yield from _bundle(offer, goods)
        elif offer.mechanic in CUTS:
            yield from _single(offer, goods)


def _single(offer: Promotion, goods: tuple[Product, ...]) -> Iterator[Problem]:
    """One finding per offer: the product with the greatest loss in figures, the others by name."""
    losses = sorted(_losses(offer, goods), key=lambda loss: loss[0], reverse=True)
    if not losses:
        return
    loss, price, worst = losses[0]
    others = tuple(product.name for _, _, product in losses[1:])
    yield problem(
        offer.at(CUTS[offer.mechanic]),
        variant="several" if others else "",
        related=[product.at("unit_cost") for _, _, product in losses],
        product=worst.name,
        price=Money(price),
        cost=worst.unit_cost,
        loss=Money(loss),
        others=others,
    )


def _losses(offer: Promotion, goods: tuple[Product, ...]) -> Iterator[tuple[Decimal, Decimal, Product]]:
    """Loss a unit, price and product, where a unit sells for something, yet under its cost."""
    for product in goods:
        price = unit_price(offer, product)
        if price and product.unit_cost is not None and price < product.unit_cost.amount:
            yield product.unit_cost.amount - price, price, product


def _bundle(offer: Promotion, goods: tuple[Product, ...]) -> Iterator[Problem]:
    """The price of a bundle against the cost of all in it, where every cost is known."""
    costs = [product.unit_cost.amount for product in goods if product.unit_cost is not None]
    if not offer.price or not goods or not len(costs) == len(goods) == len(offer.products):
        return
    cost, price = sum(costs, ZERO), offer.price.amount
    if 0 < price < cost:
        related = [product.at("unit_cost") for product in goods]
        yield problem(
            offer.at("price"),
            variant="bundle",
            related=related,
            price=offer.price,
            cost=Money(cost),
            loss=Money(cost - price),
        )
