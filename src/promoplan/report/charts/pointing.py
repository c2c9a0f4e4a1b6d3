"""What marks tell on pointing at them: a place over the shapes that share a text, and a slip with that text near it."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec import Struct

from promoplan.report.charts.measure import cut, width
from promoplan.report.charts.shapes import WIDTH, Area, Box, Line, Shape, Text

_SIZE, _TALL, _PAD = 12.0, 22.0, 8.0
_LEAST = 12.0
"""The least width and height of a place: lines and days are hard to hit."""


class Point(Struct, frozen=True):
    """A place to point at, and the shapes that are shown then."""

    x: float
    y: float
    width: float
    height: float
    told: tuple[Box, Text]


def points(shapes: Sequence[Shape], height: float) -> Iterator[Point]:
    """A place for each run of shapes that tell the same, within a chart of this height."""
    for text, found in groupby(shapes, lambda shape: shape.hover):
        if text:
            edges = tuple(map(_edges, found))
            left, top = (min(each[side] for each in edges) for side in (0, 1))
            right, bottom = (max(each[side] for each in edges) for side in (2, 3))
            yield _point(text, _wide(left, right, WIDTH), _wide(top, bottom, height), height)


def _wide(low: float, high: float, most: float) -> tuple[float, float]:
    """A span that is not too narrow, from 0 to at most so much."""
    more = max(_LEAST - (high - low), 0.0) / 2
    return max(low - more, 0.0), min(high + more, most)


def _point(text: str, across: tuple[float, float], down: tuple[float, float], height: float) -> Point:
    (left, right), (top, bottom) = across, down
    shown = cut(text, _SIZE, WIDTH - 2 * _PAD)
    wide = min(width(shown, _SIZE) * 1.06 + 2 * _PAD, WIDTH)
    x = min(max((left + right - wide) / 2, 0.0), WIDTH - wide)
    above, below = top - _TALL - 3, bottom + 3
    y = above if above >= 0 else min(below, max(height - _TALL, 0.0))
    slip = Box(x, y, wide, _TALL, "tip", round=3)
    return Point(left, top, right - left, bottom - top, (slip, Text(x + _PAD, y + 15.5, shown, "tip-text", size=_SIZE)))


def _edges(shape: Shape) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape."""
    match shape:
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Line():
            ends = (shape.x1, shape.x2), (shape.y1, shape.y2)
        case Area():
            ends = tuple(zip(*shape.points, strict=True))  # type: ignore[assignment]
        case Text():
            return _text_edges(shape)
    return min(ends[0]), min(ends[1]), max(ends[0]), max(ends[1])


def _text_edges(text: Text) -> tuple[float, float, float, float]:
    wide = width(text.text, text.size)
    left = text.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[text.anchor]
    return left, text.y - text.size, left + wide, text.y + text.size * 0.3
