"""A report's body as blocks: what every finished format is made from, whatever it was written in."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum
from typing import ClassVar

from msgspec import Struct


class Text(Struct, frozen=True):
    """Plain text; never markup."""

    kind: ClassVar[str] = "text"
    text: str


class Mono(Struct, frozen=True):
    """Text in fixed width."""

    kind: ClassVar[str] = "mono"
    text: str


class Break(Struct, frozen=True):
    """A new line within a paragraph."""

    kind: ClassVar[str] = "break"


class Strong(Struct, frozen=True):
    """Text that stands out."""

    kind: ClassVar[str] = "strong"
    inner: tuple["Inline", ...]


class Emphasis(Struct, frozen=True):
    """Text that is stressed."""

    kind: ClassVar[str] = "emphasis"
    inner: tuple["Inline", ...]


class Link(Struct, frozen=True):
    """A link to a web page or mail address."""

    kind: ClassVar[str] = "link"
    url: str
    inner: tuple["Inline", ...]


Inline = Text | Mono | Break | Strong | Emphasis | Link


class Heading(Struct, frozen=True):
    """A heading; levels run from 1 and none is skipped, `anchor` is its place in the document."""

    kind: ClassVar[str] = "heading"
    level: int
    anchor: str
    inner: tuple[Inline, ...]


class Paragraph(Struct, frozen=True):
    """A paragraph."""

    kind: ClassVar[str] = "paragraph"
    inner: tuple[Inline, ...]


class Picture(Struct, frozen=True):
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


class Column(Struct, frozen=True):
    """How a column is set, and its share of the width; `short` cells stay whole, `blank` ones are filled by hand."""

    align: Align
    weight: float
    short: bool = False
    blank: bool = False


class Table(Struct, frozen=True):
    """A table; every row has as many cells as there are columns."""

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    head: tuple[tuple[Inline, ...], ...]
    rows: tuple[tuple[tuple[Inline, ...], ...], ...]


class Listing(Struct, frozen=True):
    """A list; `start` is the first number of an ordered one, None without numbers."""

    kind: ClassVar[str] = "listing"
    start: int | None
    items: tuple[tuple["Block", ...], ...]


class Code(Struct, frozen=True):
    """Lines kept as they are."""

    kind: ClassVar[str] = "code"
    text: str


class Quote(Struct, frozen=True):
    """Blocks set apart."""

    kind: ClassVar[str] = "quote"
    inner: tuple["Block", ...]


class Rule(Struct, frozen=True):
    """A line between parts."""

    kind: ClassVar[str] = "rule"


class Panel(Struct, frozen=True):
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


def leads(block: Block, following: Block) -> bool:
    """Whether a paragraph announces what follows by a colon, so that no page should end between the two."""
    return (
        isinstance(block, Paragraph)
        and isinstance(following, Table | Picture | Listing)
        and (plain(block.inner).endswith((":", "：")))
    )


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
