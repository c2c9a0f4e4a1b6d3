"""Blocks as Typst source. Every text becomes a string literal: nothing in a plan can be read as markup or code."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass

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
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    plain,
)
from promoplan.report.charts.scene import Drawn
from promoplan.report.columns import cells, is_tight

Charts = Mapping[str, Drawn]
"""What is known of each chart, by name."""

_LONG_CELL = 700  # cells of text; a row with more may break across pages
_WHOLE_ROWS, _WHOLE_TEXT = 8, 2000  # a table of no more stays on one page
_LONGEST_RUN = 18
_LONG_WORD = re.compile(r"[!-~]{19,}")
_BREAK_AFTER = frozenset("-_/.?&=:,;")
_MANY_COLUMNS = 7


def literal(text: str) -> str:
    """A text as a Typst string."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\r", " ").replace("\n", "\\n")
    return f'"{escaped}"'


def value(data: object) -> str:
    """Texts to show, numbers, tuples and frozen dataclasses as a Typst value; a field's underscores become hyphens."""
    if isinstance(data, str):
        return literal(_breakable(data))
    if isinstance(data, tuple):
        return f"({''.join(f'{value(item)}, ' for item in data)})"
    if is_dataclass(data):
        pairs = (f"{field.name.replace('_', '-')}: {value(getattr(data, field.name))}, " for field in fields(data))
        return f"({''.join(pairs)})"
    return str(data)


def body(found: Sequence[Block], charts: Charts) -> str:
    """The blocks, one after another; `charts` are those at hand."""
    return "\n\n".join(filter(None, (_block(block, charts) for block in found)))


def _block(block: Block, charts: Charts) -> str:
    match block:
        case Heading():
            made = f"#heading(level: {block.level})[{_inner(block.inner)}]"
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
        case Rule():
            made = "#line(length: 100%, stroke: 0.5pt + hairline)"
    return made


def _picture(block: Picture, charts: Charts) -> str:
    if block.name not in charts:
        return _inner((Text(block.alt),))
    path, chart = literal(f"charts/{block.name}.svg"), charts[block.name]
    return f"#chart({path}, {literal(chart.title)}, alt: {literal(block.alt)}, ratio: {chart.ratio:.4f})"


def _table(block: Table) -> str:
    widths = "".join(f"{column.weight}fr, " for column in block.columns)
    aligns = "".join(f"{column.align}, " for column in block.columns)
    head = "".join(f"[{_inner(cell)}], " for cell in block.head)
    size = "7.5pt" if len(block.columns) > _MANY_COLUMNS else "8.5pt"
    whole = len(block.rows) <= _WHOLE_ROWS and sum(map(_length, block.rows)) <= _WHOLE_TEXT
    flags = f"whole: {_flag(whole)}, tight: {_flag(is_tight(block.columns))}"
    rows = "".join(f"  {_row(row, block.columns)}\n" for row in block.rows)
    return f"#sheet({flags}, columns: ({widths}), align: ({aligns}), size: {size}, head: ({head}),\n{rows})"


def _flag(given: bool) -> str:
    return "true" if given else "false"


def _length(row: Sequence[tuple[Inline, ...]]) -> int:
    """The text of a row in cells of a fixed grid."""
    return sum(cells(plain(each)) for each in row)


def _row(row: Sequence[tuple[Inline, ...]], columns: Sequence[Column]) -> str:
    cell = "long[{}], " if any(cells(plain(each)) > _LONG_CELL for each in row) else "[{}], "
    return "".join(
        "by-hand, " if column.blank else cell.replace("{}", _inner(each))
        for each, column in zip(row, columns, strict=True)
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
    """Long Latin words, addresses and ids get places where a line may end (zero-width spaces)."""
    return _LONG_WORD.sub(lambda found: "".join(_split(found[0])), text)


def _split(word: str) -> Iterator[str]:
    run = 0
    for character in word:
        yield character
        run += 1
        if character in _BREAK_AFTER or run == _LONGEST_RUN:
            yield "\u200b"
            run = 0
