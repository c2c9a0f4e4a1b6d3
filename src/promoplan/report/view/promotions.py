"""Promotions and products in the report: offers in words, and what each leaves of a product's margin."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from promoplan.model.products import Product, Products
from promoplan.model.promotions import Brief, JudgedOn, Promotion, Promotions
from promoplan.report.view.basket_offers import BasketOfferView, basket_offers
from promoplan.report.view.gifts import DrawView, GiftView, draws, gifts
from promoplan.report.view.material import Material
from promoplan.report.view.offers import offer_text
from promoplan.report.view.prices import PriceView, prices
from promoplan.report.view.times import day, span
from promoplan.report.view.worst import WorstView, worst


class ProductView(Struct, frozen=True):
    """One product; `margin` is (price - unit cost) / price.

    `compare_at` is a higher price shown beside it, `compare_basis` what buyers are told that it is.
    """

    name: str
    category: str
    price: str
    unit_cost: str
    margin: str
    stock: str
    inbound: str
    compare_at: str
    compare_basis: str
    fee_rate: str
    shipping: str
    registration: str
    place: str


class EarlierPriceView(Struct, frozen=True):
    """A product's price from a day on, and why it was changed."""

    product: str
    start: str
    price: str
    reason: str


class PromotionView(Struct, frozen=True):
    """One offer; `offer` says in words what a buyer gets.

    `personalised` and `preselected` say yes where people get other prices by their profile, and where it is ticked
    before the buyer has chosen. `theme`, `form`, `reward` and `flow` are what buyers see of it. `untold_lift` is the
    planned growth where no table of prices tells it.
    """

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
    owner: str
    approved_by: str
    compare_at: str
    compare_basis: str
    personalised: str
    preselected: str
    delivery_by: str
    theme: str
    form: str
    reward: str
    flow: str
    untold_lift: str
    place: str


class PromotionsView(Struct, frozen=True):
    """The offers, how they stack, and what they leave.

    `prices` are those of single products where an offer cuts them, `baskets` the offers on whole baskets, `worst` the
    worst basket that a buyer can build. `judged_on` is told where thresholds are held against list prices.
    `sales_last_year` is what caps the prizes of draws.
    """

    items: tuple[PromotionView, ...]
    prices: tuple[PriceView, ...]
    baskets: tuple[BasketOfferView, ...]
    worst: WorstView | None
    stacking: str
    judged_on: str
    sales_last_year: str
    gifts: tuple[GiftView, ...]
    draws: tuple[DrawView, ...]


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
    priced = tuple(prices(material, section.items, goods.items if goods else ()))
    baskets = tuple(basket_offers(material, section.items, goods))
    told = {price.promotion for price in priced} | {basket.promotion for basket in baskets}
    return PromotionsView(
        items=tuple(_promotion(material, offer, told) for offer in section.items),
        prices=priced,
        baskets=baskets,
        worst=worst(material, section),
        stacking=material.voice.term(section.stacking),
        judged_on=material.voice.term(section.judged_on) if section.judged_on is JudgedOn.LIST else "",
        sales_last_year=material.voice.money(section.sales_last_year),
        gifts=tuple(gifts(material, section)),
        draws=tuple(draws(material, section)),
    )


def earlier_prices(material: Material) -> tuple[EarlierPriceView, ...]:
    """The prices that products had, as far as the plan tells them."""
    section = material.section(Products)
    return tuple(_earlier(material, section)) if section else ()


def _earlier(material: Material, section: Products) -> Iterator[EarlierPriceView]:
    voice = material.voice
    for product in section.items:
        for each in product.price_history:
            yield EarlierPriceView(product.name, day(voice, each.start), voice.money(each.price), each.reason or "")


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
        compare_at=voice.money(product.compare_at),
        compare_basis=voice.term(product.compare_basis),
        fee_rate=voice.percent(product.fee_rate),
        shipping=voice.money(product.shipping),
        registration=product.registration or "",
        place=material.place(product),
    )


def _promotion(material: Material, offer: Promotion, told: set[str]) -> PromotionView:
    voice, brief = material.voice, offer.brief or Brief()
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
        owner=material.name(offer.owner),
        approved_by=material.name(offer.approved_by),
        compare_at=voice.money(offer.compare_at),
        compare_basis=voice.term(offer.compare_basis),
        personalised=voice.yes(offer.personalised),
        preselected=voice.yes(offer.preselected),
        delivery_by=day(voice, offer.delivery_by),
        theme=brief.theme or "",
        form=brief.form or "",
        reward=brief.reward or "",
        flow=brief.flow or "",
        untold_lift="" if offer.name in told else voice.change(offer.planned_lift),
        place=material.place(offer),
    )


def _margin(product: Product) -> Decimal | None:
    """Price less unit cost; None without a cost."""
    return None if product.unit_cost is None else product.price.amount - product.unit_cost.amount
