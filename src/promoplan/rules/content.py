"""The content plan as a whole: formats, review, renewal, feedback, and whether it differs from channel to channel."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience, LifeCycle
from promoplan.model.channels import Channels, Role
from promoplan.model.content import Content, Piece
from promoplan.model.references import SegmentRef
from promoplan.rules.rule import Path, Problem, problem, rule


class FormatLimits(NamedTuple):
    """The fewest formats, and the number from which on nothing more is said."""

    min_formats: int = 2
    enough: int = 3


class IterationLimits(NamedTuple):
    """The most days from one version of the content to the next."""

    max_days: int = 14


@rule("PP401", Severity.WARNING, limits=FormatLimits)
def few_formats(content: Content, *, limits: FormatLimits) -> Iterator[Problem]:
    """Content in one format only; two are enough to pass, three are what the method names."""
    formats = tuple(dict.fromkeys(piece.format for piece in content.pieces))
    if 0 < len(formats) < limits.enough:
        few = len(formats) < limits.min_formats
        yield problem(
            content.at("pieces"),
            on_key=True,
            variant="" if few else "two",
            severity=None if few else Severity.INFO,
            count=len(formats),
            formats=formats,
            least=limits.min_formats,
            enough=limits.enough,
        )


@rule("PP403", Severity.WARNING)
def no_review_process(content: Content) -> Iterator[Problem]:
    """Nothing said about how content is checked before it is published, or nobody who checks it."""
    review = content.review
    if review is None:
        yield problem(content.path, on_key=True)
    elif not review.by:
        yield problem(review.path, on_key=True, variant="nobody")


@rule("PP404", Severity.WARNING, limits=IterationLimits)
def slow_iteration(content: Content, *, limits: IterationLimits) -> Iterator[Problem]:
    """Content that is never renewed, or less often than every two weeks."""
    renewal = content.iteration
    if renewal is None:
        yield problem(content.path, on_key=True, variant="none", most=limits.max_days)
    elif renewal.days > limits.max_days:
        at = content.at("iteration")
        yield problem(at, found=renewal.text, days=renewal.days, most=limits.max_days)


@rule("PP405", Severity.ERROR)
def core_channel_without_content(content: Content, channels: Channels) -> Iterator[Problem]:
    """A core channel for which neither a piece, a creator nor the text of an advertisement is planned.

    Not where some content is for a channel that nothing defines: that may be the one.
    """
    served = {name for piece in content.pieces for name in piece.channels}
    served |= {creator.channel for creator in content.creators if creator.channel}
    served |= {text.channel for text in content.ad_copy if text.channel}
    lost = served - {channel.id for channel in channels.items}
    for channel in channels.items if not lost else ():
        if channel.role is Role.CORE and channel.id not in served:
            yield problem(channel.at("id"), related=[content.path], name=channel.name, id=channel.id)


@rule("PP407", Severity.INFO)
def undifferentiated(content: Content, channels: Channels) -> Iterator[Problem]:
    """The same themes in the same formats on every channel that has content, two or more."""
    on_channel: dict[str, set[tuple[str, str]]] = {channel.id: set() for channel in channels.items}
    for piece in content.pieces:
        for name in piece.channels:
            on_channel.get(name, set()).add((piece.theme.casefold(), piece.format))
    filled = {name: pieces for name, pieces in on_channel.items() if pieces}
    if len(filled) > 1 and len({frozenset(pieces) for pieces in filled.values()}) == 1:
        yield problem(content.at("pieces"), on_key=True, channels=tuple(filled))


@rule("PP411", Severity.WARNING)
def no_feedback(content: Content) -> Iterator[Problem]:
    """Nobody listens to what readers say of the content."""
    if not content.feedback:
        yield problem(content.path, on_key=True)


@rule("PP412", Severity.INFO)
def no_user_content(content: Content) -> Iterator[Problem]:
    """Users are not led to make content of their own."""
    if not content.user_content:
        yield problem(content.path, on_key=True)


@rule("PP415", Severity.INFO)
def stage_without_content(audience: Audience, content: Content, channels: Channels | None = None) -> Iterator[Problem]:
    """A stage of the customers' life cycle that the audience has and no piece speaks to.

    A piece speaks to its own stages; left out, to those of its segments; left out, to those of its channels' segments.
    """
    stages = {segment.id: set(segment.stage) for segment in audience.segments}
    reached = {channel.id: channel.segments for channel in channels.items} if channels else {}
    addressed = {stage for piece in content.pieces for stage in _stages_of(piece, stages, reached)}
    for stage, path in _stages_with_paths(audience):
        if content.pieces and stage not in addressed:
            yield problem(path, related=[content.at("pieces")], stage=stage)


def _stages_of(
    piece: Piece, stages: Mapping[str, set[LifeCycle]], reached: Mapping[str, tuple[SegmentRef, ...]]
) -> Iterator[LifeCycle]:
    segments = piece.segments or tuple(segment for name in piece.channels for segment in reached.get(name, ()))
    yield from piece.stage or (stage for segment in segments for stage in stages.get(segment, ()))


def _stages_with_paths(audience: Audience) -> Iterator[tuple[LifeCycle, Path]]:
    """Every stage of the audience, with the place that names it first."""
    named = set()
    for segment in audience.segments:
        for index, stage in enumerate(segment.stage):
            if stage not in named:
                named.add(stage)
                yield stage, segment.at("stage", index)
