"""Markdown tables from the view model's rows: empty columns left out, figures to the right, cells in line."""

import re
from collections.abc import Callable, Sequence

from jinja2 import UndefinedError
from msgspec import Struct

from promoplan.emit.escaping import Markdown, escaped
from promoplan.report.columns import cells

_COLUMN = re.compile(
    r"(?P<field>[a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)(?:=(?P<label>[a-z][a-z0-9-]*))? ?(?P<marks>[>!]*)"
)
_NOTHING = Markdown("–")
_NARROWEST, _WIDEST = 3, 40
"""Cells wider than this stand out of line, or short rows would drown in blanks."""


class _Column(Struct, frozen=True):
    """One column: heading, cells, whether figures stand in it, the width its cells are filled up to, if it is kept."""

    heading: str
    cells: tuple[str, ...]
    right: bool
    width: int
    kept: bool


def table(
    label: Callable[[str], str], rows: Sequence[object], columns: Sequence[str], total: object = None
) -> Markdown:
    """A table with a row for each of `rows`; nothing where there are none, or where they say no more than a name.

    A column is `FIELD`, `FIELD=LABEL` (LABEL is the key of its heading), with `>` behind it for figures and
    `!` to keep it though it is empty, or though it is the only one that is not. `total` is a last row, set in bold. A
    field that rows lack is an UndefinedError.
    """
    if not rows:
        return Markdown("")
    found = [_column(label, rows, column, total) for column in columns]
    shown = [column for column in found if column is not None]
    if not shown or (len(shown) == 1 < len(columns) and not shown[0].kept):
        return Markdown("")
    heads = [_filled(column, column.heading) for column in shown]
    body = [[_filled(column, column.cells[number]) for column in shown] for number in range(len(shown[0].cells))]
    lines = [_line(heads), _line([_rule(column) for column in shown]), *map(_line, body)]
    return Markdown("\n".join(lines))


def _column(label: Callable[[str], str], rows: Sequence[object], asked: str, total: object) -> _Column | None:
    """A column as asked for, or None where it is empty."""
    match = _COLUMN.fullmatch(asked)
    if match is None:
        raise UndefinedError(f"no column: {asked!r}")
    field, marks = match["field"], match["marks"]
    texts = [escaped(_value(row, field)) for row in rows]
    keep = "!" in marks
    if not keep and not any(texts):
        return None
    told = [text or ("" if keep else _NOTHING) for text in texts]
    if total is not None:
        told.append(_bold(escaped(_value(total, field))))
    heading = escaped(label(match["label"] or field.rpartition(".")[2]))
    widest = max(map(cells, (heading, *told)))
    return _Column(heading, tuple(told), ">" in marks, max(min(widest, _WIDEST), _NARROWEST), keep)


def _value(row: object, field: str) -> object:
    for name in field.split("."):
        try:
            row = getattr(row, name)
        except AttributeError:
            raise UndefinedError(f"{type(row).__name__} has no {name!r}") from None
    return row


def _bold(text: str) -> str:
    return f"**{text}**" if text else ""


def _filled(column: _Column, cell: str) -> str:
    room = " " * max(column.width - cells(cell), 0)
    return f"{room}{cell}" if column.right else f"{cell}{room}"


def _rule(column: _Column) -> str:
    return f"{'-' * (column.width - 1)}:" if column.right else "-" * column.width


def _line(parts: Sequence[str]) -> str:
    return f"| {' | '.join(parts)} |"
