"""How often one person is written to by e-mail and SMS."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.audience import LifeCycle
from promoplan.model.channels import Channel, ChannelKind, Channels
from promoplan.model.content import Content, ContentFormat, Piece
from promoplan.model.header import PlanHeader
from promoplan.model.phases import Phases
from promoplan.model.references import SegmentRef
from promoplan.rules.content_calendar import ROUNDING, WEEK
from promoplan.rules.publishing import Calendar
from promoplan.rules.rule import Problem, problem, rule
from promoplan.rules.timeline import Timeline

MONTH = 28
"""Days of a month of messages: four weeks, so that one a week is four a month."""

MOST_RELATED = 10
"""The most further pieces that a finding points at."""

_SENT_AS = {ContentFormat.EMAIL: ChannelKind.EMAIL, ContentFormat.SMS: ChannelKind.SMS}


class PressureLimits(NamedTuple):
    """The most e-mails a week and SMS a month that one person gets, and the hours of night, when no SMS comes."""

    emails_a_week: int = 2
    sms_a_month: int = 4
    night_from: int = 21
    night_to: int = 8


@dataclass(frozen=True)
class _Load:
    """What reaches one person: the most in a window of days, its first day, and the pieces."""

    most: Decimal
    start: date
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, pieces: Iterable[Piece], stage: LifeCycle, calendar: Calendar, days: int) -> "_Load":
        """The load of these pieces on a person at this stage of the life cycle."""
        dated = (piece for piece in pieces if piece.frequency or piece.publish_on)
        got = tuple(piece for piece in dated if not piece.stage or stage in piece.stage)
        busiest = Timeline.of(run for piece in got for run in calendar.published(piece)).busiest(days)
        start, rates = busiest or (calendar.period.start, Decimal(0))
        return cls(rates / WEEK, start, got)


@rule("PP419", Severity.WARNING, limits=PressureLimits)
def message_pressure(
    plan: PlanHeader,
    content: Content,
    channels: Channels | None = None,
    phases: Phases | None = None,
    *,
    limits: PressureLimits,
) -> Iterator[Problem]:
    """More e-mails a week, or SMS a month, than one person bears, or an SMS at night.

    Pieces add up where the same person can get them: the same segment at the same stage of the life cycle. A piece
    that names none goes to all; without segments of its own it goes to those of its channels.
    """
    calendar = Calendar.of(plan, phases)
    by_id = {channel.id: channel for channel in channels.items} if channels else {}
    for kind, days, most in (
        (ChannelKind.EMAIL, WEEK, limits.emails_a_week),
        (ChannelKind.SMS, MONTH, limits.sms_a_month),
    ):
        sent = [piece for piece in content.pieces if kind in _ways_of(piece, by_id)]
        load = _heavy_load(sent, by_id, calendar, days, most * ROUNDING)
        if load is not None:
            first, *others = (piece.at("frequency" if piece.frequency else "publish_on") for piece in load.pieces)
            related = others[:MOST_RELATED]
            yield problem(first, variant=kind, related=related, found=load.most, start=load.start, most=most)
        if kind is ChannelKind.SMS:
            yield from _at_night(sent, limits)


def _at_night(sent: Iterable[Piece], limits: PressureLimits) -> Iterator[Problem]:
    """Pieces that may arrive in the night; e-mails wait until they are read."""
    first, last = time(min(limits.night_to, 23)), time(min(limits.night_from, 23))
    for piece in sent:
        if piece.hours is not None and not piece.hours.is_within(first, last):
            yield problem(
                piece.at("hours"),
                variant="night",
                id=piece.id,
                found=piece.hours.text,
                first=f"{first:%H:%M}",
                last=f"{last:%H:%M}",
            )


def _ways_of(piece: Piece, channels: Mapping[str, Channel]) -> set[ChannelKind]:
    """Whether a piece is sent as e-mail or SMS: by its format, else by the kinds of its channels."""
    if piece.format in _SENT_AS:
        return {_SENT_AS[piece.format]}
    return {channels[name].kind for name in piece.channels if name in channels}


def _heavy_load(
    sent: list[Piece], channels: Mapping[str, Channel], calendar: Calendar, days: int, most: Decimal
) -> _Load | None:
    """The load of the first person whom more than so much reaches in so many days."""
    to_segment, to_all = _by_segment(sent, channels)
    for stage in LifeCycle:
        general = _Load.of(to_all, stage, calendar, days)
        for pieces in to_segment.values() or [()]:
            special = _Load.of(pieces, stage, calendar, days)
            if special.most + general.most > most:  # together they can't make more than this sum
                both = _Load.of([*pieces, *to_all], stage, calendar, days)
                if both.most > most:
                    return both
    return None


def _by_segment(sent: list[Piece], channels: Mapping[str, Channel]) -> tuple[dict[str, list[Piece]], list[Piece]]:
    """The pieces that go to each segment, and those that go to all."""
    to_segment: defaultdict[str, list[Piece]] = defaultdict(list)
    to_all = []
    for piece in sent:
        own = piece.segments or tuple(name for id_ in piece.channels for name in _segments_of(channels.get(id_)))
        for name in dict.fromkeys(own):
            to_segment[name].append(piece)
        if not own:
            to_all.append(piece)
    return to_segment, to_all


def _segments_of(channel: Channel | None) -> tuple[SegmentRef, ...]:
    return channel.segments if channel else ()
