"""Where competitors stand: their prices seen from ours to the right, their market share upwards."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.report.charts.data import Chart
from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.scene import draw
from promoplan.report.charts.shapes import WIDTH, Area, Box, Line, Shape, Text, told

_BANDS = 3
_TOP, _PLOT, _BOTTOM, _RIGHT = 12.0, 200.0, 44.0, 6.0
_SIZE, _APART, _HALF = 11.5, 16.0, 6.0
_MARK_AT, _LABEL_AT = 26.0, 42.0


class Position(Struct, frozen=True):
    """One company: `band` is 0 for prices below ours, 1 for similar ones, 2 for those above; `figure` is the share."""

    label: str
    band: int
    share: Decimal
    figure: str
    own: bool = False


class CompetitorMap(Chart, frozen=True):
    """`bands` names the three price levels, `ticks` are shares in words for the upright axis, from 0 on."""

    positions: tuple[Position, ...]
    bands: tuple[str, str, str]
    ticks: tuple[tuple[Decimal, str], ...]
    price_label: str = ""
    share_label: str = ""


class _Plane(Struct, frozen=True):
    """Where shares and bands lie."""

    left: float
    height: float
    most: float

    def y(self, share: Decimal) -> float:
        return _TOP + self.height * (1 - min(float(share) / self.most, 1.0)) if self.most else _TOP + self.height

    def x(self, band: int) -> float:
        return self.left + (WIDTH - _RIGHT - self.left) * band / _BANDS

    @property
    def base(self) -> float:
        return _TOP + self.height


def competitor_map(chart: CompetitorMap) -> str:
    """The chart as SVG: three bands of prices, a mark for each company, our own as a lozenge."""
    fullest = max((sum(each.band == band for each in chart.positions) for band in range(_BANDS)), default=0)
    left = max((width(figure, _SIZE) for _, figure in chart.ticks), default=0.0) + 34
    shares = (*(share for share, _ in chart.ticks), *(each.share for each in chart.positions))
    most = max(map(float, shares), default=0.0)
    plane = _Plane(left, max(_PLOT, (fullest + 1) * _APART), most)
    shapes = [*_axes(chart, plane)]
    for band in range(_BANDS):
        shapes += _band([each for each in chart.positions if each.band == band], plane, band)
    return draw(chart, shapes, plane.base + _BOTTOM)


def _axes(chart: CompetitorMap, plane: _Plane) -> Iterator[Shape]:
    for share, figure in chart.ticks:
        y = plane.y(share)
        yield Line(plane.left, y, WIDTH - _RIGHT, y, "grid" if share else "axis")
        yield Text(plane.left - 8, y + 4, figure, "muted", "end", _SIZE)
    room = plane.x(1) - plane.x(0)
    for band, name in enumerate(chart.bands):
        x = plane.x(band)
        yield Line(x, _TOP - 4, x, plane.base, "grid-strong")
        yield Text(x + room / 2, plane.base + 18, cut(name, 12, room - 8), "label", "middle", 12)
    across = cut(f"{chart.price_label} →", 12, WIDTH - plane.left)
    yield Text((plane.left + WIDTH - _RIGHT) / 2, plane.base + 38, across, "muted", "middle", 12)
    up = cut(f"{chart.share_label} →", 12, plane.height)
    yield Text(14, _TOP + plane.height / 2, up, "muted", "middle", 12, turned=True)


def _band(found: Sequence[Position], plane: _Plane, band: int) -> Iterator[Shape]:
    """Marks at their share; names beside them, moved apart where they would overlap, with a line to their mark."""
    ordered = sorted(found, key=lambda each: -each.share)
    places = [plane.y(each.share) for each in ordered]
    x, room = plane.x(band), plane.x(1) - plane.x(0) - _LABEL_AT - 6
    for position, mark, name in zip(ordered, places, _spaced(places, plane.base), strict=True):
        hover = told(position.label, position.figure)
        if abs(name - mark) > _APART / 2:
            yield Line(x + _MARK_AT + _HALF, mark, x + _LABEL_AT - 2, name, "grid-strong")
        yield from _mark(position, x + _MARK_AT, mark, hover)
        figure = width(position.figure, _SIZE) * 1.06 + 6
        label = cut(position.label, _SIZE, room - figure)
        long = min(width(label, _SIZE) * 1.06 + figure + 4, room)
        yield Box(x + _LABEL_AT - 2, name - 7, long, 14, "paper")  # so that no line crosses it
        yield Text(x + _LABEL_AT, name + 4, label, size=_SIZE, bold=position.own, hover=hover)
        at = x + _LABEL_AT + width(label, _SIZE) * (1.06 if position.own else 1) + 6
        yield Text(at, name + 4, cut(position.figure, _SIZE, room), "muted", size=_SIZE)


def _mark(position: Position, x: float, y: float, hover: str) -> Iterator[Shape]:
    if position.own:
        long = _HALF + 2
        yield Area(((x, y - long), (x + long, y), (x, y + long), (x - long, y)), "own", hover)
    else:
        yield Box(x - _HALF, y - _HALF, 2 * _HALF, 2 * _HALF, "mark", hover, _HALF)


def _spaced(places: Sequence[float], base: float) -> Sequence[float]:
    """Heights from the upper to the lower, apart from one another and above the base."""
    found: list[float] = []
    for place in places:
        found.append(max(place, found[-1] + _APART) if found else max(place, _TOP))
    bound = base - _APART / 2
    for number in range(len(found) - 1, -1, -1):
        found[number] = min(found[number], bound)
        bound = found[number] - _APART
    return found
