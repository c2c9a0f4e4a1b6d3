"""A small reader of spreadsheets' formulas, which computes them anew from the cells that they name."""

import re
from collections.abc import Callable, Iterator, Sequence
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from openpyxl import Workbook
from openpyxl.utils.cell import range_boundaries

_TOKEN = re.compile(
    r"""\s*(?:(?P<number>\d+(?:\.\d+)?)|(?P<string>"[^"]*")|(?P<ref>(?:'[^']+'!)?\$?[A-Z]{1,3}\$?\d+(?::\$?[A-Z]{1,3}\$?\d+)?)"""
    r"""|(?P<name>[A-Z]+)(?=\()|(?P<sign><>|<=|>=|[-+*/=<>(),]))"""
)
Lazy = Callable[[], Any]


class Computing:
    """Computes the formulas of a workbook that was read with its formulas."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._known: dict[tuple[str, int, int], Any] = {}

    def value(self, sheet: str, row: int, column: int) -> Any:
        """The value of a cell: a formula's is computed, numbers are decimals, an empty one is ""."""
        place = (sheet, row, column)
        if place not in self._known:
            held = self._book[sheet].cell(row, column).value
            if isinstance(held, str) and held.startswith("=") and self._book[sheet].cell(row, column).data_type == "f":
                self._known[place] = _Reading(self, sheet, held[1:]).whole()()
            else:
                self._known[place] = _plain(held)
        return self._known[place]

    def cells(self, sheet: str, ref: str) -> Any:
        """The value of a cell, or those of a row or column of them."""
        name, _, place = ref.rpartition("!")
        first, top, last, bottom = range_boundaries(place.replace("$", ""))
        found = [
            self.value(name.strip("'") or sheet, row, column)
            for row in range(int(top), int(bottom) + 1)
            for column in range(int(first), int(last) + 1)
        ]
        return found if ":" in ref else found[0]


def _plain(held: Any) -> Any:
    if held is None:
        return ""
    if hasattr(held, "toordinal"):
        return Decimal(held.toordinal())
    return Decimal(repr(held)) if isinstance(held, int | float) else held


class _Reading:
    """One formula, read from left to right; `IF` computes only the branch that it takes."""

    def __init__(self, book: Computing, sheet: str, formula: str) -> None:
        self._book, self._sheet = book, sheet
        self._tokens = list(_tokens(formula))

    def whole(self) -> Lazy:
        found = self._compared()
        assert not self._tokens, self._tokens
        return found

    def _next(self, *signs: str) -> str:
        return self._tokens.pop(0)[1] if self._tokens and self._tokens[0][1] in signs else ""

    def _compared(self) -> Lazy:
        left = self._sum()
        sign = self._next("=", ">=", "<=", "<>")
        if not sign:
            return left
        right = self._sum()
        compare = {
            "=": _equal,
            "<>": lambda a, b: not _equal(a, b),
            ">=": lambda a, b: a >= b,
            "<=": lambda a, b: a <= b,
        }
        return lambda: _each(compare[sign], left(), right())

    def _sum(self) -> Lazy:
        left = self._product()
        while sign := self._next("+", "-"):
            left = _both(left, self._product(), (lambda a, b: a + b) if sign == "+" else (lambda a, b: a - b))
        return left

    def _product(self) -> Lazy:
        left = self._single()
        while sign := self._next("*", "/"):
            left = _both(left, self._single(), (lambda a, b: a * b) if sign == "*" else (lambda a, b: a / b))
        return left

    def _single(self) -> Lazy:
        kind, text = self._tokens.pop(0)
        if text == "-":
            inner = self._single()
            return lambda: _each(lambda a, _: -int(a) if isinstance(a, bool) else -a, inner(), 0)
        if text == "(":
            inner = self._compared()
            assert self._next(")")
            return inner
        if kind == "name":
            return self._call(text)
        if kind == "ref":
            return lambda: self._book.cells(self._sheet, text)
        held = text[1:-1] if kind == "string" else Decimal(text)
        return lambda: held

    def _call(self, name: str) -> Lazy:
        assert self._next("(")
        columns = _columns(self._tokens[0][1]) if name == "COLUMN" else []
        given = [self._compared()]
        while self._next(","):
            given.append(self._compared())
        assert self._next(")")
        if name == "COLUMN":
            return lambda: columns
        if name == "IF":
            return lambda: given[1]() if given[0]() else given[2]()
        return lambda: _FUNCTIONS[name](*(each() for each in given))


def _tokens(formula: str) -> Iterator[tuple[str, str]]:
    place = 0
    while place < len(formula):
        found = _TOKEN.match(formula, place)
        assert found, formula[place:]
        assert found.lastgroup
        yield found.lastgroup, found[found.lastgroup]
        place = found.end()


def _both(left: Lazy, right: Lazy, compute: Callable[[Any, Any], Any]) -> Lazy:
    return lambda: _each(compute, left(), right())


def _each(compute: Callable[[Any, Any], Any], left: Any, right: Any) -> Any:
    """The result, or one for each of a row of values."""
    if isinstance(left, list):
        return [compute(each, other) for each, other in zip(left, _row(right, len(left)), strict=True)]
    return compute(left, right)


def _row(value: Any, length: int) -> list[Any]:
    return value if isinstance(value, list) else [value] * length


def _equal(one: Any, other: Any) -> bool:
    """An empty cell is both no text and nought."""
    return bool(one == other or {one, other} == {"", 0})


def _numbers(values: Sequence[Any]) -> list[Decimal]:
    flat = [each for value in values for each in (value if isinstance(value, list) else [value])]
    return [each for each in flat if isinstance(each, Decimal)]


def _columns(ref: str) -> list[Decimal]:
    first, _, last, _ = range_boundaries(ref.replace("$", ""))
    return [Decimal(column) for column in range(first, last + 1)]


def _sum_of_products(signs: Any, values: Any = None) -> Decimal:
    """The sum of products, where what is no number counts as nought; of a single figure, that figure."""
    if values is None:
        return Decimal(signs)
    return sum(
        (sign * value for sign, value in zip(signs, values, strict=True) if isinstance(value, Decimal)), Decimal(0)
    )


def _rounded(value: Decimal, places: Decimal) -> Decimal:
    return value.quantize(Decimal(1).scaleb(-int(places)), ROUND_HALF_UP)


_FUNCTIONS: dict[str, Callable[..., Any]] = {
    "SUM": lambda *values: sum(_numbers(values), Decimal(0)),
    "COUNT": lambda *values: Decimal(len(_numbers(values))),
    "ROUND": _rounded,
    "OR": lambda *values: any(values),
    "EXACT": lambda left, right: [each == right for each in left],
    "SUMPRODUCT": _sum_of_products,
    "MAX": max,
    "INDEX": lambda values, place: values[int(place) - 1],
}
