"""Bars: a budget by channel, category or phase; the reserve is its own bar."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.report.charts.data import Bar, BarKind, Bars
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Line, Shape, Text, told

_ROW, _BAR, _SIZE, _GAP = 30.0, 16.0, 12.0, 10.0
_LABEL_ROOM, _FIGURE_ROOM = 210.0, 250.0
_LOOKS = {BarKind.PLAIN: "bar", BarKind.RESERVE: "reserve", BarKind.OVER: "over"}


class _Places(Struct, frozen=True):
    """Where bars begin, and how long one unit of value is."""

    left: float
    unit: float

    def at(self, value: object) -> float:
        return self.left + max(0.0, float(str(value))) * self.unit


def bars(chart: Bars) -> str:
    """The chart as SVG: label, bar, figure and share per row; a short stroke stands where the target is."""
    places = _places(chart)
    shapes = [shape for number, bar in enumerate(chart.bars) for shape in _row(bar, number * _ROW + 4, places)]
    height = max(1, len(chart.bars)) * _ROW + 8
    if any(bar.target is not None for bar in chart.bars) and chart.target_label:
        shapes += _key(chart.target_label, places.left, height)
        height += 22
    return draw(chart, shapes, height)


def _places(chart: Bars) -> _Places:
    labels = max((width(bar.label, _SIZE) for bar in chart.bars), default=0.0)
    figures = max((_figure_width(bar) for bar in chart.bars), default=0.0)
    left = min(labels, _LABEL_ROOM) + _GAP + 3
    most = max((float(value) for bar in chart.bars for value in (bar.value, bar.target or 0)), default=0.0)
    room = WIDTH - left - min(figures, _FIGURE_ROOM) - 2 * _GAP
    return _Places(left, room / most if most > 0 else 0.0)


def _figure_width(bar: Bar) -> float:
    return width(bar.figure, _SIZE) * 1.06 + (width(_beside(bar), _SIZE) + _GAP if _beside(bar) else 0)


def _beside(bar: Bar) -> str:
    return " / ".join(filter(None, (bar.share, bar.target_figure)))


def _row(bar: Bar, top: float, places: _Places) -> Iterator[Shape]:
    base, upper = top + 19, top + (_ROW - _BAR) / 2
    hover = told(bar.label, bar.figure, _beside(bar))
    yield Line(places.left, top, places.left, top + _ROW, "axis")
    yield Text(places.left - _GAP, base, cut(bar.label, _SIZE, _LABEL_ROOM), anchor="end", hover=hover)
    end = max(places.at(bar.value), places.left + (1.5 if bar.value > 0 else 0))
    if end > places.left:
        yield Box(places.left, upper, end - places.left, _BAR, _LOOKS[bar.kind], hover, 2)
    if bar.target is not None:
        mark = places.at(bar.target)
        yield Line(mark, upper - 4, mark, upper + _BAR + 4, "target", told(bar.label, bar.target_figure))
        end = max(end, mark)
    yield Text(end + _GAP, base, bar.figure, "figure", bold=True)
    if _beside(bar):
        room = WIDTH - end - 2 * _GAP - width(bar.figure, _SIZE) * 1.06
        yield Text(WIDTH - room, base, cut(_beside(bar), _SIZE, room), "muted")


def _key(label: str, left: float, top: float) -> Iterator[Shape]:
    yield Line(left + 1, top, left + 1, top + 14, "target")
    yield Text(left + 10, top + 11, label, "muted", size=11)
