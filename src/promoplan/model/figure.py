"""`Figure`: the value of a metric, whose kind only the metric tells; and what makes a metric's name unambiguous."""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar, Self

from promoplan.model.money import Money
from promoplan.model.numbers import HUNDRED, decimal_of, percent_of, plain
from promoplan.model.scalars import KIND, Form, JsonSchema, Scalar, ambiguous, wrong_type

_KEY = re.compile(r"[a-z][a-z0-9_]{0,63}", re.ASCII)
_AGAINST_ONE = re.compile(r"(?P<number>[0-9]{1,6}(?:\.[0-9]{1,4})?) ?[:：] ?1", re.ASCII)


class Basis(StrEnum):
    """What a return on investment is counted on.

    `net`: (revenue - cost) / cost; `revenue`: revenue / cost, the ROAS; `gross-profit`: (gross profit - cost) / cost.
    """

    NET = "net"
    REVENUE = "revenue"
    GROSS_PROFIT = "gross-profit"


class Denominator(StrEnum):
    """What a conversion rate is a share of."""

    CLICKS = "clicks"
    VISITS = "visits"
    PARTICIPANTS = "participants"


def _read_metric(value: object) -> str:
    if not isinstance(value, str) or not _KEY.fullmatch(value.strip()):
        raise wrong_type("metric", value)
    return value.strip()


MetricKey = Annotated[
    str,
    Form(
        _read_metric,
        {KIND: "MetricKey", "type": "string", "pattern": f"^{_KEY.pattern}$", "examples": ["revenue", "roas", "cvr"]},
    ),
]
"""Key of a metric, in snake_case; whether it is known is a rule's business."""


@dataclass(frozen=True)
class Figure(Scalar):
    """The value of some metric: money, a count, a ratio or a plain number.

    `number` is exact; `percent` tells that a percent sign was written, and then `number` is the ratio (0.35 for 35%).
    `unit` is a currency's sign or code, if one was written.
    """

    text: str
    number: Decimal
    percent: bool = False
    unit: str = ""

    expected: ClassVar[str] = "figure"
    json_schema: ClassVar[JsonSchema] = {
        "type": ["number", "string"],
        "pattern": "[0-9]",
        "examples": [3900000, "390万", "35%", 3.0],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The value that the text writes; 5:1 has two readings, as return on spend and as return on investment."""
        against = _AGAINST_ONE.fullmatch(text)
        if against:
            number = Decimal(against["number"])
            raise ambiguous(text, f"roas: {plain(number)}", f"roi: {plain(number)} (roas: {plain(number + 1)})")
        bare = percent_of(text)
        if bare is not None:
            return cls(text, decimal_of(bare, expected=cls.expected, written=text) / HUNDRED, percent=True)
        money = Money.parse(text, cls.expected)
        return cls(text, money.amount, unit=money.unit)
