"""`Money`: an amount as people write it, with the sign or code of a currency that may stand beside it."""

import re
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, ClassVar, Self

from promoplan.model.codes import CURRENCIES, SYMBOLS
from promoplan.model.numbers import Spread, decimal_of, in_form_of, spread_or, spread_schema
from promoplan.model.scalars import Form, JsonSchema, Scalar, out_of_range, unknown_value, wrong_type

_SIGN = "|".join(re.escape(symbol) for symbol in sorted(SYMBOLS, key=len, reverse=True))
_MONEY = re.compile(
    rf"(?P<before>{_SIGN}|[A-Z]{{3}}(?= ?[0-9+−-]))? ?(?P<number>[^A-Z]*?[KM]?) ?(?P<after>{_SIGN}|[A-Z]{{3}})?"
)


@dataclass(frozen=True)
class Money(Scalar):
    """An amount of money, exact; ordered by its amount alone.

    `amount` is in the plan's currency; `unit` is the sign or code that was written beside it, "" where none was; `text`
    is what was written, "" for a computed amount.
    """

    amount: Decimal
    unit: str = ""
    text: str = field(default="", repr=False, compare=False)

    expected: ClassVar[str] = "money"
    json_schema: ClassVar[JsonSchema] = {
        "type": ["number", "string"],
        "minimum": 0,
        "pattern": "[0-9]",
        "examples": [1200000, "1_200_000", "120万", "1.2M", "¥1,200,000"],
    }

    @classmethod
    def parse(cls, text: str, expected: str = "money") -> Self:
        """The amount that the text writes: 1200000, 1_200_000, 120万, 1.2M, ¥1,200,000, USD 500.

        `expected` is what an error says was wanted.
        """
        match = _MONEY.fullmatch(text)
        if match is None or (match["before"] and match["after"]):
            raise wrong_type(expected, text)
        unit = match["before"] or match["after"] or ""
        amount = decimal_of(match["number"].strip(), expected=expected, written=text)
        if amount < 0:
            raise out_of_range(text, "0", "")
        if unit and unit not in SYMBOLS and unit not in CURRENCIES:
            raise unknown_value("currency", unit)
        return cls(amount, unit, text)

    def __le__(self, other: Self) -> bool:
        return self.amount <= other.amount

    def restated(self, amount: Decimal) -> str:
        """Another amount as this one is written: 45.6万 for 48万, ¥456,000 for ¥480,000."""
        match = _MONEY.fullmatch(self.text)
        if match is None:
            return in_form_of(amount, self.text)
        start, end = match.span("number")
        return self.text[:start] + in_form_of(amount, match["number"]) + self.text[end:]

    def may_be(self, currency: str) -> bool:
        """Whether what was written beside the amount can stand for this currency."""
        return not self.unit or self.unit == currency or currency in SYMBOLS.get(self.unit, ())


MoneyOrSpread = Annotated[
    Money | Spread[Money],
    Form(spread_or(Money.read), spread_schema("MoneyOrSpread", Money.named_schema(), [40, "35..50"])),
]
"""An amount of money, or a range."""
