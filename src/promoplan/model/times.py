"""Days, parts of a year, how often, and how long."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Annotated, Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from promoplan.model.numbers import decimal_of
from promoplan.model.scalars import KIND, Form, JsonSchema, Scalar, ambiguous, wrong_type

_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_YEARS = range(1900, 2201)


def _read_day(value: object) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    match = _DAY.fullmatch(value.strip()) if isinstance(value, str) else None
    if match is None:
        raise wrong_type("date", value)
    year, month, day = (int(part) for part in match.groups())
    try:
        found = date(year, month, day)
    except ValueError:
        raise wrong_type("date", value) from None
    if year not in _YEARS:
        raise wrong_type("date", value)
    return found


Day = Annotated[
    date,
    Form(_read_day, {KIND: "Day", "type": "string", "format": "date", "examples": ["2027-04-01"]}),
]
"""A day, written as 2027-04-01."""

_PART = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2})|-?Q(?P<quarter>[1-4])|-?H(?P<half>[12]))?", re.ASCII)
_MONTHS = 12
_PER_QUARTER = 3
_PER_HALF = 6


class PeriodKey(str):
    """A month (2027-04), quarter (2027-Q2), half (2027-H1), year (2027) or day, as the key of a milestone."""

    __slots__ = ("end", "start")
    start: date
    end: date

    @classmethod
    def read(cls, value: object) -> Self:
        """The part of the calendar that the text names, with its first and last day."""
        if isinstance(value, cls):
            return value
        text = value.strip() if isinstance(value, str) else ""
        match = _PART.fullmatch(text)
        if match is None:
            day = _read_day(text) if _DAY.fullmatch(text) else None
            if day is None:
                raise wrong_type("period", value)
            return cls._of(text, day, day)
        year, (first, months) = int(match["year"]), _months(match)
        if year not in _YEARS or not 1 <= first <= _MONTHS:
            raise wrong_type("period", value)
        last = first + months
        after = date(year + 1, 1, 1) if last > _MONTHS else date(year, last, 1)
        return cls._of(text, date(year, first, 1), after - timedelta(days=1))

    @classmethod
    def _of(cls, text: str, start: date, end: date) -> Self:
        key = cls(text)
        key.start, key.end = start, end
        return key

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Parsed from text."""
        return core_schema.no_info_plain_validator_function(cls.read)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> JsonSchema:
        """A text with its forms."""
        return {KIND: cls.__name__, "type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?|-?Q[1-4]|-?H[12])?$"}


def _months(match: re.Match[str]) -> tuple[int, int]:
    """First month, and how many."""
    if match["month"]:
        return int(match["month"]), 1
    if match["quarter"]:
        return (int(match["quarter"]) - 1) * _PER_QUARTER + 1, _PER_QUARTER
    if match["half"]:
        return (int(match["half"]) - 1) * _PER_HALF + 1, _PER_HALF
    return 1, _MONTHS


_HOURS = 24  # a day


class Unit(Enum):
    """A unit of time; its value is its length in days, exact; a month is counted as 30 and a quarter as 91."""

    HOUR = Fraction(1, _HOURS)
    DAY = Fraction(1)
    WEEK = Fraction(7)
    MONTH = Fraction(30)
    QUARTER = Fraction(91)
    YEAR = Fraction(365)


_UNITS = {
    "h": Unit.HOUR, "hour": Unit.HOUR, "小时": Unit.HOUR, "小時": Unit.HOUR,
    "d": Unit.DAY, "day": Unit.DAY, "天": Unit.DAY, "日": Unit.DAY,
    "w": Unit.WEEK, "week": Unit.WEEK, "周": Unit.WEEK, "週": Unit.WEEK, "星期": Unit.WEEK,
    "month": Unit.MONTH, "个月": Unit.MONTH, "個月": Unit.MONTH, "月": Unit.MONTH,
    "quarter": Unit.QUARTER, "季": Unit.QUARTER, "季度": Unit.QUARTER,
    "y": Unit.YEAR, "year": Unit.YEAR, "年": Unit.YEAR,
}  # fmt: skip
_SHORT = 2  # a word up to this length is no plural: "hs"
_DURATION = re.compile(r"(?P<count>[0-9.]{1,6}) ?(?P<unit>[a-z]+|[^\x00-\x7f]{1,2})")


def _unit_of(word: str) -> Unit | None:
    return _UNITS.get(word if len(word) <= _SHORT else word.removesuffix("s"))


def _decimal(exact: Fraction) -> Decimal:
    return Decimal(exact.numerator) / exact.denominator


