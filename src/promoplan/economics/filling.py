"""Baskets as they are filled, one item after the other: what their price depends on, and what they cost the shop.

Source: the domain notes on promotion mechanics. Multi-buy offers count the units that they cover from the dearest to
the cheapest: of a buy-get, each unit after those to buy is free until the next group begins; of a second-item offer,
every second unit is cheaper.
"""

from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.checkout import Receipt, Tally, part_of
from promoplan.economics.items import Deal, Item
from promoplan.economics.ledger import ZERO
from promoplan.model.promotions import Funding, Mechanic, Promotion


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
    offs, counts = counted(made, held, item)
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


def counted(made: Deal, held: Held, item: Item) -> tuple[tuple[int, ...], tuple[int, ...]]:
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
