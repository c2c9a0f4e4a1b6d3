"""Tables for a terminal: aligned columns where they fit, else one row below the other."""

from collections.abc import Collection, Iterator, Sequence

from msgspec import Struct

from promoplan.report.columns import cells
from promoplan.report.outlook.blocks import Table
from promoplan.report.outlook.wrapping import wrapped

_GAP = "  "
_NARROWEST_NAME = 10
_INDENT = "  "

Rows = Sequence[Sequence[str]]


class Frame(Struct, frozen=True):
    """How wide a table may be, what decorates its head (a template), and what stands between a head and a figure."""

    width: int
    title: str = "{}"
    colon: str = ": "


def grid(table: Table, frame: Frame) -> Iterator[str]:
    """The lines of a table; the bars are left out first where it is too wide."""
    names = set(range(table.names))
    if table.bars:
        rows = [(*row, bar) for row, bar in zip(table.rows, table.bars, strict=True)]
        head = (*table.head, "")
        widths = _widths(head, rows, frame.width)
        if widths is not None:
            return _aligned(head, rows, widths, names | {len(table.head)}, frame)
    widths = _widths(table.head, table.rows, frame.width)
    return _stacked(table, frame) if widths is None else _aligned(table.head, table.rows, widths, names, frame)


def _widths(head: Sequence[str], rows: Rows, width: int) -> list[int] | None:
    """Each column's cells, the first one's cut where it must be; None where that is not enough."""
    widths = [max(map(cells, column)) for column in zip(head, *rows, strict=True)]
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - width
    if excess > 0:
        widths[0] -= excess
    return widths if excess <= 0 or widths[0] >= _NARROWEST_NAME else None


def _aligned(
    head: Sequence[str], rows: Rows, widths: Sequence[int], left: Collection[int], frame: Frame
) -> Iterator[str]:
    for line in _row(head, widths, left):
        yield frame.title.format(line)
    yield _GAP.join("-" * width if text else "" for text, width in zip(head, widths, strict=True)).rstrip()
    for row in rows:
        yield from _row(row, widths, left)


def _row(row: Sequence[str], widths: Sequence[int], left: Collection[int]) -> Iterator[str]:
    """The lines of a row; only its first cell may take several."""
    first, *others = wrapped(row[0], widths[0])
    padded = []
    for place, (text, width) in enumerate(zip((first, *row[1:]), widths, strict=True)):
        room = " " * (width - cells(text))
        padded.append(text + room if place in left else room + text)
    yield _GAP.join(padded).rstrip()
    yield from others


def _stacked(table: Table, frame: Frame) -> Iterator[str]:
    for row in table.rows:
        for line in wrapped(row[0], frame.width):
            yield frame.title.format(line)
        for head, text in zip(table.head[1:], row[1:], strict=True):
            if text:
                yield from wrapped(f"{head}{frame.colon}{text}", frame.width, _INDENT * 2, first=_INDENT)
