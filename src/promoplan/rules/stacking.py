"""Promotions that meet in one basket: how they stack is stated, and stated once."""

from collections.abc import Iterator
from itertools import combinations, islice

from promoplan.economics.stages import STAGE, Meeting, Stage, are_apart, are_joined, share_products
from promoplan.findings.finding import Severity
from promoplan.model.products import Products
from promoplan.model.promotions import Promotion, Promotions, Stacking
from promoplan.rules.rule import Problem, problem, rule

_ON_THE_PRICE = frozenset(mechanic for mechanic, stage in STAGE.items() if stage < Stage.POINTS)
"""Mechanics that cut the price of a basket; points, gifts and free shipping leave it as it is."""

MOST_PAIRS = 100
"""How many pairs are told: a plan of many offers on the same days has them by the million, all of one kind."""


@rule("PP808", Severity.WARNING)
def overlap_without_rule(promotions: Promotions, products: Products | None = None) -> Iterator[Problem]:
    """Offers meet, and the plan says nothing of it: no mode for the whole (error), no word on two of one layer."""
    pairs = (pair for pair in combinations(promotions.items, 2) if _meet(*pair) and not are_apart(*pair))
    if promotions.stacking is None:
        one, other = next(pairs, (None, None))
        if one is None or other is None:
            return
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
        unsettled = (pair for pair in pairs if STAGE[pair[0].mechanic] is STAGE[pair[1].mechanic])
        for one, other in islice((pair for pair in unsettled if not are_joined(*pair)), MOST_PAIRS):
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
    if one.start > other.end or other.start > one.end:  # asked again below; of a million pairs most end here
        return False
    if one.mechanic not in _ON_THE_PRICE or other.mechanic not in _ON_THE_PRICE or not share_products(one, other):
        return False
    alone = Meeting().joined_by(one)
    return alone is not None and alone.joined_by(other) is not None


def _shared(one: Promotion, other: Promotion, products: Products | None) -> str | None:
    """Name of the first product that both name, if either names any."""
    ids = [each for each in one.products or other.products if not other.products or each in other.products]
    names = {product.id: product.name for product in (products.items if products else ())}
    return names.get(ids[0], str(ids[0])) if ids else None


@rule("PP821", Severity.ERROR)
def stacking_contradictory(promotions: Promotions) -> Iterator[Problem]:
    """Two offers that both join and exclude each other, or one that names itself."""
    for offer in promotions.items:
        for name in ("stackable_with", "excludes"):
            names = getattr(offer, name)
            if offer.id in names:
                yield problem(offer.at(name), variant="itself", name=offer.name, key=name)
    for one, other in combinations(promotions.items, 2):
        if are_apart(one, other) and are_joined(one, other):
            yield _contradiction(one, other)


def _contradiction(one: Promotion, other: Promotion) -> Problem:
    """Points at the exclusion, and to where the two are joined."""
    excluding, excluded = (one, other) if other.id in one.excludes else (other, one)
    joining = one if other.id in one.stackable_with else other
    related = [joining.at("stackable_with")]
    return problem(excluding.at("excludes"), related=related, one=excluding.name, other=excluded.name)
