"""The slide with the calendar: phases, promotions, placements and milestones as bars on a line of months."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from promoplan.report.charts.axis import Axis, Tick, axis
from promoplan.report.slides.fitting import advance
from promoplan.report.slides.look import CONTENT, LEFT, ROOM, TOP, Box
from promoplan.report.slides.page import Drawing, Form, Mark, Page
from promoplan.report.slides.said import counted, noted
from promoplan.report.view.calendar import Bar, BarGroup
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

_MOST = {BarGroup.PHASE: 6, BarGroup.PROMOTION: 6, BarGroup.PLACEMENT: 6, BarGroup.MILESTONE: 6}
"""The most rows of each group that a slide shows, and in which order."""
_MOST_ROWS = 14
_LEAST_ROWS = 2
_FILLS = {BarGroup.PHASE: "deep", BarGroup.PROMOTION: "accent", BarGroup.PLACEMENT: "blue", BarGroup.MILESTONE: "warm"}
_NAMES, _HEAD, _MOST_STEP, _SIZE, _LEAST = 224.0, 20.0, 24.0, 12.0, 4.0


class _Days(Struct, frozen=True):
    """Where a day lies."""

    start: date
    end: date

    def at(self, day: date) -> float:
        part = (day - self.start).days / ((self.end - self.start).days + 1)
        return LEFT + _NAMES + (ROOM - _NAMES) * min(max(part, 0.0), 1.0)


def timeline(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The calendar; the preparation has a slide of its own."""
    bars = {group: [bar for bar in context.calendar.bars if bar.group is group] for group in _MOST}
    bars[BarGroup.MILESTONE].sort(key=lambda bar: bar.start)
    shown = _shown(bars)
    every = [bar for found in shown.values() for bar in found]
    if not every:
        return
    days = _Days(min(bar.start for bar in every), max(bar.end for bar in every))
    said = (voice.label("told.dates", name=bar.label, dates=bar.dates) for bar in every)
    title = voice.label("heading.calendar")
    drawing = Drawing(title, voice.label("told", title=title, figures=voice.in_row(said)),
                      tuple(_marks(context, voice, shown, bars, days)), "calendar")  # fmt: skip
    notes = noted(voice, "slide.cut", (f"{bar.label}{voice.label('colon')}{bar.dates}" for group, found in bars.items()
                                       for bar in found[len(shown.get(group, ())):]))  # fmt: skip
    yield Page(_title(context, voice), (drawing,), (*_phases(context, voice), *notes))


def _shown(bars: dict[BarGroup, list[Bar]]) -> dict[BarGroup, list[Bar]]:
    """As many rows of each group as a slide has room for; the longest group gives way first, placements before all."""
    counts = {group: min(len(found), _MOST[group]) for group, found in bars.items() if found}
    while sum(counts.values()) > _MOST_ROWS:
        longest = max(counts, key=lambda group: counts[group] + (group is BarGroup.PLACEMENT) * _LEAST_ROWS)
        counts[longest] -= 1
    return {group: bars[group][:count] for group, count in counts.items()}


def _title(context: ReportContext, voice: Voice) -> str:
    count, cover = len(context.calendar.phases), context.cover
    if not count or not cover.period:
        return voice.label("heading.calendar")
    return counted(voice, "calendar", count, length=cover.length, period=cover.period)


def _phases(context: ReportContext, voice: Voice) -> Iterator[str]:
    for phase in context.calendar.phases:
        yield voice.in_row((f"{phase.name} {phase.dates}", phase.purpose, phase.tasks, phase.acceptance))


