"""The worst basket that a buyer can build: the one of which the shop keeps the least, found by search, not by sample.

Over every combination of offers that may act together, every basket is looked at that each of its units changes
something in: as soon as all offers that cover a product have done all they can, one more unit of it brings no more than
its own margin, and a basket with it lies between two that are looked at (but for the cents that rounding moves).
Baskets of one price are told apart only by what they cost the shop, so the work grows with the number of different
prices, not of baskets.

A reduction for every further threshold that has no cap has no last one: it is followed `FAR` times, or `NEAR` where
that is too much work. Products without a known unit cost are left out.

Loss leaders may be meant: then baskets in which nothing but them acts, one on a product, can be left out too.
"""

from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from operator import ge
from typing import NamedTuple

from msgspec import Struct

from promoplan.economics.basket import Settled, settled
from promoplan.economics.checkout import Covering, Receipt, Terms, check_out
from promoplan.economics.exact import exact
from promoplan.economics.filling import Burden, Held, add, empty, group, kept, may_add
from promoplan.economics.items import Deal, Item, deal
from promoplan.economics.stages import combinations
from promoplan.model.products import Product
from promoplan.model.promotions import Mechanic, Promotion

WORK = 20_000
"""Units put into baskets before the search gives up, a third of a second; under many offers a unit counts for more."""

ACCOUNT = 5
"""What a basket's whole account counts for among the units."""

FAR, NEAR = 12, 3
"""How often a reduction for every further threshold without a cap is followed."""

MOST_OFFERS, MOST_PRODUCTS = 40, 500
"""The most offers and products that are searched at all: a plan names those of its season, not a shop's whole list."""

NOTHING_PAID = Decimal("-Infinity")

Trace = tuple["Trace", Item] | None
"""How a basket was filled: the basket before, and the item that was added."""

_Way = tuple[Burden, Trace]
"""What a basket costs the shop, and how it was filled."""


class _Candidate(NamedTuple):
    """A basket with what is kept of it and what the shop is paid for it, in cents."""

    kept: Decimal
    received: Decimal
    made: Deal
    trace: Trace

    @property
    def rate(self) -> Decimal:
        """What is kept as share of what is paid; without bound where nothing is paid."""
        if not self.received:
            return NOTHING_PAID if self.kept < 0 else Decimal(0)
        return self.kept / self.received


class Worst(Struct, frozen=True):
    """The basket of which the shop keeps the lowest share of what is paid, and the one of which it keeps the least.

    Where every further unit loses money, there is no least: then it is the least of the baskets that were looked at.
    Both are None where no offer acts on a product with a known cost. `searched` is False where the search gave up, and
    then there may be worse ones. `followed` is how often an offer for every further threshold without a cap was; 0
    where there is none.
    """

    by_rate: Settled | None
    by_money: Settled | None
    searched: bool
    followed: int = 0


def worst_basket(
    products: Sequence[Product],
    offers: Sequence[Promotion],
    terms: Terms,
    *,
    meant: Set[str] = frozenset(),
    work: int = WORK,
) -> Worst:
    """Looks for the worst basket of these products under these offers, each of which has all its parameters.

    `meant` are ids of loss leaders: baskets that only these make, one on a product, don't count.
    """
    known = [product for product in products if product.unit_cost is not None]
    if len(offers) > MOST_OFFERS or len(known) > MOST_PRODUCTS:
        return Worst(None, None, searched=False)
    if not any(offer.repeating and offer.cap is None for offer in offers):
        return _search(known, offers, terms, meant, work)
    found = _search(known, offers, terms._replace(followed=FAR), meant, work)
    return found if found.searched else _search(known, offers, terms._replace(followed=NEAR), meant, work)


def _search(
    products: Sequence[Product], offers: Sequence[Promotion], terms: Terms, meant: Set[str], work: int
) -> Worst:
    by_rate: _Candidate | None = None
    by_money: _Candidate | None = None
    with exact():
        for chosen in combinations(tuple(offers), terms.stacking) if products and offers else ():
            made = deal(products, chosen, terms)
            work -= len(made.items) * len(chosen) // 8
            for basket in _baskets(made):
                if work < 0:
                    return Worst(_account(by_rate), _account(by_money), searched=False, followed=terms.followed)
                work -= 1 + len(chosen) // 4 + made.classes // 4
                if basket is None:
                    continue
                poorer = by_rate is None or basket.rate < by_rate.rate
                dearer = by_money is None or basket.kept < by_money.kept
                if meant and (poorer or dearer):
                    work -= ACCOUNT
                    if _is_meant(basket, meant):
                        continue
                by_rate = basket if poorer else by_rate
                by_money = basket if dearer else by_money
        return Worst(_account(by_rate), _account(by_money), searched=True, followed=terms.followed)


