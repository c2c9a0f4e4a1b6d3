"""The worst basket in the report: what is in it, what each offer takes off, and what the shop keeps of it."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.basket import Settled
from promoplan.model.products import Products
from promoplan.model.promotions import Mechanic, Promotions
from promoplan.report.view.material import Material
from promoplan.rules.rule import Sections
from promoplan.rules.worst_baskets import sound_offers, worst_of

_GIVING = frozenset({Mechanic.GIFT, Mechanic.FREE_SHIPPING, Mechanic.POINTS})


class EntryView(Struct, frozen=True):
    """One line of a basket's account; what is taken away has a minus."""

    entry: str
    amount: str


class BasketView(Struct, frozen=True):
    """A basket's account from list prices to what is left, before advertising.

    `title` says what is in it and in which respect it is the worst, `summary` what it comes to.
    """

    title: str
    entries: tuple[EntryView, ...]
    result: EntryView
    summary: str


class WorstView(Struct, frozen=True):
    """The basket of which the shop keeps the lowest share, and where it is another one the lowest amount.

    `searched` says what was looked at, `followed` how far offers without end were, `left_out` which offers were not, as
    rules find them wrong.
    """

    baskets: tuple[BasketView, ...]
    searched: str
    followed: str
    left_out: str


def worst(material: Material, promotions: Promotions) -> WorstView | None:
    """The worst baskets under the plan's offers; None where no offer changes what a basket leaves."""
    products = material.section(Products)
    if products is None:
        return None
    found = worst_of(Sections(material.checked.sections))
    by_rate, by_money = (found.by_rate, found.by_money) if found else (None, None)
    if found is None or by_rate is None or by_money is None or not _acts(by_rate):
        return None
    baskets = [_basket(material, by_rate, "share")]
    if _acts(by_money) and by_money.quantities != by_rate.quantities:
        baskets.append(_basket(material, by_money, "money"))
    sound = {offer.id for offer in sound_offers(promotions, products)}
    label = material.voice.label
    return WorstView(
        baskets=tuple(baskets),
        searched=label("worst.searched" if found.searched else "worst.given-up"),
        followed=label("worst.followed", count=found.followed) if found.followed else "",
        left_out=material.voice.listed(offer.name for offer in promotions.items if offer.id not in sound),
    )


def _acts(basket: Settled) -> bool:
    return basket.payable != basket.listed or bool(basket.extras)


def _basket(material: Material, basket: Settled, respect: str) -> BasketView:
    voice = material.voice
    label = voice.label
    contents = voice.listed(
        label("worst.units", count=voice.count(count), product=product.name) for product, count in basket.quantities
    )
    rate = voice.share(basket.contribution_rate)
    return BasketView(
        title=label(f"worst.{respect}", basket=contents),
        entries=tuple(EntryView(entry, amount) for entry, amount in _entries(material, basket)),
        result=EntryView(label("worst.contribution"), voice.money(basket.contribution)),
        summary=label(
            "worst.summary",
            discount=voice.share(basket.discount),
            payable=voice.money(basket.payable),
            kept=voice.money(basket.contribution),
            rate=rate,
        )
        if rate
        else "",
    )


def _entries(material: Material, basket: Settled) -> Iterator[tuple[str, str]]:
    """From the list prices to all that is taken off the payment, in this order; what is nothing is left out."""
    voice, label = material.voice, material.voice.label
    yield label("worst.listed"), voice.money(basket.listed)
    for offer, off in basket.steps:
        if off:
            yield offer.name, _less(material, off)
    yield label("worst.payable"), voice.money(basket.payable)
    for name in ("platform", "budget"):
        paid: Decimal = getattr(basket, name)
        if paid:
            yield label(f"worst.{name}"), voice.signed(paid, voice.money)
    for name in ("goods", "fees", "shipping", "extras"):
        cost: Decimal = getattr(basket, name)
        given = voice.listed(offer.name for offer in basket.offers if name == "extras" and offer.mechanic in _GIVING)
        if cost:
            entry = label(f"worst.{name}")
            yield label("with-note", text=entry, note=given) if given else entry, _less(material, cost)


def _less(material: Material, amount: Decimal) -> str:
    return material.voice.signed(-amount, material.voice.money)
