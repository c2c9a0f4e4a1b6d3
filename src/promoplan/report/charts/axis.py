"""The calendar's axis: months over weeks for a season, years over months for longer plans."""

from collections.abc import Iterator
from datetime import date, timedelta

from msgspec import Struct

from promoplan.i18n.catalogue import Language

_WEEKS_UP_TO = 19 * 7
_MONTHS_UP_TO = 9 * 31
_MONTHS_BELOW_UP_TO = 30 * 31
_QUARTER_MONTHS = (1, 4, 7, 10)


class Tick(Struct, frozen=True):
    """A day at which a part of the calendar begins, with that part's name in full and in short.

    `tight` is the full name in little room, "" where there is none.
    """

    at: date
    name: str
    short: str
    tight: str = ""


class Axis(Struct, frozen=True):
    """The upper row's parts and the lower row's; the lower may be empty."""

    upper: tuple[Tick, ...]
    lower: tuple[Tick, ...]


def axis(start: date, end: date, language: Language) -> Axis:
    """The parts of the calendar from one day to another; the first tick may lie before `start`."""
    days = (end - start).days + 1
    if days <= _WEEKS_UP_TO:
        return Axis(tuple(_months(start, end, language)), tuple(_weeks(start, end)))
    if days <= _MONTHS_UP_TO:
        return Axis(tuple(_months(start, end, language)), ())
    step = 1 if days <= _MONTHS_BELOW_UP_TO else 3
    return Axis(tuple(_years(start, end, language)), tuple(_month_numbers(start, end, step)))


def _weeks(start: date, end: date) -> Iterator[Tick]:
    monday = start - timedelta(days=start.weekday())
    while monday <= end:
        yield Tick(monday, f"{monday.day}", f"{monday.day}")
        monday += timedelta(days=7)


def _firsts(start: date, end: date) -> Iterator[date]:
    first = start.replace(day=1)
    while first <= end:
        yield first
        first = (first + timedelta(days=31)).replace(day=1)


def _months(start: date, end: date, language: Language) -> Iterator[Tick]:
    from babel.dates import format_date  # noqa: PLC0415 - only where something is shown

    full, short = ("MMM y", "MMM") if language is Language.EN else ("y年M月", "M月")
    for first in _firsts(start, end):
        name, brief = (str(format_date(first, pattern, locale=language.locale)) for pattern in (full, short))
        yield Tick(first, name, brief, f"{first:%Y-%m}")


def _years(start: date, end: date, language: Language) -> Iterator[Tick]:
    mark = "" if language is Language.EN else "年"
    for year in range(start.year, end.year + 1):
        yield Tick(date(year, 1, 1), f"{year}{mark}", f"{year}")


def _month_numbers(start: date, end: date, step: int) -> Iterator[Tick]:
    for first in _firsts(start.replace(month=1), end):
        if step == 1 or first.month in _QUARTER_MONTHS:
            yield Tick(first, f"{first.month}", f"{first.month}")
