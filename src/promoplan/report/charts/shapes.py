"""The shapes that charts are made of."""

from msgspec import Struct

WIDTH = 720.0
"""Every chart is this wide; heights follow from what is shown."""


class Box(Struct, frozen=True):
    """A rectangle; `look` names how the template paints it, `hover` is told on pointing at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    hover: str = ""
    round: float = 0


class Line(Struct, frozen=True):
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str
    hover: str = ""


class Area(Struct, frozen=True):
    """A polygon."""

    points: tuple[tuple[float, float], ...]
    look: str
    hover: str = ""


class Text(Struct, frozen=True):
    """A line of text; `anchor` is start, middle or end; `turned` reads upwards."""

    x: float
    y: float
    text: str
    look: str = "label"
    anchor: str = "start"
    size: float = 12
    bold: bool = False
    turned: bool = False
    hover: str = ""


Shape = Box | Line | Area | Text


def told(*parts: str) -> str:
    """What a mark says on pointing at it: its label and figures."""
    return " · ".join(filter(None, parts))
