"""Loss leaders: units sold above cost and yet at a loss, once fees and shipping are paid, without any bound."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.margins import floor_price, margin_at, unit_costs
from promoplan.economics.offers import unit_price
from promoplan.findings.finding import Severity
from promoplan.model.money import Money
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Promotion, Promotions
from promoplan.rules.prices import CUTS, covered
from promoplan.rules.rule import Problem, problem, rule


@rule("PP819", Severity.WARNING)
def loss_leader_unlimited(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """An offer that, alone, brings a product's margin under zero, and that neither buyer nor number bounds.

    Stock is no bound: it is there to be sold. A price under unit cost is another rule's. Products that lose money at
    their list price are told as an info.
    """
    yield from _listed_at_a_loss(promotions, products)
    for offer in promotions.items:
        if is_unbounded(offer):
            yield from _loss(offer, sorted(losses(offer, covered(offer, products)), key=lambda each: each[0]))


def is_unbounded(offer: Promotion) -> bool:
    """Whether a cut of the item price has neither a limit per buyer nor a number."""
    return offer.mechanic in CUTS and offer.limit_per_user is None and offer.issue is None


def _listed_at_a_loss(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """Products on offer that lose money at their list price already: an info, as the fault is no offer's."""
    for product in products.items:
        margin = margin_at(product, product.price.amount)
        on_offer = any(product in covered(offer, products) for offer in promotions.items)
        if product.unit_cost is not None and product.price.amount and cents(margin) < 0 and on_offer:
            yield problem(
                product.at("price"),
                variant="listed",
                severity=Severity.INFO,
                product=product.name,
                price=product.price,
                loss=Money(cents(-margin)),
                floor=Money(cents(floor_price(*unit_costs(product)) or ZERO)),
            )


def _loss(offer: Promotion, found: Sequence[tuple[Decimal, Decimal, Product]]) -> Iterator[Problem]:
    """One finding per offer: the product with the greatest loss in figures, the others by name."""
    if not found:
        return
    margin, price, worst = found[0]
    others = tuple(product.name for _, _, product in found[1:])
    floor = floor_price(*unit_costs(worst))
    yield problem(
        offer.at(CUTS[offer.mechanic]),
        variant="several" if others else "",
        related=[product.path for _, _, product in found],
        product=worst.name,
        price=Money(price),
        loss=Money(cents(-margin)),
        floor=Money(cents(floor or ZERO)),
        others=others,
    )


def losses(offer: Promotion, goods: Sequence[Product]) -> Iterator[tuple[Decimal, Decimal, Product]]:
    """Margin, price and product, where it is the offer that makes a unit lose money."""
    for product in goods:
        price = unit_price(offer, product)
        if product.unit_cost is None or price is None or price < product.unit_cost.amount:
            continue
        margin = margin_at(product, price)
        if cents(margin) < 0 <= margin_at(product, product.price.amount):
            yield margin, price, product
