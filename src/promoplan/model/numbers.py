"""Figures without a currency: numbers, counts, ratios, changes, ranges."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, Any, ClassVar, Generic, Protocol, Self, TypeVar

from pydantic import PlainValidator, WithJsonSchema

from promoplan.model.scalars import MAX_DIGITS, JsonSchema, Scalar, ambiguous, out_of_range, wrong_type

HUNDRED = Decimal(100)
ONE = Decimal(1)

_DECIMAL = re.compile(
    r"(?P<sign>[-+−])?(?P<whole>[0-9]+(?:_[0-9]+)*|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.(?P<decimals>[0-9]+))?", re.ASCII
)
_COMMA = re.compile(r"(?P<whole>[0-9]+),(?P<decimals>[0-9]+)", re.ASCII)
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


def decimal_of(text: str, *, expected: str) -> Decimal:
    """A finite number of at most `MAX_DIGITS` ASCII digits; `_` and `,` mark thousands, 万, M and the like multiply.

    Raises an ambiguity where `.` or `,` may be a decimal sign or a thousands mark: 1.200, 1,2.
    """
    scaled = _SCALED.fullmatch(text)
    match = _DECIMAL.fullmatch(scaled["number"]) if scaled else None
    if scaled is None or match is None:
        raise _unreadable(text, expected)
    whole, decimals = match["whole"], match["decimals"] or ""
    if len(decimals) == _GROUP and not scaled["power"] and re.fullmatch("[1-9][0-9]{0,2}", whole):
        raise ambiguous(text, f"{whole}.{decimals.rstrip('0') or '0'}", f"{whole}{decimals}")
    digits = whole.replace(",", "").replace("_", "")
    if len(digits) + len(decimals) > MAX_DIGITS:
        raise wrong_type(expected, text)
    sign = "-" if match["sign"] in {"-", "−"} else ""
    number = Decimal(f"{sign}{digits}.{decimals or '0'}").scaleb(_POWERS[scaled["power"] or ""])
    return number.quantize(ONE) if number == number.to_integral_value() else number.normalize()


def _unreadable(text: str, expected: str) -> Exception:
    """The error for what is no number: a decimal comma has two readings, the rest has none."""
    comma = _COMMA.fullmatch(text)
    if comma and len(comma["whole"]) + len(comma["decimals"]) <= MAX_DIGITS:
        return ambiguous(text, f"{comma['whole']}.{comma['decimals']}", comma["whole"] + comma["decimals"])
    return wrong_type(expected, text)


def plain(number: Decimal) -> str:
    """The number in digits, without exponent and trailing zeros."""
    return f"{number.normalize():f}"


def percent(number: Decimal) -> str:
    """The ratio as people write it: 20%."""
    return f"{plain(number * HUNDRED)}%"


_PERCENT_SIGNS = ("%", "％")
_NUMBER_SCHEMA: JsonSchema = {"type": ["number", "string"]}


def _read_number(value: object) -> Decimal:
    if not isinstance(value, str):
        raise wrong_type("number", value)
    number = decimal_of(value.strip(), expected="number")
    if number < 0:
        raise out_of_range(value, "0", "")
    return number


def _read_count(value: object) -> int:
    if not isinstance(value, str):
        raise wrong_type("count", value)
    number = decimal_of(value.strip(), expected="count")
    if number != number.to_integral_value():
        raise wrong_type("count", value)
    if number < 0:
        raise out_of_range(value, "0", "")
    return int(number)


_GRADES = (1, 5)


def _read_grade(value: object) -> int:
    grade = _read_count(value)
    low, high = _GRADES
    if not low <= grade <= high:
        raise out_of_range(value, str(low), str(high))
    return grade


Number = Annotated[Decimal, PlainValidator(_read_number), WithJsonSchema({**_NUMBER_SCHEMA, "examples": [3, 2.5]})]
"""A number, zero or more."""

Count = Annotated[int, PlainValidator(_read_count), WithJsonSchema({**_NUMBER_SCHEMA, "examples": [5000, "30万"]})]
"""A whole number, zero or more."""

Grade = Annotated[int, PlainValidator(_read_grade), WithJsonSchema({"type": "integer", "minimum": 1, "maximum": 5})]
"""A grade from 1 to 5."""


class Ratio(Scalar, Decimal):
    """A share from 0 to 1, written as 20% or 0.2; a bare 1 or 20 is ambiguous."""

    __slots__ = ()
    expected = "ratio"
    json_schema: ClassVar[JsonSchema] = {
        "anyOf": [
            {"type": "number", "minimum": 0, "exclusiveMaximum": 1},
            {"type": "string", "pattern": "^[0-9][0-9_]*(\\.[0-9]+)? ?[%％]$"},
        ],
        "examples": ["20%", 0.2],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The share that the text writes."""
        bare = text.removesuffix("%").removesuffix("％")
        number = decimal_of(bare.rstrip(), expected=cls.expected)
        if bare == text and number >= 1:
            raise ambiguous(text, f"{plain(number)}%", percent(number))
        share = number if bare == text else number / HUNDRED
        if not 0 <= share <= 1:
            raise out_of_range(text, "0%", "100%")
        return cls(share)


