"""A basket under offers that act together: what is paid for it, and what the shop keeps.

Source: the domain notes on promotion mechanics. Multi-buy offers count the units that they cover from the dearest to
the cheapest: of a buy-get, each unit after those to buy is free until the next group begins; of a second-item offer,
every second unit is cheaper.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.checkout import Receipt, Tally, Terms, check_out, part_of
from promoplan.economics.items import HUNDRED, ZERO, Deal, Item, deal
from promoplan.economics.ledger import cents
from promoplan.economics.stages import combinations
from promoplan.model.products import Product
from promoplan.model.promotions import Funding, Mechanic, Promotion

Quantities = Sequence[tuple[Product, int]]
"""Products with the number of units of each."""

Picks = Sequence[tuple[Item, int]]
"""Items with the number of each."""


class Held(NamedTuple):
    """A basket as far as its price depends on it: its tally, units counted by multi-buy offers, uses of limits.

    Counts go round: from the second group on, they stand for the place in a group that is not the first.
    """

    tally: Tally
    counts: tuple[int, ...]
    uses: tuple[int, ...]


class Burden(NamedTuple):
    """What a basket costs the shop, in cents: goods and carriage, and the fees of each class if all of it is paid."""

    cost: Decimal
    fees: tuple[Decimal, ...]


@dataclass(frozen=True)
class Settled:
    """A basket's account, in the plan's currency; amounts to the cent.

    `listed` is the sum of list prices, `payable` what the buyer pays, `platform` what a platform adds, `budget` what a
    line of the budget pays. `extras` are gifts, free carriage and points. `steps` tell what each offer took off, in the
    order in which they apply.
    """

    quantities: tuple[tuple[Product, int], ...]
    offers: tuple[Promotion, ...]
    steps: tuple[tuple[Promotion, Decimal], ...]
    listed: Decimal
    payable: Decimal
    platform: Decimal
    budget: Decimal
    goods: Decimal
    shipping: Decimal
    fees: Decimal
    extras: Decimal

    @property
    def discount(self) -> Decimal | None:
        """Effective discount: 1 - payable / list sum."""
        return 1 - self.payable / self.listed if self.listed else None

    @property
    def received(self) -> Decimal:
        """What the shop is paid for the basket: by the buyer, a platform, and a line of the budget."""
        return self.payable + self.platform + self.budget

    @property
    def margin(self) -> Decimal:
        """What is left of that after the goods: before fees, shipping and extras."""
        return self.received - self.goods

    @property
    def contribution(self) -> Decimal:
        """What is left after goods, fees, shipping and extras; before advertising."""
        return self.margin - self.fees - self.shipping - self.extras

    @property
    def margin_rate(self) -> Decimal | None:
        """Margin as share of what the shop is paid."""
        return self.margin / self.received if self.received else None

    @property
    def contribution_rate(self) -> Decimal | None:
        """Contribution as share of what the shop is paid."""
        return self.contribution / self.received if self.received else None


def settle(quantities: Quantities, offers: Sequence[Promotion], terms: Terms) -> Settled:
    """The account of a basket under offers that all act on it, given in the order of their stages."""
    made = deal([product for product, _ in quantities], offers, terms)
    return settled(made, tuple(_picks(made, {product.id: count for product, count in quantities})))


def best_for_buyer(quantities: Quantities, offers: Sequence[Promotion], terms: Terms) -> Settled:
    """The account under the allowed combination of offers that leaves the least to pay; without offers if none acts."""
    sets = [(), *combinations(tuple(offers), terms.stacking)]
    return min((settle(quantities, chosen, terms) for chosen in sets), key=lambda account: account.payable)


def empty(made: Deal) -> tuple[Held, Burden]:
    """The basket with nothing in it."""
    nothing = (0,) * made.classes
    held = Held(Tally(nothing, nothing, nothing, nothing), (0,) * len(made.counting), (0,) * len(made.limited))
    return held, Burden(ZERO, (ZERO,) * made.classes)


def may_add(made: Deal, held: Held, item: Item) -> bool:
    """Whether one more of an item keeps within the limits per buyer."""
    return not item.uses or all(
        offer.id not in item.uses or used < (offer.limit_per_user or 0)
        for offer, used in zip(made.limited, held.uses, strict=True)
    )


def add(made: Deal, held: Held, burden: Burden, item: Item) -> tuple[Held, Burden]:
    """The basket with one more of an item; items are to come dearest first."""
    offs, counts = _counted(made, held, item)
    listed, sums, credit, units = map(list, held.tally)
    fees = list(burden.fees)
    for portion in item.portions:
        part = portion.price - sum(offs)
        listed[portion.at] += portion.listed
        sums[portion.at] += part
        units[portion.at] = min(units[portion.at] + 1, made.units)
        fees[portion.at] += portion.fees * part / portion.price if part else ZERO
        credit[portion.at] += min(item.credit, part)
    uses = [used + (offer.id in item.uses) for offer, used in zip(made.limited, held.uses, strict=True)]
    funded = sum(off for offer, off in zip(made.counting, offs, strict=True) if offer.funded_by is Funding.BUDGET)
    tally = Tally(tuple(listed), tuple(sums), tuple(credit), tuple(units))
    return Held(tally, counts, tuple(uses)), Burden(burden.cost + item.cost - funded, tuple(fees))


def _counted(made: Deal, held: Held, item: Item) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """What each multi-buy offer takes off the next unit, and the counts after it."""
    price, offs, counts = item.price, [0] * len(made.counting), list(held.counts)
    for at, offer in enumerate(made.counting):
        if offer.id in item.counted:
            cheaper = _at_place(offer, counts[at], price)
            offs[at], counts[at], price = price - cheaper, _next(offer, counts[at]), cheaper
    return tuple(offs), tuple(counts)


def group(offer: Promotion) -> int:
    """How many units make a group of a multi-buy offer."""
    return max(1, (offer.buy or 0) + (offer.get or 0)) if offer.mechanic is Mechanic.BUY_GET else 2


def _next(offer: Promotion, count: int) -> int:
    """The count after one more unit; without a limit per buyer, groups after the first are all alike."""
    size = group(offer)
    return count + 1 if offer.limit_per_user or count + 1 < 2 * size else size


def _at_place(offer: Promotion, count: int, price: int) -> int:
    """The price of the unit that comes after `count` others."""
    number, place = divmod(count, group(offer))
    if offer.limit_per_user and number >= offer.limit_per_user:
        return price
    if offer.mechanic is Mechanic.BUY_GET:
        return price if place < (offer.buy or 0) else 0
    return price if place == 0 or offer.rate is None else part_of(price, 1 - offer.rate)


def kept(receipt: Receipt, held: Held, burden: Burden) -> Decimal:
    """What the shop keeps of a basket before advertising, in cents, not rounded."""
    return receipt.received - fees_due(receipt, held, burden) - burden.cost - receipt.extras


def fees_due(receipt: Receipt, held: Held, burden: Burden) -> Decimal:
    """Fees on what the shop receives from buyer and platform, in cents, not rounded."""
    due = ZERO
    for at, whole in enumerate(held.tally.sums):
        if whole and burden.fees[at]:
            due += burden.fees[at] * (receipt.left[at] + receipt.platform[at]) / whole
    return due


def settled(made: Deal, picks: Picks) -> Settled:
    """The account of a basket that holds these items."""
    held, burden = empty(made)
    taken: dict[str, int] = {}
    ordered = sorted(picks, key=lambda pick: made.items.index(pick[0]))
    for item in (item for item, count in ordered for _ in range(count)):
        offs, _ = _counted(made, held, item)
        for offer, off in (*item.cuts, *zip(made.counting, offs, strict=True)):
            taken[offer.id] = taken.get(offer.id, 0) + off
        held, burden = add(made, held, burden, item)
    receipt = check_out(held.tally, made.coverings, made.terms)
    taken |= {step.offer.id: step.off for step in receipt.steps}
    units = _units(picks)
    goods, shipping = _total(units, "unit_cost"), _total(units, "shipping")
    return Settled(
        quantities=units,
        offers=made.offers,
        steps=tuple((offer, _money(taken.get(offer.id, 0))) for offer in made.offers),
        listed=_money(sum(held.tally.listed)),
        payable=_money(receipt.payable),
        platform=_money(sum(receipt.platform)),
        budget=_money(receipt.budget) + goods + shipping - burden.cost / HUNDRED,
        goods=goods,
        shipping=shipping,
        fees=cents(fees_due(receipt, held, burden) / HUNDRED),
        extras=_money(receipt.extras),
    )


def _picks(made: Deal, wanted: Mapping[str, int]) -> Iterator[tuple[Item, int]]:
    """The items for these units: as many bundles as they make, the dearest units at limited offers first."""
    left = dict(wanted)
    uses: dict[str, int] = {}
    limits = {offer.id: offer.limit_per_user or 0 for offer in made.limited}
    for item in sorted(made.items, key=lambda item: (len(item.products), len(item.uses), item.price), reverse=True):
        count = min(left[product.id] for product in item.products)
        count = min([count, *(limits[name] - uses.get(name, 0) for name in item.uses)])
        for name in item.uses:
            uses[name] = uses.get(name, 0) + count
        for product in item.products:
            left[product.id] -= count
        if count:
            yield item, count


def _units(picks: Picks) -> tuple[tuple[Product, int], ...]:
    """The number of units of each product."""
    products: dict[str, Product] = {}
    counts: dict[str, int] = {}
    for item, count in picks:
        for product in item.products:
            products[product.id] = product
            counts[product.id] = counts.get(product.id, 0) + count
    return tuple((product, counts[name]) for name, product in products.items())


def _total(units: Sequence[tuple[Product, int]], name: str) -> Decimal:
    """Sum of a cost over all units; one that a product does not state is nothing."""
    costs = ((getattr(product, name), count) for product, count in units)
    return sum((cost.amount * count for cost, count in costs if cost is not None), ZERO)


def _money(amount: int) -> Decimal:
    return Decimal(amount) / HUNDRED
