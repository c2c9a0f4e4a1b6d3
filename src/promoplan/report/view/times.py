"""Days, spans, lengths of time and rhythms, as a report's language says them."""

from datetime import date
from decimal import Decimal

from promoplan.i18n import formatting
from promoplan.i18n.catalogue import Language
from promoplan.model.times import DayHours, Duration, Frequency, PeriodKey, Unit
from promoplan.report.view.voice import Voice


def day(voice: Voice, value: date | None) -> str:
    """A day: 1 Apr 2027, 2027年4月1日."""
    return "" if value is None else formatting.day(value, voice.language)


def span(voice: Voice, start: date | None, end: date | None) -> str:
    """First to last day, month and year said once where they are the same; an open end leaves one day."""
    if start is None or end is None or start == end:
        return day(voice, start or end)
    first, last = day(voice, start), day(voice, end)
    if start.year != end.year:
        return voice.label("span").format(start=first, end=last)
    same_month = start.month == end.month
    if voice.language is Language.EN:
        first = str(start.day) if same_month else first.removesuffix(f" {start.year}")
    else:
        last = f"{end.day}日" if same_month else last.removeprefix(f"{end.year}年")
    return voice.label("span.days" if same_month else "span").format(start=first, end=last)


def days(start: date, end: date) -> int:
    """How many days a span has, both ends included."""
    return (end - start).days + 1


def length(voice: Voice, start: date, end: date) -> str:
    """How long a span is: 91 days."""
    return duration(voice, Duration("", Decimal(max(days(start, end), 0)), Unit.DAY))


def part_of_year(voice: Voice, key: PeriodKey) -> str:
    """A month, quarter, half, year or day, as the key of a milestone names it."""
    text = str(key)
    year = text[:4]
    if key.start == key.end:
        return day(voice, key.start)
    if "Q" in text:
        return voice.label("part.quarter").format(year=year, number=text[-1])
    if "H" in text:
        return voice.label(f"part.half.{text[-1]}").format(year=year)
    return month(voice, key.start) if "-" in text else voice.label("part.year").format(year=year)


def month(voice: Voice, value: date) -> str:
    """The month of a day: April 2027, 2027年4月."""
    from babel.dates import format_date  # noqa: PLC0415 - only where something is shown

    pattern = "MMM y" if voice.language is Language.EN else "y年M月"
    return str(format_date(value, pattern, locale=voice.language.locale))


def hours(voice: Voice, value: DayHours | None) -> str:
    """Hours of the day: 09:00–20:00."""
    return "" if value is None else voice.label("range", low=f"{value.start:%H:%M}", high=f"{value.end:%H:%M}")


def duration(voice: Voice, value: Duration | None) -> str:
    """A length of time: 2 weeks, 2 週."""
    if value is None:
        return ""
    form = "one" if value.count == 1 else "many"
    return voice.label(f"duration.{value.unit.name.lower()}.{form}", count=voice.number(value.count))


def frequency(voice: Voice, value: Frequency | None) -> str:
    """How often: weekly, 3 times a week, every 2 weeks."""
    if value is None:
        return ""
    unit = value.unit.name.lower()
    once, single = value.times == 1, value.per == 1
    if once and single:
        return voice.label(f"frequency.{unit}")
    if single:
        return voice.label(f"frequency.{unit}.times", times=value.times)
    every = duration(voice, Duration("", Decimal(value.per), value.unit))
    if once:
        return voice.label("frequency.every", every=every)
    return voice.label("frequency.times-every", times=value.times, every=every)


def output(voice: Voice, value: Frequency | None) -> str:
    """How many pieces can be made in a time: 12 pieces a week."""
    if value is None or value.per != 1:
        return frequency(voice, value)
    return voice.label(f"pieces.{value.unit.name.lower()}", times=value.times)


def is_calendar_unit(unit: Unit) -> bool:
    """Whether a unit follows the calendar's months instead of a number of days."""
    return unit in {Unit.MONTH, Unit.QUARTER, Unit.YEAR}
