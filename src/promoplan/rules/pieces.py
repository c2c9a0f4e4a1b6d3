"""Each piece of content and each creator: frequency, owner, host, day of approval, and a format that fits."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.channels import ChannelKind, Channels
from promoplan.model.content import Content, ContentFormat
from promoplan.model.header import PlanHeader
from promoplan.model.phases import Phases
from promoplan.rules.publishing import STANDING, Calendar
from promoplan.rules.rule import Problem, problem, rule

_CREATOR = ("fee", "deliverables", "metric")

_MESSAGES = frozenset((ContentFormat.EMAIL, ContentFormat.SMS, ContentFormat.MESSAGE))
_POSTED = frozenset((ContentFormat.EMAIL, ContentFormat.SMS))
_PAGES = frozenset((ContentFormat.SEARCH_AD, ContentFormat.PRODUCT_PAGE))

UNFIT: Mapping[ChannelKind, frozenset[ContentFormat]] = {
    ChannelKind.SMS: _PAGES | {ContentFormat.LIVE, ContentFormat.LONG_VIDEO, ContentFormat.AUDIO},
    ChannelKind.EMAIL: _PAGES | {ContentFormat.LIVE},
    ChannelKind.SEARCH: _MESSAGES,
    ChannelKind.SEO: _MESSAGES | {ContentFormat.SEARCH_AD},
    ChannelKind.DISPLAY: _MESSAGES | {ContentFormat.SEARCH_AD},
    ChannelKind.OFFLINE: _POSTED | _PAGES,
    ChannelKind.SHORT_VIDEO: _POSTED,
    ChannelKind.LIVE: _POSTED,
    ChannelKind.SOCIAL: _POSTED,
}
"""Formats that a kind of channel plainly can't carry. What it could carry behind a link is not among them, nor what a
channel for e-mail and SMS together sends."""


class ApprovalLimits(NamedTuple):
    """The fewest days from a piece's approval to its publication."""

    min_days: int = 2


@rule("PP402", Severity.ERROR)
def no_frequency(content: Content) -> Iterator[Problem]:
    """A piece that is neither dated nor repeated; pages, posters and search ads stay where they are put."""
    for piece in content.pieces:
        if piece.frequency is None and piece.publish_on is None and piece.format not in STANDING:
            yield problem(piece.path, on_key=True, id=piece.id)


@rule("PP408", Severity.WARNING)
def content_without_owner(content: Content) -> Iterator[Problem]:
    """A piece that nobody makes."""
    for piece in content.pieces:
        if piece.owner is None:
            yield problem(piece.path, on_key=True, id=piece.id)


@rule("PP410", Severity.WARNING)
def creator_incomplete(content: Content) -> Iterator[Problem]:
    """A creator without fee (0 for supplies alone), deliverables, or the metric that judges them."""
    for creator in content.creators:
        missing = tuple(name for name in _CREATOR if getattr(creator, name) is None)
        if missing:
            yield problem(creator.path, on_key=True, name=creator.name, missing=missing)


@rule("PP413", Severity.WARNING)
def live_without_host(content: Content) -> Iterator[Problem]:
    """A live stream without a host."""
    for piece in content.pieces:
        if piece.format is ContentFormat.LIVE and piece.host is None:
            yield problem(piece.path, on_key=True, id=piece.id)


@rule("PP416", Severity.ERROR, limits=ApprovalLimits)
def approval_after_publication(
    plan: PlanHeader, content: Content, phases: Phases | None = None, *, limits: ApprovalLimits
) -> Iterator[Problem]:
    """A piece that is approved after it is first published (an error), or so shortly before that no change fits in."""
    calendar = Calendar.of(plan, phases)
    for piece in content.pieces:
        published = calendar.first_day(piece)
        if piece.approve_by is None or published is None:
            continue
        days = (published - piece.approve_by).days
        if days < limits.min_days:
            yield problem(
                piece.at("approve_by"),
                variant="" if days < 0 else "short",
                severity=None if days < 0 else Severity.WARNING,
                id=piece.id,
                approved=piece.approve_by,
                published=published,
                days=days,
                least=limits.min_days,
            )


@rule("PP418", Severity.ERROR)
def format_unfit(content: Content, channels: Channels) -> Iterator[Problem]:
    """A piece on a channel whose kind can't carry its format."""
    kinds = {channel.id: channel.kind for channel in channels.items}
    for piece in content.pieces:
        for index, name in enumerate(piece.channels):
            kind = kinds.get(name)
            if kind is not None and piece.format in UNFIT.get(kind, ()):
                yield problem(
                    piece.at("format"),
                    related=[piece.at("channels", index)],
                    format=piece.format,
                    channel=name,
                    kind=kind,
                )