class _Ways:
    """The baskets that were filled so far, by what their price depends on; `unfinished` ones may still change."""

    def __init__(self, made: Deal) -> None:
        self.made = made
        self.nothing, burden = empty(made)
        self.known: dict[Held, list[_Way]] = {self.nothing: [(burden, None)]}
        self.unfinished = {self.nothing: self.known[self.nothing]}
        self._receipts: dict[Held, Receipt] = {}

    def receipt(self, held: Held) -> Receipt:
        """What is paid for a basket."""
        if held not in self._receipts:
            self._receipts[held] = check_out(held.tally, self.made.coverings, self.made.terms)
        return self._receipts[held]

    def keep(self, held: Held, way: _Way) -> bool:
        """Keeps a basket unless one of the same price costs the shop as much or more in every respect."""
        others = self.known.setdefault(held, [])
        if any(cost >= way[0].cost and all(map(ge, fees, way[0].fees)) for (cost, fees), _ in others):
            return False
        others.append(way)
        if any(self._undone(held)) or not all(step.done for step in self.receipt(held).steps):
            self.unfinished[held] = others
        return True

    def wants(self, held: Held, item: Item) -> bool:
        """Whether one more of an item may change what some offer does, and is allowed."""
        if held is self.nothing:
            return True
        if not may_add(self.made, held, item):
            return False
        if any(offer.id in item.counted for offer in self._undone(held)):
            return True
        steps = zip(self.made.coverings, self.receipt(held).steps, strict=True)
        return any(not step.done and _helps(item, covering) for covering, step in steps)

    def _undone(self, held: Held) -> Iterator[Promotion]:
        """The multi-buy offers whose first group is not whole, or that have begun a later one."""
        for offer, count in zip(self.made.counting, held.counts, strict=True):
            if not count or count % group(offer):
                yield offer


def _baskets(made: Deal) -> Iterator[_Candidate | None]:
    """Every basket on which an offer acts, dearest items first; None for each that was looked at in vain."""
    ways = _Ways(made)
    for item in (item for item in made.items if _is_touched(item, made)):
        layer = {held: tuple(found) for held, found in ways.unfinished.items()}
        while layer:
            grown: dict[Held, tuple[_Way, ...]] = {}
            for held, found in layer.items():
                wanted = ways.wants(held, item)
                for burden, trace in found:
                    yield _grown(ways, grown, (held, burden, trace), item) if wanted else None
            layer = grown


def _grown(
    ways: _Ways, grown: dict[Held, tuple[_Way, ...]], basket: tuple[Held, Burden, Trace], item: Item
) -> _Candidate | None:
    """A basket with one more of an item, put among those that have grown; None where it is no news or no offer's."""
    held, heavier = add(ways.made, basket[0], basket[1], item)
    trace = (basket[2], item)
    if not ways.keep(held, (heavier, trace)):
        return None
    grown[held] = (*grown.get(held, ()), (heavier, trace))
    receipt = ways.receipt(held)
    if not _acts(held, receipt):
        return None
    return _Candidate(kept(receipt, held, heavier), Decimal(receipt.received), ways.made, trace)


def _is_touched(item: Item, made: Deal) -> bool:
    """Whether some offer may act on an item; units of others only make a basket look better or worse than it is."""
    on_order = any(portion.at in covering.classes for portion in item.portions for covering in made.coverings)
    return on_order or bool(item.cuts or item.credit or item.counted)


def _acts(held: Held, receipt: Receipt) -> bool:
    """Whether some offer takes anything off a basket or costs something; else it is as it would be without a plan."""
    return held.tally.listed != held.tally.sums or any(step.off or step.cost for step in receipt.steps)


def _helps(item: Item, covering: Covering) -> bool:
    """Whether one more of an item brings an offer on the order nearer to all that it can do."""
    if covering.offer.mechanic is Mechanic.PRESALE:
        return item.credit > 0 and item.portions[0].at in covering.classes
    return any(portion.at in covering.classes and portion.price for portion in item.portions)


def _is_meant(found: _Candidate, meant: Set[str]) -> bool:
    """Whether nothing but these offers makes a basket what it is, and no two of them act on one unit."""
    acting = {offer.id for offer in _settled(found).acting}
    trace = found.trace
    while trace is not None and acting <= meant:
        trace, item = trace
        on_it = {offer.id for offer, _ in item.cuts} | (item.counted & acting)
        if len(on_it) + bool(item.credit) > 1:
            return False
    return acting <= meant


def _account(found: _Candidate | None) -> Settled | None:
    return None if found is None else _settled(found)


def _settled(found: _Candidate) -> Settled:
    """The whole account of a basket."""
    picks: dict[int, tuple[Item, int]] = {}
    trace = found.trace
    while trace is not None:
        trace, item = trace
        picks[id(item)] = (item, picks.get(id(item), (item, 0))[1] + 1)
    return settled(found.made, tuple(picks.values()))
