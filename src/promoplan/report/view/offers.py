"""An offer in words: what a buyer gets, as far as the plan states it."""

from decimal import Decimal

from promoplan.model.promotions import Promotion
from promoplan.report.view.times import span
from promoplan.report.view.voice import Voice

_TEN = Decimal(10)


def offer_text(voice: Voice, offer: Promotion) -> str:
    """The parts of an offer that are given: 20% off; from $120; at most $30 off."""
    parts = [_part(voice, offer, name) for name in _PARTS if getattr(offer, name)]
    parts += [
        voice.label("offer.tier", threshold=voice.money(t.threshold), off=voice.money(t.amount)) for t in offer.tiers
    ]
    if offer.gift:
        gift = offer.gift
        parts.append(voice.label("offer.gift", name=gift.name))
        parts += [voice.label("offer.gift-value", value=voice.money(gift.value))] if gift.value else []
    if offer.draw and offer.draw.prizes:
        parts.append(voice.label("offer.prizes", names=voice.listed(prize.name for prize in offer.draw.prizes)))
    if offer.deposit_end or offer.balance_start:
        parts.append(_windows(voice, offer))
    return voice.label("offer.join").join(filter(None, parts))


_PARTS = (
    "threshold", "rate", "amount", "repeating", "cap", "merchant_share", "deposit", "counts_as", "buy", "get", "price",
    "earn", "point_value", "burn_cap", "redemption", "issue", "carriage",
)  # fmt: skip
"""The parameters that are said, in this order."""


def _part(voice: Voice, offer: Promotion, name: str) -> str:
    """One parameter in words; what has words of its own for a mechanic is said in these."""
    value = getattr(offer, name)
    match name:
        case "rate":
            shown = {"rate": voice.percent(value), "fold": voice.number((1 - value) * _TEN)}
        case "merchant_share" | "redemption" | "burn_cap":
            shown = {"value": voice.percent(value)}
        case "buy" | "get" | "issue":
            shown = {"value": voice.count(value)}
        case "earn":
            shown = {"value": voice.number(value)}
        case "repeating":
            shown = {}
        case _:
            shown = {"value": voice.money(value)}
    return voice.label(f"offer.{_words(offer, name)}", **shown)


def _words(offer: Promotion, name: str) -> str:
    """The phrase for a parameter, which in some mechanics means something of its own."""
    own = f"{name}.{offer.mechanic}"
    return own if own in {"rate.second-item", "buy.n-for-rate"} else name


def _windows(voice: Voice, offer: Promotion) -> str:
    """When deposit and balance of a pre-sale are paid."""
    deposit = span(voice, offer.start, offer.deposit_end) if offer.deposit_end else ""
    balance = span(voice, offer.balance_start, None)
    return voice.listed(
        voice.label(f"offer.{name}-window", dates=dates)
        for name, dates in (("deposit", deposit), ("balance", balance))
        if dates
    )
