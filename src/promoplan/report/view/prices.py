"""What each offer alone makes of a product's price and of what a unit leaves, after fees and shipping."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.ledger import ZERO
from promoplan.economics.margins import floor_price, margin_at, required_uplift, unit_costs
from promoplan.economics.offers import covers, unit_price
from promoplan.model.products import Product
from promoplan.model.promotions import Promotion
from promoplan.report.view.material import Material


class PriceView(Struct, frozen=True):
    """What one offer alone makes of a product's price and margin; margins are after fees and shipping.

    Rates are shares of the price paid. `floor` is the lowest price without a loss. `lift` is the growth of units sold
    at which the offer earns as much as the list price does; "" where none does, or where the unit cost is not told.
    """

    promotion: str
    product: str
    list_price: str
    price: str
    discount: str
    floor: str
    margin_before: str
    rate_before: str
    margin_after: str
    rate_after: str
    lift: str
    planned_lift: str


def prices(material: Material, offers: Sequence[Promotion], products: Sequence[Product]) -> Iterator[PriceView]:
    """A row for each offer and each product that it covers, where it cuts a single product's price."""
    for offer in offers:
        for product in products:
            price = unit_price(offer, product) if covers(offer, product) else None
            if price is not None:
                yield _price(material, offer, product, price)


def _price(material: Material, offer: Promotion, product: Product, price: Decimal) -> PriceView:
    voice, listed = material.voice, product.price.amount
    known = product.unit_cost is not None
    before, after = (margin_at(product, each) if known else None for each in (listed, price))
    lift = required_uplift(before, after) if before is not None and after is not None and before > 0 else None
    return PriceView(
        promotion=offer.name,
        product=product.name,
        list_price=voice.money(listed),
        price=voice.money(price),
        discount=voice.part(listed - price, listed),
        floor=voice.money(floor_price(*unit_costs(product)) if known else None),
        margin_before=voice.money(before),
        rate_before=voice.part(before, listed),
        margin_after=voice.money(after),
        rate_after=voice.part(after, price),
        lift=lift_text(material, lift),
        planned_lift=voice.change(offer.planned_lift),
    )


def lift_text(material: Material, lift: Decimal | None) -> str:
    """A growth of units sold, with its sign; "" where there is none to tell."""
    return "" if lift is None else material.voice.signed(max(lift, ZERO), material.voice.share)
