"""Step 04 in the report: pieces of content, creators, review and the texts of advertisements."""

from dataclasses import dataclass

from promoplan.model.content import Content, Creator, Piece
from promoplan.report.content_calendar import CalendarRow, content_calendar, is_weekly
from promoplan.report.figures import metric_name
from promoplan.report.material import Material
from promoplan.report.times import day, duration, frequency, output, span


@dataclass(frozen=True, slots=True)
class PieceView:
    """One piece or series in words."""

    theme: str
    format: str
    channels: str
    frequency: str
    dates: str
    phases: str
    segments: str
    stage: str
    owner: str
    host: str
    approve_by: str


@dataclass(frozen=True, slots=True)
class CreatorView:
    """One creator in words."""

    name: str
    kind: str
    channel: str
    deliverables: str
    fee: str
    followers: str
    metric: str
    mark: str


@dataclass(frozen=True, slots=True)
class CopyView:
    """One text that consumers will read."""

    id: str
    channel: str
    headline: str
    body: str


@dataclass(frozen=True, slots=True)
class ContentView:
    """The content plan; `weekly` tells whether the calendar's rows are weeks."""

    pieces: tuple[PieceView, ...]
    calendar: tuple[CalendarRow, ...]
    weekly: bool
    review_steps: str
    review_by: str
    review_lead: str
    iteration: str
    capacity: str
    feedback: str
    user_content: str
    creators: tuple[CreatorView, ...]
    ad_copy: tuple[CopyView, ...]


def content(material: Material) -> ContentView | None:
    """The content plan, or None where the section is absent or broken."""
    section = material.section(Content)
    if section is None:
        return None
    voice, review = material.voice, section.review
    return ContentView(
        pieces=tuple(_piece(material, piece) for piece in section.pieces),
        calendar=tuple(content_calendar(material, section)),
        weekly=is_weekly(material),
        review_steps=voice.listed(review.steps) if review else "",
        review_by=material.all_names(review.by) if review else "",
        review_lead=duration(voice, review.lead) if review else "",
        iteration=duration(voice, section.iteration),
        capacity=output(voice, section.capacity),
        feedback=voice.listed(section.feedback),
        user_content=voice.listed(section.user_content),
        creators=tuple(_creator(material, creator) for creator in section.creators),
        ad_copy=tuple(
            CopyView(each.id, material.name(each.channel), each.headline or "", each.body or "")
            for each in section.ad_copy
        ),
    )


def _piece(material: Material, piece: Piece) -> PieceView:
    voice = material.voice
    dates = day(voice, piece.publish_on) or span(voice, piece.start, piece.end)
    return PieceView(
        theme=piece.theme,
        format=voice.term(piece.format),
        channels=material.all_names(piece.channels),
        frequency=frequency(voice, piece.frequency),
        dates=dates,
        phases=material.all_names(piece.phases),
        segments=material.all_names(piece.segments),
        stage=voice.terms(piece.stage),
        owner=material.name(piece.owner),
        host=piece.host or "",
        approve_by=day(voice, piece.approve_by),
    )


def _creator(material: Material, creator: Creator) -> CreatorView:
    voice = material.voice
    return CreatorView(
        name=creator.name,
        kind=voice.term(creator.kind),
        channel=material.name(creator.channel),
        deliverables=creator.deliverables or "",
        fee=voice.money(creator.fee),
        followers=voice.count(creator.followers),
        metric=metric_name(material, creator.metric) if creator.metric else "",
        mark=creator.label or "",
    )
