"""The funnel: what is left of an audience at each stage, and the rates between them."""

from collections.abc import Iterator
from itertools import pairwise
from math import log10

from promoplan.report.charts.data import Funnel, Stage
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Area, Shape, Text, told

_STAGE, _BETWEEN = 38.0, 20.0
_LABEL_ROOM = 170.0
_MIDDLE = _LABEL_ROOM + (WIDTH - _LABEL_ROOM) / 2
_WIDEST, _SLIMMEST = 460.0, 44.0


def funnel(chart: Funnel) -> str:
    """The chart as SVG.

    Stages are as wide as their order of magnitude says (log scale), as a true scale would leave a hair of most.
    """
    stages = chart.stages
    widths = tuple(_width(stage, stages) for stage in stages)
    shapes = [shape for number, stage in enumerate(stages) for shape in _stage(stage, number, widths)]
    for number, (_, after) in enumerate(pairwise(stages)):
        if after.rate:
            y = (number + 1) * (_STAGE + _BETWEEN) - 5
            shapes.append(Text(_MIDDLE, y, f"↓ {after.rate}", "warm-text", "middle", 11.5, bold=True))
    height = max(1, len(stages)) * (_STAGE + _BETWEEN) - _BETWEEN + 4
    if chart.note:
        shapes.append(Text(_MIDDLE, height + 16, cut(chart.note, 11, WIDTH - _LABEL_ROOM), "muted", "middle", 11))
        height += 22
    return draw(chart, shapes, height)


def _width(stage: Stage, stages: tuple[Stage, ...]) -> float:
    most = max(float(each.value) for each in stages)
    if stage.value <= 1 or most <= 1:
        return _WIDEST if float(stage.value) == most else _SLIMMEST
    return _SLIMMEST + (_WIDEST - _SLIMMEST) * log10(float(stage.value)) / log10(most)


def _stage(stage: Stage, number: int, widths: tuple[float, ...]) -> Iterator[Shape]:
    top = number * (_STAGE + _BETWEEN) + 2
    upper = widths[number]
    following = widths[number + 1] if number + 1 < len(widths) else upper
    lower = upper - (upper - following) * 0.35 if following < upper else upper
    hover = told(stage.label, stage.figure, stage.rate)
    yield Area(
        (
            (_MIDDLE - upper / 2, top), (_MIDDLE + upper / 2, top),
            (_MIDDLE + lower / 2, top + _STAGE), (_MIDDLE - lower / 2, top + _STAGE),
        ),
        "bar" if number % 2 == 0 else "bar-deep",
        hover,
    )  # fmt: skip
    base = top + _STAGE / 2 + 4.5
    yield Text(0, base, cut(stage.label, 12.5, _LABEL_ROOM), hover=hover, size=12.5)
    if width(stage.figure, 13) * 1.1 + 12 < lower:
        yield Text(_MIDDLE, base, stage.figure, "inverse", "middle", 13, bold=True)
    else:
        yield Text(_MIDDLE + upper / 2 + 8, base, stage.figure, "figure", size=13, bold=True)
