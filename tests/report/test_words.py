"""Days, spans, rhythms, figures and series, as each language says them."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.i18n.catalogue import Language
from promoplan.model.numbers import Change, Ratio, Spread
from promoplan.model.times import Duration, Frequency, PeriodKey
from promoplan.report.tables import table
from promoplan.report.view.publishing import Run
from promoplan.report.view.times import duration, frequency, part_of_year, span
from promoplan.report.view.voice import Voice

EN, HANT, HANS = (Voice(language, "CNY") for language in Language)


@pytest.mark.parametrize(
    ("start", "end", "english", "chinese"),
    [
        (date(2027, 4, 1), date(2027, 4, 7), "1–7 Apr 2027", "2027年4月1日至7日"),
        (date(2027, 4, 1), date(2027, 6, 30), "1 Apr – 30 Jun 2027", "2027年4月1日至6月30日"),
        (date(2027, 12, 1), date(2028, 1, 2), "1 Dec 2027 – 2 Jan 2028", "2027年12月1日至2028年1月2日"),
        (date(2027, 4, 1), date(2027, 4, 1), "1 Apr 2027", "2027年4月1日"),
        (date(2027, 4, 1), None, "1 Apr 2027", "2027年4月1日"),
        (None, None, "", ""),
    ],
)
def test_spans(start: date | None, end: date | None, english: str, chinese: str) -> None:
    """What both ends share is said once."""
    assert (span(EN, start, end), span(HANT, start, end)) == (english, chinese)


@pytest.mark.parametrize(
    ("key", "english", "hant", "hans"),
    [
        ("2027-04", "Apr 2027", "2027年4月", "2027年4月"),
        ("2027-Q2", "Q2 2027", "2027年第2季", "2027年第2季度"),
        ("2027-H2", "Second half of 2027", "2027年下半年", "2027年下半年"),
        ("2027", "2027", "2027年", "2027年"),
        ("2027-04-05", "5 Apr 2027", "2027年4月5日", "2027年4月5日"),
    ],
)
def test_parts_of_a_year(key: str, english: str, hant: str, hans: str) -> None:
    """Months, quarters, halves, years and days."""
    assert [part_of_year(voice, PeriodKey.read(key)) for voice in (EN, HANT, HANS)] == [english, hant, hans]


@pytest.mark.parametrize(
    ("written", "english", "hans"),
    [
        ("daily", "Daily", "每日"),
        ("3/week", "3 times a week", "每周 3 次"),
        ("every 2 weeks", "Every 2 weeks", "每 2 周一次"),
        ("3 / 2 weeks", "3 times every 2 weeks", "每 2 周 3 次"),
    ],
)
def test_rhythms(written: str, english: str, hans: str) -> None:
    """How often, in words."""
    assert [frequency(voice, Frequency.parse(written)) for voice in (EN, HANS)] == [english, hans]


def test_lengths_of_time() -> None:
    """One is one, and a fraction is said as it is."""
    assert duration(EN, Duration.parse("1 week")) == "1 week"
    assert duration(EN, Duration.parse("1.5 months")) == "1.5 months"
    assert duration(HANT, Duration.parse("24h")) == "24 小時"


def test_figures() -> None:
    """Money to the cent, computed money rounded, shares to a tenth, ranges with both ends."""
    assert EN.money(Decimal("1.6")) == "CN¥1.60"
    assert EN.money(Decimal(-1200)) == "−CN¥1,200"
    assert EN.rough_money(Decimal("1234567.89")) == "CN¥1,234,568"
    assert EN.rough_money(Decimal("12.345")) == "CN¥12.35"
    assert EN.share(Decimal(2) / 3) == "66.7%"
    assert EN.percent(Spread(Ratio("0.02"), Ratio("0.04"))) == "2%–4%"
    assert EN.change(Change.parse("-0.5pp")) == "−0.5 pp"
    assert HANS.change(Change.parse("+20%")) == "+20%"
    assert EN.part(Decimal(1), Decimal(0)) == ""


def test_latin_words_stand_apart_in_chinese() -> None:
    """A blank where Chinese and Latin meet, none between Chinese characters, and none in English."""
    assert HANT.label("date.phase-starts", name="Peak") == "Peak 開始"
    assert HANT.label("date.phase-starts", name="旺季") == "旺季開始"
    assert EN.label("date.phase-starts", name="旺季") == "旺季 starts"


@given(
    st.sampled_from(["daily", "3/week", "every 2 weeks", "monthly", "2/month", "quarterly", "every 5 days", "hourly"]),
    st.dates(date(2026, 1, 1), date(2028, 1, 1)),
    st.integers(0, 500),
    st.lists(st.integers(0, 500), max_size=6),
)
def test_parts_of_a_run_sum_up_to_the_whole(rhythm: str, start: date, length: int, cuts: list[int]) -> None:
    """However a series is cut into spans, nothing is counted twice or lost."""
    first, last = start.toordinal(), start.toordinal() + length
    run = Run(start, date.fromordinal(last), Frequency.parse(rhythm))
    edges = sorted({first, *(first + cut for cut in cuts if cut <= length)})
    spans = zip(edges, [*(edge - 1 for edge in edges[1:]), last], strict=True)
    parts = [run.times_in(date.fromordinal(one), date.fromordinal(other)) for one, other in spans]
    assert sum(parts) == run.times_in(date(1900, 1, 1), date(2200, 1, 1))


def test_a_series_begins_on_its_first_day() -> None:
    """Monthly means once in each month, three a week three in each week."""
    monthly = Run(date(2027, 1, 15), date(2027, 12, 31), Frequency.parse("monthly"))
    assert [monthly.times_in(date(2027, m, 1), date(2027, m, 28)) for m in range(1, 13)] == [1] * 12
    often = Run(date(2027, 4, 1), date(2027, 4, 14), Frequency.parse("3/week"))
    assert (often.times_in(date(2027, 4, 1), date(2027, 4, 7)), often.times_in(date(2027, 4, 1), date(2027, 4, 1))) == (
        3,
        1,
    )


class _Row:
    """A row with Chinese and Latin text."""

    def __init__(self, name: str, amount: str) -> None:
        self.name, self.amount, self.note = name, amount, ""


def test_tables_stand_in_line() -> None:
    """Chinese takes two cells; figures stand to the right; empty columns are left out, empty cells told."""
    made = table(str.upper, [_Row("抖音", "¥480"), _Row("B 站 | x", "")], ["name", "amount >", "note"])
    assert made.splitlines() == [
        "| NAME      | AMOUNT |",
        "| --------- | -----: |",
        "| 抖音      |   ¥480 |",
        "| B 站 \\| x |      – |",
    ]


def test_rows_that_say_nothing_make_no_table() -> None:
    """Names alone are no table, and neither is an empty list."""
    assert table(str, [_Row("a", "")], ["name", "amount"]) == ""
    assert table(str, [], ["name"]) == ""
    assert table(str, [_Row("a", "")], ["name", "note !"]) != ""
