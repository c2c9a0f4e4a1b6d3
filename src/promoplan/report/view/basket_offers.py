"""Offers on the whole basket: how much they take off where they take off most, and what they will cost."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.ledger import ZERO
from promoplan.economics.offers import expected_cost, perceived_discount, points_rate, unit_price
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion
from promoplan.report.view.material import Material
from promoplan.report.view.prices import lift_text
from promoplan.rules.lifts import needed_lift
from promoplan.rules.prices import covered


class BasketOfferView(Struct, frozen=True):
    """An offer that cuts no single product's price, at the smallest basket from which it holds, offers alone.

    `off` is what the buyer saves there, or what a gift, carriage or points cost the shop; `share` is that of the
    basket, `perceived` what a gift's value is of all that the buyer gets. `borne` is the part that the shop bears of a
    cross-store offer, `cost` what coupons and gifts will cost in all. `lift` is the growth of units sold at which the
    offer earns as much as the list prices do.
    """

    promotion: str
    basket: str
    off: str
    share: str
    perceived: str
    borne: str
    cost: str
    lift: str
    planned_lift: str


def basket_offers(
    material: Material, offers: Sequence[Promotion], products: Products | None
) -> Iterator[BasketOfferView]:
    """A row for each such offer, for a tiered one a row per tier."""
    for offer in offers:
        goods = covered(offer, products) if products else ()
        if any(unit_price(offer, product) is not None for product in goods):
            continue
        for number, (basket, off, share) in enumerate(_reductions(offer, goods)):
            yield _view(material, offer, goods if number == 0 else (), (basket, off, share))


_Reduction = tuple[Decimal | None, Decimal | None, Decimal | None]


def _view(material: Material, offer: Promotion, goods: Sequence[Product], reduction: _Reduction) -> BasketOfferView:
    voice, (basket, off, share) = material.voice, reduction
    costed = bool(goods) and all(product.unit_cost is not None for product in goods)
    return BasketOfferView(
        promotion=offer.name,
        basket=voice.money(basket),
        off=voice.money(off),
        share=voice.share(off / basket if share is None and off is not None and basket else share),
        perceived=voice.share(_perceived(offer, basket)),
        borne=voice.percent(offer.merchant_share),
        cost=voice.rough_money(expected_cost(offer) or None),
        lift=lift_text(material, needed_lift(offer, goods) if costed else None),
        planned_lift=voice.change(offer.planned_lift),
    )


def _perceived(offer: Promotion, basket: Decimal | None) -> Decimal | None:
    worth = offer.gift.value if offer.gift else None
    return perceived_discount(worth.amount, basket) if worth and basket else None


def _reductions(offer: Promotion, goods: Sequence[Product]) -> Iterator[_Reduction]:
    """Basket, amount off and share of the basket, each None where the plan does not tell."""
    cheapest = min((product.price.amount for product in goods), default=None)
    start = offer.threshold.amount if offer.threshold else cheapest
    match offer.mechanic:
        case Mechanic.TIERED_OFF:
            yield from ((tier.threshold.amount, tier.amount.amount, None) for tier in offer.tiers)
        case Mechanic.GIFT if offer.gift and offer.gift.cost:
            yield start, offer.gift.cost.amount, None
        case Mechanic.FREE_SHIPPING if offer.carriage:
            yield start, offer.carriage.amount, None
        case Mechanic.POINTS:
            yield None, None, points_rate(offer)
        case Mechanic.LOTTERY:
            return
        case Mechanic.BUNDLE if offer.price and goods:
            listed = sum((product.price.amount for product in goods), ZERO)
            yield listed, listed - offer.price.amount, None
        case _ if offer.amount is not None:
            yield start, min(offer.amount.amount, start) if start else offer.amount.amount, None
        case _:
            yield start if offer.threshold else None, None, offer.rate
