"""What a channel's money is expected to bring: the sum of what its parts bring."""

from decimal import Decimal

from msgspec.structs import replace

from promoplan.economics.funnel import Outcome, first_known, outcome, times, together
from promoplan.economics.ledger import ZERO
from promoplan.economics.parts import figures_of, parts_of
from promoplan.model.channels import Channel, Placement
from promoplan.model.numbers import ONE


def channel_outcome(channel: Channel, money: Decimal) -> Outcome:
    """What a channel brings for this money by its economics and those of its placements."""
    return replace(together([outcome(part) for part in parts_of(channel, money)]), spend=money)


def placement_outcome(channel: Channel, placement: Placement) -> Outcome | None:
    """What a placement brings for its own spend, as part of all that its channel's placements spend; None without one.

    Diminishing returns are those of the channel: they hold for all its placements together.
    """
    if placement.spend is None:
        return None
    part, *_ = parts_of(channel, placement_spend(channel))
    return outcome(replace(part, spend=placement.spend.amount, figures=figures_of(channel, placement)))


def placement_spend(channel: Channel) -> Decimal:
    """What a channel's placements spend together."""
    return sum((each.spend.amount for each in channel.placements if each.spend), ZERO)


def planned_outcome(channel: Channel, money: Decimal) -> Outcome:
    """The same, and where the economics give no figure, the volume that the plan itself states.

    That is the channel's `expected`, else the sum of its placements' where each states one. What follows from a stated
    volume is computed from it, by the channel's own figures.
    """
    computed, figures = channel_outcome(channel, money), figures_of(channel)
    given = {name: figure.likely for name, figure in figures.items()}
    impressions = first_known(computed.impressions, _stated(channel, "impressions"))
    clicks = first_known(computed.clicks, _stated(channel, "clicks"), times(impressions, given.get("ctr")))
    orders = first_known(computed.orders, _stated(channel, "orders"), times(clicks, given.get("cvr")))
    revenue = first_known(computed.revenue, _stated(channel, "revenue"), times(orders, given.get("aov")))
    net = first_known(computed.net_revenue, times(revenue, ONE - given.get("refund_rate", ZERO)))
    return Outcome(
        spend=money,
        impressions=impressions,
        clicks=clicks,
        orders=orders,
        new_customers=first_known(computed.new_customers, times(orders, given.get("new_customer_share"))),
        revenue=revenue,
        net_revenue=net,
        gross_profit=first_known(computed.gross_profit, times(net, given.get("gross_margin"))),
    )


def _stated(channel: Channel, volume: str) -> Decimal | None:
    """A volume as the plan states it; None where it does not."""
    if channel.expected and volume in channel.expected.volumes:
        return channel.expected.volumes[volume]
    placed = [each.expected.volumes.get(volume) if each.expected else None for each in channel.placements]
    known = [each for each in placed if each is not None]
    return sum(known, ZERO) if known and len(known) == len(placed) else None
