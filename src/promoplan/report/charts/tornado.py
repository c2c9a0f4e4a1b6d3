"""The tornado: what a goal's metric comes to when one figure moves, the figure that moves it most on top."""

from collections.abc import Iterator

from msgspec import Struct

from promoplan.report.charts.data import Swing, Swings, Tornado
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Line, Shape, Text, told

_HEAD, _ROW, _BAR, _FOOT = 44.0, 24.0, 13.0, 16.0
_SIZE, _GAP = 11.5, 8.0
_LABEL_ROOM, _FIGURE_ROOM = 220.0, 120.0
_SWATCH = 11.0


class _Scale(Struct, frozen=True):
    """Where a value of the metric lies between the figures on both sides."""

    left: float
    right: float
    low: float
    high: float

    def at(self, value: object) -> float:
        share = (float(str(value)) - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + (self.right - self.left) * min(max(share, 0.0), 1.0)


def tornado(chart: Tornado) -> str:
    """The chart as SVG: a panel per goal, in each a bar per figure on both sides of the plan's line."""
    shapes: list[Shape] = []
    top = 0.0
    for goal in chart.goals:
        shapes += _panel(chart, goal, top)
        top += _HEAD + len(goal.swings) * _ROW + _FOOT
    return draw(chart, shapes, max(top - _FOOT + 4, _HEAD))


def _panel(chart: Tornado, goal: Swings, top: float) -> Iterator[Shape]:
    scale = _scale(goal)
    upper = top + _HEAD
    yield Text(0, top + 14, cut(goal.label, 13, WIDTH), size=13, bold=True, hover=goal.label)
    yield from _key(chart, goal, top + 32)
    for number, swing in enumerate(goal.swings):
        yield from _row(swing, goal, upper + number * _ROW, scale)
    x = scale.at(goal.planned)
    yield Line(x, upper, x, upper + len(goal.swings) * _ROW, "planned", told(chart.planned_label, goal.planned_figure))


def _scale(goal: Swings) -> _Scale:
    labels = min(max((width(swing.label, _SIZE) for swing in goal.swings), default=0.0), _LABEL_ROOM)
    texts = [figure for swing in goal.swings for figure in (swing.start_figure, swing.end_figure)]
    figures = min(max((width(text, _SIZE) * 1.06 for text in texts), default=0.0), _FIGURE_ROOM)
    values = [float(value) for swing in goal.swings for value in (swing.start, swing.end, goal.planned)]
    left = labels + figures + 3 * _GAP
    return _Scale(left, WIDTH - figures - _GAP, min(values, default=0.0), max(values, default=0.0))


def _key(chart: Tornado, goal: Swings, base: float) -> Iterator[Shape]:
    """What the halves of the bars and the line stand for, in one row."""
    x = 0.0
    for look, label in (("missed", chart.start_label), ("bar", chart.end_label)):
        if label:
            yield Box(x, base - 9, _SWATCH, _SWATCH, look, round=2)
            shown = cut(label, _SIZE, WIDTH / 3 - _SWATCH - 6)
            yield Text(x + _SWATCH + 6, base, shown, "muted", size=_SIZE)
            x += _SWATCH + 6 + width(shown, _SIZE) + 18
    yield Line(x + 5, base - 10, x + 5, base + 3, "planned")
    shown = cut(f"{chart.planned_label} {goal.planned_figure}".strip(), _SIZE, WIDTH - x - 14)
    yield Text(x + 14, base, shown, "muted", size=_SIZE)


def _row(swing: Swing, goal: Swings, top: float, scale: _Scale) -> Iterator[Shape]:
    base, upper = top + 16, top + (_ROW - _BAR) / 2
    hover = told(swing.label, swing.start_figure, swing.end_figure)
    labels = scale.left - 3 * _GAP
    yield Text(0, base, cut(swing.label, _SIZE, min(labels, _LABEL_ROOM)), size=_SIZE, hover=hover)
    middle, start, end = (scale.at(value) for value in (goal.planned, swing.start, swing.end))
    for look, x in (("missed", start), ("bar", end)):
        if abs(x - middle) > 0:
            yield Box(min(x, middle), upper, max(abs(x - middle), 0.8), _BAR, look, hover)
    figures = sorted(((start, swing.start_figure), (end, swing.end_figure)), key=lambda found: found[0])
    (low, low_figure), (high, high_figure) = figures
    for x, figure, anchor in ((min(low, middle) - 5, low_figure, "end"), (max(high, middle) + 5, high_figure, "start")):
        yield Text(x, base, cut(figure, _SIZE, _FIGURE_ROOM), "figure", anchor, _SIZE)
