"""The calendar of a plan: phases, steps, placements, promotions and milestones over months and weeks."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from promoplan.report.charts.axis import Axis, Tick, axis
from promoplan.report.charts.data import Gantt, Group, Row, RowKind
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Area, Box, Line, Shape, Text, told

_LEFT, _RIGHT = 220.0, WIDTH - 6
_HEAD, _SIZE, _SMALL = 22.0, 11.5, 10.5
_ROOMY, _TIGHT, _TIGHT_FROM = 23.0, 18.0, 34
_MARKS = frozenset({RowKind.STEP, RowKind.MILESTONE})
_LEAST = 5.0  # the least width of a bar: one day of a long plan


class _Days(Struct, frozen=True):
    """Where a day lies."""

    start: date
    end: date

    def at(self, day: date) -> float:
        share = (day - self.start).days / ((self.end - self.start).days + 1)
        return _LEFT + (_RIGHT - _LEFT) * min(max(share, 0.0), 1.0)


def gantt(chart: Gantt) -> str:
    """The chart as SVG; a chart without rows is an empty calendar line."""
    rows = [row for group in chart.groups for row in group.rows]
    if not rows:
        return draw(chart, (Line(0, 4, WIDTH, 4, "axis"),), 8)
    days = _Days(min(row.start for row in rows), max(row.end for row in rows))
    ticks = axis(days.start, days.end, chart.language)
    step = _TIGHT if len(rows) > _TIGHT_FROM else _ROOMY
    top = _HEAD * (2 if ticks.lower else 1)
    bottom = top + sum(_high(group, step) for group in chart.groups if group.rows)
    shapes = (*_grid(ticks, days, bottom), *_today(chart, days, top, bottom), *_groups(chart, days, top, step))
    return draw(chart, shapes, bottom + 4)


def _grid(ticks: Axis, days: _Days, bottom: float) -> Iterator[Shape]:
    if ticks.lower:
        yield from _ticks(ticks.lower, days, 2 * _HEAD - 7, 2 * _HEAD - 2, bottom)
    yield from _ticks(ticks.upper, days, _HEAD - 7, 2, bottom, strong=True)


def _ticks(
    ticks: tuple[Tick, ...], days: _Days, base: float, top: float, bottom: float, *, strong: bool = False
) -> Iterator[Shape]:
    """Lines where parts of the calendar begin, and the parts' names where there is room."""
    ends = (*(tick.at for tick in ticks[1:]), days.end + timedelta(days=1))
    for number, (tick, end) in enumerate(zip(ticks, ends, strict=True)):
        x, room = days.at(tick.at), days.at(end) - days.at(tick.at) - 4
        if tick.at >= days.start:
            yield Line(x, top, x, bottom, "grid-strong" if strong else "grid")
        with_year = number == 0 or tick.at.month == 1
        for name in filter(None, (tick.name, tick.tight, tick.short) if with_year else (tick.short,)):
            if width(name, _SMALL) * (1.06 if strong else 1) <= room:
                yield Text(x + 4, base, name, "label" if strong else "muted", size=_SMALL, bold=strong)
                break


def _groups(chart: Gantt, days: _Days, top: float, step: float) -> Iterator[Shape]:
    for group in chart.groups:
        if group.rows:
            yield from _group(group, days, top, step)
            top += _high(group, step)


def _high(group: Group, step: float) -> float:
    return _HEAD + step * (len(group.rows) + bool(group.more))


def _group(group: Group, days: _Days, top: float, step: float) -> Iterator[Shape]:
    yield Box(0, top, WIDTH, _HEAD - 2, "stripe")
    yield Text(6, top + 14, cut(group.heading, _SIZE, WIDTH - 12), size=_SIZE, bold=True)
    for number, row in enumerate(group.rows):
        yield from _row(row, days, top + _HEAD + number * step, step)
    if group.more:
        base = top + _HEAD + (len(group.rows) + 0.5) * step + 4
        yield Text(6, base, cut(group.more, _SIZE, _LEFT - 16), "muted", size=_SIZE)


def _row(row: Row, days: _Days, top: float, step: float) -> Iterator[Shape]:
    hover, middle = told(row.label, row.figure), top + step / 2
    yield Line(0, top + step, WIDTH, top + step, "grid")
    yield Text(6, middle + 4, cut(row.label, _SIZE, _LEFT - 16), size=_SIZE, hover=hover)
    x, end = days.at(row.start), days.at(row.end + timedelta(days=1))
    if row.kind in _MARKS and row.start == row.end:
        middle_x, half = (x + days.at(row.start + timedelta(days=1))) / 2, 6.0
        corners = (
            (middle_x, middle - half),
            (middle_x + half, middle),
            (middle_x, middle + half),
            (middle_x - half, middle),
        )
        yield Area(corners, "step-done" if row.done else row.kind.value, hover)
        x, end = middle_x - half, middle_x + half
    else:
        look = "step-done" if row.done else row.kind.value
        yield Box(x, top + 5, max(end - x, _LEAST), step - 10, look, hover, 2)
    yield from _figure(row.figure, x, max(end, x + _LEAST), middle + 3.5)


def _figure(figure: str, x: float, end: float, base: float) -> Iterator[Shape]:
    """The span in words: behind the bar, else before it, else left to the pointer."""
    room = width(figure, _SMALL) + 6
    start = end + 4 if end + room <= _RIGHT else x - room if x - room >= _LEFT else None
    if start is not None:
        yield Box(start, base - 10, room - 3, 13, "paper")  # so that no line crosses it
        yield Text(start + 1, base, figure, "muted", size=_SMALL)


def _today(chart: Gantt, days: _Days, top: float, bottom: float) -> Iterator[Shape]:
    if chart.today is None or not days.start <= chart.today <= days.end:
        return
    x = days.at(chart.today)
    yield Line(x, top - 2, x, bottom, "today", chart.today_label)
    if chart.today_label:
        flips = x + width(chart.today_label, _SMALL) + 8 > _RIGHT
        yield Text(
            x - 4 if flips else x + 4, top + 13, chart.today_label, "warm-text", "end" if flips else "start", _SMALL
        )
