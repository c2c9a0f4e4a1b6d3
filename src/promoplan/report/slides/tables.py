"""Tables made to fit: widths of columns by what stands in them, rows as high as their text, the last ones left out."""

from collections.abc import Sequence

from msgspec import Struct

from promoplan.report import blocks
from promoplan.report.blocks import Align
from promoplan.report.columns import columns, is_wide, shared
from promoplan.report.inert import clean
from promoplan.report.slides.fitting import LEADING, MOST_LINES, advance, bounded, shortened, wrapped
from promoplan.report.slides.page import Grid

PAD_X, PAD_Y = 6.0, 3.5
"""What a cell keeps free at each side, in points."""
_LINE = 20.0
"""The room that the phrase takes which counts the rows left out."""
_STEPS = ((16, 0), (15, 0), (14, 0), (13, 0), (12, 0), (12, 3), (11, 3), (11, 2), (10, 2))
"""Sizes in points, each with the most lines that a cell may take, 0 for any number."""

_FEW, _LONGEST = 6.2, 9.0
"""The widest run that is kept whole, in ems: of Chinese characters, and of Latin letters."""
_MEASURED = 300
"""Longer texts say no more about the width that a column needs."""


class Sheet(Struct, frozen=True):
    """A table with its measures: rows as shown, head first, and those that were cut or left out, whole."""

    size: float
    widths: tuple[float, ...]
    aligns: tuple[Align, ...]
    heights: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]
    left_out: int = 0
    cut: tuple[tuple[str, ...], ...] = ()


def sheet(grid: Grid) -> Sheet:
    """The table at the largest size at which all rows fit; columns that hold nothing are left out."""
    kept = [place for place, _ in enumerate(grid.head) if any(clean(row[place]) for row in grid.rows)]
    head, *whole_rows = (tuple(clean(row[place]) for place in kept) for row in (grid.head, *grid.rows))
    rows = [tuple(map(bounded, row)) for row in whole_rows[:MOST_LINES]]
    aligns = _aligns(head, rows)
    has_all = len(rows) == len(whole_rows)
    for size, most in _STEPS:
        widths, whole = _widths((head, *rows), aligns, size, grid.box.width)
        shown = tuple(_row(row, widths, size, most) for row in (head, *rows))
        heights = tuple(_height(row, widths, size, bold=not place) for place, row in enumerate(shown))
        if whole and has_all and sum(heights) <= grid.box.height:
            return Sheet(size, widths, aligns, heights, shown, cut=_changed(whole_rows, shown[1:]))
    if has_all and sum(heights) <= grid.box.height:
        return Sheet(size, widths, aligns, heights, shown, cut=_changed(whole_rows, shown[1:]))
    room, count = grid.box.height - _LINE, 0
    while count < len(heights) and room >= heights[count]:
        room -= heights[count]
        count += 1
    count = max(count, 2)
    cut = (*_changed(whole_rows[: count - 1], shown[1:count]), *whole_rows[count - 1 :])
    return Sheet(size, widths, aligns, heights[:count], shown[:count], len(whole_rows) + 1 - count, cut)


def height(grid: Grid) -> float:
    """How high a table stands, with the phrase that counts what is left out."""
    made = sheet(grid)
    return sum(made.heights) + (_LINE if made.left_out else 0)


def _aligns(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> tuple[Align, ...]:
    """How each column is set."""
    texts = [tuple((blocks.Text(text[:_MEASURED]),) for text in row) for row in (head, *rows)]
    return tuple(column.align for column in columns(texts[0], texts[1:], [None] * len(head)))


def _widths(
    table: Sequence[tuple[str, ...]], aligns: Sequence[Align], size: float, room: float
) -> tuple[tuple[float, ...], bool]:
    """The width of each column, and whether no word and no figure had to be broken for it.

    Columns get what their longest word needs, and a part of the rest towards what a whole line needs.
    """
    wishes, leasts = [], []
    for place, align in enumerate(aligns):
        texts = [row[place][:_MEASURED] for row in table]
        whole = max(advance(text, size, bold=not number or not place) for number, text in enumerate(texts))
        least = max(_longest(text, size, bold=not number or not place) for number, text in enumerate(texts))
        figures = max((advance(text, size) for text in texts[1:]), default=0) if align is Align.RIGHT else 0
        leasts.append(max(least, min(figures, _LONGEST * size)) + 2 * PAD_X)
        wishes.append(max(whole + 2 * PAD_X, leasts[-1]))
    if sum(leasts) > room:
        return tuple(room * least / sum(leasts) for least in leasts), False
    if sum(wishes) <= room:
        return tuple(wish + (room - sum(wishes)) / len(wishes) for wish in wishes), True
    return tuple(shared(leasts, wishes, room)), True


def _longest(text: str, size: float, *, bold: bool) -> float:
    """The longest run that a line should not part: a word, or six Chinese characters."""
    words = text.split()
    return max((min(advance(word, size, bold=bold), (_FEW if any(map(is_wide, word)) else _LONGEST) * size)
                for word in words), default=0)  # fmt: skip


def _row(row: tuple[str, ...], widths: Sequence[float], size: float, most: int) -> tuple[str, ...]:
    if not most:
        return row
    cells = zip(row, widths, strict=True)
    return tuple(shortened(text, size, width - 2 * PAD_X, most) for text, width in cells)


def _height(row: tuple[str, ...], widths: Sequence[float], size: float, *, bold: bool) -> float:
    cells = zip(row, widths, strict=True)
    lines = max(len(wrapped(text, size, width - 2 * PAD_X, bold=bold)) for text, width in cells)
    return LEADING * size * lines + 2 * PAD_Y


def _changed(rows: Sequence[tuple[str, ...]], shown: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], ...]:
    return tuple(row for row, now in zip(rows, shown, strict=True) if row != now)
