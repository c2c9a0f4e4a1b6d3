"""Products that are hardly ever sold at their list price: the price that is struck through is then no price."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from itertools import accumulate, pairwise
from typing import NamedTuple

from promoplan.economics.offers import covers, unit_price
from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.rule import Path, Problem, problem, rule

MOST_COMPARED = 200
"""Products and offers that are held against each other; a plan may hold thousands."""

Days = tuple[int, int]
"""First and last day, as ordinals."""


class SaleLimits(NamedTuple):
    """The days that are looked back on, and the share of them on which a product may be on sale."""

    window: int = 60
    max_share: Decimal = Decimal("0.5")


@rule("PP817", Severity.WARNING, limits=SaleLimits)
def never_off_sale(
    plan: PlanHeader, products: Products, promotions: Promotions | None = None, *, limits: SaleLimits
) -> Iterator[Problem]:
    """A product on sale on most of the days before some day of the plan."""
    first, last = plan.period.start.toordinal(), plan.period.end.toordinal()
    offers = [each for each in (promotions.items if promotions else ())[:MOST_COMPARED] if not each.segments]
    allowed = int(limits.window * limits.max_share)
    for product in products.items[:MOST_COMPARED] if first <= last else ():
        sales = [*_cuts(product, offers), *_earlier(product, first)]
        found, day = _most([days for days, _ in sales], first, last, limits.window)
        if found > allowed:
            start, end = day - limits.window, day - 1
            yield problem(
                product.at("price"),
                related=[path for days, path in sales if days[0] <= end and days[1] >= start],
                product=product.name,
                found=found,
                allowed=allowed,
                window=limits.window,
                start=date.fromordinal(start),
                end=date.fromordinal(end),
            )


def _cuts(product: Product, offers: Sequence[Promotion]) -> Iterator[tuple[Days, Path]]:
    """Days on which an offer open to everybody cuts the product's own price."""
    for offer in offers:
        if not covers(offer, product):
            continue
        price = unit_price(offer, product)
        bundled = offer.mechanic is Mechanic.BUNDLE and bool(offer.products)
        if offer.start <= offer.end and (bundled or (price is not None and price < product.price.amount)):
            yield (offer.start.toordinal(), offer.end.toordinal()), offer.at("start")


def _earlier(product: Product, first: int) -> Iterator[tuple[Days, Path]]:
    """Days before the plan on which the product was sold for less than today's list price; each price ends the last."""
    points = sorted(product.price_history, key=lambda point: point.start)
    ends = [following.start.toordinal() - 1 for _, following in pairwise(points)]
    for point, end in zip(points, [*ends, first - 1], strict=False):
        if point.price.amount < product.price.amount and point.start.toordinal() <= end:
            yield (point.start.toordinal(), end), point.at("price")


def _most(sales: Sequence[Days], first: int, last: int, window: int) -> tuple[int, int]:
    """The most days on sale within a window that ends before a day of the plan, and the first such day.

    A window that holds most begins where a sale begins, or ends where one ends, or is the plan's first or last.
    """
    merged = _merged(sales)
    days = {first, last, *(end + 1 for _, end in merged), *(start + window for start, _ in merged)}
    starts = [start for start, _ in merged]
    sums = [0, *accumulate(end - start + 1 for start, end in merged)]

    def until(day: int) -> int:
        """Days on sale up to and with this one."""
        at = bisect_right(starts, day)
        return sums[at] - max(merged[at - 1][1] - day, 0) if at else 0

    counts = [(until(day - 1) - until(day - 1 - window), -day) for day in days if first <= day <= last]
    found, day = max(counts)
    return found, -day


def _merged(sales: Sequence[Days]) -> list[Days]:
    """The same days without overlap, by date."""
    merged: list[Days] = []
    for start, end in sorted(sales):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
