"""The calendar of the plan, and what appears when."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from promoplan.report.charts.content_calendar import ContentCalendar, Lane, Slot, content_calendar
from promoplan.report.charts.data import Gantt, Group, Row, RowKind
from promoplan.report.charts.gantt import gantt
from promoplan.report.charts.shapes import told
from promoplan.report.pictured.made import MOST_ROWS, Pictured, head, made
from promoplan.report.view.calendar import Bar, BarGroup
from promoplan.report.view.content_calendar import CalendarRow
from promoplan.report.view.context import ReportContext
from promoplan.report.view.times import month, span
from promoplan.report.view.voice import Voice

_RUNNING = (BarGroup.PLACEMENT, BarGroup.PROMOTION)


def calendar(context: ReportContext, voice: Voice) -> Pictured:
    """Steps, phases, placements, promotions and milestones over the days of the plan."""
    groups = tuple(
        _group(voice, group, [bar for bar in context.calendar.bars if bar.group is group]) for group in BarGroup
    )
    shown = tuple(group for group in groups if group.rows)
    if not shown:
        return
    said = (voice.label("told.dates", name=row.label, dates=row.figure) for group in shown for row in group.rows)
    chart = Gantt(*head(voice, "calendar", said), shown, context.today, voice.label("today"))
    yield made("calendar", chart, gantt, _busiest(context, voice))


def _group(voice: Voice, group: BarGroup, bars: Sequence[Bar]) -> Group:
    """The group's first bars, and how many others there are."""
    done = voice.label("StepStatus.done")
    rows = tuple(
        Row(bar.label, RowKind(group.value), bar.start, bar.end, told(bar.dates, done if bar.done else ""), bar.done)
        for bar in bars[:MOST_ROWS]
    )
    more = voice.label("and-more", count=len(bars) - MOST_ROWS) if len(bars) > MOST_ROWS else ""
    return Group(voice.label(f"bars.{group}"), rows, more)


def _busiest(context: ReportContext, voice: Voice) -> str:
    """When most placements and promotions run side by side; where none do, the first and last day."""
    found = context.calendar
    changes: dict[date, int] = {}
    for bar in found.bars:
        if bar.group in _RUNNING:
            changes[bar.start] = changes.get(bar.start, 0) + 1
            after = bar.end + timedelta(days=1) if bar.end < date.max else bar.end
            changes[after] = changes.get(after, 0) - 1
    running, spells = 0, []
    days = sorted(changes)
    for day, following in pairwise(days):
        running += changes[day]
        spells.append((running, day, following - timedelta(days=1)))
    most, start, end = max(spells, key=lambda spell: spell[0], default=(0, date.max, date.max))
    if most > 1:
        return voice.label("caption.calendar.busiest", count=most, dates=span(voice, start, end))
    if found.start and found.end:
        return voice.label("caption.calendar", dates=span(voice, found.start, found.end))
    return ""


def appearances(context: ReportContext, voice: Voice) -> Pictured:
    """How much content appears on each channel, week by week or month by month."""
    content = context.content
    rows = content.calendar if content else ()
    totals: dict[str, int] = {}
    for row in rows:
        for name, times in row.by_channel:
            totals[name] = totals.get(name, 0) + times
    if content is None or not totals:
        return
    slots = tuple(_slots(voice, rows, weekly=content.weekly))
    lanes = tuple(_lanes(voice, rows, totals, slots))
    said = (voice.label("told.figure", name=lane.label, figure=voice.count(sum(lane.counts))) for lane in lanes)
    chart = ContentCalendar(
        *head(voice, "content-calendar", said),
        slots,
        lanes,
        Lane(voice.label("all-channels"), _summed(lanes)) if len(lanes) > 1 else None,
        tuple(
            Row(bar.label, RowKind.PHASE, bar.start, bar.end, bar.dates)
            for bar in context.calendar.bars
            if bar.group is BarGroup.PHASE
        ),
    )
    yield made("content-calendar", chart, content_calendar, _fullest(voice, rows, totals))


def _lanes(voice: Voice, rows: Sequence[CalendarRow], totals: dict[str, int], slots: Sequence[Slot]) -> Iterator[Lane]:
    """A lane for each channel, the fullest first; those beyond what a chart holds share the last one."""
    found = {row.start: dict(row.by_channel) for row in rows}
    names = sorted(totals, key=lambda name: -totals[name])
    most = len(names) if len(names) <= MOST_ROWS else MOST_ROWS - 1
    for name in names[:most]:
        yield Lane(name, tuple(found.get(slot.start, {}).get(name, 0) for slot in slots))
    if rest := names[most:]:
        counts = tuple(sum(found.get(slot.start, {}).get(name, 0) for name in rest) for slot in slots)
        yield Lane(voice.label("and-more", count=len(rest)), counts)


def _summed(lanes: Sequence[Lane]) -> tuple[int, ...]:
    return tuple(map(sum, zip(*(lane.counts for lane in lanes), strict=True)))


def _slots(voice: Voice, rows: Sequence[CalendarRow], *, weekly: bool) -> Iterator[Slot]:
    """The weeks or months from the first to the last in which something appears, none left out."""
    known = {row.start: row for row in rows}
    start, last = rows[0].start, rows[-1].start
    while start <= last:
        following = start + timedelta(days=7) if weekly else (start.replace(day=1) + timedelta(days=31)).replace(day=1)
        row = known.get(start)
        end = row.end if row else following - timedelta(days=1)
        name = told(row.label, row.dates) if row else span(voice, start, end)
        lower, upper = (f"{start.day}", month(voice, start)) if weekly else (f"{start.month}", f"{start.year}")
        yield Slot(start, end, name, lower, upper)
        start = following


def _fullest(voice: Voice, rows: Sequence[CalendarRow], totals: dict[str, int]) -> str:
    """The fullest week or month, where there is one, and the channel that carries most."""
    counts = [sum(times for _, times in row.by_channel) for row in rows]
    best, most = max(zip(rows, counts, strict=True), key=lambda pair: pair[1])
    when = voice.label("with-note", text=best.label, note=best.dates) if best.dates else best.label
    name = max(totals, key=lambda key: totals[key])
    count, whole = voice.count(totals[name]), voice.count(sum(totals.values()))
    return voice.sentences(
        (
            voice.label("caption.content.fullest", when=when, count=voice.count(most)) if most > min(counts) else "",
            voice.label("caption.content.channel", name=name, count=count, whole=whole) if len(totals) > 1 else "",
        )
    ) or voice.label("caption.content.even", count=voice.count(most))
