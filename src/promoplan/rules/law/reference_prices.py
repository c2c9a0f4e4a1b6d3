"""Prices beside prices: the struck-through one was charged before, and nothing was raised for the sale."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.offers import covers, unit_price
from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.products import CompareBasis, Product, Products
from promoplan.model.promotions import Promotion, Promotions
from promoplan.rules.law.earlier_prices import (
    MOST_COMPARED,
    PriceSpan,
    in_force,
    list_prices,
    lowest,
    sale_prices,
)
from promoplan.rules.law.goods import Shelf, shelf
from promoplan.rules.law.markets import EU, sold_in
from promoplan.rules.prices import CUTS
from promoplan.rules.rule import Path, Problem, Sections, problem, rule


class ReferenceLimits(NamedTuple):
    """The days before a reduction in which the lowest price counts, in China and in the EU."""

    cn_days: int = 7
    eu_days: int = 30


class RaiseLimits(NamedTuple):
    """The share by which a list price may rise, and the days before a reduction that are looked at."""

    max_rise: Decimal = Decimal("0.05")
    days: int = 30


@dataclass(frozen=True)
class _Compared:
    """A higher price shown beside a product's price from a day on, for an offer or for good."""

    shown: Money
    at: Path
    product: Product
    day: date
    offer: Promotion | None = None


@rule("PP859", Severity.ERROR, limits=ReferenceLimits)
def reference_price_not_genuine(
    plan: PlanHeader,
    products: Products,
    promotions: Promotions | None = None,
    *,
    limits: ReferenceLimits,
    sections: Sections,
) -> Iterator[Problem]:
    """A price shown for comparison above the lowest that was charged just before, in China or the EU.

    Comparisons that say what else they rest on, such as a recommended price, are not judged. Without earlier prices it
    is a warning. Of each place the first is told.
    """
    markets = {"eu": limits.eu_days} if sold_in(plan, EU) else {}
    markets |= {"cn": limits.cn_days} if sold_in(plan, "CN") else {}
    told: set[Path] = set()
    for each in _compared(plan, products, promotions, sections.once(shelf)) if markets else ():
        found = _judged(each, plan, promotions, markets) if each.at not in told else None
        if found is not None:
            told.add(each.at)
            yield found


def _compared(plan: PlanHeader, products: Products, promotions: Promotions | None, every: Shelf) -> Iterator[_Compared]:
    """The comparisons of the offers, then those of the products: at the plan's start, and at that of each reduction."""
    offers = (promotions.items if promotions else ())[:MOST_COMPARED]
    for offer in offers:
        goods = every.goods(offer.products).products
        if offer.compare_at is not None and len(goods) == 1 and _is_former(offer.compare_basis):
            yield _Compared(offer.compare_at, offer.at("compare_at"), goods[0], offer.start, offer)
    for product in products.items[:MOST_COMPARED]:
        if product.compare_at is not None and _is_former(product.compare_basis):
            yield _Compared(product.compare_at, product.at("compare_at"), product, plan.period.start)
            for offer in offers:
                if offer.compare_at is None and _cuts(offer, product):
                    yield _Compared(product.compare_at, product.at("compare_at"), product, offer.start, offer)


def _is_former(basis: CompareBasis | None) -> bool:
    """Whether a comparison is with what was charged before: it says so, or says nothing."""
    return basis is None or basis is CompareBasis.FORMER_PRICE


def _cuts(offer: Promotion, product: Product) -> bool:
    price = unit_price(offer, product) if covers(offer, product) else None
    return price is not None and price < product.price.amount


def _judged(
    each: _Compared, plan: PlanHeader, promotions: Promotions | None, markets: Mapping[str, int]
) -> Problem | None:
    """The finding on a comparison, in the market that looks back furthest; None where it is genuine."""
    offers = (promotions.items if promotions else ())[:MOST_COMPARED]
    prices = list_prices(each.product, plan.period.start)
    spans = (*prices, *sale_prices(each.product, offers, each.offer))
    for market, days in sorted(markets.items(), key=lambda pair: -pair[1]):
        low = lowest(spans, each.day, days)
        if low is not None and each.shown.amount > low.price:
            return _problem(each, market, days, related=(low.at,), low=Money(low.price))
        if low is None or (not each.product.price_history and each.day - timedelta(days=days) < plan.period.start):
            return _problem(each, "history", days, severity=Severity.WARNING)
    return None


def _problem(
    each: _Compared,
    variant: str,
    days: int,
    *,
    related: tuple[Path, ...] = (),
    severity: Severity | None = None,
    **figures: Money,
) -> Problem:
    named = {"product": each.product.name, "shown": each.shown, "days": days, "day": each.day, **figures}
    return Problem(each.at, named, variant=variant, severity=severity, related=related)


@rule("PP861", Severity.WARNING, limits=RaiseLimits)
def price_raised_before_discount(
    plan: PlanHeader, products: Products, promotions: Promotions, *, limits: RaiseLimits, sections: Sections
) -> Iterator[Problem]:
    """A list price in China that rose, without a reason, shortly before it is reduced; of each product the first.

    Where a price shown for comparison tells the same of the product, that other rule's finding is enough.
    """
    if not sold_in(plan, "CN"):
        return
    false = reference_price_not_genuine.check(plan, products, promotions, limits=ReferenceLimits(), sections=sections)
    told = {found.values["product"] for found in false if found.severity is None}
    offers = sorted(promotions.items[:MOST_COMPARED], key=lambda offer: offer.start)
    for product in products.items[:MOST_COMPARED]:
        if product.name not in told:
            prices = list_prices(product, plan.period.start)
            rises = (_rise(product, prices, offer, limits) for offer in offers if _cuts(offer, product))
            yield from [rise for rise in rises if rise is not None][:1]


def _rise(product: Product, prices: tuple[PriceSpan, ...], offer: Promotion, limits: RaiseLimits) -> Problem | None:
    now, before = in_force(prices, offer.start), lowest(prices, offer.start, limits.days)
    if now is None or before is None or now.reason is not None or not before.price:
        return None
    rise = now.price / before.price - 1
    if rise <= limits.max_rise:
        return None
    return problem(
        now.at,
        related=[offer.at(CUTS[offer.mechanic]), before.at],
        product=product.name,
        before=Money(before.price),
        now=Money(now.price),
        rise=Ratio(rise),
        day=now.start,
        offer=offer.name,
        start=offer.start,
        most=Ratio(limits.max_rise),
        days=limits.days,
    )
