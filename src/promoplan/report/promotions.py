"""Promotions and products in the report: offers in words, and what each leaves of a product's margin."""

from dataclasses import dataclass
from decimal import Decimal

from promoplan.model.products import Product, Products
from promoplan.model.promotions import JudgedOn, Promotion, Promotions
from promoplan.report.basket_offers import BasketOfferView, basket_offers
from promoplan.report.material import Material
from promoplan.report.offers import offer_text
from promoplan.report.prices import PriceView, prices
from promoplan.report.times import span
from promoplan.report.worst import WorstView, worst


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
class PromotionsView:
    """The offers, how they stack, and what they leave.

    `prices` are those of single products where an offer cuts them, `baskets` the offers on whole baskets, `worst` the
    worst basket that a buyer can build. `judged_on` is told where thresholds are held against list prices.
    """

    items: tuple[PromotionView, ...]
    prices: tuple[PriceView, ...]
    baskets: tuple[BasketOfferView, ...]
    worst: WorstView | None
    stacking: str
    judged_on: str


def products(material: Material) -> tuple[ProductView, ...]:
    """The products, in the plan's order."""
    section = material.section(Products)
    return tuple(_product(material, product) for product in section.items) if section else ()


def promotions(material: Material) -> PromotionsView | None:
    """The offers, or None where the section is absent or broken."""
    section = material.section(Promotions)
    if section is None:
        return None
    goods = material.section(Products)
    return PromotionsView(
        items=tuple(_promotion(material, offer) for offer in section.items),
        prices=tuple(prices(material, section.items, goods.items if goods else ())),
        baskets=tuple(basket_offers(material, section.items, goods)),
        worst=worst(material, section),
        stacking=material.voice.term(section.stacking),
        judged_on=material.voice.term(section.judged_on) if section.judged_on is JudgedOn.LIST else "",
    )


def _product(material: Material, product: Product) -> ProductView:
    voice = material.voice
    return ProductView(
        name=product.name,
        category=product.category or "",
        price=voice.money(product.price),
        unit_cost=voice.money(product.unit_cost),
        margin=voice.part(_margin(product), product.price.amount),
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


def _margin(product: Product) -> Decimal | None:
    """Price less unit cost; None without a cost."""
    return None if product.unit_cost is None else product.price.amount - product.unit_cost.amount
