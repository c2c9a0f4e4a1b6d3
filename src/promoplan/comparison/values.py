"""Values of a plan as a comparison sees them: what they mean, however they are written, and what sort they are of."""

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any

from promoplan.model.figure import Figure
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio, Spread, percent, plain
from promoplan.model.references import Reference
from promoplan.model.scalars import Scalar


def meaning(value: object, currency: str) -> Hashable:
    """What two values share when they say the same: 120万 and 1,200,000, 2 weeks and 2周, names in another order.

    A sign beside an amount counts only where it can't stand for the plan's `currency`.
    """
    match value:
        case Money(amount=amount, unit=unit):
            return amount, "" if value.may_be(currency) else unit
        case Figure(number=number, unit=unit):
            return meaning(Money(number, unit), currency)
        case tuple():
            parts = tuple(meaning(each, currency) for each in value)
            return frozenset(parts) if all(isinstance(each, Reference | Enum) for each in value) else parts
        case Scalar() | Spread() if is_dataclass(value):
            return tuple(meaning(getattr(value, part), currency) for part in _said(value))
        case Enum() | str():
            return str(value)
    return value if isinstance(value, Hashable) else str(value)


def _said(value: Any) -> tuple[str, ...]:
    """The parts of a value but for the text that it was read from."""
    return tuple(field.name for field in fields(value) if field.name != "text")


def exact(value: object) -> str:
    """A value to its last digit, as a plan could write it."""
    match value:
        case Money(amount=amount, unit=unit):
            told = f"{unit} {plain(amount)}".strip()
        case Ratio():
            told = percent(value)
        case Decimal():
            told = plain(value)
        case date():
            told = value.isoformat()
        case Spread(low=low, high=high, mode=mode):
            told = "..".join(map(exact, (low, high) if mode is None else (low, mode, high)))
        case tuple():
            told = ", ".join(map(exact, value))
        case bool():
            told = str(value).lower()
        case _:
            told = str(getattr(value, "text", value))
    return told


def is_figure(value: object) -> bool:
    """Whether a value is a number of some sort: money, share, count, range, length of time, condition on a figure."""
    return isinstance(value, Scalar | Decimal | int | Spread) and not isinstance(value, bool)


def is_text(value: object) -> bool:
    """Whether a value is words that somebody wrote, or a list of them."""
    return type(value) is str or (isinstance(value, tuple) and any(type(each) is str for each in value))
