"""A slide as a value: its title and what stands on it; nothing here knows how it is drawn."""

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

from msgspec import Struct

from promoplan.report.slides.look import CONTENT, Box

BODY = (18.0, 16.0, 14.0, 12.0)
"""Sizes of running text in points, the largest that fits is taken."""
SMALL = (14.0, 12.0)
_MOST_BAR = 46.0
"""How much of a chart's height a bar wants at most, in points."""


class Line(Struct, frozen=True):
    """A paragraph of a text; `ink` names a colour of the palette, `size` is in points, 0 for the size of the box."""

    text: str
    ink: str = "ink"
    bold: bool = False
    bullet: bool = False
    size: float = 0


class Text(Struct, frozen=True):
    """Paragraphs in a box, as large as they fit; what finds no room is counted and goes to the notes."""

    box: Box
    lines: tuple[Line, ...]
    sizes: tuple[float, ...] = BODY
    fill: str = ""
    edge: str = ""
    centred: bool = False
    inset: float = 0


class Grid(Struct, frozen=True):
    """A table with a head; rows that find no room are counted below it and go to the notes."""

    box: Box
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    title: str
    strong: bool = True


class Series(Struct, frozen=True):
    """One row of figures of a chart; `ink` names its colour."""

    name: str
    values: tuple[Decimal, ...]
    ink: str = "blue"


class Bars(Struct, frozen=True):
    """A native bar chart; `pattern` is how its figures are written, `outlined` the bar that is drawn open.

    `picture` names the report's picture of the same figures, "" where it has none.
    """

    box: Box
    title: str
    told: str
    labels: tuple[str, ...]
    series: tuple[Series, ...]
    pattern: str
    outlined: int | None = None
    picture: str = ""


class Form(StrEnum):
    """The forms that drawings are made of."""

    BOX = "box"
    CHEVRON = "chevron"
    DIAMOND = "diamond"
    DOT = "dot"
    RULE = "rule"


class Mark(Struct, frozen=True):
    """A form of a drawing; `fill` and `ink` name colours. Its text stands on one line and is cut to the box."""

    box: Box
    form: Form = Form.BOX
    fill: str = ""
    text: str = ""
    ink: str = "ink"
    size: float = 12
    bold: bool = False
    align: str = "left"
    edge: str = ""
    turned: bool = False


class Drawing(Struct, frozen=True):
    """Forms that make one picture, with its title, what it shows in words, and the report's picture of the same."""

    title: str
    told: str
    marks: tuple[Mark, ...]
    picture: str = ""


class Picture(Struct, frozen=True):
    """A picture from outside, as large as its box allows; `told` is what it shows."""

    box: Box
    data: bytes
    told: str


Element = Text | Grid | Bars | Drawing | Picture


class Page(Struct, frozen=True):
    """A slide; `notes` are for the speaker, one paragraph each."""

    title: str
    elements: tuple[Element, ...]
    notes: tuple[str, ...] = ()
    is_cover: bool = False


def columns(count: int, gap: float = 24, box: Box = CONTENT, shares: Sequence[float] = ()) -> tuple[Box, ...]:
    """The box cut into columns side by side, equally wide or by their shares."""
    parts = shares or (1.0,) * count
    room = box.width - gap * (count - 1)
    found, x = [], box.x
    for part in parts:
        width = room * part / sum(parts)
        found.append(Box(x, box.y, width, box.height))
        x += width + gap
    return tuple(found)


def rows(box: Box, upper: float, gap: float = 16) -> tuple[Box, Box]:
    """The box cut into an upper part of a height and the rest below it."""
    below = box.y + upper + gap
    return Box(box.x, box.y, box.width, upper), Box(box.x, below, box.width, box.y + box.height - below)


def bar_room(box: Box, count: int) -> Box:
    """As much of the box as so many bars want; few bars in a high box would be blocks."""
    return Box(box.x, box.y, box.width, min(box.height, 24 + _MOST_BAR * count))
