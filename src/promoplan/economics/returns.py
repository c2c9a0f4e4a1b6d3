"""What a channel's money is expected to bring, with the figures of placements that differ from the channel's."""

from decimal import Decimal

from promoplan.economics.funnel import Outcome, outcome, together
from promoplan.model.channels import Channel, Economics


def channel_outcome(channel: Channel, money: Decimal) -> Outcome:
    """What a channel brings for this money.

    Where placements carry their own economics, the money is shared out in proportion to the placements' spends.
    """
    own = [placement for placement in channel.placements if placement.spend is not None]
    spends = [placement.spend.amount for placement in own if placement.spend is not None]
    planned = sum(spends, Decimal(0))
    if not planned or all(placement.economics is None for placement in own):
        return outcome(money, channel.economics)
    parts = [
        outcome(money * spend / planned, combined(channel.economics, placement.economics))
        for placement, spend in zip(own, spends, strict=True)
        if spend
    ]
    return together(parts) if all(part.revenue is not None for part in parts) else Outcome(money)


def combined(general: Economics | None, special: Economics | None) -> Economics | None:
    """The channel's economics with a placement's figures in their place; its CPM or CTR outdates the channel's CPC."""
    if general is None or special is None:
        return special or general
    figures = {name: value for name, value in special.__dict__.items() if value is not None}
    if "cpm" in figures or ("ctr" in figures and general.cpm is not None):
        figures.setdefault("cpc", None)
    return general.model_copy(update=figures)
