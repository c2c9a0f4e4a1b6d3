"""The parameters of a promotion's mechanic: all there, in range, and in an order that makes sense."""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from promoplan.economics.ledger import ZERO
from promoplan.economics.offers import presale_saving
from promoplan.findings.finding import Severity
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions, Tier
from promoplan.rules.prices import covered
from promoplan.rules.rule import Problem, problem, rule

REQUIRED: Mapping[Mechanic, tuple[str, ...]] = MappingProxyType(
    {
        Mechanic.LIMITED_DISCOUNT: ("rate",),
        Mechanic.DIRECT_OFF: ("amount",),
        Mechanic.THRESHOLD_OFF: ("threshold", "amount"),
        Mechanic.TIERED_OFF: ("tiers",),
        Mechanic.GIFT: ("gift",),
        Mechanic.CROSS_STORE: ("threshold", "amount", "merchant_share"),
        Mechanic.PRESALE: ("deposit", "deposit_end", "balance_start"),
        Mechanic.SECOND_ITEM: ("rate",),
        Mechanic.BUY_GET: ("buy", "get"),
        Mechanic.N_FOR_RATE: ("buy", "rate"),
        Mechanic.BUNDLE: ("products", "price"),
        Mechanic.POINTS: ("earn",),
        Mechanic.LOTTERY: ("draw",),
    }
)
"""Parameters without which a mechanic gives no price; a coupon needs one of two, free shipping none."""

_BY_RATE = frozenset({Mechanic.LIMITED_DISCOUNT, Mechanic.SECOND_ITEM, Mechanic.N_FOR_RATE, Mechanic.COUPON})
_BY_AMOUNT = frozenset({Mechanic.DIRECT_OFF, Mechanic.THRESHOLD_OFF, Mechanic.COUPON, Mechanic.CROSS_STORE})
_FROM_THRESHOLD = frozenset({Mechanic.THRESHOLD_OFF, Mechanic.COUPON, Mechanic.CROSS_STORE})
_FEWEST: Mapping[Mechanic, Mapping[str, int]] = MappingProxyType(
    {Mechanic.BUY_GET: {"buy": 1, "get": 1}, Mechanic.N_FOR_RATE: {"buy": 2}}
)


@rule("PP803", Severity.ERROR)
def discount_out_of_range(promotions: Promotions, products: Products | None = None) -> Iterator[Problem]:
    """An offer that takes off nothing, or everything."""
    for offer in promotions.items:
        yield from _wrong_rate(offer)
        yield from _wrong_amount(offer)
        yield from _wrong_count(offer)
        yield from _wrong_share(offer)
        yield from _wrong_credit(offer)
        yield from _wrong_points(offer)
        goods = covered(offer, products)
        if goods:
            yield from _whole_price(offer, min(goods, key=lambda product: product.price.amount))
        yield from _wrong_bundle(offer, goods)


def _wrong_rate(offer: Promotion) -> Iterator[Problem]:
    """A rate of 0 %, or of 100 % where that gives the goods away: not for a second item, nor under a cap."""
    if offer.mechanic not in _BY_RATE or offer.rate is None:
        return
    bounded = offer.mechanic is Mechanic.SECOND_ITEM or offer.cap is not None
    if offer.rate == 0 or (offer.rate == 1 and not bounded):
        yield problem(offer.at("rate"), rate=offer.rate)


def _wrong_amount(offer: Promotion) -> Iterator[Problem]:
    if offer.mechanic in _BY_AMOUNT and offer.amount is not None and not offer.amount.amount:
        yield problem(offer.at("amount"), variant="nothing", amount=offer.amount)
    if offer.mechanic is Mechanic.TIERED_OFF:
        for tier in offer.tiers:
            if not tier.amount.amount:
                yield problem(tier.at("amount"), variant="nothing", amount=tier.amount)


def _wrong_count(offer: Promotion) -> Iterator[Problem]:
    for name, least in _FEWEST.get(offer.mechanic, {}).items():
        found = getattr(offer, name)
        if found is not None and found < least:
            yield problem(offer.at(name), variant="count", key=name, found=found, least=least)


