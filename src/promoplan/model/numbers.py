"""Figures without a currency: numbers, counts, ratios, changes, ranges."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, Protocol, Self, TypeVar

from pydantic_core import PydanticCustomError

from promoplan.model.node import without_own_keys
from promoplan.model.scalars import KIND, MAX_DIGITS, Form, JsonSchema, Scalar, ambiguous, out_of_range, wrong_type

HUNDRED = Decimal(100)
ONE = Decimal(1)

_DECIMAL = re.compile(
    r"(?P<sign>[-+−])?(?P<whole>[0-9]+(?:_[0-9]+)*|[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<decimals>[0-9]+))?", re.ASCII
)
_COMMA = re.compile(r"[-+−]?(?P<whole>[0-9]+),(?P<decimals>[0-9]+)", re.ASCII)
_POWERS = {
    "": 0,
    "k": 3,
    "K": 3,
    "千": 3,
    "万": 4,
    "萬": 4,
    "M": 6,
    "百万": 6,
    "百萬": 6,
    "千万": 7,
    "千萬": 7,
    "亿": 8,
    "億": 8,
}
_SCALED = re.compile(r"(?P<number>.*?[0-9]) ?(?P<power>k|K|M|百[万萬]|千[万萬]|千|万|萬|亿|億)?", re.ASCII)
_GROUP = 3  # digits between thousands marks


def decimal_of(text: str, *, expected: str, written: str = "") -> Decimal:
    """A finite number of at most `MAX_DIGITS` ASCII digits; `_` and `,` mark thousands, 万, M and the like multiply.

    `written` is what errors show, where the number is only part of it. Raises an ambiguity where `.` or `,` may be a
    decimal sign or a thousands mark: 1.200, 1,2.
    """
    written = written or text
    scaled = _SCALED.fullmatch(text)
    if scaled is None:
        raise wrong_type(expected, written)
    match = _DECIMAL.fullmatch(scaled["number"])
    if match is None:
        raise _unreadable(scaled["number"], expected, written)
    whole, decimals = match["whole"], match["decimals"] or ""
    if len(decimals) == _GROUP and not scaled["power"] and re.fullmatch("[1-9][0-9]{0,2}", whole):
        raise _two_readings(written, whole, ".", decimals)
    number = _number(whole.replace(",", "").replace("_", ""), decimals, _POWERS[scaled["power"] or ""])
    if number is None:
        raise wrong_type(expected, written)
    return -number if number and match["sign"] in {"-", "−"} else number


def _number(whole: str, decimals: str, power: int) -> Decimal | None:
    """The number of these digits times a power of ten; None where it is longer than a plan's figures may be."""
    if max(len(whole), len(decimals), len((whole + decimals).lstrip("0"))) > MAX_DIGITS:
        return None
    number = Decimal(f"{whole}.{decimals or '0'}").scaleb(power)
    if number.adjusted() >= MAX_DIGITS:
        return None
    return number.quantize(ONE) if number == number.to_integral_value() else number.normalize()


def _unreadable(number: str, expected: str, written: str) -> PydanticCustomError:
    """The error for what is no number: a decimal comma has two readings, the rest has none."""
    comma = _COMMA.fullmatch(number)
    if comma and len(comma["whole"]) + len(comma["decimals"]) <= MAX_DIGITS:
        return _two_readings(written, comma["whole"], ",", comma["decimals"])
    return wrong_type(expected, written)


def _two_readings(written: str, whole: str, mark: str, decimals: str) -> PydanticCustomError:
    """The error for a mark that may stand before decimals or between thousands."""
    readings = Decimal(f"{whole}.{decimals}"), Decimal(whole + decimals)
    one, other = (written.replace(whole + mark + decimals, plain(reading), 1) for reading in readings)
    return ambiguous(written, one, other)


def plain(number: Decimal) -> str:
    """The number in digits, without exponent and trailing zeros."""
    return f"{number.normalize():f}"


def unmistakable(number: Decimal) -> str:
    """The number in digits that have one reading: 9.9990, as 9.999 may be thousands."""
    text = plain(number)
    return f"{text}0" if re.fullmatch(r"-?[1-9][0-9]{0,2}\.[0-9]{3}", text) else text


_MOST_SCALED_DECIMALS = 4


