"""A report's body as blocks: what every finished format is made from, whatever it was written in."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


@dataclass(frozen=True, slots=True)
class Text:
    """Plain text; never markup."""

    kind: ClassVar[str] = "text"
    text: str


@dataclass(frozen=True, slots=True)
class Mono:
    """Text in fixed width."""

    kind: ClassVar[str] = "mono"
    text: str


@dataclass(frozen=True, slots=True)
class Break:
    """A new line within a paragraph."""

    kind: ClassVar[str] = "break"


@dataclass(frozen=True, slots=True)
class Strong:
    """Text that stands out."""

    kind: ClassVar[str] = "strong"
    inner: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Text that is stressed."""

    kind: ClassVar[str] = "emphasis"
    inner: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A link to a web page or mail address."""

    kind: ClassVar[str] = "link"
    url: str
    inner: tuple["Inline", ...]


Inline = Text | Mono | Break | Strong | Emphasis | Link


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; levels run from 1 and none is skipped, `anchor` is its place in the document."""

    kind: ClassVar[str] = "heading"
    level: int
    anchor: str
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    inner: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart by its name, with what it shows in words; `caption` says what to see in it."""

    kind: ClassVar[str] = "picture"
    name: str
    alt: str
    caption: str = ""


class Align(StrEnum):
    """How a column is set: figures to the right."""

    LEFT = "left"
    CENTER = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Column:
    """How a column is set, and its share of the width; `short` cells stay whole, `blank` ones are filled by hand."""

    align: Align
    weight: float
    short: bool = False
    blank: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; every row has as many cells as there are columns."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; `start` is the first number of an ordered one, None without numbers."""

    kind: ClassVar[str] = "listing"
    start: int | None
    items: tuple[tuple["Block", ...], ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines kept as they are."""

    kind: ClassVar[str] = "code"
    text: str


@dataclass(frozen=True, slots=True)
class Quote:
    """Blocks set apart."""

    kind: ClassVar[str] = "quote"
    inner: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between parts."""

    kind: ClassVar[str] = "rule"


@dataclass(frozen=True, slots=True)
class Panel:
    """A part of the report that formats may have a design of their own for, by its name; `inner` tells it in a row."""

    kind: ClassVar[str] = "panel"
    name: str
    inner: tuple["Block", ...]


Block = Heading | Paragraph | Picture | Table | Listing | Code | Quote | Rule | Panel


def plain(inner: tuple[Inline, ...]) -> str:
    """The text of inlines without their form."""
    return "".join(
        part.text if isinstance(part, Text | Mono) else " " if isinstance(part, Break) else plain(part.inner)
        for part in inner
    )


def captions(found: Iterable[Block], titles: Mapping[str, str]) -> dict[str, str]:
    """What stands over each picture: its title, "" where the heading before it says the same."""
    shown, heading = dict(titles), ""
    for block in found:
        if isinstance(block, Heading):
            heading = plain(block.inner)
        elif isinstance(block, Picture) and shown.get(block.name) == heading:
            shown[block.name] = ""
    return shown


def pictured(found: Iterable[Block]) -> frozenset[str]:
    """The names of all pictures, also of those within other blocks."""
    return frozenset(block.name for block in _every(found) if isinstance(block, Picture))


def _every(found: Iterable[Block]) -> Iterator[Block]:
    for block in found:
        yield block
        if isinstance(block, Quote | Panel):
            yield from _every(block.inner)
        elif isinstance(block, Listing):
            for item in block.items:
                yield from _every(item)
