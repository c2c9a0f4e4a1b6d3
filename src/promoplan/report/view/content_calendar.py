"""The content calendar: what appears in each week of a short plan, or in each month of a longer one."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from promoplan.model.content import Content, Piece
from promoplan.model.phases import Phases
from promoplan.model.times import Frequency
from promoplan.report.view.material import Material
from promoplan.report.view.publishing import Run
from promoplan.report.view.times import days, month, span

_WEEKS = 20
"""A plan of up to so many weeks has a calendar by week, a longer one by month."""
_MOST_MONTHS = 36
_MOST_NAMED = 12
"""The most pieces that one row of the calendar names."""


class CalendarRow(Struct, frozen=True):
    """What appears in one week or month; "" for the dates of a month.

    `starts` names what appears for the first or only time, `channels` how often something appears on each; `count` is
    the number of pieces, each counted once however many channels carry it. `start` and `end` are its days, `by_channel`
    its channels by name, each with the number of times.
    """

    label: str
    dates: str
    phase: str
    starts: str
    channels: str
    count: int
    start: date
    end: date
    by_channel: tuple[tuple[str, int], ...]


def is_weekly(material: Material) -> bool:
    """Whether the calendar's rows are weeks."""
    period = material.period
    return period is not None and days(period.start, period.end) <= _WEEKS * 7


def content_calendar(material: Material, section: Content) -> Iterator[CalendarRow]:
    """A row for each week or month of the plan in which something appears."""
    runs = [(piece, run) for piece in section.pieces for run in runs_of(material, piece)]
    for number, (first, last) in enumerate(_parts(material), 1):
        seen = [(piece, run.start, times) for piece, run in runs if (times := run.times_in(first, last))]
        starts = [piece.theme for piece, start, _ in seen if first <= start]
        if seen:
            found = [(piece, times) for piece, _, times in seen]
            yield _row(material, _titles(material, number, first, last), (first, last), starts, found)


def _titles(material: Material, number: int, first: date, last: date) -> tuple[str, str, str]:
    """A row's name, its dates where the name does not tell them, and its phases."""
    phases = _phases(material, first, last)
    if is_weekly(material):
        return material.voice.label("calendar.week", number=number), span(material.voice, first, last), phases
    return month(material.voice, first), "", phases


def _row(
    material: Material,
    titles: tuple[str, str, str],
    ends: tuple[date, date],
    starts: list[str],
    found: list[tuple[Piece, int]],
) -> CalendarRow:
    voice = material.voice
    counts: dict[str, int] = {}
    for piece, times in found:
        for channel in map(material.name, piece.channels):
            counts[channel] = counts.get(channel, 0) + times
    if len(starts) > _MOST_NAMED:
        starts = [*starts[:_MOST_NAMED], voice.label("and-more", count=len(starts) - _MOST_NAMED)]
    channels = (voice.label("calendar.times", name=name, times=voice.count(times)) for name, times in counts.items())
    texts = (voice.listed(starts), voice.listed(channels))
    return CalendarRow(*titles, *texts, sum(times for _, times in found), *ends, tuple(counts.items()))


def _phases(material: Material, first: date, last: date) -> str:
    phases = material.section(Phases)
    items = phases.items if phases else ()
    return material.voice.listed(each.name for each in items if each.start <= last and each.end >= first)


def _parts(material: Material) -> Iterator[tuple[date, date]]:
    """The weeks of a short plan from its first day on, or the months of a longer one, cut to its period."""
    period = material.period
    if period is None:
        return
    weekly, first, rows = is_weekly(material), period.start, 0
    while first <= period.end and rows < _MOST_MONTHS:
        following = (
            first + timedelta(days=7) if weekly else date(first.year + first.month // 12, first.month % 12 + 1, 1)
        )
        yield first, min(following - timedelta(days=1), period.end)
        first, rows = following, rows + 1


def runs_of(material: Material, piece: Piece) -> Iterator[Run]:
    """The spans in which a piece appears: its day, its own dates, its phases, or the whole plan."""
    period = material.period
    if once := piece.publish_on or (piece.start if piece.frequency is None else None):
        yield Run(once, once, Frequency.parse("daily"))
        return
    if piece.frequency is None or period is None:
        return
    phases = material.section(Phases)
    items = {phase.id: phase for phase in (phases.items if phases else ())}
    spans = [(items[key].start, items[key].end) for key in piece.phases if key in items]
    for start, end in spans or [(period.start, period.end)]:
        yield Run(max(start, piece.start or start), min(end, piece.end or end), piece.frequency)
