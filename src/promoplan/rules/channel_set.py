"""Step 03, the channels together: how many carry the plan, how they differ, and where they hand people on to."""

from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channel, Channels, Domain, Role
from promoplan.rules.rule import Problem, problem, rule


class CoreLimits(NamedTuple):
    """Fewest and most core channels."""

    min_count: int = 2
    max_count: int = 3


@rule("PP301", Severity.ERROR, limits=CoreLimits)
def core_channel_count(channels: Channels, *, limits: CoreLimits) -> Iterator[Problem]:
    """Too few core channels to lean on, or so many that none gets weight."""
    core = _core(channels)
    if not limits.min_count <= len(core) <= limits.max_count:
        yield problem(
            channels.at("items") if channels.items else channels.path,
            on_key=True,
            variant="" if core else "none",
            related=[channel.at("role") for channel in core],
            count=len(core),
            channels=tuple(channel.name for channel in core),
            least=limits.min_count,
            most=limits.max_count,
        )


@rule("PP320", Severity.INFO)
def same_kind_core(channels: Channels) -> Iterator[Problem]:
    """Core channels, two or more, of one kind."""
    core = _core(channels)
    if len(core) > 1 and len({channel.kind for channel in core}) == 1:
        first, *others = core
        yield problem(
            first.at("kind"),
            related=[channel.at("kind") for channel in others],
            channels=tuple(channel.name for channel in core),
            kind=first.kind,
        )


def _core(channels: Channels) -> list[Channel]:
    return [channel for channel in channels.items if channel.role is Role.CORE]


@rule("PP313", Severity.INFO)
def no_private_domain(channels: Channels) -> Iterator[Problem]:
    """No channel to the shop's own contacts."""
    if channels.items and all(channel.domain is Domain.PUBLIC for channel in channels.items):
        yield problem(channels.at("items"), on_key=True)


@rule("PP314", Severity.WARNING)
def hand_over_loop(channels: Channels) -> Iterator[Problem]:
    """Public channels that hand people on for ever: none leads to private contacts, or to a channel where they stay."""
    caught = _caught(channels)
    if caught:
        first, *others = caught
        yield problem(
            first.at("hands_to"),
            variant="" if others else "self",
            related=[channel.at("hands_to") for channel in others],
            channels=tuple(channel.name for channel in caught),
        )


def _caught(channels: Channels) -> list[Channel]:
    """The channels from which no way leads out; one that hands on to an id that nothing defines gets the doubt."""
    known = {channel.id for channel in channels.items}
    sources: dict[str, list[str]] = defaultdict(list)
    out: list[str] = []
    for channel in channels.items:
        for target in channel.hands_to:
            sources[target].append(channel.id)
        if channel.domain is Domain.PRIVATE or not channel.hands_to or not known.issuperset(channel.hands_to):
            out.append(channel.id)
    leading_out: set[str] = set()
    while out:
        name = out.pop()
        if name not in leading_out:
            leading_out.add(name)
            out += sources[name]
    return [channel for channel in channels.items if channel.id not in leading_out]
