"""Step 03 in the report: the channels with role, positioning, money and economics."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from promoplan.economics.funnel import Outcome, break_even_roas, cost_per_click, together
from promoplan.economics.ledger import ZERO, by_channel, working
from promoplan.economics.returns import channel_outcome
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels, Economics, Role
from promoplan.report.material import Material
from promoplan.report.placements import PlacementView, placements


@dataclass(frozen=True, slots=True)
class AssumptionsView:
    """What a channel is taken to cost and bring, per impression, click and order; as the plan gives it."""

    cpm: str = ""
    ctr: str = ""
    cpc: str = ""
    cvr: str = ""
    aov: str = ""
    gross_margin: str = ""
    refund_rate: str = ""
    new_customer_share: str = ""
    break_even_roas: str = ""


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """What a spend is expected to bring; `values` holds the raw figures."""

    values: Outcome
    spend: str
    impressions: str
    clicks: str
    orders: str
    new_customers: str
    revenue: str
    net_revenue: str
    contribution: str
    roas: str
    roi: str
    cac: str
    cost_per_order: str


@dataclass(frozen=True, slots=True)
class ChannelView:
    """One channel; `share` is its part of the working budget. `role_key` is core, support or test."""

    name: str
    outcome: OutcomeView
    id: str = ""
    role: str = ""
    role_key: str = ""
    kind: str = ""
    domain: str = ""
    objective: str = ""
    positioning: str = ""
    owner: str = ""
    segments: str = ""
    hands_to: str = ""
    share: str = ""
    assumptions: AssumptionsView = AssumptionsView()

    @property
    def is_core(self) -> bool:
        """Whether it is one of the core channels."""
        return self.role_key == Role.CORE


@dataclass(frozen=True, slots=True)
class ChannelsView:
    """The channels with their sum, and the delivery plan.

    `complete`: every channel with money has figures for its revenue; else the sums leave out those that lack them.
    """

    items: tuple[ChannelView, ...]
    total: ChannelView
    complete: bool
    placements: tuple[PlacementView, ...]
    synergy: str

    @property
    def tracked(self) -> tuple[PlacementView, ...]:
        """The placements whose tracking or landing page is told."""
        return tuple(placement for placement in self.placements if placement.tracking or placement.landing)

    @property
    def core(self) -> tuple[ChannelView, ...]:
        """The core channels."""
        return tuple(channel for channel in self.items if channel.is_core)


def channels(material: Material) -> ChannelsView | None:
    """The channels, or None where the section is absent or broken."""
    section = material.section(Channels)
    if section is None:
        return None
    money, whole = channel_money(material, section)
    outcomes = {channel.id: channel_outcome(channel, money.get(channel.id, ZERO)) for channel in section.items}
    paid = [each for each in outcomes.values() if each.spend]
    return ChannelsView(
        items=tuple(_channel(material, channel, outcomes[channel.id], whole) for channel in section.items),
        total=_total(material, together(list(outcomes.values()))),
        complete=all(each.revenue is not None for each in paid),
        placements=tuple(placements(material, section)),
        synergy=section.synergy or "",
    )


def _total(material: Material, outcome: Outcome) -> ChannelView:
    """All channels together."""
    return ChannelView(name=material.voice.label("all-channels"), outcome=outcome_view(material, outcome))


def channel_money(material: Material, section: Channels) -> tuple[Mapping[str, Decimal], Decimal]:
    """Money per channel id, and the money it is part of: the budget lines', or the placements' without a budget."""
    budget = material.section(Budget)
    if budget is not None:
        return by_channel(budget), working(budget)
    spends = {
        channel.id: sum((each.spend.amount for each in channel.placements if each.spend), ZERO)
        for channel in section.items
    }
    return spends, sum(spends.values(), ZERO)


def _channel(material: Material, channel: Channel, outcome: Outcome, whole: Decimal) -> ChannelView:
    voice = material.voice
    return ChannelView(
        id=channel.id,
        name=channel.name,
        role=voice.term(channel.role),
        role_key=channel.role.value,
        kind=voice.term(channel.kind),
        domain=voice.term(channel.domain),
        objective=voice.term(channel.objective),
        positioning=channel.positioning or "",
        owner=material.name(channel.owner),
        segments=material.all_names(channel.segments),
        hands_to=material.all_names(channel.hands_to),
        share=voice.part(outcome.spend, whole),
        assumptions=_assumptions(material, channel.economics),
        outcome=outcome_view(material, outcome),
    )


def _assumptions(material: Material, economics: Economics | None) -> AssumptionsView:
    if economics is None:
        return AssumptionsView()
    voice = material.voice
    return AssumptionsView(
        cpm=voice.money(economics.cpm),
        ctr=voice.percent(economics.ctr),
        cpc=voice.money(economics.cpc if economics.cpc is not None else cost_per_click(economics)),
        cvr=voice.percent(economics.cvr.rate) if economics.cvr else "",
        aov=voice.money(economics.aov),
        gross_margin=voice.percent(economics.gross_margin),
        refund_rate=voice.percent(economics.refund_rate),
        new_customer_share=voice.percent(economics.new_customer_share),
        break_even_roas=voice.multiple(break_even_roas(economics)),
    )


def outcome_view(material: Material, outcome: Outcome) -> OutcomeView:
    """An outcome in words."""
    voice = material.voice
    return OutcomeView(
        values=outcome,
        spend=voice.money(outcome.spend),
        impressions=voice.count(outcome.impressions),
        clicks=voice.count(outcome.clicks),
        orders=voice.count(outcome.orders),
        new_customers=voice.count(outcome.new_customers),
        revenue=voice.rough_money(outcome.revenue),
        net_revenue=voice.rough_money(outcome.net_revenue),
        contribution=voice.rough_money(outcome.contribution),
        roas=voice.multiple(outcome.roas),
        roi=voice.multiple(outcome.roi),
        cac=voice.rough_money(outcome.cac),
        cost_per_order=voice.rough_money(outcome.cost_per_order),
    )
