"""The risk matrix: likelihood against impact, five by five."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from promoplan.report.charts.data import Risk, RiskMatrix
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Box, Shape, Text, told

_SIDE, _CELL_W, _CELL_H = 5, 66.0, 46.0
_LEFT, _BOTTOM = 44.0, 44.0
_KEY_LEFT = _LEFT + _SIDE * _CELL_W + 32
_KEY_ROW = 21.0
_LEVELS = ((20, "level-4"), (12, "level-3"), (6, "level-2"), (0, "level-1"))
"""The least likelihood x impact of each look; a risk is high from 12 on, middle from 6 on, as the register tells it."""


def risk_matrix(chart: RiskMatrix) -> str:
    """The chart as SVG: marks in the cells, their names in a key beside it."""
    grid = _SIDE * _CELL_H
    height = max(grid + _BOTTOM, len(chart.risks) * _KEY_ROW + 12)
    return draw(chart, (*_cells(chart), *_axes(chart, grid), *_key(chart.risks)), height)


def _cells(chart: RiskMatrix) -> Iterator[Shape]:
    here: dict[tuple[int, int], list[Risk]] = defaultdict(list)
    for risk in chart.risks:
        here[risk.impact, risk.likelihood].append(risk)
    for likelihood in range(_SIDE, 0, -1):
        for impact in range(1, _SIDE + 1):
            x, y = _LEFT + (impact - 1) * _CELL_W, (_SIDE - likelihood) * _CELL_H
            yield from _cell(x, y, likelihood * impact, here[impact, likelihood])


def _cell(x: float, y: float, score: int, risks: Sequence[Risk]) -> Iterator[Shape]:
    look = next(look for least, look in _LEVELS if score >= least)
    yield Box(x, y, _CELL_W, _CELL_H, look, told(*(f"{risk.mark} {risk.name}" for risk in risks)), 3)
    ink = "inverse" if look == "level-4" else "label"
    lines = _lines([risk.mark for risk in risks])
    first = y + _CELL_H / 2 + 4.5 - (len(lines) - 1) * 7.5
    for number, line in enumerate(lines):
        yield Text(x + _CELL_W / 2, first + number * 15, line, ink, "middle", 12, bold=True)


def _lines(marks: Sequence[str], room: float = _CELL_W - 10) -> list[str]:
    """Marks on at most two lines; what finds no place is counted."""
    lines: list[str] = []
    for number, mark in enumerate(marks):
        longer = f"{lines[-1]} {mark}" if lines else mark
        if lines and width(longer, 13) <= room:
            lines[-1] = longer
        elif len(lines) < 2:  # noqa: PLR2004 - as many as a cell has room for
            lines.append(cut(mark, 13, room))
        else:
            lines[-1] = f"{lines[-1].split(' ', maxsplit=1)[0]} +{len(marks) - number + lines[-1].count(' ')}"
            break
    return lines


def _axes(chart: RiskMatrix, grid: float) -> Iterator[Shape]:
    for number in range(1, _SIDE + 1):
        yield Text(_LEFT + (number - 0.5) * _CELL_W, grid + 16, str(number), "muted", "middle", 11)
        yield Text(_LEFT - 10, grid - (number - 0.5) * _CELL_H + 4, str(number), "muted", "middle", 11)
    across = cut(f"{chart.impact_label} →", 12, _SIDE * _CELL_W)
    up = cut(f"{chart.likelihood_label} →", 12, grid)
    yield Text(_LEFT + _SIDE * _CELL_W / 2, grid + 36, across, "label", "middle", 12)
    yield Text(14, grid / 2, up, "label", "middle", 12, turned=True)


def _key(risks: tuple[Risk, ...]) -> Iterator[Shape]:
    marks = max((width(risk.mark, 12) * 1.1 for risk in risks), default=0.0) + 12
    for number, risk in enumerate(risks):
        base = number * _KEY_ROW + 15
        name = cut(risk.name, 12, WIDTH - _KEY_LEFT - marks)
        yield Text(_KEY_LEFT, base, risk.mark, "label", bold=True)
        yield Text(_KEY_LEFT + marks, base, name, hover=told(risk.name, f"{risk.likelihood} × {risk.impact}"))
