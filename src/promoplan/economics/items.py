"""What a basket may hold under offers that act together: products at the prices that the offers on items make.

Source: the domain notes on promotion mechanics. Prices are whole cents, rounded half up after each offer. A bundle is a
set of one unit of each of its products and takes no other offer on items. Units beyond an offer's limit per buyer are
to be had without it.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from msgspec import Struct

from promoplan.economics.checkout import Covering, Terms, cents_of, part_of
from promoplan.economics.ledger import ZERO
from promoplan.economics.margins import unit_costs
from promoplan.economics.offers import covers, presale_saving
from promoplan.economics.shares import shared_out
from promoplan.economics.stages import STAGE, Stage, are_joined
from promoplan.model.numbers import HUNDRED
from promoplan.model.products import Product
from promoplan.model.promotions import Funding, Mechanic, Promotion


class Portion(Struct, frozen=True):
    """A product's part of an item, in cents: its class, list price, price, and the fees if all of it is paid."""

    at: int
    listed: int
    price: int
    fees: Decimal


class Item(Struct, frozen=True):
    """A product, or a bundle of several, as a buyer may put it into the basket.

    In cents: `credit` is what a pre-sale takes off it, `cost` what it costs the shop (goods and carriage, less what a
    budget line pays of its price), `cuts` what each offer took off the list price. `uses` are the offers whose uses are
    limited, `counted` the multi-buy offers that count it.
    """

    products: tuple[Product, ...]
    portions: tuple[Portion, ...]
    cost: Decimal
    credit: int
    cuts: tuple[tuple[Promotion, int], ...]
    uses: frozenset[str]
    counted: frozenset[str]

    @property
    def name(self) -> tuple[str, ...]:
        """The ids of its products."""
        return tuple(product.id for product in self.products)

    @property
    def price(self) -> int:
        """What one costs before multi-buy offers."""
        return sum(portion.price for portion in self.portions)

    @property
    def fees(self) -> Decimal:
        """The fees on one if all of its price is paid."""
        return sum((portion.fees for portion in self.portions), ZERO)


class Deal(Struct, frozen=True):
    """Offers that act together on orders of some products, with all that pricing them needs.

    `items` stand dearest first, of equal ones those with the highest fees, as it is the last that come free.
    `coverings` are the offers on the whole order, `counting` the multi-buy offers that count units, `limited` the
    offers on items with a limit per buyer; all in the order in which they apply. `units` is the greatest number of
    units that any offer asks for.
    """

    offers: tuple[Promotion, ...]
    terms: Terms
    items: tuple[Item, ...]
    coverings: tuple[Covering, ...]
    counting: tuple[Promotion, ...]
    limited: tuple[Promotion, ...]
    classes: int
    units: int


_COUNTING = frozenset({Mechanic.BUY_GET, Mechanic.SECOND_ITEM})


def deal(products: Sequence[Product], offers: Sequence[Promotion], terms: Terms) -> Deal:
    """What offers that act together make of these products; the offers stand in the order of their stages."""
    whole = [each for each in offers if STAGE[each.mechanic] > Stage.ITEM and each.mechanic not in _COUNTING]
    signs = [tuple(covers(each, product) for each in whole) for product in products]
    classes = list(dict.fromkeys(signs))
    coverings = tuple(
        Covering.of(offer, tuple(at for at, sign in enumerate(classes) if sign[number]))
        for number, offer in enumerate(whole)
    )
    class_of = {product.id: classes.index(sign) for product, sign in zip(products, signs, strict=True)}
    items = sorted(_items(products, offers, class_of), key=lambda item: (-item.price, -item.fees, item.name))
    return Deal(
        offers=tuple(offers),
        terms=terms,
        items=tuple(items),
        coverings=coverings,
        counting=tuple(each for each in offers if each.mechanic in _COUNTING),
        limited=tuple(filter(_is_limited, offers)),
        classes=len(classes),
        units=max((each.buy or 0 for each in offers if each.mechanic is Mechanic.N_FOR_RATE), default=0),
    )


