"""The delivery plan in the report: what runs where, when, for how much."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from promoplan.economics.customers import placement_economics
from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO
from promoplan.economics.returns import placement_outcome
from promoplan.model.channels import Channel, Channels, Placement
from promoplan.report.view.economics import (
    AssumptionsView,
    StatedView,
    customer_view,
    given,
    outcome_view,
    stated,
)
from promoplan.report.view.material import Material
from promoplan.report.view.times import span


class PlacementView(Struct, frozen=True):
    """One booking of the delivery plan; one without a name is called by its format.

    `impressions` to `cltv` are what its spend is expected to bring under its own figures or the channel's, `cac` to
    `cltv` what a new customer costs and is worth.
    `start` and `end` are its days, the plan's own where it names none. `title` names channel and placement, `figures`
    are those that differ from the channel's, `stated` the volumes that the plan states, `close` how it is closed.
    """

    channel: str
    name: str
    format: str
    dates: str
    spend: str
    bid: str
    impressions: str
    clicks: str
    orders: str
    new_customers: str
    revenue: str
    contribution: str
    roas: str
    roi: str
    cac: str
    payback_orders: str
    cltv: str
    segments: str
    products: str
    tracking: str
    landing: str
    start: date | None
    end: date | None
    title: str
    figures: AssumptionsView
    stated: StatedView
    close: str
    place: str


def placements(material: Material, section: Channels) -> Iterator[PlacementView]:
    """The bookings of all channels, in the plan's order."""
    for channel in section.items:
        for placement in channel.placements:
            yield _placement(material, channel, placement)


def _placement(material: Material, channel: Channel, placement: Placement) -> PlacementView:
    voice, period = material.voice, material.period
    start = placement.start or (period.start if period else None)
    end = placement.end or (period.end if period else None)
    name = placement.name or voice.term(placement.format)
    utm, brought = placement.utm, placement_outcome(channel, placement) or Outcome(ZERO)
    outcome = outcome_view(material, brought)
    customer = customer_view(material, placement_economics(channel, placement), brought)
    return PlacementView(
        channel=channel.name,
        name=name,
        format=voice.term(placement.format) if placement.name else "",
        dates=span(voice, start, end),
        spend=voice.money(placement.spend),
        bid=voice.money(placement.bid),
        impressions=outcome.impressions,
        clicks=outcome.clicks,
        orders=outcome.orders,
        new_customers=outcome.new_customers,
        revenue=outcome.revenue,
        contribution=outcome.contribution,
        roas=outcome.roas,
        roi=outcome.roi,
        cac=outcome.cac,
        payback_orders=customer.payback_orders,
        cltv=customer.cltv,
        segments=material.all_names(placement.segments or channel.segments),
        products=material.all_names(placement.products),
        tracking=" / ".join(filter(None, (utm.source, utm.medium, utm.campaign, utm.term, utm.content))) if utm else "",
        landing=placement.landing or "",
        start=start,
        end=end,
        title=voice.label("placement.bar", channel=channel.name, placement=name),
        figures=given(material, placement.economics),
        stated=stated(material, placement.expected),
        close=voice.term(placement.close),
        place=material.place(placement),
    )
