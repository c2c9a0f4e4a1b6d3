"""Distributions of goals: how often the simulated metric came to what, with the lines of the goal and of the plan."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, zip_longest

from msgspec import Struct

from promoplan.report.charts.data import Outlook, Outlooks
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Line, Shape, Text, told

_GUTTER = 36.0
_PANEL = (WIDTH - _GUTTER) / 2
_HEAD, _PLOT, _AXIS, _FOOT = 58.0, 96.0, 36.0, 16.0
_SIZE, _SMALL = 11.5, 10.5
_FAR = 2.0
"""How many widths of the distribution beyond it a line is still drawn in its place; farther ones stand at the edge."""
_MARK, _APART = 16.0, 12.0


class _Scale(Struct, frozen=True):
    """Where a value of the metric lies in a panel."""

    left: float
    low: float
    high: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.left + _PANEL * min(max(share, 0.0), 1.0)


def outlooks(chart: Outlooks) -> str:
    """The chart as SVG: two panels in a row; the classes that reach the goal stand out."""
    shapes: list[Shape] = []
    top = 0.0
    for pair in zip_longest(chart.goals[::2], chart.goals[1::2]):
        for goal, left in zip(pair, (0.0, _PANEL + _GUTTER), strict=True):
            if goal is not None:
                shapes += _panel(chart, goal, left, top)
        top += _HEAD + _PLOT + _AXIS + _FOOT
    return draw(chart, shapes, max(top - _FOOT + 4, _HEAD))


def _panel(chart: Outlooks, goal: Outlook, left: float, top: float) -> Iterator[Shape]:
    scale = _scale(goal, left)
    upper, base = top + _HEAD, top + _HEAD + _PLOT
    yield Text(left, top + 14, cut(told(goal.label, goal.chance), 13, _PANEL), size=13, bold=True, hover=goal.label)
    for look, text, y in (
        ("target", f"{chart.aim_label} {goal.aim_figure}", top + 31),
        ("planned", f"{chart.planned_label} {goal.planned_figure}", top + 47),
    ):
        yield Line(left, y - 4, left + _MARK, y - 4, look)
        ink = "warm-text" if look == "target" else "label"
        yield Text(left + _MARK + 6, y, cut(text.strip(), _SIZE, _PANEL - _MARK - 6), ink, size=_SIZE)
    yield from _classes(goal, scale, base)
    yield Line(left, base, left + _PANEL, base, "axis")
    aim, planned = scale.at(goal.aim), scale.at(goal.planned)
    yield Line(planned, upper, planned, base, "planned", told(chart.planned_label, goal.planned_figure))
    yield Line(aim, upper, aim, base + 4, "target", told(chart.aim_label, goal.aim_figure))
    yield from _percentiles(goal, scale, base)


def _scale(goal: Outlook, left: float) -> _Scale:
    """From the lowest to the highest value that is shown, with a little room beside them."""
    low, high = goal.edges[0], goal.edges[-1]
    room = _FAR * (high - low)
    shown = [min(max(line, low - room), high + room) for line in (goal.aim, goal.planned)]
    first, last = min(low, *shown), max(high, *shown)
    margin = (last - first) * 0.02 or max(abs(first), 1.0)
    return _Scale(left, first - margin, last + margin)


def _classes(goal: Outlook, scale: _Scale, base: float) -> Iterator[Shape]:
    most = max(goal.counts, default=0) or 1
    for (start, end), count in zip(pairwise(goal.edges), goal.counts, strict=True):
        if count:
            middle = (start + end) / 2
            reached = middle <= goal.aim if goal.lower_is_better else middle >= goal.aim
            x, tall = scale.at(start), max(_PLOT * 0.94 * count / most, 0.8)
            wide = max(scale.at(end) - x - 0.6, 0.8)
            yield Box(x, base - tall, min(wide, scale.left + _PANEL - x), tall, "bar" if reached else "missed")


def _percentiles(goal: Outlook, scale: _Scale, base: float) -> Iterator[Shape]:
    """A stroke on the axis for each percentile, and below it, as near as there is room, its name and figure."""
    room = (_PANEL - _APART * len(goal.percentiles)) / max(len(goal.percentiles), 1)
    texts = [(cut(name, _SMALL, room), cut(figure, _SMALL, room / 1.06)) for name, _, figure in goal.percentiles]
    widths = [max(width(name, _SMALL), width(figure, _SMALL) * 1.06) for name, figure in texts]
    ticks = [scale.at(value) for _, value, _ in goal.percentiles]
    for (name, figure), x, middle in zip(texts, ticks, _spaced(ticks, widths, scale.left), strict=True):
        yield Line(x, base, x, base + 5, "axis")
        yield Text(middle, base + 17, name, "muted", "middle", _SMALL)
        yield Text(middle, base + 31, figure, "figure", "middle", _SMALL, bold=True)


def _spaced(middles: Sequence[float], widths: Sequence[float], left: float) -> Sequence[float]:
    """The middles of texts of these widths, moved apart and into the panel; they stand from left to right."""
    starts: list[float] = []
    free = left
    for middle, wide in zip(middles, widths, strict=True):
        starts.append(max(middle - wide / 2, free))
        free = starts[-1] + wide + _APART
    bound = left + _PANEL
    for number in range(len(starts) - 1, -1, -1):
        starts[number] = min(starts[number], bound - widths[number])
        bound = starts[number] - _APART
    return [start + wide / 2 for start, wide in zip(starts, widths, strict=True)]
