"""What a forecast says, as blocks: the one source of its text and its Markdown."""

from enum import StrEnum

from msgspec import Struct


class Tone(StrEnum):
    """How a line is meant."""

    PLAIN = "plain"
    GOOD = "good"
    OPEN = "open"
    BAD = "bad"


class Heading(Struct, frozen=True):
    """A heading; the first level is the title."""

    text: str
    level: int = 2


class Line(Struct, frozen=True):
    """A sentence, which stands out unless its tone is plain."""

    text: str
    tone: Tone = Tone.PLAIN


class Items(Struct, frozen=True):
    """A list."""

    texts: tuple[str, ...]


class Table(Struct, frozen=True):
    """A table: names in the first `names` columns, figures in the others; each row has a cell for each head.

    `bars`, one for each row, are small pictures of the row for a terminal that is wide enough.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int = 1
    bars: tuple[str, ...] = ()


Block = Heading | Line | Items | Table
