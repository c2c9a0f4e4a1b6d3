"""The channels that money is spent on, and how much."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import by_channel
from promoplan.economics.returns import channel_outcome, placement_spend
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channel, Channels, Domain


class Paid(Struct, frozen=True):
    """A channel with its media money, which is above zero."""

    channel: Channel
    money: Decimal

    @property
    def outcome(self) -> Outcome:
        """What the money is expected to bring."""
        return channel_outcome(self.channel, self.money)

    @property
    def public(self) -> bool:
        """Whether the money buys a platform's visitors, not the shop's own contacts."""
        return self.channel.domain is Domain.PUBLIC


def paid_channels(channels: Channels, budget: Budget | None) -> tuple[Paid, ...]:
    """The channels with media money, in the plan's order, each id once.

    The money is that of the channel's media lines; where it has none, what its placements spend.
    """
    return tuple(Paid(channel, money) for channel, money in with_money(channels, budget) if money)


def with_money(channels: Channels, budget: Budget | None) -> Iterator[tuple[Channel, Decimal]]:
    """All channels, each id once, with their media money; zero where there is none."""
    held = by_channel(budget, Base.MEDIA) if budget else {}
    first: dict[str, Channel] = {}
    for channel in channels.items:
        first.setdefault(channel.id, channel)
    for name, channel in first.items():
        yield channel, held[name] if name in held else placement_spend(channel)
