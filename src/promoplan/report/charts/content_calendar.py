"""The content calendar: how much appears on each channel in each week or month, under the plan's phases."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from msgspec import Struct

from promoplan.report.charts.data import Chart, Row
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Shape, Text, told

_LABEL_ROOM, _WIDEST, _HEAD, _ROW, _PHASE = 170.0, 52.0, 18.0, 23.0, 19.0
_SIZE, _SMALL, _SMALLEST = 11.5, 10.5, 8.0
_MOST_TRACKS = 4
_DEGREES = 4


class Slot(Struct, frozen=True):
    """A week or month: its first and last day, its name, and what stands over it in small and in large.

    `upper` is the month of weeks or the year of months; it is written where it begins.
    """

    start: date
    end: date
    name: str
    lower: str
    upper: str


class Lane(Struct, frozen=True):
    """One channel, with how much appears in each slot."""

    label: str
    counts: tuple[int, ...]


class ContentCalendar(Chart, frozen=True):
    """Channels downwards, weeks or months to the right; `total` is the last lane, None where there is but one."""

    slots: tuple[Slot, ...]
    lanes: tuple[Lane, ...]
    total: Lane | None = None
    phases: tuple[Row, ...] = ()


class _Grid(Struct, frozen=True):
    """Where slots and days lie."""

    left: float
    wide: float
    slots: tuple[Slot, ...]

    def at(self, number: int) -> float:
        return self.left + number * self.wide

    def day(self, day: date) -> float:
        """Where a day begins, within its slot as far as it lies there."""
        number = max(bisect_right([slot.start for slot in self.slots], day) - 1, 0)
        slot = self.slots[number]
        share = (day - slot.start).days / ((slot.end - slot.start).days + 1)
        return self.at(number) + self.wide * min(max(share, 0.0), 1.0)


def content_calendar(chart: ContentCalendar) -> str:
    """The chart as SVG: a cell for each channel and slot with its number, the darker the more appears."""
    lanes = (*chart.lanes, *((chart.total,) if chart.total else ()))
    if not chart.slots or not lanes:
        return draw(chart, (), _ROW)
    left = min(max(width(lane.label, _SIZE) for lane in lanes) * 1.06, _LABEL_ROOM) + 10
    grid = _Grid(left, min((WIDTH - left) / len(chart.slots), _WIDEST), chart.slots)
    shapes = list(_heads(grid))
    top = 2 * _HEAD + 4
    for track in _tracks(chart.phases):
        shapes += [shape for row in track for shape in _phase(row, grid, top)]
        top += _PHASE
    most = max((count for lane in chart.lanes for count in lane.counts), default=0)
    for lane in chart.lanes:
        shapes += _lane(lane, grid, top, most)
        top += _ROW
    if chart.total:
        shapes += _lane(chart.total, grid, top + 5, 0)
        top += _ROW + 5
    return draw(chart, shapes, top + 2)


def _heads(grid: _Grid) -> Iterator[Shape]:
    """Names over the slots: in large where a month or year begins, in small as far as they fit."""
    starts = [n for n, slot in enumerate(grid.slots) if not n or slot.upper != grid.slots[n - 1].upper]
    for start, end in zip(starts, [*starts[1:], len(grid.slots)], strict=True):
        name = cut(grid.slots[start].upper, _SMALL, (end - start) * grid.wide)
        yield Text(grid.at(start) + 2, _HEAD - 5, name, size=_SMALL, bold=True)
    widest = max(width(slot.lower, _SMALL) for slot in grid.slots)
    step = 1 if widest + 2 <= grid.wide else 2
    for number, slot in list(enumerate(grid.slots))[::step]:
        yield Text(grid.at(number) + grid.wide / 2, 2 * _HEAD - 4, slot.lower, "muted", "middle", _SMALL)


def _tracks(phases: Sequence[Row]) -> list[list[Row]]:
    """Phases in as few lines as hold them without overlap; those that find no place are left out."""
    tracks: list[list[Row]] = []
    for row in sorted(phases, key=lambda each: each.start):
        free = next((track for track in tracks if track[-1].end < row.start), None)
        if free is not None:
            free.append(row)
        elif len(tracks) < _MOST_TRACKS:
            tracks.append([row])
    return tracks


def _phase(row: Row, grid: _Grid, top: float) -> Iterator[Shape]:
    first, last = max(row.start, grid.slots[0].start), min(row.end, grid.slots[-1].end)
    if first > last:
        return
    x, end, hover = grid.day(first), grid.day(last + timedelta(days=1)), told(row.label, row.figure)
    if last == grid.slots[-1].end:
        end = grid.at(len(grid.slots))
    long = max(end - x - 1.5, 2.0)
    yield Box(x, top, long, _PHASE - 4, "phase", hover, 2)
    if shown := cut(row.label, _SMALL, long - 8):
        yield Text(x + long / 2, top + 11.5, shown, "inverse", "middle", _SMALL, hover=hover)


def _lane(lane: Lane, grid: _Grid, top: float, most: int) -> Iterator[Shape]:
    """The cells of one channel; without a `most` they are numbers alone."""
    label = cut(lane.label, _SIZE, grid.left - 10)
    yield Text(grid.left - 8, top + 15.5, label, anchor="end", size=_SIZE, bold=not most, hover=lane.label)
    for number, count in enumerate(lane.counts):
        x, degree = grid.at(number), -(-count * _DEGREES // most) if most else 0
        hover = told(lane.label, grid.slots[number].name, f"{count}") if count else ""
        if most:
            yield Box(x, top, grid.wide, _ROW, f"heat-{degree}", hover, 3)
        size = min(_SIZE, _SIZE * (grid.wide - 2) / max(width(f"{count}", _SIZE), 1))
        if count and size >= _SMALLEST:
            look = "inverse" if degree == _DEGREES else "figure"
            yield Text(x + grid.wide / 2, top + 15.5, f"{count}", look, "middle", size, not most, hover=hover)
