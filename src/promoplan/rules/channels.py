"""Step 03, each channel: its delivery plan, its positioning, whom it reaches, and whether anything happens on it."""

import re
from collections.abc import Iterator

from promoplan.economics.ledger import by_channel
from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels, PlacementFormat, Role
from promoplan.model.content import Content
from promoplan.model.header import Purpose
from promoplan.model.promotions import Promotions
from promoplan.rules.rule import Problem, problem, rule

_UNFIT = {
    Purpose.SALES: frozenset((PlacementFormat.SPLASH, PlacementFormat.DISPLAY, PlacementFormat.VIDEO)),
    Purpose.AWARENESS: frozenset((PlacementFormat.SEARCH, PlacementFormat.SHOPPING, PlacementFormat.AFFILIATE)),
}
"""Formats that alone do not serve an objective: being seen does not sell, and who searches knows already."""


@rule("PP302", Severity.ERROR)
def core_channel_without_placement(channels: Channels) -> Iterator[Problem]:
    """A core channel without a delivery plan."""
    for channel in channels.items:
        if channel.role is Role.CORE and not channel.placements:
            yield problem(channel.at("id"), channel=channel.name)


@rule("PP303", Severity.WARNING)
def channel_without_positioning(channels: Channels) -> Iterator[Problem]:
    """A channel that the plan does not say what it is for; an error for a core channel."""
    for channel in channels.items:
        if channel.positioning is None:
            severity = Severity.ERROR if channel.role is Role.CORE else None
            yield problem(channel.at("id"), severity=severity, channel=channel.name, role=channel.role)


@rule("PP304", Severity.WARNING)
def same_positioning(channels: Channels) -> Iterator[Problem]:
    """Two channels that are for the same."""
    first: dict[str, Channel] = {}
    for channel in channels.items:
        words = re.sub(r"[\W_]+", "", channel.positioning or "").casefold()
        other = first.setdefault(words, channel) if words else channel
        if other is not channel:
            yield problem(
                channel.at("positioning"),
                related=[other.at("positioning")],
                channel=channel.name,
                other=other.name,
                positioning=channel.positioning,
            )


@rule("PP305", Severity.WARNING)
def channel_without_segment(channels: Channels, audience: Audience | None = None) -> Iterator[Problem]:
    """A channel that neither itself nor by its placements says whom it reaches; a plan without segments lacks more."""
    if audience is None or not audience.segments:
        return
    for channel in channels.items:
        if not channel.segments and not any(placement.segments for placement in channel.placements):
            yield problem(channel.at("id"), channel=channel.name)


@rule("PP315", Severity.WARNING)
def idle_channel(
    channels: Channels, content: Content, budget: Budget, promotions: Promotions | None = None
) -> Iterator[Problem]:
    """A channel without money, content, placement or promotion; what a core channel lacks, other rules say."""
    busy = {name for piece in content.pieces for name in piece.channels} | set(by_channel(budget))
    busy |= {creator.channel for creator in content.creators if creator.channel}
    busy |= {text.channel for text in content.ad_copy if text.channel}
    busy |= {name for offer in (promotions.items if promotions else ()) for name in offer.channels}
    for channel in channels.items:
        if channel.role is not Role.CORE and channel.id not in busy and not channel.placements:
            yield problem(channel.at("id"), channel=channel.name)


@rule("PP324", Severity.INFO)
def objective_mismatch(channels: Channels) -> Iterator[Problem]:
    """A channel that shall sell and books only formats to be seen in, or the reverse."""
    for channel in channels.items:
        formats = tuple(dict.fromkeys(placement.format for placement in channel.placements))
        if channel.objective in _UNFIT and formats and _UNFIT[channel.objective].issuperset(formats):
            yield problem(
                channel.at("objective"),
                variant=channel.objective.value,
                related=[placement.at("format") for placement in channel.placements],
                channel=channel.name,
                formats=formats,
            )