class ChangeKind(StrEnum):
    """How a change is counted."""

    RELATIVE = "relative"
    POINTS = "points"


_CHANGE = re.compile(r"(?P<sign>[-+−])(?P<number>[0-9.,_]+) ?(?P<unit>%|％|pp|pt)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Change(Scalar):
    """A wanted change: +20% is relative to where the figure stands, +5pp adds points to a rate.

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
        number = decimal_of(match["number"], expected=cls.expected) / HUNDRED
        kind = ChangeKind.RELATIVE if match["unit"] in _PERCENT_SIGNS else ChangeKind.POINTS
        return cls(text, kind, number if match["sign"] == "+" else -number)

    def applied_to(self, baseline: Decimal) -> Decimal:
        """Where a figure stands after the change."""
        return baseline * (1 + self.by) if self.kind is ChangeKind.RELATIVE else baseline + self.by


_AGES = re.compile(r"(?P<low>[0-9]{1,3})(?: ?(?:-|–|\.\.|~) ?(?P<high>[0-9]{1,3})|(?P<open>\+))", re.ASCII)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
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


@dataclass(frozen=True, slots=True)
class Spread(Generic[T]):
    """A figure known only roughly: its ends, and the most likely value where one is given."""

    low: T
    high: T
    mode: T | None = None


_ENDS = {"low", "high"}


def spread_or(read: Callable[[object], T]) -> Callable[[object], T | Spread[T]]:
    """A reader of one figure or of a range: 2%..4%, or {low: 2%, mode: 3%, high: 4%}."""

    def read_either(value: object) -> T | Spread[T]:
        if isinstance(value, str) and ".." in value:
            low, _, high = value.partition("..")
            return _ordered(value, Spread(read(low.strip()), read(high.strip())))
        if isinstance(value, Mapping):
            if not _ENDS <= set(value) <= {*_ENDS, "mode"}:
                raise wrong_type("range", value)
            mode = read(value["mode"]) if "mode" in value else None
            return _ordered(value, Spread(read(value["low"]), read(value["high"]), mode))
        return read(value)

    return read_either


def _ordered(value: object, spread: Spread[T]) -> Spread[T]:
    mode = spread.low if spread.mode is None else spread.mode
    if not spread.low <= mode <= spread.high:
        raise wrong_type("range", value)
    return spread


def spread_schema(alone: JsonSchema, examples: list[Any]) -> JsonSchema:
    """Schema of one figure or a range of it."""
    ends = {"type": "object", "required": ["low", "high"], "properties": dict.fromkeys(("low", "mode", "high"), alone)}
    return {"anyOf": [alone, {"type": "string", "pattern": "\\.\\."}, ends], "examples": examples}


RatioOrSpread = Annotated[
    Ratio | Spread[Ratio],
    PlainValidator(spread_or(Ratio.read)),
    WithJsonSchema(spread_schema(Ratio.json_schema, ["2.5%", "2%..4%"])),
]
"""A ratio, or a range of ratios."""
