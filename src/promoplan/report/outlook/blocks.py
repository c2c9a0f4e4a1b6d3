"""What a forecast says, as blocks: the one source of its text and its Markdown."""

from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """How a line is meant."""

    PLAIN = "plain"
    GOOD = "good"
    OPEN = "open"
    BAD = "bad"


@dataclass(frozen=True)
class Heading:
    """A heading; the first level is the title."""

    text: str
    level: int = 2


@dataclass(frozen=True)
class Line:
    """A sentence, which stands out unless its tone is plain."""

    text: str
    tone: Tone = Tone.PLAIN


@dataclass(frozen=True)
class Items:
    """A list."""

    texts: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """A table: names in the first `names` columns, figures in the others; each row has a cell for each head.

    `bars`, one for each row, are small pictures of the row for a terminal that is wide enough.
    """

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    names: int = 1
    bars: tuple[str, ...] = ()


Block = Heading | Line | Items | Table
