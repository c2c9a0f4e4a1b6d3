"""Shapes as SVG text, with presentation attributes only, as the typesetter and office programs know no style sheets.

The classes let a page repaint shapes for the dark. What a mark tells on pointing at it lies over all shapes and is
hidden until the page's style (`charts/page.css.jinja`) shows it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape

from promoplan.report.charts.data import Chart
from promoplan.report.charts.palette import LOOKS, Palette
from promoplan.report.charts.pointing import Point
from promoplan.report.charts.shapes import WIDTH, Area, Box, Line, Shape, Text

_FORBIDDEN = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 (2.2) can't hold; it becomes a replacement character."""

Paints = Mapping[str, str]
"""The attributes by which a look is painted."""


def svg(chart: Chart, shapes: Iterable[Shape], points: Iterable[Point], height: float, family: str) -> str:
    """The whole file; texts are escaped."""
    title, description, paints = _text(chart.title), _text(chart.description), _paints(chart.palette)
    wide, high = px(WIDTH), px(height)
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" height="{high}" role="img"'
        f' aria-label="{description}" font-family="{_text(family)}" font-weight="400">'
    )
    lines = (
        head,
        f"<title>{title}</title>",
        f"<desc>{description}</desc>",
        *(_shape(shape, paints) for shape in shapes),
        *(_point(point, paints) for point in points),
        "</svg>",
    )
    return "\n".join(lines)


def px(number: float) -> str:
    """A place or length with at most two decimals."""
    return f"{number:.2f}".rstrip("0").rstrip(".")


def _paints(palette: Palette) -> Paints:
    return {look: "".join(_paint(look, palette._asdict())) for look in LOOKS}


def _paint(look: str, colours: Mapping[str, str]) -> Iterator[str]:
    brush = LOOKS[look]
    yield f' class="{look}" fill="{colours[brush.fill] if brush.fill else "none"}"'
    if brush.stroke:
        yield f' stroke="{colours[brush.stroke]}" stroke-width="{brush.width}"'
    if brush.dashes:
        yield f' stroke-dasharray="{brush.dashes}"'


def _shape(shape: Shape, paints: Paints) -> str:
    paint = paints[shape.look]
    match shape:
        case Box():
            corner = f' rx="{px(shape.round)}"' if shape.round else ""
            return f"<rect {_place(shape.x, shape.y, shape.width, shape.height)}{corner}{paint}/>"
        case Line():
            ends = f'x1="{px(shape.x1)}" y1="{px(shape.y1)}" x2="{px(shape.x2)}" y2="{px(shape.y2)}"'
            return f"<line {ends}{paint}/>"
        case Area():
            corners = " ".join(f"{px(x)},{px(y)}" for x, y in shape.points)
            return f'<polygon points="{corners}"{paint}/>'
        case Text():
            return _line_of_text(shape, paint)


def _place(x: float, y: float, wide: float, high: float) -> str:
    return f'x="{px(x)}" y="{px(y)}" width="{px(wide)}" height="{px(high)}"'


def _line_of_text(text: Text, paint: str) -> str:
    x, y = px(text.x), px(text.y)
    bold = ' font-weight="700"' if text.bold else ""
    anchor = f' text-anchor="{text.anchor}"' if text.anchor != "start" else ""
    turned = f' transform="rotate(-90 {x} {y})"' if text.turned else ""
    return f'<text x="{x}" y="{y}" font-size="{px(text.size)}"{bold}{anchor}{turned}{paint}>{_text(text.text)}</text>'


def _point(point: Point, paints: Paints) -> str:
    place = _place(point.x, point.y, point.width, point.height)
    told = "".join(_shape(shape, paints) for shape in point.told)
    return f'<g class="point"><rect {place} rx="3" fill="none"/><g class="told" display="none">{told}</g></g>'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text))
