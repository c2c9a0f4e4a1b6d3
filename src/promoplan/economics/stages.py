"""The stages of a price, and which offers may meet in one basket.

Source: the domain notes on stacking. Reductions apply stage by stage: item prices, multi-buy, the shop's thresholds,
its coupons, a pre-sale's credit, thresholds across shops, points; gifts and free carriage cost the shop something and
leave the price as it is. In one stage a product has one offer, unless `stackable_with` joins several; joined ones apply
in the order in which the plan declares them.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import IntEnum
from types import MappingProxyType
from typing import NamedTuple, Self

from promoplan.model.promotions import Mechanic, Promotion, Stacking


class Stage(IntEnum):
    """When in the making of a price an offer applies."""

    ITEM = 1
    MULTI_BUY = 2
    SHOP = 3
    COUPON = 4
    PRESALE = 5
    CROSS_STORE = 6
    POINTS = 7
    GIFT = 8
    SHIPPING = 9


STAGE: Mapping[Mechanic, Stage] = MappingProxyType(
    {
        Mechanic.LIMITED_DISCOUNT: Stage.ITEM,
        Mechanic.DIRECT_OFF: Stage.ITEM,
        Mechanic.BUNDLE: Stage.ITEM,
        Mechanic.BUY_GET: Stage.MULTI_BUY,
        Mechanic.SECOND_ITEM: Stage.MULTI_BUY,
        Mechanic.N_FOR_RATE: Stage.MULTI_BUY,
        Mechanic.THRESHOLD_OFF: Stage.SHOP,
        Mechanic.TIERED_OFF: Stage.SHOP,
        Mechanic.COUPON: Stage.COUPON,
        Mechanic.PRESALE: Stage.PRESALE,
        Mechanic.CROSS_STORE: Stage.CROSS_STORE,
        Mechanic.POINTS: Stage.POINTS,
        Mechanic.GIFT: Stage.GIFT,
        Mechanic.FREE_SHIPPING: Stage.SHIPPING,
    }
)
"""The stage of each mechanic; a lottery has none, as it changes no basket."""

Names = frozenset[str] | None
"""Channels or segments; None stands for all."""


class Meeting(NamedTuple):
    """Where offers can act together: common days, channels and segments."""

    start: date = date.min
    end: date = date.max
    channels: Names = None
    segments: Names = None

    def joined_by(self, offer: Promotion) -> Self | None:
        """Where they still meet with one more offer; None where they don't."""
        start, end = max(self.start, offer.start), min(self.end, offer.end)
        channels, segments = _common(self.channels, offer.channels), _common(self.segments, offer.segments)
        met = start <= end and channels != frozenset() and segments != frozenset()
        return type(self)(start, end, channels, segments) if met else None


def _common(these: Names, those: tuple[str, ...]) -> Names:
    if not those:
        return these
    return frozenset(those) if these is None else these & frozenset(those)


def are_joined(one: Promotion, other: Promotion) -> bool:
    """Whether one of two offers says that it stacks with the other."""
    return other.id in one.stackable_with or one.id in other.stackable_with


def are_apart(one: Promotion, other: Promotion) -> bool:
    """Whether one of two offers excludes the other."""
    return other.id in one.excludes or one.id in other.excludes


def share_products(one: Promotion, other: Promotion) -> bool:
    """Whether both cover some product; an offer that names none covers all."""
    return not one.products or not other.products or not set(one.products).isdisjoint(other.products)


def compete(one: Promotion, other: Promotion) -> bool:
    """Whether an order takes only one of two offers: they exclude each other, or share a stage without being joined.

    Offers on single items may both stand in an order, one on some lines, the other on others.
    """
    if are_apart(one, other):
        return True
    same_stage = STAGE[one.mechanic] is STAGE[other.mechanic]
    if not same_stage or are_joined(one, other) or not share_products(one, other):
        return False
    return STAGE[one.mechanic] is not Stage.ITEM or not _on_other_lines(one, other)


def _on_other_lines(one: Promotion, other: Promotion) -> bool:
    """Whether two offers on items leave each other lines: other products, sets, or units beyond a limit per buyer."""
    sets = Mechanic.BUNDLE in {one.mechanic, other.mechanic}
    return sets or bool(one.limit_per_user or other.limit_per_user) or set(one.products) != set(other.products)


def combinations(offers: tuple[Promotion, ...], stacking: Stacking) -> Iterator[tuple[Promotion, ...]]:
    """Every set of offers that one order may use, each in order of stages and, within one, of declaration.

    Larger sets come before what they contain. Under `exclusive` an order uses one offer alone.
    """
    ordered = tuple(sorted(offers, key=lambda offer: STAGE[offer.mechanic]))
    if stacking is Stacking.EXCLUSIVE:
        yield from ((offer,) for offer in ordered)
        return
    yield from (chosen for chosen in _sets(ordered) if chosen)


def _sets(offers: tuple[Promotion, ...]) -> Iterator[tuple[Promotion, ...]]:
    """The sets of offers that may act together: those with the next offer first, then those without it."""
    nobody: tuple[Promotion, ...] = ()
    waiting = [(offers, nobody, Meeting())]
    while waiting:
        left, taken, place = waiting.pop()
        if not left:
            yield taken
            continue
        offer, others = left[0], left[1:]
        waiting.append((others, taken, place))
        together = None if any(compete(offer, other) for other in taken) else place.joined_by(offer)
        if together is not None:
            waiting.append((others, (*taken, offer), together))