def _wrong_share(offer: Promotion) -> Iterator[Problem]:
    """A warning only: there are offers that a platform pays for alone."""
    if offer.mechanic is Mechanic.CROSS_STORE and offer.merchant_share == 0:
        yield problem(
            offer.at("merchant_share"), variant="share", severity=Severity.WARNING, share=offer.merchant_share
        )


def _wrong_credit(offer: Promotion) -> Iterator[Problem]:
    """A deposit that counts for less than was paid."""
    if offer.mechanic is Mechanic.PRESALE and presale_saving(offer) < 0:
        yield problem(offer.at("counts_as"), variant="credit", credit=offer.counts_as, deposit=offer.deposit)


def _wrong_points(offer: Promotion) -> Iterator[Problem]:
    if offer.mechanic is not Mechanic.POINTS or offer.earn is None or offer.point_value is None:
        return
    back = offer.earn * offer.point_value.amount
    if back >= 1:
        yield problem(
            offer.at("point_value"), variant="points", back=Ratio(back), earn=offer.earn, value=offer.point_value
        )


def _whole_price(offer: Promotion, cheapest: Product) -> Iterator[Problem]:
    """An amount off, or a deposit's credit, that eats up the price of the cheapest product it covers."""
    name, off = {
        Mechanic.DIRECT_OFF: ("amount", offer.amount),
        Mechanic.PRESALE: ("counts_as", offer.counts_as) if offer.counts_as else ("deposit", offer.deposit),
    }.get(offer.mechanic, ("", None))
    if off is not None and off.amount and off.amount >= cheapest.price.amount:
        yield problem(
            offer.at(name),
            variant=name,
            related=[cheapest.at("price")],
            off=off,
            product=cheapest.name,
            price=cheapest.price,
        )


def _wrong_bundle(offer: Promotion, goods: tuple[Product, ...]) -> Iterator[Problem]:
    """A bundle for nothing, or for no less than its products cost one by one."""
    if offer.mechanic is not Mechanic.BUNDLE or offer.price is None or len(goods) != len(offer.products):
        return
    singly = sum((product.price.amount for product in goods), ZERO)
    if goods and not 0 < offer.price.amount < singly:
        yield problem(offer.at("price"), variant="bundle", price=offer.price, singly=Money(singly))


@rule("PP805", Severity.ERROR)
def threshold_below_reduction(promotions: Promotions) -> Iterator[Problem]:
    """A reduction as large as the basket from which it holds: the buyer pays nothing."""
    for offer in promotions.items:
        off, threshold = offer.amount, offer.threshold
        if offer.mechanic in _FROM_THRESHOLD and off is not None and threshold is not None:
            yield from _too_low(offer, "amount", off, threshold)
        if offer.mechanic is Mechanic.TIERED_OFF:
            for tier in offer.tiers:
                yield from _too_low(tier, "amount", tier.amount, tier.threshold)


def _too_low(holder: Promotion | Tier, name: str, off: Money, threshold: Money) -> Iterator[Problem]:
    if off.amount and threshold.amount <= off.amount:
        yield problem(holder.at("threshold"), related=[holder.at(name)], threshold=threshold, off=off)


@rule("PP822", Severity.ERROR)
def tiers_not_monotone(promotions: Promotions) -> Iterator[Problem]:
    """A tier that starts no higher, or takes off no more, than the one before it."""
    for offer in promotions.items:
        for lower, higher in zip(offer.tiers, offer.tiers[1:], strict=False):
            for name in ("threshold", "amount"):
                before, after = getattr(lower, name), getattr(higher, name)
                if after.amount <= before.amount:
                    at, related = higher.at(name), [lower.at(name)]
                    yield problem(at, variant=name, related=related, found=after, before=before)
                    break


@rule("PP824", Severity.ERROR)
def mechanic_incomplete(promotions: Promotions) -> Iterator[Problem]:
    """A mechanic without the parameters that make a price of it."""
    for offer in promotions.items:
        missing = tuple(name for name in REQUIRED.get(offer.mechanic, ()) if getattr(offer, name) in (None, ()))
        if missing:
            yield problem(offer.at("mechanic"), mechanic=offer.mechanic, missing=missing)
        elif offer.mechanic is Mechanic.COUPON and offer.amount is None and offer.rate is None:
            yield problem(offer.at("mechanic"), variant="either", mechanic=offer.mechanic, either=("amount", "rate"))
