"""Goals on their way: the milestones of each goal beside one another."""

from collections.abc import Iterator
from itertools import zip_longest

from promoplan.report.charts.data import GoalMilestones, GoalPath
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Line, Shape, Text, told

_GUTTER = 36.0
_PANEL = (WIDTH - _GUTTER) / 2
_HEAD, _ROW, _BAR, _FOOT = 42.0, 23.0, 12.0, 18.0
_SIZE, _GAP = 11.5, 8.0
_LABEL_ROOM = 110.0


def goal_milestones(chart: GoalMilestones) -> str:
    """The chart as SVG: two panels in a row, a bar per milestone, a dashed line where the goal shall stand."""
    shapes: list[Shape] = []
    top = 0.0
    for pair in zip_longest(chart.goals[::2], chart.goals[1::2]):
        for goal, left in zip(pair, (0.0, _PANEL + _GUTTER), strict=True):
            if goal is not None:
                shapes += _panel(goal, left, top, chart.target_label)
        top += max(_height(goal) for goal in pair if goal is not None)
    return draw(chart, shapes, max(top - _FOOT + 4, _HEAD))


def _height(goal: GoalPath) -> float:
    return _HEAD + len(goal.points) * _ROW + _FOOT


def _panel(goal: GoalPath, left: float, top: float, target_label: str) -> Iterator[Shape]:
    aim = f"{target_label} {goal.target_figure}".strip() if goal.target_figure else ""
    yield Text(left, top + 14, cut(goal.label, 13, _PANEL), size=13, bold=True, hover=told(goal.label, aim))
    yield Text(left, top + 31, cut(aim, _SIZE, _PANEL), "warm-text", size=_SIZE)
    labels = min(max((width(point.label, _SIZE) for point in goal.points), default=0.0), _LABEL_ROOM) + 3
    figures = max((width(point.figure, _SIZE) * 1.06 for point in goal.points), default=0.0)
    begin, upper = left + labels + _GAP, top + _HEAD
    most = max((float(value) for value in (*(point.value for point in goal.points), goal.target or 0)), default=0.0)
    unit = max(20.0, _PANEL - labels - figures - 2 * _GAP - 2) / most if most > 0 else 0.0
    for number, point in enumerate(goal.points):
        y = upper + number * _ROW
        long = max(0.0, float(point.value)) * unit
        yield Text(begin - _GAP, y + 15.5, cut(point.label, _SIZE, labels + 0.1), "muted", "end", _SIZE)
        yield Box(begin, y + (_ROW - _BAR) / 2, max(long, 1.5), _BAR, "bar", told(point.label, point.figure), 2)
        yield Text(left + _PANEL, y + 15.5, point.figure, "figure", "end", _SIZE, bold=True)
    yield Line(begin, upper, begin, upper + len(goal.points) * _ROW, "axis")
    if goal.target is not None and goal.points:
        x = begin + max(0.0, float(goal.target)) * unit
        yield Line(x, upper - 2, x, upper + len(goal.points) * _ROW, "today", told(goal.label, aim))