def in_form_of(number: Decimal, written: str) -> str:
    """The number as another one is written: with its power of ten, where four decimals will do, and thousands marks."""
    form = _SCALED.fullmatch(written)
    if form is None:
        return unmistakable(number)
    power, mark = form["power"] or "", next((mark for mark in ",_" if mark in form["number"]), "")
    scaled = plain(number.scaleb(-_POWERS[power]))
    if power and len(scaled.partition(".")[2]) <= _MOST_SCALED_DECIMALS:
        return f"{scaled}{written[len(form['number']) :]}"
    whole, point, decimals = unmistakable(number).partition(".")
    return f"{int(whole):,}{point}{decimals}".replace(",", mark)


def percent(number: Decimal) -> str:
    """The ratio as people write it: 20%."""
    return f"{unmistakable(number * HUNDRED)}%"


_PERCENT_SIGNS = ("%", "％")


def percent_of(text: str) -> str | None:
    """What stands before a percent sign; None where there is no such sign."""
    return text[:-1].rstrip() if text.endswith(_PERCENT_SIGNS) else None


_NUMBER_SCHEMA: JsonSchema = {"type": ["number", "string"], "minimum": 0, "pattern": "[0-9]"}


def _read_number(value: object) -> Decimal:
    if not isinstance(value, str):
        raise wrong_type("number", value)
    number = decimal_of(value.strip(), expected="number")
    if number < 0:
        raise out_of_range(value, "0", "")
    return number


def _read_whole(value: object) -> int:
    if not isinstance(value, str):
        raise wrong_type("count", value)
    number = decimal_of(value.strip(), expected="count")
    if number != number.to_integral_value():
        raise wrong_type("count", value)
    return int(number)


def _read_count(value: object) -> int:
    count = _read_whole(value)
    if count < 0:
        raise out_of_range(value, "0", "")
    return count


_GRADES = (1, 5)


def _read_grade(value: object) -> int:
    grade = _read_whole(value)
    low, high = _GRADES
    if not low <= grade <= high:
        raise out_of_range(value, str(low), str(high))
    return grade


Number = Annotated[Decimal, Form(_read_number, {KIND: "Number", **_NUMBER_SCHEMA, "examples": [3, 2.5]})]
"""A number, zero or more."""

Count = Annotated[int, Form(_read_count, {KIND: "Count", **_NUMBER_SCHEMA, "examples": [5000, "30万"]})]
"""A whole number, zero or more."""

Grade = Annotated[
    int, Form(_read_grade, {KIND: "Grade", "type": "integer", "minimum": 1, "maximum": 5, "examples": [2, 4]})
]
"""A grade from 1 to 5."""


