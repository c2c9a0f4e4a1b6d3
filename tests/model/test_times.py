"""Days, parts of the calendar, lengths of time and rhythms: exact, or refused."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.model.times import Day, DayHours, Duration, Frequency, PeriodKey, Unit

from .reading import Refusal, ambiguous, patiently, reader, refusal, texts, wrong

day = reader(Day)
period = reader(PeriodKey)
duration = reader(Duration)
frequency = reader(Frequency)
hours = reader(DayHours)


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("2027-04-01", date(2027, 4, 1)),
        (" 2027-04-01 ", date(2027, 4, 1)),
        ("2028-02-29", date(2028, 2, 29)),
        ("1900-01-01", date(1900, 1, 1)),
        ("2200-12-31", date(2200, 12, 31)),
    ],
)
def test_days(text: str, wanted: date) -> None:
    """ISO 8601, and a day that there is."""
    assert day(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "", "soon", "2027-02-29", "2027-13-45", "2027-00-10", "2027-04-31", "0001-01-01", "1899-12-31", "2201-01-01",
        "27-04-01", "2027-4-1", "2027/04/01", "01.04.2027", "20270401", "1772323200", "2027-04-01T00:00", "2027-04-01Z",
        "2027-04-01 00:00:00", "2027年4月1日", "２０２７-04-01", "2027−04−01", "2027-W14-4", "2027-091",
    ],
)  # fmt: skip
def test_what_is_no_day(text: str) -> None:
    """Impossible days, times of day, numbers of seconds and the writings of other countries."""
    assert refusal(day, text) == wrong("date", text)


@pytest.mark.parametrize("value", [None, True, 20270401, 1772323200.0, datetime(2027, 4, 1, tzinfo=UTC), []], ids=repr)
def test_only_text_is_a_day(value: object) -> None:
    """A moment is no day, and a number is none."""
    assert refusal(day, value) == ("promoplan.wrong_type", {"expected": "date"})


def test_a_day_stays_a_day() -> None:
    """What has been read once may be read again."""
    assert day(date(2027, 4, 1)) == date(2027, 4, 1)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2027-04", date(2027, 4, 1), date(2027, 4, 30)),
        ("2028-02", date(2028, 2, 1), date(2028, 2, 29)),
        ("2027-12", date(2027, 12, 1), date(2027, 12, 31)),
        ("2027-Q1", date(2027, 1, 1), date(2027, 3, 31)),
        ("2027Q4", date(2027, 10, 1), date(2027, 12, 31)),
        ("2027-H1", date(2027, 1, 1), date(2027, 6, 30)),
        ("2027H2", date(2027, 7, 1), date(2027, 12, 31)),
        ("2027", date(2027, 1, 1), date(2027, 12, 31)),
        ("2200", date(2200, 1, 1), date(2200, 12, 31)),
        ("2027-04-15", date(2027, 4, 15), date(2027, 4, 15)),
        (" 2027-04 ", date(2027, 4, 1), date(2027, 4, 30)),
    ],
)
def test_parts_of_the_calendar(text: str, start: date, end: date) -> None:
    """Month, quarter, half, year and day, with their first and last day; the key itself stays the text."""
    key = period(text)
    assert (str(key), key.start, key.end) == (text.strip(), start, end)


@pytest.mark.parametrize(
    "text",
    [
        "", "2027-00", "2027-13", "2027-4", "2027-Q0", "2027-Q5", "2027-q1", "2027-H3", "2027 Q1", "Q1", "27-04",
        "1899", "2201", "0000", "20270", "2027-04-", "２０２７", "2027年4月", "April 2027", "2027-W14",
    ],
)  # fmt: skip
def test_what_is_no_part_of_the_calendar(text: str) -> None:
    """Months and quarters that there are not, and other ways of writing them."""
    assert refusal(period, text) == wrong("period", text)


def test_an_impossible_day_as_part_of_the_calendar() -> None:
    """It has the form of a day and is none."""
    assert refusal(period, "2027-02-30") == wrong("date", "2027-02-30")


@pytest.mark.parametrize("value", [None, True, 2027, ["2027"]], ids=repr)
def test_only_text_names_a_part_of_the_calendar(value: object) -> None:
    """A bare number of a program is no year."""
    assert refusal(period, value) == ("promoplan.wrong_type", {"expected": "period"})


@patiently
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_every_day_lies_in_its_parts(any_day: date) -> None:
    """Month, quarter, half and year of any day hold that day, each within the next."""
    year, month = any_day.year, any_day.month
    keys = [
        f"{any_day}", f"{any_day:%Y-%m}", f"{year}-Q{(month + 2) // 3}", f"{year}-H{(month + 5) // 6}", f"{year}",
    ]  # fmt: skip
    parts = [period(key) for key in keys]
    assert parts[0].start == parts[0].end == any_day
    assert all(small.start >= large.start and small.end <= large.end for small, large in pairwise(parts))


@pytest.mark.parametrize(
    ("text", "count", "unit", "days"),
    [
        ("24h", "24", Unit.HOUR, "1"),
        ("36 hours", "36", Unit.HOUR, "1.5"),
        ("1 hour", "1", Unit.HOUR, None),
        ("3 days", "3", Unit.DAY, "3"),
        ("3d", "3", Unit.DAY, "3"),
        ("2 weeks", "2", Unit.WEEK, "14"),
        ("1.5 weeks", "1.5", Unit.WEEK, "10.5"),
        ("1w", "1", Unit.WEEK, "7"),
        ("1 month", "1", Unit.MONTH, "30"),
        ("2 quarters", "2", Unit.QUARTER, "182"),
        ("1y", "1", Unit.YEAR, "365"),
        ("24小时", "24", Unit.HOUR, "1"),
        ("24 小時", "24", Unit.HOUR, "1"),
        ("3天", "3", Unit.DAY, "3"),
        ("3 日", "3", Unit.DAY, "3"),
        ("2周", "2", Unit.WEEK, "14"),
        ("2週", "2", Unit.WEEK, "14"),
        ("2星期", "2", Unit.WEEK, "14"),
        ("1个月", "1", Unit.MONTH, "30"),
        ("1個月", "1", Unit.MONTH, "30"),
        ("1季", "1", Unit.QUARTER, "91"),
        ("1 季度", "1", Unit.QUARTER, "91"),
        ("1年", "1", Unit.YEAR, "365"),
    ],
)
def test_durations(text: str, count: str, unit: Unit, days: str | None) -> None:
    """In English and Chinese, with the length in days."""
    read = duration(text)
    assert (read.text, read.count, read.unit) == (text, Decimal(count), unit)
    assert days is None or read.days == Decimal(days)


@pytest.mark.parametrize("hours", [1, 4, 7, 24, 25, 336, 99_999])
def test_hours_are_exact(hours: int) -> None:
    """A limit of so many hours is not missed by a rounding, and whole days of hours are whole days."""
    read = duration(f"{hours}h")
    assert read.hours == hours
    if hours % 24 == 0:
        assert read.days == hours // 24


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (text, wrong("duration", text))
        for text in (
            "", "soon", "weeks", "2", "0 days", "0.0 weeks", "-3 days", "2 weeks ago", "2 fortnights", "2 hs", "3 ds",
            "3 m", "half a year", "兩週", "２周", "2個週", "2 weekss", "2 Weeks", ".5 days", "1..2 days", "1e3 days",
            "2\nweeks", "1234567 days",
        )
    ] + [("1.200 days", ambiguous("1.200 days", "1.2 days", "1200 days"))],
)  # fmt: skip
def test_what_is_no_duration(text: str, reason: Refusal) -> None:
    """Nothing, less than nothing, or in units that there are not."""
    assert refusal(duration, text) == reason


@pytest.mark.parametrize(
    ("text", "times", "per", "unit"),
    [
        ("hourly", 1, 1, Unit.HOUR),
        ("daily", 1, 1, Unit.DAY),
        ("Weekly", 1, 1, Unit.WEEK),
        ("monthly", 1, 1, Unit.MONTH),
        ("quarterly", 1, 1, Unit.QUARTER),
        ("yearly", 1, 1, Unit.YEAR),
        ("annually", 1, 1, Unit.YEAR),
        ("3/week", 3, 1, Unit.WEEK),
        ("3 / week", 3, 1, Unit.WEEK),
        ("3/2 weeks", 3, 2, Unit.WEEK),
        ("1/day", 1, 1, Unit.DAY),
        ("2/month", 2, 1, Unit.MONTH),
        ("every week", 1, 1, Unit.WEEK),
        ("every 2 weeks", 1, 2, Unit.WEEK),
        ("Every 3 days", 1, 3, Unit.DAY),
        ("每小时", 1, 1, Unit.HOUR),
        ("每日", 1, 1, Unit.DAY),
        ("每天", 1, 1, Unit.DAY),
        ("每周", 1, 1, Unit.WEEK),
        ("每週", 1, 1, Unit.WEEK),
        ("每月", 1, 1, Unit.MONTH),
        ("每个月", 1, 1, Unit.MONTH),
        ("每季度", 1, 1, Unit.QUARTER),
        ("每年", 1, 1, Unit.YEAR),
        ("每周3次", 3, 1, Unit.WEEK),
        ("每週 3 次", 3, 1, Unit.WEEK),
        ("每個月2次", 2, 1, Unit.MONTH),
        ("每2周1次", 1, 2, Unit.WEEK),
        ("每 2 週", 1, 2, Unit.WEEK),
        ("每3天", 1, 3, Unit.DAY),
        ("3/周", 3, 1, Unit.WEEK),
        ("3次/周", 3, 1, Unit.WEEK),
        ("3 次 / 週", 3, 1, Unit.WEEK),
        ("1次/2周", 1, 2, Unit.WEEK),
    ],
)
def test_frequencies(text: str, times: int, per: int, unit: Unit) -> None:
    """In English and Chinese: how often, in how many of which unit."""
    read = frequency(text)
    assert (read.text, read.times, read.per, read.unit) == (text, times, per, unit)


@pytest.mark.parametrize(
    ("text", "days", "week"),
    [
        ("daily", "1", "7"),
        ("weekly", "7", "1"),
        ("2/day", "0.5", "14"),
        ("every 2 weeks", "14", "0.5"),
        ("4/2 weeks", "3.5", "2"),
        ("24/day", None, "168"),
        ("hourly", None, "168"),
        ("quarterly", "91", None),
    ],
)
def test_rhythm(text: str, days: str | None, week: str | None) -> None:
    """Days from one time to the next and times a week, exact where they are whole."""
    read = frequency(text)
    assert days is None or read.days_between == Decimal(days)
    assert week is None or read.per_week == Decimal(week)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (text, wrong("frequency", text))
        for text in (
            "", "often", "3", "week", "3/", "/week", "0/week", "000/week", "3/0 weeks", "3/00 weeks", "-3/week",
            "1.5/week", "3/fortnight", "every", "every 0 weeks", "每", "每3", "每周0次", "每周三", "每周三次",
            "3 per week", "３/week", "12345/week", "3/week/month",
        )
    ]
    + [
        ("biweekly", ambiguous("biweekly", "2/week", "every 2 weeks")),
        ("Bi-Weekly", ambiguous("Bi-Weekly", "2/week", "every 2 weeks")),
        ("bimonthly", ambiguous("bimonthly", "2/month", "every 2 months")),
    ],
)  # fmt: skip
def test_what_is_no_frequency(text: str, reason: Refusal) -> None:
    """Never, half a time, or with two readings."""
    assert refusal(frequency, text) == reason


@pytest.mark.parametrize("text", ["2/week", "every 2 weeks", "2/month", "every 2 months"])
def test_both_readings_can_be_written(text: str) -> None:
    """Each reading that an error offers is one that is read."""
    assert frequency(text).times


@patiently
@given(st.integers(1, 999), st.integers(1, 99), st.sampled_from(["h", "days", "周", "months", "年"]))
def test_lengths_and_rhythms_are_positive(times: int, per: int, unit: str) -> None:
    """No length of time and no distance between two times is zero or less."""
    assert duration(f"{times} {unit}").days > 0
    assert duration(f"{times} {unit}").hours > 0
    assert frequency(f"{times}/{per} {unit}").days_between > 0
    assert frequency(f"{times}/{per} {unit}").per_week > 0


@patiently
@given(texts)
def test_whatever_is_read_is_positive(text: str) -> None:
    """Any text that is read as a length or a rhythm has one above zero."""
    for read in (duration, frequency):
        try:
            found = read(text)
        except ValueError:
            continue
        assert (found.days if isinstance(found, Duration) else found.days_between) > 0


@pytest.mark.parametrize(
    ("text", "start", "end", "by_day"),
    [
        ("09:00-20:00", time(9), time(20), True),
        ("8:00 – 21:00", time(8), time(21), True),
        ("8:00至21:01", time(8), time(21, 1), False),
        ("7:59~9:00", time(7, 59), time(9), False),
        ("20:00-09:00", time(20), time(9), False),
    ],
)
def test_hours_of_the_day(text: str, start: time, end: time, by_day: bool) -> None:
    """First and last moment, and whether all of it lies between eight and nine at night; past midnight it does not."""
    found = hours(text)
    assert (found.start, found.end, found.is_within(time(8), time(21))) == (start, end, by_day)


@pytest.mark.parametrize(
    "text", ["", "09:00", "24:00-25:00", "9-20", "09:60-10:00", "９:00-10:00", "09:00-10:00-11:00"]
)
def test_what_are_no_hours(text: str) -> None:
    """A single time, hours that no clock shows, other digits."""
    assert refusal(hours, text) == wrong("hours", text)
