"""A basket under offers that act together: what is paid for it, and what the shop keeps."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.checkout import Terms, check_out
from promoplan.economics.filling import add, counted, empty, fees_due
from promoplan.economics.items import Deal, Item, deal
from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.margins import unit_costs
from promoplan.model.numbers import HUNDRED
from promoplan.model.products import Product
from promoplan.model.promotions import Promotion

Quantities = Sequence[tuple[Product, int]]
"""Products with the number of units of each."""

Picks = Sequence[tuple[Item, int]]
"""Items with the number of each."""


class Settled(Struct, frozen=True):
    """A basket's account, in the plan's currency; amounts to the cent.

    `listed` is the sum of list prices, `payable` what the buyer pays, `platform` what a platform adds, `budget` what a
    line of the budget pays. `acting` are the offers that took something off or cost something, `steps` tell what each
    offer took off, in the order in which they apply. `extras` are gifts, free carriage and points.
    """

    quantities: tuple[tuple[Product, int], ...]
    offers: tuple[Promotion, ...]
    acting: tuple[Promotion, ...]
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


def settled(made: Deal, picks: Picks) -> Settled:
    """The account of a basket that holds these items."""
    held, burden = empty(made)
    taken: dict[str, int] = {}
    ordered = sorted(picks, key=lambda pick: made.items.index(pick[0]))
    for item in (item for item, count in ordered for _ in range(count)):
        offs, _ = counted(made, held, item)
        for offer, off in (*item.cuts, *zip(made.counting, offs, strict=True)):
            taken[offer.id] = taken.get(offer.id, 0) + off
        held, burden = add(made, held, burden, item)
    receipt = check_out(held.tally, made.coverings, made.terms)
    taken |= {step.offer.id: step.off for step in receipt.steps}
    giving = {step.offer.id for step in receipt.steps if step.cost}
    units = _units(picks)
    costs = [(unit_costs(product), count) for product, count in units]
    goods = sum((each.goods * count for each, count in costs), ZERO)
    shipping = sum((each.shipping * count for each, count in costs), ZERO)
    return Settled(
        quantities=units,
        offers=made.offers,
        acting=tuple(offer for offer in made.offers if taken.get(offer.id) or offer.id in giving),
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
    """The items for these units: as many bundles as they make, the dearest units at limited offers first.

    Of offers that can't act on one unit together, the one that is best for the buyer.
    """
    left = dict(wanted)
    uses: dict[str, int] = {}
    limits = {offer.id: offer.limit_per_user or 0 for offer in made.limited}
    for item in sorted(made.items, key=_wish, reverse=True):
        count = min(left[product.id] for product in item.products)
        count = min([count, *(limits[name] - uses.get(name, 0) for name in item.uses)])
        for name in item.uses:
            uses[name] = uses.get(name, 0) + count
        for product in item.products:
            left[product.id] -= count
        if count:
            yield item, count


def _wish(item: Item) -> tuple[int, ...]:
    """How early a buyer takes an item: sets, then limited offers, the dearest products first, each at its least."""
    listed = sum(portion.listed for portion in item.portions)
    return len(item.products), len(item.uses), listed, -item.price


def _units(picks: Picks) -> tuple[tuple[Product, int], ...]:
    """The number of units of each product."""
    products: dict[str, Product] = {}
    counts: dict[str, int] = {}
    for item, count in picks:
        for product in item.products:
            products[product.id] = product
            counts[product.id] = counts.get(product.id, 0) + count
    return tuple((product, counts[name]) for name, product in products.items())


def _money(amount: int) -> Decimal:
    return Decimal(amount) / HUNDRED
