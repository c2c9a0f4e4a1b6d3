"""What the mechanics of offers come to: thresholds with reductions, shares of the price, and the most that is saved."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.offers import presale_saving
from promoplan.model.numbers import ONE
from promoplan.model.products import Product
from promoplan.model.promotions import Mechanic, Promotion
from promoplan.rules.law.told_figures import Pair

MOST_SUMMED = 6
"""Amounts of which every sum is looked at."""

SAVING_NOTHING = frozenset({Mechanic.GIFT, Mechanic.FREE_SHIPPING, Mechanic.POINTS, Mechanic.LOTTERY})
"""Mechanics that give something and take nothing off a price."""

_SPENDING = frozenset({Mechanic.THRESHOLD_OFF, Mechanic.COUPON, Mechanic.CROSS_STORE})
_BY_RATE = frozenset({Mechanic.LIMITED_DISCOUNT, Mechanic.N_FOR_RATE, Mechanic.COUPON})


def pairs(offer: Promotion) -> tuple[Pair, ...]:
    """Thresholds of an offer with what is taken off there."""
    if offer.mechanic is Mechanic.TIERED_OFF:
        return tuple((tier.threshold.amount, tier.amount.amount) for tier in offer.tiers)
    if offer.mechanic in _SPENDING and offer.threshold is not None and offer.amount is not None:
        return ((offer.threshold.amount, offer.amount.amount),)
    return ()


def agrees(pair: Pair, offer: Promotion) -> bool:
    """Whether an offer takes off that much from there on; a repeating one also at a multiple of its threshold."""
    for threshold, off in pairs(offer):
        times = pair[0] / threshold if threshold and offer.repeating else ONE
        if times == times.to_integral_value() and pair == (threshold * times, off * times):
            return True
    return False


def paid_share(offer: Promotion) -> Decimal | None:
    """The share of the price that is paid under a rate; None for an offer without one."""
    return 1 - offer.rate if offer.mechanic in _BY_RATE and offer.rate is not None else None


def most_saved(offer: Promotion, goods: Sequence[Product]) -> Decimal | None:
    """The most that an offer saves on one order, or on one unit of the goods; None where it has no end or no figure."""
    most = _uncapped(offer, goods)
    if offer.cap is None or offer.mechanic not in {*_SPENDING, Mechanic.LIMITED_DISCOUNT}:
        return most
    return offer.cap.amount if most is None else min(most, offer.cap.amount)


def _uncapped(offer: Promotion, goods: Sequence[Product]) -> Decimal | None:
    dearest = max((product.price.amount for product in goods), default=None)
    match offer.mechanic:
        case Mechanic.TIERED_OFF:
            return max((off for _, off in pairs(offer)), default=None)
        case Mechanic.THRESHOLD_OFF | Mechanic.COUPON | Mechanic.CROSS_STORE | Mechanic.DIRECT_OFF:
            return offer.amount.amount if offer.amount is not None and not offer.repeating else None
        case Mechanic.LIMITED_DISCOUNT if offer.rate is not None and dearest is not None:
            return cents(dearest * offer.rate)
        case Mechanic.PRESALE if offer.counts_as is not None:
            return presale_saving(offer)
        case Mechanic.BUNDLE if offer.price is not None and len(goods) == len(offer.products) > 0:
            return sum((product.price.amount for product in goods), ZERO) - offer.price.amount
    return None


def sums(amounts: Sequence[Decimal]) -> Iterator[Decimal]:
    """What some of the amounts come to together, each alone included; of many amounts only each, and all."""
    if len(amounts) > MOST_SUMMED:
        yield from (*amounts, sum(amounts, ZERO))
        return
    reached = {ZERO}
    for amount in amounts:
        reached |= {amount + other for other in reached}
    yield from reached - {ZERO}
