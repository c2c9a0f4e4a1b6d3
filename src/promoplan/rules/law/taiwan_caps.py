"""Gifts and prizes in Taiwan: how much of a price, and of a year's sales, may be given on top.

Source: 事業提供贈品贈獎額度辦法, arts. 4 to 6, as secondary pages have it; hence it is off by default.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.products import Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.law.lotteries import top_prize
from promoplan.rules.law.markets import sold_in
from promoplan.rules.prices import covered
from promoplan.rules.rule import Problem, problem, rule


class CapLimits(NamedTuple):
    """Amounts in New Taiwan dollars.

    A gift may be worth a share of a price from `half_from` on, `small_gift` under it. Prizes of a year are capped by
    the sales of the year before: `least_cap` up to `low_sales`, `most_cap` from `high_sales` on, a share between them.
    """

    half_from: Decimal = Decimal(100)
    gift_share: Decimal = Decimal("0.5")
    small_gift: Decimal = Decimal(50)
    top_prize: Decimal = Decimal(5_000_000)
    low_sales: Decimal = Decimal(750_000_000)
    least_cap: Decimal = Decimal(150_000_000)
    prize_share: Decimal = Decimal("0.2")
    high_sales: Decimal = Decimal(3_000_000_000)
    most_cap: Decimal = Decimal(600_000_000)


@rule("PP874", Severity.ERROR, limits=CapLimits, by_default=False)
def gift_and_prize_cap(
    plan: PlanHeader, promotions: Promotions, products: Products | None = None, *, limits: CapLimits
) -> Iterator[Problem]:
    """A gift worth too much of what is bought, too dear a prize, or too many prizes in a year, all in Taiwan.

    Where the plan does not state last year's sales, a sum of prizes that only large ones allow is a warning.
    """
    if not sold_in(plan, "TW") or plan.currency != "TWD":
        return
    for offer in promotions.items:
        yield from _gift(offer, products, limits)
        yield from _prize(offer, limits)
    yield from _yearly(promotions, limits)


def _gift(offer: Promotion, products: Products | None, limits: CapLimits) -> Iterator[Problem]:
    """A gift against the least that a buyer spends to get it."""
    bought, value = _bought(offer, products), offer.gift.value if offer.gift else None
    if offer.gift is None or value is None or bought is None:
        return
    cap = bought * limits.gift_share if bought >= limits.half_from else limits.small_gift
    if value.amount > cap:
        gift, at = offer.gift.name, offer.gift.at("value")
        yield problem(at, variant="gift", gift=gift, value=value, bought=Money(bought), cap=Money(cap))


def _bought(offer: Promotion, products: Products | None) -> Decimal | None:
    if offer.threshold is not None:
        return offer.threshold.amount
    if offer.mechanic is Mechanic.BUNDLE and offer.price is not None:
        return offer.price.amount
    return min((product.price.amount for product in covered(offer, products)), default=None)


def _prize(offer: Promotion, limits: CapLimits) -> Iterator[Problem]:
    top = top_prize(offer.draw) if offer.draw else None
    if top is not None and top.value is not None and top.value.amount > limits.top_prize:
        yield problem(top.at("value"), variant="prize", prize=top.name, value=top.value, cap=Money(limits.top_prize))


def _yearly(promotions: Promotions, limits: CapLimits) -> Iterator[Problem]:
    """All prizes of the draws that begin in one year, against its cap."""
    by_year: defaultdict[int, list[Promotion]] = defaultdict(list)
    for offer in promotions.items:
        if offer.draw is not None:
            by_year[offer.start.year].append(offer)
    sales = promotions.sales_last_year
    for year, offers in sorted(by_year.items()):
        total, cap = sum(map(_worth, offers), ZERO), _cap(sales, limits)
        unknown = sales is None and total <= cap
        if total > (limits.least_cap if unknown else cap):
            yield _too_much(offers, year, total, limits.least_cap if unknown else cap, unknown=unknown)


def _too_much(offers: Sequence[Promotion], year: int, total: Decimal, cap: Decimal, *, unknown: bool) -> Problem:
    """Points at the dearest draw of the year."""
    dearest = max(offers, key=_worth)
    return problem(
        dearest.at("draw", "prizes"),
        on_key=True,
        variant="sales" if unknown else "year",
        severity=Severity.WARNING if unknown else None,
        related=[offer.at("draw", "prizes") for offer in offers if offer is not dearest],
        year=str(year),
        total=Money(total),
        cap=Money(cap),
    )


def _worth(offer: Promotion) -> Decimal:
    """What all prizes of a draw are worth, as far as value and number are stated."""
    prizes = offer.draw.prizes if offer.draw else ()
    return sum((prize.value.amount * prize.quantity for prize in prizes if prize.value and prize.quantity), ZERO)


def _cap(sales: Money | None, limits: CapLimits) -> Decimal:
    """The most that a year's prizes may be worth; the highest cap of all where the sales are unknown."""
    if sales is None or sales.amount >= limits.high_sales:
        return limits.most_cap
    return limits.least_cap if sales.amount <= limits.low_sales else sales.amount * limits.prize_share
