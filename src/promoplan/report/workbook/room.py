"""`Room`: how wide a sheet's columns and how high its rows must be for what stands in them."""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from promoplan.report.charts.measure import width
from promoplan.report.columns import is_wide

_NARROWEST, _WIDEST, _WIDEST_HEAD = 8, 44, 16
_TO_TYPE = 11
_PADDING = 2
_BIG = 1.1  # programs' own fonts are wider than ours
_CHINESE = 1.8
_LATIN = 0.66  # digits of our own fonts are that wide, in ems, against the letters of programs' own
_MARKS = 4  # sign, decimals and what parts thousands
_LINE_HEIGHT, _HIGHEST = 15, 400  # in points


class _Told(NamedTuple):
    """A text in a column, or over several: the first and last of them, and the digits that each of its lines takes."""

    first: int
    last: int
    lines: tuple[float, ...]

    def height(self, widths: Mapping[int, float]) -> int:
        """How many lines it takes in columns of these widths."""
        room = sum(widths.get(column, _NARROWEST) for column in range(self.first, self.last + 1)) - 1
        return sum(max(math.ceil(line / room), 1) for line in self.lines)


class Room:
    """Grows with what is told of; widths are in digits, heights in points."""

    def __init__(self) -> None:
        self._widths: dict[int, float] = {}
        self._texts: dict[int, list[_Told]] = {}

    def text(self, row: int, column: int, told: str, *, head: bool = False) -> None:
        """Room for a text of one or more lines; heads of columns may be broken."""
        lines = tuple(map(_breadth, told.split("\n")))
        self._widen(column, min(max(lines), _WIDEST_HEAD) if head else max(lines))
        self._texts.setdefault(row, []).append(_Told(column, column, lines))

    def over(self, row: int, first: int, last: int, told: str) -> None:
        """Room for a text over several columns, which widens none of them."""
        self._texts.setdefault(row, []).append(_Told(first, last, (_breadth(told),)))

    def figure(self, column: int, value: Decimal, shape: str) -> None:
        """Room for a figure in a number format."""
        whole = len(f"{int(abs(value) * (100 if '%' in shape else 1)):,}")
        self._widen(column, whole + sum(map(_breadth, _literals(shape))) + _MARKS)

    def typing(self, column: int) -> None:
        """Room to type a figure in."""
        self._widen(column, _TO_TYPE)

    def widths(self) -> dict[int, float]:
        """The width of each column."""
        return {column: min(max(told * _BIG, _NARROWEST), _WIDEST) + _PADDING for column, told in self._widths.items()}

    def heights(self) -> Iterator[tuple[int, int]]:
        """Rows of more than one line, with their heights; not every program fits rows when it opens a file."""
        widths = self.widths()
        for row, texts in self._texts.items():
            lines = max(told.height(widths) for told in texts)
            if lines > 1:
                yield row, min(_LINE_HEIGHT * lines, _HIGHEST)

    def _widen(self, column: int, width_: float) -> None:
        self._widths[column] = max(self._widths.get(column, 0), width_)


def _breadth(told: str) -> float:
    """How many digits stand in the room of a text, as columns are measured in digits."""
    wide = sum(map(is_wide, told))
    return (width(told, 1) - wide) / _LATIN + wide * _CHINESE


def _literals(shape: str) -> list[str]:
    """What a number format shows beside digits."""
    return shape.split(";", maxsplit=1)[0].split('"')[1::2]