def _marks(
    context: ReportContext, voice: Voice, shown: dict[BarGroup, list[Bar]], bars: dict[BarGroup, list[Bar]], days: _Days
) -> Iterator[Mark]:
    ticks = axis(days.start, days.end, context.language)
    count, groups = sum(map(len, shown.values())), len(shown)
    top = TOP + (2 if ticks.lower else 1) * _HEAD
    bottom = TOP + CONTENT.height
    step = min((bottom - top - groups * _HEAD) / count, _MOST_STEP)
    bottom = top + groups * _HEAD + step * count
    yield from _grid(ticks, days, bottom)
    for group, found in shown.items():
        rest = len(bars[group]) - len(found)
        heading = voice.listed((voice.label(f"bars.{group}"), voice.label("and-more", count=rest) if rest else ""))
        yield Mark(Box(LEFT, top, ROOM, _HEAD - 2), fill="soft", text=heading, ink="deep", size=_SIZE, bold=True)
        top += _HEAD
        for bar in found:
            yield from _row(bar, days, top, step)
            top += step
    yield from _today(context, voice, days, bottom)


def _grid(ticks: Axis, days: _Days, bottom: float) -> Iterator[Mark]:
    if ticks.lower:
        yield from _ticks(ticks.lower, days, TOP + _HEAD, bottom, strong=False)
    yield from _ticks(ticks.upper, days, TOP, bottom, strong=True)


def _ticks(ticks: Sequence[Tick], days: _Days, top: float, bottom: float, *, strong: bool) -> Iterator[Mark]:
    ends = (*(tick.at for tick in ticks[1:]), days.end + timedelta(days=1))
    for number, (tick, end) in enumerate(zip(ticks, ends, strict=True)):
        x, room = days.at(tick.at), days.at(end) - days.at(tick.at)
        if tick.at >= days.start:
            yield Mark(Box(x, top, 0.75, bottom - top), Form.RULE, "line" if strong else "low")
        names = (tick.name, tick.short) if number == 0 or tick.at.month == 1 else (tick.short,)
        name = next((each for each in names if advance(each, _SIZE, bold=True) + 7 <= room), "")
        if name:
            yield Mark(Box(x, top, room, _HEAD), text=name, ink="ink" if strong else "muted", size=_SIZE, bold=strong)


def _row(bar: Bar, days: _Days, top: float, step: float) -> Iterator[Mark]:
    yield Mark(Box(LEFT, top, _NAMES - 6, step), text=bar.label, size=_SIZE)
    x, end, high = days.at(bar.start), days.at(bar.end + timedelta(days=1)), min(step - 4, 16)
    y = top + (step - high) / 2
    if bar.group is BarGroup.MILESTONE and bar.start == bar.end:
        x = min((x + end - high) / 2, LEFT + ROOM - high)
        end = x + high
        yield Mark(Box(x, y, high, high), Form.DIAMOND, _FILLS[bar.group])
    else:
        x = min(x, LEFT + ROOM - _LEAST)
        end = max(end, x + _LEAST)
        yield Mark(Box(x, y, end - x, high), fill=_FILLS[bar.group])
    yield from _dates(bar, x, end, top, step)


def _dates(bar: Bar, x: float, end: float, top: float, step: float) -> Iterator[Mark]:
    """The dates in words: in the bar, behind it, or before it, wherever there is room."""
    room = advance(bar.dates, _SIZE) + 9
    if end + room <= LEFT + ROOM:
        yield Mark(Box(end + 1, top, room, step), text=bar.dates, ink="muted", size=_SIZE)
    elif x - room >= LEFT + _NAMES:
        yield Mark(Box(x - room - 1, top, room, step), text=bar.dates, ink="muted", size=_SIZE, align="right")
    elif room <= end - x:
        yield Mark(Box(x, top, end - x, step), text=bar.dates, ink="paper", size=_SIZE)


def _today(context: ReportContext, voice: Voice, days: _Days, bottom: float) -> Iterator[Mark]:
    if days.start <= context.today <= days.end:
        x = min(days.at(context.today), LEFT + ROOM - 60)
        yield Mark(Box(x, TOP, 1.5, bottom - TOP), Form.RULE, "warm")
        yield Mark(Box(x, bottom, 60, 16), text=voice.label("today"), ink="warm", size=_SIZE, bold=True)
