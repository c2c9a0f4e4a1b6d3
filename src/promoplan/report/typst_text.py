"""Blocks as Typst source. Every text becomes a string literal: nothing in a plan can be read as markup or code."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import ceil

from msgspec import Struct
from msgspec.structs import asdict

from promoplan.report.blocks import (
    Block,
    Break,
    Code,
    Column,
    Emphasis,
    Heading,
    Inline,
    Link,
    Listing,
    Mono,
    Panel,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    leads,
    plain,
)
from promoplan.report.charts.measure import width
from promoplan.report.charts.scene import Drawn
from promoplan.report.columns import cells, is_slim, is_tight

Charts = Mapping[str, Drawn]
"""What is known of each chart, by name."""

_LONG_CELL = 700  # cells of text; a row with more may break across pages
_WHOLE_ROWS, _WHOLE_TEXT, _WHOLE_LINES = 8, 2000, 36  # a table of no more stays on one page
_LONGEST_RUN = 9.8  # ems: some 18 letters
_LONG_WORD = re.compile(r"[^\s\u2e80-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff]{19,}")
"""Of letters between which no line ends; Chinese has none such."""
_LONGEST_WORD = 2000  # as long as a link may be; a longer one is none that anybody reads
_LONGEST_CAPTION = 600  # it stays on the page of its picture
_LONGEST_HEADING, _LONGEST_STRING = 2000, 8000  # PDF/A-2 takes strings of 32,767 bytes (ISO 32000-1, annex C)
_BREAK_AFTER = frozenset("-_/.?&=:,;")
_MANY_COLUMNS = 7


def literal(text: str) -> str:
    """A text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")
    return f'"{escaped}"'


def unseen(text: str) -> str:
    """A text that stands in no line, such as an alternative or a property, as a Typst string that a PDF can hold."""
    return literal(_shortened(text, _LONGEST_STRING))


def value(data: object) -> str:
    """Texts to show, numbers, tuples and records as a Typst value; a field's underscores become hyphens."""
    if isinstance(data, str):
        return literal(_breakable(data))
    if isinstance(data, bool):
        return _flag(data)
    if isinstance(data, tuple):
        return f"({''.join(f'{value(item)}, ' for item in data)})"
    if isinstance(data, Struct):
        pairs = (f"{name.replace('_', '-')}: {value(part)}, " for name, part in asdict(data).items())
        return f"({''.join(pairs)})"
    return "none" if data is None else str(data)


def body(found: Sequence[Block], charts: Charts) -> str:
    """The blocks, one after another; `charts` are those at hand."""
    made = [_block(block, charts) for block in found]
    for place, (block, following) in enumerate(pairwise(found)):
        if leads(block, following):
            made[place] = f"#block(sticky: true, par[{made[place]}])"
    return "\n\n".join(filter(None, made))


def _block(block: Block, charts: Charts) -> str:
    match block:
        case Heading():
            made = f"#heading(level: {block.level})[{_inner(_bounded(block.inner))}]"
        case Paragraph():
            made = _inner(block.inner)
        case Picture():
            made = _picture(block, charts)
        case Table():
            made = _table(block)
        case Listing():
            items = "".join(f"[{body(item, charts)}], " for item in block.items)
            made = f"#list({items})" if block.start is None else f"#enum(start: {block.start}, {items})"
        case Code():
            made = f"#raw({literal(block.text)}, block: true)"
        case Quote():
            made = f"#quote[{body(block.inner, charts)}]"
        case Panel():
            made = f"#panel(front, {literal(block.name)})"
        case Rule():
            made = "#line(length: 100%, stroke: 0.5pt + hairline)"
    return made


def _bounded(heading: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """A heading's text as far as a bookmark can hold it."""
    text = plain(heading)
    return heading if len(text) <= _LONGEST_HEADING else (Text(_shortened(text, _LONGEST_HEADING)),)


def _shortened(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _picture(block: Picture, charts: Charts) -> str:
    if block.name not in charts:
        return _inner((Text(block.alt),))
    path, chart = literal(f"charts/{block.name}.svg"), charts[block.name]
    caption = _shortened(block.caption, _LONGEST_CAPTION)
    told = f"caption: {literal(_breakable(caption))}, alt: {unseen(block.alt)}"
    return f"#chart({path}, {literal(chart.title)}, {told}, ratio: {chart.ratio:.4f})"


def _table(block: Table) -> str:
    widths = "".join(f"{column.weight}fr, " for column in block.columns)
    aligns = "".join(f"{column.align}, " for column in block.columns)
    head = "".join(f"[{_inner(cell)}], " for cell in block.head)
    size = "7.5pt" if len(block.columns) > _MANY_COLUMNS else "8.5pt"
    whole = (
        len(block.rows) <= _WHOLE_ROWS
        and sum(map(_length, block.rows)) <= _WHOLE_TEXT
        and sum(_height(row, block.columns) for row in block.rows) <= _WHOLE_LINES
    )
    flags = f"whole: {_flag(whole)}, tight: {_flag(is_tight(block.columns))}, slim: {_flag(is_slim(block.columns))}"
    rows = "".join(f"  {_row(row, block.columns)}\n" for row in block.rows)
    return f"#sheet({flags}, columns: ({widths}), align: ({aligns}), size: {size}, head: ({head}),\n{rows})"


def _flag(given: bool) -> str:
    return "true" if given else "false"


def _length(row: Sequence[tuple[Inline, ...]]) -> int:
    """The text of a row in cells of a fixed grid."""
    return sum(cells(plain(each)) for each in row)


def _height(row: Sequence[tuple[Inline, ...]], columns: Sequence[Column]) -> int:
    """How many lines a row takes, about."""
    return max(ceil(cells(plain(each)) / column.weight) for each, column in zip(row, columns, strict=True))


def _row(row: Sequence[tuple[Inline, ...]], columns: Sequence[Column]) -> str:
    is_long = any(cells(plain(each)) > _LONG_CELL for each in row)
    cell, by_hand = ("long[{}], ", "long(by-hand), ") if is_long else ("[{}], ", "by-hand, ")
    return "".join(
        by_hand if column.blank else cell.replace("{}", _inner(each)) for each, column in zip(row, columns, strict=True)
    )


def _inner(inner: Sequence[Inline]) -> str:
    return "".join(_inline(part) for part in inner)


def _inline(part: Inline) -> str:
    match part:
        case Text():
            return f"#{literal(_breakable(part.text))};"
        case Mono():
            return f"#raw({literal(_breakable(part.text))});"
        case Break():
            return "#linebreak();"
        case Strong():
            return f"#strong[{_inner(part.inner)}];"
        case Emphasis():
            return f"#emph[{_inner(part.inner)}];"
        case Link():
            return f"#link({literal(part.url)})[{_inner(part.inner)}];"


def _breakable(text: str) -> str:
    """Long words, addresses and ids get places where a line may end (zero-width spaces); endless ones are cut."""
    return _LONG_WORD.sub(lambda found: "".join(_split(_shortened(found[0], _LONGEST_WORD))), text)


def _split(word: str) -> Iterator[str]:
    run = 0.0
    for character in word:
        wide = width(character, 1)
        if run + wide > _LONGEST_RUN and not unicodedata.combining(character):
            yield "\u200b"
            run = 0
        yield character
        run += wide
        if character in _BREAK_AFTER:
            yield "\u200b"
            run = 0
