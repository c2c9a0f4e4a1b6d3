"""From the prices in a basket to what is paid: the offers on the whole order, stage by stage, in whole cents.

Source: the domain notes on promotion mechanics and stacking. `sequential`: a threshold is held against what earlier
offers left. `parallel`: every threshold is held against what item prices and multi-buy offers left, the amounts are
summed, and nobody pays less than nothing. `judged_on: list` holds thresholds against the list prices in either mode.

Products that the same offers cover are one class: of an order, only each class's sums matter here. That is what lets
the search for the worst basket look at every basket without looking at each.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple, Self

from msgspec import Struct

from promoplan.economics.offers import points_rate
from promoplan.economics.shares import shared_out
from promoplan.model.money import Money
from promoplan.model.promotions import Funding, JudgedOn, Mechanic, Promotion, Stacking


class Terms(NamedTuple):
    """How the offers of a plan work together.

    `followed` is how often a reduction for every further threshold without a cap holds before it counts as having done
    all that it can; it changes no price.
    """

    stacking: Stacking = Stacking.SEQUENTIAL
    judged_on: JudgedOn = JudgedOn.REMAINING
    followed: int = 0


class Covering(NamedTuple):
    """An offer with the classes of products that it covers, as positions in a `Tally`, and its amounts in cents."""

    offer: Promotion
    classes: tuple[int, ...]
    threshold: int
    amount: int
    cap: int | None
    tiers: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, offer: Promotion, classes: tuple[int, ...]) -> Self:
        """The offer over these classes."""
        cap = None if offer.cap is None else cents_of(offer.cap)
        tiers = tuple((cents_of(tier.threshold), cents_of(tier.amount)) for tier in offer.tiers)
        return cls(offer, classes, cents_of(offer.threshold), cents_of(offer.amount), cap, tiers)


class Tally(NamedTuple):
    """A basket by classes of products: list prices, prices after the offers on items, pre-sale credit, and units."""

    listed: tuple[int, ...]
    sums: tuple[int, ...]
    credit: tuple[int, ...]
    units: tuple[int, ...]


class Step(NamedTuple):
    """What an offer takes off an order and costs the shop besides, in cents, and whether it does all that it can."""

    offer: Promotion
    off: int
    done: bool
    cost: int = 0


class Receipt(Struct, frozen=True):
    """What an order pays and what its offers cost the shop beyond that, in cents.

    `left` is what the buyer pays, by class; `platform` what a platform adds to it, by class; `budget` what offers took
    off that a budget line pays for. `extras` is the cost of gifts, carriage and points given.
    """

    steps: tuple[Step, ...]
    left: tuple[int, ...]
    platform: tuple[int, ...]
    budget: int
    extras: int

    @property
    def payable(self) -> int:
        """What the buyer pays."""
        return sum(self.left)

    @property
    def received(self) -> int:
        """What the shop is paid: by the buyer, a platform, and a line of the budget."""
        return sum(self.left) + sum(self.platform) + self.budget


def cents_of(money: Money | None) -> int:
    """An amount in whole cents, half up; 0 where there is none."""
    return 0 if money is None else part_of(100, money.amount)


def part_of(amount: int, rate: Decimal) -> int:
    """A share of an amount, rounded half up to a whole cent."""
    numerator, denominator = rate.as_integer_ratio()
    return (2 * amount * numerator + denominator) // (2 * denominator)


def check_out(tally: Tally, offers: Sequence[Covering], terms: Terms) -> Receipt:
    """What an order of these sums pays under offers that may all act on it, given in the order of their stages.

    Offers on single items have made the sums already; of those, only an n-for-rate takes part here.
    """
    order = _Order(tally, terms)
    for covering in offers:
        order.take(covering)
    return Receipt(tuple(order.steps), tuple(order.left), tuple(order.platform), order.budget, order.extras)


class _Order:
    """An order while its offers are applied one after the other."""

    def __init__(self, tally: Tally, terms: Terms) -> None:
        self.tally, self.terms = tally, terms
        self.left = list(tally.sums)
        self.priced = tally.sums
        self.platform = [0] * len(tally.sums)
        self.budget = self.extras = 0
        self.steps: list[Step] = []

    def take(self, covering: Covering) -> None:
        """Applies the next offer."""
        offer, classes = covering.offer, covering.classes
        remains = sum(self.left[at] for at in classes)
        match offer.mechanic:
            case Mechanic.N_FOR_RATE:
                self._reduce(covering, *_for_many(offer, remains, sum(self.tally.units[at] for at in classes)))
                self.priced = tuple(self.left)
            case Mechanic.PRESALE:
                credit = sum(self.tally.credit[at] for at in classes)
                self._reduce(covering, credit, done=credit > 0)
            case Mechanic.GIFT | Mechanic.FREE_SHIPPING:
                self._give(offer, self._judged(classes, remains) >= covering.threshold)
            case Mechanic.POINTS:
                self._points(covering, remains)
            case Mechanic.THRESHOLD_OFF | Mechanic.TIERED_OFF | Mechanic.COUPON | Mechanic.CROSS_STORE:
                start = sum(self.priced[at] for at in classes)
                base = start if self.terms.stacking is Stacking.PARALLEL else remains
                judged = self._judged(classes, remains)
                self._reduce(covering, *_reduction(covering, judged, base, self.terms.followed))

    def _judged(self, classes: tuple[int, ...], remains: int) -> int:
        """What a threshold is held against."""
        if self.terms.judged_on is JudgedOn.LIST:
            return sum(self.tally.listed[at] for at in classes)
        return sum(self.priced[at] for at in classes) if self.terms.stacking is Stacking.PARALLEL else remains

    def _reduce(self, covering: Covering, off: int, done: bool) -> None:
        """Takes an amount off the classes that an offer covers, never more than is left."""
        offer, classes = covering.offer, covering.classes
        share = offer.merchant_share if offer.mechanic is Mechanic.CROSS_STORE else None
        remains = [self.left[at] for at in classes]
        taken = min(off, sum(remains))
        for at, part in zip(classes, shared_out(taken, remains), strict=True):
            self.left[at] -= part
            borne = part if share is None else part_of(part, share)
            self.platform[at] += part - borne
            self.budget += borne if offer.funded_by is Funding.BUDGET else 0
        self.steps.append(Step(offer, taken, done))

    def _give(self, offer: Promotion, reached: bool) -> None:
        """A gift or free carriage: the shop pays for it."""
        cost = cents_of(offer.gift.cost if offer.gift else None) + cents_of(offer.carriage) if reached else 0
        self.extras += cost if offer.funded_by is Funding.MARGIN else 0
        self.steps.append(Step(offer, 0, reached, cost))

    def _points(self, covering: Covering, remains: int) -> None:
        """Points pay part of the order, and new ones are earned on the rest."""
        offer = covering.offer
        burnt = part_of(remains, offer.burn_cap) if offer.burn_cap is not None else 0
        self._reduce(covering, burnt, done=remains > 0)
        cost = part_of(sum(self.left[at] for at in covering.classes), points_rate(offer) or Decimal(0))
        self.extras += cost if offer.funded_by is Funding.MARGIN else 0
        self.steps[-1] = self.steps[-1]._replace(cost=cost)


def _for_many(offer: Promotion, remains: int, units: int) -> tuple[int, bool]:
    """All units at a rate, from a number of units on."""
    if offer.buy is None or offer.rate is None or units < offer.buy:
        return 0, False
    return part_of(remains, offer.rate), True


def _reduction(covering: Covering, judged: int, base: int, followed: int) -> tuple[int, bool]:
    """What an offer takes off an order that is `judged` against its threshold; a rate is one of `base`."""
    offer, cap = covering.offer, covering.cap
    if covering.tiers:
        reached = [amount for threshold, amount in covering.tiers if judged >= threshold]
        return max(reached, default=0), len(reached) == len(covering.tiers)
    if judged < covering.threshold:
        return 0, False
    if offer.rate is not None and offer.amount is None:
        off = part_of(base, offer.rate)
        return (off, True) if cap is None else (min(off, cap), off >= cap)
    if not offer.repeating or not covering.threshold:
        return covering.amount if cap is None else min(covering.amount, cap), True
    times = judged // covering.threshold
    if cap is None:
        return times * covering.amount, times >= followed
    return min(times * covering.amount, cap), times * covering.amount >= cap
