"""The audience: there, described by research and not by opinion, each segment distinct and spoken to."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience, Segment
from promoplan.model.channels import Channel, Channels
from promoplan.model.content import Content, Piece
from promoplan.model.header import PlanHeader
from promoplan.rules.rule import Problem, problem, rule

_NEEDS = ("product", "service", "personal")


class SegmentLimits(NamedTuple):
    """The fewest traits that describe a segment."""

    min_traits: int = 3


@rule("PP040", Severity.ERROR)
def no_audience(plan: PlanHeader, audience: Audience | None = None) -> Iterator[Problem]:
    """No segment: the plan speaks to nobody in particular."""
    if audience is None:
        yield problem(plan.path, on_key=True, variant="absent")
    elif not audience.segments:
        yield problem(audience.path, on_key=True)


@rule("PP041", Severity.WARNING)
def audience_without_evidence(audience: Audience) -> Iterator[Problem]:
    """A segment that no survey, data or other source stands behind."""
    for segment in audience.segments:
        if not segment.evidence:
            yield problem(segment.at("id"), segment=segment.name)


@rule("PP042", Severity.WARNING, limits=SegmentLimits)
def thin_segment(audience: Audience, *, limits: SegmentLimits) -> Iterator[Problem]:
    """A segment with so few traits that nobody could find its people."""
    for segment in audience.segments:
        traits = _traits(segment)
        given = tuple(name for name, value in traits.items() if value)
        if len(given) < limits.min_traits:
            missing = tuple(name for name, value in traits.items() if not value)
            yield problem(
                segment.at("id"),
                variant="" if given else "none",
                segment=segment.name,
                given=given,
                missing=missing,
                count=len(given),
                least=limits.min_traits,
            )


def _traits(segment: Segment) -> dict[str, object]:
    """What a segment is described by, in a form that can be compared; empty where nothing is said."""
    needs = segment.needs
    wanted = tuple(_plain(getattr(needs, name)) for name in _NEEDS) if needs else ()
    return {
        "age": str(segment.age) if segment.age else "",
        "gender": segment.gender or "",
        "region": frozenset(segment.region),
        "income": frozenset(segment.income),
        "habits": _plain(segment.habits),
        "needs": wanted if any(wanted) else (),
    }


def _plain(texts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(text.casefold() for text in texts)


@rule("PP043", Severity.INFO)
def segments_overlap(audience: Audience) -> Iterator[Problem]:
    """Two segments that nothing tells apart; without any trait, another rule speaks."""
    first: dict[object, Segment] = {}
    for segment in audience.segments:
        traits = _traits(segment)
        if not any(traits.values()):
            continue
        other = first.setdefault((*traits.values(), frozenset(segment.stage)), segment)
        if other is not segment:
            yield problem(segment.at("id"), related=[other.at("id")], segment=segment.name, other=other.name)


@rule("PP044", Severity.WARNING)
def segment_not_addressed(audience: Audience, channels: Channels, content: Content) -> Iterator[Problem]:
    """A segment that no channel reaches, or that no piece speaks to, or only on channels that do not reach it.

    What names no segment may mean each of them, a piece without channels may be on all.
    """
    by_channel = {channel.id: set(_reached_by(channel)) for channel in channels.items}
    reached = _named([_reached_by(channel) for channel in channels.items])
    spoken_to = _named([piece.segments for piece in content.pieces])
    met = {name for piece in content.pieces for name in _met_by(piece, by_channel)}
    for segment in audience.segments:
        lacks_channel = reached is not None and segment.id not in reached
        lacks_content = spoken_to is not None and segment.id not in spoken_to
        apart = reached is not None and spoken_to is not None and segment.id not in met
        if lacks_channel or lacks_content or apart:
            both = lacks_channel and lacks_content
            variant = "both" if both else "channel" if lacks_channel else "content" if lacks_content else "apart"
            yield problem(segment.at("id"), variant=variant, segment=segment.name)


def _met_by(piece: Piece, by_channel: Mapping[str, set[str]]) -> Iterator[str]:
    """The piece's segments that one of its channels reaches."""
    for segment in piece.segments:
        if not piece.channels or any(segment in by_channel.get(name, {segment}) for name in piece.channels):
            yield segment


def _reached_by(channel: Channel) -> tuple[str, ...]:
    return (*channel.segments, *(name for placement in channel.placements for name in placement.segments))


def _named(lists: list[tuple[str, ...]]) -> set[str] | None:
    """Every segment that is named; None where one of the lists is empty, or there is none."""
    return {name for names in lists for name in names} if lists and all(lists) else None