@dataclass(frozen=True)
class Duration(Scalar):
    """A length of time: 24h, 3 days, 2 weeks, 2周."""

    text: str
    count: Decimal
    unit: Unit

    expected: ClassVar[str] = "duration"
    json_schema: ClassVar[JsonSchema] = {"type": "string", "examples": ["24h", "3 days", "2 weeks", "1 month"]}

    @property
    def days(self) -> Decimal:
        """Its length in days."""
        return _decimal(Fraction(self.count) * self.unit.value)

    @property
    def hours(self) -> Decimal:
        """Its length in hours."""
        return _decimal(Fraction(self.count) * self.unit.value * _HOURS)

    @classmethod
    def parse(cls, text: str) -> Self:
        """The length that the text writes."""
        match = _DURATION.fullmatch(text)
        unit = _unit_of(match["unit"]) if match else None
        if match is None or unit is None:
            raise wrong_type(cls.expected, text)
        count = decimal_of(match["count"], expected=cls.expected, written=text)
        if not count:
            raise wrong_type(cls.expected, text)
        return cls(text, count, unit)


_RHYTHMS = {
    "hourly": Unit.HOUR, "daily": Unit.DAY, "weekly": Unit.WEEK, "monthly": Unit.MONTH, "quarterly": Unit.QUARTER,
    "yearly": Unit.YEAR, "annually": Unit.YEAR,
    "每小时": Unit.HOUR, "每小時": Unit.HOUR, "每日": Unit.DAY, "每天": Unit.DAY, "每周": Unit.WEEK, "每週": Unit.WEEK,
    "每月": Unit.MONTH, "每季": Unit.QUARTER, "每季度": Unit.QUARTER, "每年": Unit.YEAR,
}  # fmt: skip
_PER = re.compile(r"(?P<times>[0-9]{1,4}) ?次? ?/ ?(?P<per>[0-9]{0,2}) ?(?P<unit>[a-z]+|[^\x00-\x7f]{1,2})")
_EVERY = re.compile(r"every (?P<per>[0-9]{0,2}) ?(?P<unit>[a-z]+)")
_EACH = re.compile(r"每 ?(?P<per>[0-9]{0,2}) ?(?P<unit>[^\x00-\x7f]{1,2}?)(?: ?(?P<times>[0-9]{1,4}) ?次)?")


@dataclass(frozen=True)
class Frequency(Scalar):
    """How often something happens: `times` in every `per` units: daily, 3/week, every 2 weeks, 每周3次, 3次/周."""

    text: str
    times: int
    per: int
    unit: Unit

    expected: ClassVar[str] = "frequency"
    json_schema: ClassVar[JsonSchema] = {"type": "string", "examples": ["daily", "3/week", "every 2 weeks", "monthly"]}

    @property
    def days_between(self) -> Decimal:
        """Days from one time to the next, on average."""
        return _decimal(self.unit.value * self.per / self.times)

    @property
    def per_week(self) -> Decimal:
        """Times a week, on average."""
        return _decimal(Unit.WEEK.value * self.times / (self.unit.value * self.per))

    @classmethod
    def parse(cls, text: str) -> Self:
        """The frequency that the text writes; biweekly and bimonthly have two readings."""
        word = text.lower()
        if word in _RHYTHMS:
            return cls(text, 1, 1, _RHYTHMS[word])
        if word.replace("-", "") in {"biweekly", "bimonthly"}:
            unit = "week" if "week" in word else "month"
            raise ambiguous(text, f"2/{unit}", f"every 2 {unit}s")
        match = _PER.fullmatch(word) or _EVERY.fullmatch(word) or _EACH.fullmatch(word)
        unit_found = _unit_of(match["unit"]) if match else None
        if match is None or unit_found is None:
            raise wrong_type(cls.expected, text)
        times, per = int(match.groupdict().get("times") or 1), int(match["per"] or 1)
        if not times or not per:
            raise wrong_type(cls.expected, text)
        return cls(text, times, per, unit_found)


_CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9]"
_HOURS_OF_DAY = re.compile(rf"(?P<start>{_CLOCK}) ?[-–~～至] ?(?P<end>{_CLOCK})", re.ASCII)


@dataclass(frozen=True)
class DayHours(Scalar):
    """A stretch of the day by the readers' clock: 09:00-20:00; it reaches past midnight where it ends earlier."""

    text: str
    start: time
    end: time

    expected: ClassVar[str] = "hours"
    json_schema: ClassVar[JsonSchema] = {
        "type": "string",
        "pattern": "^[0-9]{1,2}:[0-9]{2} ?[-–~～至] ?[0-9]{1,2}:[0-9]{2}$",
        "examples": ["09:00-20:00"],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The stretch that the text writes."""
        match = _HOURS_OF_DAY.fullmatch(text)
        if match is None:
            raise wrong_type(cls.expected, text)
        (hour, minute), (last_hour, last_minute) = (map(int, match[name].split(":")) for name in ("start", "end"))
        return cls(text, time(hour, minute), time(last_hour, last_minute))

    def is_within(self, start: time, end: time) -> bool:
        """Whether it lies between two times of one day."""
        return start <= self.start <= self.end <= end
