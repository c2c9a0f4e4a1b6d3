"""Step 04 in the report: pieces of content, creators, review and the texts of advertisements."""

from msgspec import Struct

from promoplan.model.content import AdCopy, Content, Creator, LiveFile, Piece
from promoplan.report.view.content_calendar import CalendarRow, content_calendar, is_weekly
from promoplan.report.view.figures import metric_name
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, duration, frequency, hours, output, span


class PieceView(Struct, frozen=True):
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
    hours: str
    place: str


class LiveView(Struct, frozen=True):
    """What is on file of a live stream that sells."""

    piece: str
    operator: str
    host_identity: str
    pre_review: str
    price_statement: str
    records_kept: str


class CreatorView(Struct, frozen=True):
    """One creator in words; `has_used` says whether they have used what they recommend."""

    name: str
    kind: str
    channel: str
    deliverables: str
    fee: str
    followers: str
    metric: str
    mark: str
    products: str
    age: str
    has_used: str
    sanctioned_on: str
    place: str


class CopyView(Struct, frozen=True):
    """One text that consumers will read."""

    id: str
    channel: str
    headline: str
    body: str
    price: str
    products: str
    place: str


class ContentView(Struct, frozen=True):
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
    live: tuple[LiveView, ...]


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
        ad_copy=tuple(_copy(material, each) for each in section.ad_copy),
        live=tuple(_live(material, each.theme, each.live) for each in section.pieces if each.live),
    )


def _piece(material: Material, piece: Piece) -> PieceView:
    voice = material.voice
    dates = voice.listed((day(voice, piece.publish_on), span(voice, piece.start, piece.end)))
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
        hours=hours(voice, piece.hours),
        place=material.place(piece),
    )


def _live(material: Material, theme: str, file: LiveFile) -> LiveView:
    return LiveView(
        piece=theme,
        operator=file.operator or "",
        host_identity=file.host_identity or "",
        pre_review=file.pre_review or "",
        price_statement=file.price_statement or "",
        records_kept=duration(material.voice, file.records_kept),
    )


def _copy(material: Material, text: AdCopy) -> CopyView:
    return CopyView(
        id=text.id,
        channel=material.name(text.channel),
        headline=text.headline or "",
        body=text.body or "",
        price=material.voice.money(text.price),
        products=material.all_names(text.products),
        place=material.place(text),
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
        products=material.all_names(creator.products),
        age=voice.count(creator.age),
        has_used="" if creator.has_used is None else voice.label("yes" if creator.has_used else "no"),
        sanctioned_on=day(voice, creator.sanctioned_on),
        place=material.place(creator),
    )
