"""`Voice`: labels, figures and names as the report's language writes them; what is not there is an empty text."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from string import Formatter
from typing import Any

from msgspec import Struct

from promoplan.economics.ledger import cents
from promoplan.i18n import formatting
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import label
from promoplan.model.money import Money
from promoplan.model.numbers import Change, ChangeKind, Spread
from promoplan.report.columns import is_wide

HUNDRED = Decimal(100)
_Piece = tuple[str, str | None, str | None, str | None]
_TENTH_OF_PERCENT = Decimal("0.001")
_MINUS = "−"
_ROUGH_FROM = 1000
"""From here on computed money is shown without cents."""


class Voice(Struct, frozen=True):
    """How a report speaks: its language, and the currency of its money ("" where the plan does not say)."""

    language: Language
    currency: str = ""

    def label(self, key: str, /, **values: object) -> str:
        """A word or phrase of the catalogue `labels`, its blanks filled with texts.

        In Chinese a Latin word or figure that fills a blank stands apart from the characters beside it.
        """
        words = label(key, self.language)
        if not values:
            return words
        if self.language is Language.EN:
            return words.format_map(values)
        return _apart(part for piece in Formatter().parse(words) for part in _pieces(piece, values))

    def term(self, value: StrEnum | None) -> str:
        """The word for a value of a vocabulary."""
        return "" if value is None else self.label(f"{type(value).__name__}.{value}")

    def terms(self, values: Iterable[StrEnum]) -> str:
        """The words for several of them."""
        return self.listed(map(self.term, values))

    def yes(self, value: bool | None) -> str:
        """Yes where something is so; nothing is said where it is not, as it is the usual."""
        return self.label("yes") if value else ""

    def listed(self, texts: Iterable[str]) -> str:
        """Several texts in a row."""
        return formatting.LIST_MARK[self.language].join(filter(None, texts))

    def sentences(self, texts: Iterable[str]) -> str:
        """Several sentences, one after the other; Chinese ones stand close."""
        return (" " if self.language is Language.EN else "").join(filter(None, texts))

    def in_row(self, texts: Iterable[str]) -> str:
        """Several phrases in a row, which may hold lists of their own."""
        return self.label("semicolon").join(filter(None, texts))

    def money(self, amount: Money | Decimal | Spread[Any] | None) -> str:
        """Money to the cent, or a range of it behind its likely value."""
        return self._either(amount, self._money)

    def _money(self, amount: Decimal) -> str:
        return formatting.money(cents(amount), self.currency, self.language).replace("-", _MINUS)

    def rough_money(self, amount: Decimal | None) -> str:
        """Computed money: to the cent when small, else in whole units."""
        if amount is None or abs(amount) < _ROUGH_FROM:
            return self.money(amount)
        return self.money(amount.quantize(Decimal(1), ROUND_HALF_UP))

    def percent(self, ratio: Decimal | Spread[Any] | None) -> str:
        """A ratio in percent, as exactly as two decimals allow, or a range of ratios behind the likely one."""
        return self._either(ratio, lambda value: formatting.percent(value, self.language).replace("-", _MINUS))

    def share(self, ratio: Decimal | None) -> str:
        """A computed share in percent, with at most one decimal."""
        return "" if ratio is None else self.percent(ratio.quantize(_TENTH_OF_PERCENT, ROUND_HALF_UP))

    def part(self, amount: Decimal | None, whole: Decimal | None) -> str:
        """An amount as a share of the whole; empty where there is no whole."""
        return "" if amount is None or not whole else self.share(amount / whole)

    def count(self, number: Decimal | int | None) -> str:
        """How many, in whole numbers."""
        if number is None:
            return ""
        return formatting.number(Decimal(number).quantize(Decimal(1), ROUND_HALF_UP), self.language)

    def number(self, number: Decimal | int | None) -> str:
        """A number with at most three decimals."""
        return "" if number is None else formatting.number(number, self.language)

    def multiple(self, number: Decimal | None) -> str:
        """A multiple such as a ROAS, with two decimals."""
        return "" if number is None else f"{cents(number):,.2f}".replace("-", _MINUS)

    def change(self, change: Change | None) -> str:
        """A wanted change with its sign, in percent or in points."""
        if change is None:
            return ""
        return self.points(change.by) if change.kind is ChangeKind.POINTS else self.signed(change.by, self.percent)

    def points(self, by: Decimal) -> str:
        """A difference of two rates, in percentage points."""
        figure = self.signed((by * HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP), self.number)
        return self.label("points", figure=figure)

    def signed(self, number: Decimal, write: Callable[[Decimal], str]) -> str:
        """A figure with its plus or minus."""
        sign = "+" if number > 0 else _MINUS if number < 0 else "±"
        return f"{sign}{write(abs(number))}"

    def _either(self, figure: Money | Decimal | Spread[Any] | None, write: Callable[[Decimal], str]) -> str:
        if figure is None:
            return ""
        if isinstance(figure, Spread):
            low, high = (self._either(end, write) for end in (figure.low, figure.high))
            told = self.label("range", low=low, high=high)
            likely = self._either(figure.mode, write)
            return self.label("range.likely", likely=likely, range=told) if likely else told
        return write(figure.amount if isinstance(figure, Money) else figure)


def _pieces(piece: _Piece, values: Mapping[str, object]) -> Iterator[str]:
    """The constant text before a blank, and what fills it."""
    constant, name, *_ = piece
    yield constant
    if name is not None:
        yield str(values[name])


def _apart(parts: Iterable[str]) -> str:
    """The parts in a row, a blank where a Chinese character and a Latin letter or digit meet."""
    text = ""
    for part in parts:
        meet = text and part and text[-1].isalnum() and part[0].isalnum() and is_wide(text[-1]) != is_wide(part[0])
        text += f" {part}" if meet else part
    return text
