"""What a product cost before a day: its list prices, and what offers made of them."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from promoplan.economics.offers import covers, unit_price
from promoplan.model.products import Product
from promoplan.model.promotions import Promotion
from promoplan.rules.price_conflicts import ONE_UNIT_CUT
from promoplan.rules.rule import Path

MOST_COMPARED = 200
"""Products, offers and earlier prices that are held against each other; a plan may hold thousands."""

_DAY = timedelta(days=1)


class PriceSpan(NamedTuple):
    """A price on the days from `start` to `end`, with its place; `reason` tells why it changed."""

    price: Decimal
    start: date
    end: date
    at: Path
    reason: str | None = None


def list_prices(product: Product, first: date) -> tuple[PriceSpan, ...]:
    """The list prices of a product by day; its present price holds from the plan's first day on at the latest."""
    points = sorted(product.price_history, key=lambda point: point.start)[-MOST_COMPARED:]
    starts = [PriceSpan(point.price.amount, point.start, date.max, point.at("price"), point.reason) for point in points]
    if not starts or (starts[-1].start < first and starts[-1].price != product.price.amount):
        starts.append(PriceSpan(product.price.amount, first, date.max, product.at("price")))
    ends = [following.start - _DAY for _, following in pairwise(starts)]
    return tuple(span._replace(end=end) for span, end in zip(starts, [*ends, date.max], strict=True))


def sale_prices(product: Product, offers: Iterable[Promotion], beside: Promotion | None) -> Iterator[PriceSpan]:
    """Prices that other offers, open to everybody in the same place, set for one unit."""
    for offer in offers:
        if offer is beside or offer.mechanic not in ONE_UNIT_CUT or offer.segments or not covers(offer, product):
            continue
        price = unit_price(offer, product)
        if price is not None and price < product.price.amount and (beside is None or _same_place(offer, beside)):
            yield PriceSpan(price, offer.start, offer.end, offer.at(ONE_UNIT_CUT[offer.mechanic]))


def lowest(spans: Iterable[PriceSpan], day: date, days: int) -> PriceSpan | None:
    """The lowest price on the days just before a day, the earliest of equal ones; None where none is known."""
    start, end = day - timedelta(days=days), day - _DAY
    there = (span for span in spans if span.start <= end and span.end >= start and span.start <= span.end)
    return min(there, key=lambda span: span.price, default=None)


def in_force(spans: Iterable[PriceSpan], day: date) -> PriceSpan | None:
    """The price on a day; None where none is known."""
    return next((span for span in spans if span.start <= day <= span.end), None)


def _same_place(one: Promotion, other: Promotion) -> bool:
    """Whether a buyer may meet both on one channel; an offer that names none is on all."""
    return not one.channels or not other.channels or not set(one.channels).isdisjoint(other.channels)
