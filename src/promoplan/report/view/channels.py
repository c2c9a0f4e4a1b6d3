"""Step 03 in the report: the channels with role, positioning, money and economics."""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct, field

from promoplan.economics.funnel import Outcome
from promoplan.economics.ledger import ZERO, by_channel, working
from promoplan.economics.paid import paid_channels
from promoplan.economics.returns import placement_spend, planned_outcome
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels, Role
from promoplan.report.view.economics import (
    AssumptionsView,
    CustomerView,
    OutcomeView,
    StatedView,
    assumptions,
    blended_view,
    customer_view,
    is_worth_a_look,
    outcome_view,
    stated,
    total_view,
)
from promoplan.report.view.material import Material
from promoplan.report.view.phase_outcomes import PhaseView, phases
from promoplan.report.view.placements import PlacementView, placements


class ChannelView(Struct, frozen=True):
    """One channel; `amount` is its money and `share` its part of the working budget, `part` the same as a number.

    `role_key` is core, support or test. `stated` are the volumes that the plan itself states.

    `outcome` is what its media money is expected to bring, by the likely values of its figures.
    """

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
    amount: str = ""
    share: str = ""
    part: Decimal | None = None
    assumptions: AssumptionsView = field(default_factory=AssumptionsView)
    customer: CustomerView = field(default_factory=CustomerView)
    stated: StatedView = field(default_factory=StatedView)
    place: str = ""

    @property
    def is_core(self) -> bool:
        """Whether it is one of the core channels."""
        return self.role_key == Role.CORE


class ChannelsView(Struct, frozen=True):
    """The channels with their sum, what falls into each phase, and the delivery plan.

    `complete`: every channel with money has figures for its revenue; else the sums leave out those that lack them.
    `unsaturated` are the channels with money that state no diminishing returns, in words.
    """

    items: tuple[ChannelView, ...]
    total: ChannelView
    complete: bool
    unsaturated: str
    phases: tuple[PhaseView, ...]
    placements: tuple[PlacementView, ...]
    synergy: str

    @property
    def expecting(self) -> tuple[PlacementView, ...]:
        """The placements of which it is known what their spend brings."""
        return tuple(placement for placement in self.placements if placement.clicks or placement.revenue)

    @property
    def tracked(self) -> tuple[PlacementView, ...]:
        """The placements whose tracking or landing page is told, or how they are closed."""
        return tuple(each for each in self.placements if each.tracking or each.landing or each.close)

    @property
    def stating(self) -> tuple[ChannelView, ...]:
        """The channels of which the plan states volumes."""
        return tuple(channel for channel in self.items if channel.stated != StatedView())

    @property
    def stating_placements(self) -> tuple[PlacementView, ...]:
        """The placements of which the plan states volumes."""
        return tuple(placement for placement in self.placements if placement.stated != StatedView())

    @property
    def differing(self) -> tuple[PlacementView, ...]:
        """The placements that have figures of their own."""
        return tuple(placement for placement in self.placements if placement.figures != AssumptionsView())

    @property
    def saturated(self) -> bool:
        """Whether a channel states diminishing returns."""
        return any(channel.assumptions.saturation for channel in self.items)

    @property
    def has_lifetimes(self) -> bool:
        """Whether the plan tells what a customer of some channel is worth over the years."""
        return any(channel.customer.cltv or channel.customer.payback_months for channel in self.items)

    @property
    def customers(self) -> tuple[ChannelView, ...]:
        """The channels of whose customers it is known what winning them costs, or what they are worth."""
        return tuple(channel for channel in self.items if is_worth_a_look(channel.customer))

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
    media = {paid.channel.id: paid.money for paid in paid_channels(section, material.section(Budget))}
    found = [(channel, planned_outcome(channel, media.get(channel.id, ZERO))) for channel in section.items]
    outcomes = [outcome for _, outcome in found]
    return ChannelsView(
        items=tuple(_channel(material, *each, (money.get(each[0].id, ZERO), whole)) for each in found),
        total=ChannelView(
            name=material.voice.label("all-channels"),
            outcome=total_view(material, outcomes),
            customer=blended_view(material, found),
        ),
        complete=all(each.revenue is not None for each in outcomes if each.spend),
        unsaturated=material.voice.listed(each.name for each, got in found if got.spend and each.saturation is None),
        phases=tuple(phases(material, found)),
        placements=tuple(placements(material, section)),
        synergy=section.synergy or "",
    )


def channel_money(material: Material, section: Channels) -> tuple[Mapping[str, Decimal], Decimal]:
    """Money per channel id, and the money it is part of: the budget lines', or the placements' without a budget."""
    budget = material.section(Budget)
    if budget is not None:
        return by_channel(budget), working(budget)
    spends = {channel.id: placement_spend(channel) for channel in section.items}
    return spends, sum(spends.values(), ZERO)


def _channel(material: Material, channel: Channel, outcome: Outcome, budget: tuple[Decimal, Decimal]) -> ChannelView:
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
        amount=voice.money(budget[0]) if budget[0] else "",
        share=voice.part(*budget),
        part=budget[0] / budget[1] if budget[1] else None,
        assumptions=assumptions(material, channel),
        customer=customer_view(material, channel.economics, outcome),
        outcome=outcome_view(material, outcome),
        stated=stated(material, channel.expected),
        place=material.place(channel),
    )
