"""Thresholds against what a basket holds at least, and against what it usually holds."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.paid import paid_channels
from promoplan.economics.returns import planned_outcome
from promoplan.economics.stages import STAGE
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.money import Money
from promoplan.model.numbers import HUNDRED
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions, Stacking
from promoplan.rules.prices import covered
from promoplan.rules.rule import Path, Problem, problem, rule

_WITH_THRESHOLD = frozenset((Mechanic.THRESHOLD_OFF, Mechanic.CROSS_STORE, Mechanic.COUPON, Mechanic.GIFT))
_HELD_AGAINST = (_WITH_THRESHOLD - {Mechanic.CROSS_STORE}) | {Mechanic.FREE_SHIPPING}


class ThresholdLimits(NamedTuple):
    """How far a threshold may lie from the average order value, as multiples of it."""

    least: Decimal = Decimal("0.9")
    most: Decimal = Decimal("2.5")


@rule("PP806", Severity.WARNING)
def threshold_never_binds(promotions: Promotions, products: Products) -> Iterator[Problem]:
    """A threshold that one unit of any product it covers reaches, whatever comes off it before: every basket does.

    Not one that holds again for every further threshold, nor a platform's, which no shop can move; nor in a plan with
    so many offers or products that its baskets aren't searched either.
    """
    for offer in promotions.items:
        for threshold, off, path in _steps(offer):
            if off.amount < threshold.amount and (cheapest := _always_reached(offer, threshold, promotions, products)):
                yield problem(
                    path,
                    related=[cheapest.product.at("price")],
                    threshold=threshold,
                    product=cheapest.product.name,
                    price=cheapest.price,
                )


class _Cheapest(NamedTuple):
    """The product of which one unit may cost least, and what that is."""

    product: Product
    price: Money


def _always_reached(
    offer: Promotion, threshold: Money, promotions: Promotions, products: Products | None
) -> _Cheapest | None:
    """The cheapest product that the offer covers, where one unit reaches the threshold; of equal ones the first."""
    from promoplan.economics.checkout import Terms, cents_of  # noqa: PLC0415 - many plans have no promotions
    from promoplan.economics.least import least_judged  # noqa: PLC0415 - as above
    from promoplan.economics.worst import MOST_OFFERS, MOST_PRODUCTS  # noqa: PLC0415 - as above

    goods = covered(offer, products)
    others = tuple(each for each in promotions.items if each.mechanic in STAGE)
    if not goods or len(others) > MOST_OFFERS or len(goods) > MOST_PRODUCTS:
        return None
    if threshold.amount > min(product.price.amount for product in goods):
        return None
    terms = Terms(promotions.stacking or Stacking.SEQUENTIAL, promotions.judged_on)
    cheapest: _Cheapest | None = None
    for product in goods:
        least = least_judged(offer, product, others, terms)
        if least is None or least.basket < cents_of(threshold):
            return None
        if cheapest is None or least.unit < cents_of(cheapest.price):
            cheapest = _Cheapest(product, Money(Decimal(least.unit) / HUNDRED))
    return cheapest


def _steps(offer: Promotion) -> Iterator[tuple[Money, Money, Path]]:
    """Each threshold of an offer with what it takes off and its place."""
    for tier in offer.tiers if offer.mechanic is Mechanic.TIERED_OFF else ():
        yield tier.threshold, tier.amount, tier.at("threshold")
    if offer.threshold is not None and offer.mechanic in _HELD_AGAINST and not offer.repeating:
        yield offer.threshold, offer.amount or Money(ZERO), offer.at("threshold")


@rule("PP828", Severity.WARNING, limits=ThresholdLimits)
def threshold_off_aov(
    promotions: Promotions,
    channels: Channels,
    budget: Budget | None = None,
    products: Products | None = None,
    *,
    limits: ThresholdLimits,
) -> Iterator[Problem]:
    """A threshold that most baskets reach anyway, or that hardly one can reach.

    One that every basket reaches, or that gives the whole basket away, is another rule's.
    """
    outcomes = {paid.channel.id: planned_outcome(paid.channel, paid.money) for paid in paid_channels(channels, budget)}
    everywhere = _blended(outcomes.values())
    for offer in promotions.items:
        threshold, off, path = _lowest_step(offer)
        ran_on = [outcomes[name] for name in offer.channels if name in outcomes]
        aov = _blended(ran_on) if offer.channels else everywhere
        if threshold is None or not aov or threshold.amount <= off:
            continue
        low, high = limits.least * aov, limits.most * aov
        if not low <= threshold.amount <= high and not _always_reached(offer, threshold, promotions, products):
            yield problem(
                path,
                variant="low" if threshold.amount < low else "high",
                threshold=threshold,
                aov=Money(cents(aov)),
                times=round(threshold.amount / aov, 2),
                least=Money(cents(low)),
                most=Money(cents(high)),
            )


def _lowest_step(offer: Promotion) -> tuple[Money | None, Decimal, Path]:
    """The basket from which an offer holds, what it takes off, and the threshold's place; of several the lowest."""
    if offer.mechanic is Mechanic.TIERED_OFF and offer.tiers:
        tier = min(offer.tiers, key=lambda tier: tier.threshold.amount)
        return tier.threshold, tier.amount.amount, tier.at("threshold")
    threshold = offer.threshold if offer.mechanic in _WITH_THRESHOLD else None
    return threshold, offer.amount.amount if offer.amount else ZERO, offer.at("threshold")


def _blended(outcomes: Iterable[Outcome]) -> Decimal | None:
    """Revenue over orders of the channels that tell both; None where none does."""
    both = [(each.revenue, each.orders) for each in outcomes if each.revenue is not None and each.orders is not None]
    orders = sum((orders for _, orders in both), ZERO)
    return sum((revenue for revenue, _ in both), ZERO) / orders if orders else None
