"""Promotions and products in the report: offers in words, and what each leaves of a product's margin."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from promoplan.economics.offers import unit_price
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Promotion, Promotions
from promoplan.report.material import Material
from promoplan.report.offers import offer_text
from promoplan.report.times import span


@dataclass(frozen=True, slots=True)
class ProductView:
    """One product; `margin` is (price - unit cost) / price."""

    name: str
    category: str
    price: str
    unit_cost: str
    margin: str
    stock: str
    inbound: str


@dataclass(frozen=True, slots=True)
class PromotionView:
    """One offer; `offer` says in words what a buyer gets."""

    id: str
    name: str
    mechanic: str
    offer: str
    dates: str
    products: str
    channels: str
    segments: str
    goal: str
    funded_by: str
    limit_per_user: str
    planned_lift: str
    stackable_with: str
    excludes: str
    terms: str


@dataclass(frozen=True, slots=True)
class PriceView:
    """What one offer alone makes of a product's price and margin.

    `lift` is the growth of units sold at which the offer earns as much as the list price does; "" where none does.
    """

    promotion: str
    product: str
    list_price: str
    price: str
    discount: str
    margin_before: str
    margin_after: str
    profit: str
    lift: str


@dataclass(frozen=True, slots=True)
class PromotionsView:
    """The offers, their prices where a single product's can be computed, and how they stack."""

    items: tuple[PromotionView, ...]
    prices: tuple[PriceView, ...]
    stacking: str


def products(material: Material) -> tuple[ProductView, ...]:
    """The products, in the plan's order."""
    section = material.section(Products)
    return tuple(_product(material, product) for product in section.items) if section else ()


def promotions(material: Material) -> PromotionsView | None:
    """The offers, or None where the section is absent or broken."""
    section = material.section(Promotions)
    if section is None:
        return None
    return PromotionsView(
        tuple(_promotion(material, offer) for offer in section.items),
        tuple(price for offer in section.items for price in _prices(material, offer)),
        material.voice.term(section.stacking),
    )


def _product(material: Material, product: Product) -> ProductView:
    voice = material.voice
    return ProductView(
        name=product.name,
        category=product.category or "",
        price=voice.money(product.price),
        unit_cost=voice.money(product.unit_cost),
        margin=voice.share(_margin(product, product.price.amount)),
        stock=voice.count(product.stock),
        inbound=voice.count(product.inbound),
    )


def _promotion(material: Material, offer: Promotion) -> PromotionView:
    voice = material.voice
    return PromotionView(
        id=offer.id,
        name=offer.name,
        mechanic=voice.term(offer.mechanic),
        offer=offer_text(voice, offer),
        dates=span(voice, offer.start, offer.end),
        products=material.all_names(offer.products) or voice.label("all-products"),
        channels=material.all_names(offer.channels) or voice.label("all-channels"),
        segments=material.all_names(offer.segments),
        goal=material.name(offer.goal),
        funded_by=voice.term(offer.funded_by),
        limit_per_user=voice.count(offer.limit_per_user),
        planned_lift=voice.change(offer.planned_lift),
        stackable_with=material.all_names(offer.stackable_with),
        excludes=material.all_names(offer.excludes),
        terms=offer.terms or "",
    )


def _prices(material: Material, offer: Promotion) -> Iterator[PriceView]:
    """A row for each product of the plan that the offer covers, where it cuts a single product's price."""
    section = material.section(Products)
    for product in section.items if section else ():
        price = unit_price(offer, product) if not offer.products or product.id in offer.products else None
        if price is not None:
            yield _price(material, offer, product, price)


def _price(material: Material, offer: Promotion, product: Product, price: Decimal) -> PriceView:
    voice, listed = material.voice, product.price.amount
    before, after = _margin(product, listed), _margin(product, price)
    profit = price - product.unit_cost.amount if product.unit_cost else None
    lift = (listed - price) / profit if profit is not None and profit > 0 else None
    return PriceView(
        promotion=offer.name,
        product=product.name,
        list_price=voice.money(listed),
        price=voice.money(price),
        discount=voice.part(listed - price, listed),
        margin_before=voice.share(before),
        margin_after=voice.share(after),
        profit=voice.money(profit),
        lift="" if lift is None else voice.signed(lift, voice.share),
    )


def _margin(product: Product, price: Decimal) -> Decimal | None:
    """(price - unit cost) / price; None without a cost or a price."""
    if product.unit_cost is None or not price:
        return None
    return (price - product.unit_cost.amount) / price
