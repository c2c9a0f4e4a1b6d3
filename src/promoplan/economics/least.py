"""The least that a basket may be worth when an offer's threshold is held against it.

One unit is the smallest basket, but for offers with a threshold: what several units pay just above it may be less.
Earlier offers may be used or not, one a stage unless they are joined; offers on several units do nothing for one.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from promoplan.economics.checkout import Covering, Tally, Terms, cents_of, check_out
from promoplan.economics.items import cut
from promoplan.economics.offers import covers, presale_saving
from promoplan.economics.stages import STAGE, Meeting, Stage, are_apart, are_joined
from promoplan.model.numbers import HUNDRED
from promoplan.model.products import Product
from promoplan.model.promotions import JudgedOn, Promotion, Stacking

MOST_PRICES = 60
"""The most worths that a basket is followed to; three offers in each of three stages make about as many."""


class Least(NamedTuple):
    """In cents, the least that one unit may cost, and that any basket with it may be worth."""

    unit: int
    basket: int


def least_judged(offer: Promotion, product: Product, others: Sequence[Promotion], terms: Terms) -> Least | None:
    """The least that the threshold may be held against; None where so many offers meet that it was not worked out."""
    listed = cents_of(product.price)
    if terms.judged_on is JudgedOn.LIST or terms.stacking is Stacking.EXCLUSIVE:
        return Least(listed, listed)
    prices, worths = {listed}, {listed}
    for _, stage in groupby(_earlier(offer, product, others, terms.stacking), lambda each: STAGE[each.mechanic]):
        alike, before = list(stage), (frozenset(prices), frozenset(worths))
        for other in alike:
            joined = any(are_joined(other, another) for another in alike)
            units, baskets = (prices, worths) if joined else before
            prices |= {_after(other, price) for price in units}
            worths |= {_after(other, amount) for worth in baskets for amount in _worths(other, worth)}
        if len(worths) > MOST_PRICES:
            return None
    return Least(min(prices), min(worths))


def _earlier(
    offer: Promotion, product: Product, others: Sequence[Promotion], stacking: Stacking
) -> Iterator[Promotion]:
    """The offers that may have acted on the unit before; of the same stage, joined ones that are declared first."""
    place = Meeting().joined_by(offer)
    at = next((number for number, other in enumerate(others) if other is offer), 0)
    own = STAGE[offer.mechanic]
    last = Stage.MULTI_BUY if stacking is Stacking.PARALLEL else own
    for number, other in sorted(enumerate(others), key=lambda each: (STAGE[each[1].mechanic], each[0])):
        stage = STAGE[other.mechanic]
        if stage is Stage.MULTI_BUY or not covers(other, product) or are_apart(offer, other):
            continue
        before = stage < last or (stage is own is last and number < at and are_joined(offer, other))
        if before and place is not None and place.joined_by(other) is not None:
            yield other


def _worths(offer: Promotion, worth: int) -> tuple[int, ...]:
    """A basket's worth, and those to which more units may lift it just so that a threshold is reached."""
    steps = (cents_of(offer.threshold), *(cents_of(tier.threshold) for tier in offer.tiers))
    return (worth, *(step for step in steps if step > worth and STAGE[offer.mechanic] is not Stage.ITEM))


def _after(offer: Promotion, price: int) -> int:
    """What one offer leaves of one unit's price, or of a basket's worth."""
    if STAGE[offer.mechanic] is Stage.ITEM:
        return cut(offer, price)
    credit = max(0, int(presale_saving(offer) * HUNDRED))
    tally = Tally(listed=(price,), sums=(price,), credit=(min(credit, price),), units=(1,))
    return check_out(tally, (Covering.of(offer, (0,)),), Terms()).payable
