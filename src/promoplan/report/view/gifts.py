"""What promotions give away in the report: gifts, and the draws in which prizes are won."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.model.promotions import Draw, Gift, Prize, Promotions
from promoplan.report.view.material import Material
from promoplan.report.view.times import day


class GiftView(Struct, frozen=True):
    """What a promotion gives; `cost` is what one costs the shop, `value` what it sells for."""

    promotion: str
    name: str
    product: str
    spec: str
    cost: str
    value: str
    quantity: str
    method: str


class PrizeView(Struct, frozen=True):
    """What can be won; `value` is that of one of them, `odds` the chance to win it where no number is fixed."""

    name: str
    kind: str
    value: str
    quantity: str
    odds: str


class DrawView(Struct, frozen=True):
    """A draw, and what buyers are told of it; `instant` says yes where everybody learns at once whether they won."""

    promotion: str
    prizes: tuple[PrizeView, ...]
    conditions: str
    instant: str
    date: str
    method: str
    redemption: str
    sponsor: str
    changed_on: str
    change_reason: str


def gifts(material: Material, section: Promotions) -> Iterator[GiftView]:
    """The gifts of all promotions, in the plan's order."""
    return (_gift(material, offer.name, offer.gift) for offer in section.items if offer.gift)


def draws(material: Material, section: Promotions) -> Iterator[DrawView]:
    """The draws of all promotions, in the plan's order."""
    return (_draw(material, offer.name, offer.draw) for offer in section.items if offer.draw)


def _gift(material: Material, promotion: str, gift: Gift) -> GiftView:
    voice = material.voice
    return GiftView(
        promotion=promotion,
        name=gift.name,
        product=material.name(gift.product),
        spec=gift.spec or "",
        cost=voice.money(gift.cost),
        value=voice.money(gift.value),
        quantity=voice.count(gift.quantity),
        method=gift.method or "",
    )


def _draw(material: Material, promotion: str, draw: Draw) -> DrawView:
    voice = material.voice
    return DrawView(
        promotion=promotion,
        prizes=tuple(_prize(material, prize) for prize in draw.prizes),
        conditions=draw.conditions or "",
        instant=voice.yes(draw.instant),
        date=day(voice, draw.date),
        method=draw.method or "",
        redemption=draw.redemption or "",
        sponsor=draw.sponsor or "",
        changed_on=day(voice, draw.changed_on),
        change_reason=draw.change_reason or "",
    )


def _prize(material: Material, prize: Prize) -> PrizeView:
    voice = material.voice
    return PrizeView(
        prize.name,
        voice.term(prize.kind),
        voice.money(prize.value),
        voice.count(prize.quantity),
        voice.percent(prize.odds),
    )