def _is_limited(offer: Promotion) -> bool:
    """Whether an offer on single units counts how many of them a buyer takes."""
    return bool(offer.limit_per_user) and STAGE[offer.mechanic] in {Stage.ITEM, Stage.PRESALE}


def _items(products: Sequence[Product], offers: Sequence[Promotion], class_of: dict[str, int]) -> Iterator[Item]:
    """Each product under the offers of one line, beside it without limited ones; bundles whose products are there."""
    for product in products:
        lines = _lines([each for each in offers if covers(each, product) and each.mechanic is not Mechanic.BUNDLE])
        unlimited = [tuple(each for each in line if not _is_limited(each)) for line in lines]
        known = {tuple(offer.id for offer in line): line for line in (*lines, *unlimited)}
        yield from (_single(product, line, class_of[product.id]) for line in known.values())
    for offer in offers:
        members = tuple(product for product in products if product.id in offer.products)
        if offer.mechanic is Mechanic.BUNDLE and members and len(members) == len(offer.products):
            yield _bundle(offer, members, class_of)


def _lines(offers: Sequence[Promotion]) -> list[tuple[Promotion, ...]]:
    """Which of the offers on a product may act on one unit of it: of those on items, only joined ones together."""
    cuts = [each for each in offers if STAGE[each.mechanic] is Stage.ITEM]
    if all(are_joined(one, other) for one, other in combinations(cuts, 2)):
        return [tuple(offers)]
    lines = []
    for first in cuts:
        taken = [first]
        for each in cuts:
            if each is not first and all(are_joined(each, other) for other in taken):
                taken.append(each)
        names = {each.id for each in taken}
        lines.append(tuple(each for each in offers if STAGE[each.mechanic] is not Stage.ITEM or each.id in names))
    return lines


def _single(product: Product, offers: Sequence[Promotion], at: int) -> Item:
    listed = price = cents_of(product.price)
    cuts: list[tuple[Promotion, int]] = []
    credit = 0
    for offer in offers:
        cheaper = cut(offer, price)
        if cheaper != price:
            cuts.append((offer, price - cheaper))
        price = cheaper
        if offer.mechanic is Mechanic.PRESALE:
            credit += max(0, part_of(100, presale_saving(offer)))
    return Item(
        products=(product,),
        portions=(Portion(at, listed, price, _fees(product, price)),),
        cost=_cost(product) - sum(off for offer, off in cuts if offer.funded_by is Funding.BUDGET),
        credit=min(credit, price),
        cuts=tuple(cuts),
        uses=frozenset(each.id for each in offers if _is_limited(each)),
        counted=frozenset(each.id for each in offers if each.mechanic in _COUNTING),
    )


def cut(offer: Promotion, price: int) -> int:
    """The price of one unit after an offer on items; a bundle's own price is for the set."""
    if offer.mechanic is Mechanic.LIMITED_DISCOUNT and offer.rate is not None:
        return part_of(price, 1 - offer.rate)
    if offer.mechanic is Mechanic.DIRECT_OFF:
        return max(0, price - cents_of(offer.amount))
    return price


def _bundle(offer: Promotion, members: tuple[Product, ...], class_of: dict[str, int]) -> Item:
    """A set at the bundle's price, shared out over its products as their list prices are."""
    listed = [cents_of(product.price) for product in members]
    price = cents_of(offer.price)
    prices = shared_out(price, listed)
    off = sum(listed) - price
    return Item(
        products=members,
        portions=tuple(
            Portion(class_of[product.id], full, part, _fees(product, part))
            for product, full, part in zip(members, listed, prices, strict=True)
        ),
        cost=sum(map(_cost, members), ZERO) - (off if offer.funded_by is Funding.BUDGET else 0),
        credit=0,
        cuts=((offer, off),),
        uses=frozenset({offer.id} if offer.limit_per_user else ()),
        counted=frozenset(),
    )


def _fees(product: Product, price: int) -> Decimal:
    return ZERO if product.fee_rate is None else price * product.fee_rate


def _cost(product: Product) -> Decimal:
    """Goods and carriage of one unit, in cents."""
    costs = unit_costs(product)
    return (costs.goods + costs.shipping) * HUNDRED
