"""Promotions that meet in one basket: how they stack is stated, and stated once."""

from collections.abc import Iterator, Mapping
from itertools import combinations
from types import MappingProxyType

from promoplan.findings.finding import Severity
from promoplan.model.products import Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions, Stacking
from promoplan.rules.rule import Problem, problem, rule

_LAYER: Mapping[Mechanic, int] = MappingProxyType(
    {
        Mechanic.LIMITED_DISCOUNT: 1,
        Mechanic.DIRECT_OFF: 1,
        Mechanic.BUNDLE: 1,
        Mechanic.BUY_GET: 2,
        Mechanic.SECOND_ITEM: 2,
        Mechanic.N_FOR_RATE: 2,
        Mechanic.THRESHOLD_OFF: 3,
        Mechanic.TIERED_OFF: 3,
        Mechanic.COUPON: 4,
        Mechanic.PRESALE: 5,
        Mechanic.CROSS_STORE: 6,
    }
)
"""The layers in which reductions apply; gifts, points and free shipping leave the price of a basket as it is."""


@rule("PP808", Severity.WARNING)
def overlap_without_rule(promotions: Promotions, products: Products | None = None) -> Iterator[Problem]:
    """Offers meet, and the plan says nothing of it: no mode for the whole (error), no word on two of one layer."""
    pairs = [pair for pair in combinations(promotions.items, 2) if _meet(*pair) and not _apart(*pair)]
    if not pairs:
        return
    if promotions.stacking is None:
        one, other = pairs[0]
        yield problem(
            promotions.path,
            on_key=True,
            variant="mode",
            severity=Severity.ERROR,
            related=[one.path, other.path],
            one=one.name,
            other=other.name,
            modes=tuple(Stacking),
        )
    elif promotions.stacking is not Stacking.EXCLUSIVE:
        for one, other in pairs:
            if _LAYER[one.mechanic] == _LAYER[other.mechanic] and not _joined(one, other):
                yield _unsettled(one, other, _shared(one, other, products))


def _unsettled(one: Promotion, other: Promotion, product: str | None) -> Problem:
    return problem(
        other.path,
        on_key=True,
        variant="all" if product is None else "",
        related=[one.path],
        one=one.name,
        other=other.name,
        one_id=one.id,
        product=product,
        start=max(one.start, other.start),
        end=min(one.end, other.end),
    )


def _meet(one: Promotion, other: Promotion) -> bool:
    """Whether one basket may hold both: price cuts with days, products, channels and people in common."""
    return (
        one.mechanic in _LAYER
        and other.mechanic in _LAYER
        and max(one.start, other.start) <= min(one.end, other.end)
        and all(_in_common(getattr(one, name), getattr(other, name)) for name in ("products", "channels", "segments"))
    )


def _in_common(these: tuple[str, ...], those: tuple[str, ...]) -> bool:
    """Whether two lists overlap; an empty one means all."""
    return not these or not those or not set(these).isdisjoint(those)


def _shared(one: Promotion, other: Promotion, products: Products | None) -> str | None:
    """Name of the first product that both name, if either names any."""
    ids = [each for each in one.products or other.products if not other.products or each in other.products]
    names = {product.id: product.name for product in (products.items if products else ())}
    return names.get(ids[0], str(ids[0])) if ids else None


def _apart(one: Promotion, other: Promotion) -> bool:
    return other.id in one.excludes or one.id in other.excludes


def _joined(one: Promotion, other: Promotion) -> bool:
    return other.id in one.stackable_with or one.id in other.stackable_with


@rule("PP821", Severity.ERROR)
def stacking_contradictory(promotions: Promotions) -> Iterator[Problem]:
    """Two offers that both join and exclude each other, or one that names itself."""
    for offer in promotions.items:
        for name in ("stackable_with", "excludes"):
            names = getattr(offer, name)
            if offer.id in names:
                yield problem(offer.at(name), variant="itself", name=offer.name, key=name)
    for one, other in combinations(promotions.items, 2):
        if _apart(one, other) and _joined(one, other):
            yield _contradiction(one, other)


def _contradiction(one: Promotion, other: Promotion) -> Problem:
    """Points at the exclusion, and to where the two are joined."""
    excluding, excluded = (one, other) if other.id in one.excludes else (other, one)
    joining = one if other.id in one.stackable_with else other
    related = [joining.at("stackable_with")]
    return problem(excluding.at("excludes"), related=related, one=excluding.name, other=excluded.name)
