"""The peaks of a plan: live streams, sales, and phases meant as peak."""

from collections.abc import Iterator

from promoplan.model.channels import ChannelKind, Channels, PlacementFormat
from promoplan.model.content import Content, ContentFormat
from promoplan.model.phases import PhaseKind, Phases
from promoplan.model.promotions import Promotions
from promoplan.rules.rule import Path, Sections


def first_peak(sections: Sections) -> Path | None:
    """Path of the first live stream, sale or peak phase, by section; None for a plan without."""
    return next(_peaks(sections), None)


def _peaks(sections: Sections) -> Iterator[Path]:
    whole = sections.whole
    if isinstance(promotions := whole.get("promotions"), Promotions):
        yield from (offer.path for offer in promotions.items)
    if isinstance(content := whole.get("content"), Content):
        yield from (piece.path for piece in content.pieces if piece.format is ContentFormat.LIVE)
    if isinstance(channels := whole.get("channels"), Channels):
        yield from (channel.path for channel in channels.items if channel.kind is ChannelKind.LIVE)
        placements = (placement for channel in channels.items for placement in channel.placements)
        yield from (placement.path for placement in placements if placement.format is PlacementFormat.LIVE)
    if isinstance(phases := whole.get("phases"), Phases):
        yield from (phase.path for phase in phases.items if phase.kind is PhaseKind.PEAK)