class Ratio(Scalar, Decimal):
    """A share from 0 to 1, written as 20% or 0.2; a bare 1 or 20 is ambiguous."""

    __slots__ = ()
    expected = "ratio"
    json_schema: ClassVar[JsonSchema] = {
        "type": ["number", "string"],
        "minimum": 0,
        "exclusiveMaximum": 1,
        "pattern": "^0|^[0-9][0-9_,.]* ?[%％]$",
        "examples": ["20%", 0.2],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The share that the text writes."""
        bare = percent_of(text)
        number = decimal_of(text if bare is None else bare, expected=cls.expected, written=text)
        if bare is None and number >= 1:
            raise ambiguous(text, f"{plain(number)}%", percent(number))
        share = number if bare is None else number / HUNDRED
        if not 0 <= share <= 1:
            raise out_of_range(text, "0%", "100%")
        return cls(share)


class ChangeKind(StrEnum):
    """How a change is counted."""

    RELATIVE = "relative"
    POINTS = "points"


_CHANGE = re.compile(r"(?P<sign>[-+−])(?P<number>[0-9.,_]+) ?(?P<unit>%|％|pp|pt)", re.ASCII)


@dataclass(frozen=True)
class Change(Scalar):
    """A wanted change: +20% is relative to where the figure stands, +5pp adds points to a rate; no fall exceeds -100%.

    `by` is the change as a ratio: 0.2 for +20%, 0.05 for +5pp.
    """

    text: str
    kind: ChangeKind
    by: Decimal

    expected: ClassVar[str] = "change"
    json_schema: ClassVar[JsonSchema] = {
        "type": "string",
        "pattern": "^[-+−][0-9][0-9_,]*(\\.[0-9]+)? ?(%|％|pp|pt)$",
        "examples": ["+20%", "-15%", "+5pp"],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The change that the text writes; the sign is part of it."""
        match = _CHANGE.fullmatch(text)
        if match is None:
            raise wrong_type(cls.expected, text)
        number = decimal_of(match["number"], expected=cls.expected, written=text) / HUNDRED
        kind = ChangeKind.RELATIVE if match["unit"] in _PERCENT_SIGNS else ChangeKind.POINTS
        by = number if match["sign"] == "+" or not number else -number
        if kind is ChangeKind.RELATIVE and by < -ONE:
            raise out_of_range(text, "-100%", "")
        return cls(text, kind, by)

    def applied_to(self, baseline: Decimal) -> Decimal:
        """Where a figure stands after the change."""
        return baseline * (1 + self.by) if self.kind is ChangeKind.RELATIVE else baseline + self.by


_AGES = re.compile(r"(?P<low>[0-9]{1,3})(?: ?(?:-|–|\.\.|~) ?(?P<high>[0-9]{1,3})|(?P<open>\+))", re.ASCII)
_OLDEST = 120


@dataclass(frozen=True)
class AgeRange(Scalar):
    """An age band in years: 25-34, or 60+ (then `high` is None)."""

    low: int
    high: int | None

    expected: ClassVar[str] = "ages"
    json_schema: ClassVar[JsonSchema] = {
        "type": "string",
        "pattern": "^[0-9]{1,3}( ?(-|–|\\.\\.|~) ?[0-9]{1,3}|\\+)$",
        "examples": ["25-34", "60+"],
    }

    def __str__(self) -> str:
        return f"{self.low}+" if self.high is None else f"{self.low}-{self.high}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """The band that the text writes."""
        match = _AGES.fullmatch(text)
        if match is None:
            raise wrong_type(cls.expected, text)
        low, high = int(match["low"]), None if match["open"] else int(match["high"])
        if max(low, high or 0) > _OLDEST:
            raise out_of_range(text, "0", str(_OLDEST))
        if high is not None and high < low:
            raise wrong_type(cls.expected, text)
        return cls(low, high)


class Ordered(Protocol):
    """What can be compared with its like."""

    def __le__(self, other: Any, /) -> bool: ...


T = TypeVar("T", bound=Ordered)


@dataclass(frozen=True)
class Spread(Generic[T]):
    """A figure known only roughly: its ends, and the most likely value where one is given."""

    low: T
    high: T
    mode: T | None = None


_ENDS = ("low", "high")
_PARTS = {"low": "Its lowest value", "mode": "Its most likely value", "high": "Its highest value"}


def spread_or(read: Callable[[object], T]) -> Callable[[object], T | Spread[T]]:
    """A reader of one figure or of a range: 2%..4%, or {low: 2%, mode: 3%, high: 4%}."""

    def read_either(value: object) -> T | Spread[T]:
        if isinstance(value, str) and ".." in value:
            low, high = (end.strip() for end in value.split("..", 1))
            if not low or not high:
                raise wrong_type("range", value)
            return _ordered(value, Spread(read(low), read(high)))
        if isinstance(value, Mapping):
            figures = without_own_keys(value)
            if not set(_ENDS) <= set(figures) <= set(_PARTS):
                raise wrong_type("range", value)
            mode = read(figures["mode"]) if "mode" in figures else None
            return _ordered(value, Spread(read(figures["low"]), read(figures["high"]), mode))
        return read(value)

    return read_either


def _ordered(value: object, spread: Spread[T]) -> Spread[T]:
    mode = spread.low if spread.mode is None else spread.mode
    if not spread.low <= mode <= spread.high:
        raise wrong_type("range", _in_a_row(value))
    return spread


def _in_a_row(value: object) -> object:
    """A range as a message tells it: its text, or low, mode and high with commas between."""
    return ", ".join(str(value[part]) for part in _PARTS if part in value) if isinstance(value, Mapping) else value


def spread_schema(name: str, alone: JsonSchema, examples: list[Any]) -> JsonSchema:
    """Schema of one figure or a range of it."""
    parts = {part: alone | {"description": said} for part, said in _PARTS.items()}
    ends = {"type": "object", "required": list(_ENDS), "properties": parts}
    return {KIND: name, "anyOf": [alone, {"type": "string", "pattern": "\\.\\."}, ends], "examples": examples}


RatioOrSpread = Annotated[
    Ratio | Spread[Ratio],
    Form(spread_or(Ratio.read), spread_schema("RatioOrSpread", Ratio.named_schema(), ["2.5%", "2%..4%"])),
]
"""A ratio, or a range of ratios."""
