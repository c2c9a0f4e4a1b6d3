"""Numbers, counts, grades, ratios, changes, ages and ranges: each text has one exact reading or is refused."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.model.numbers import (
    AgeRange,
    Change,
    ChangeKind,
    Count,
    Grade,
    Number,
    Ratio,
    RatioOrSpread,
    Spread,
    percent,
    plain,
)

from .reading import Refusal, ambiguous, outside, patiently, reader, refusal, wrong

number = reader(Number)
count = reader(Count)
grade = reader(Grade)
ratio = reader(Ratio)
change = reader(Change)
ages = reader(AgeRange)
ratio_or_spread = reader(RatioOrSpread)

D = Decimal


@pytest.mark.parametrize(
    ("read", "text", "value"),
    [
        (number, "3", D(3)),
        (number, "2.5", D("2.5")),
        (number, "1_200", D(1200)),
        (number, "30万", D(300_000)),
        (number, "0", D(0)),
        (number, "3.0", D(3)),
        (count, "5000", 5000),
        (count, "5_000", 5000),
        (count, "30万", 300_000),
        (count, "1.5萬", 15_000),
        (count, "5.0", 5),
        (grade, "1", 1),
        (grade, "5", 5),
    ],
)
def test_numbers(read: Callable[[object], Any], text: str, value: object) -> None:
    """A number may have decimals, a count and a grade are whole however they are written."""
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    ("read", "text", "reason"),
    [
        (number, "x", wrong("number", "x")),
        (number, "20%", wrong("number", "20%")),
        (number, "1e3", wrong("number", "1e3")),
        (number, "-1", outside("-1", "0")),
        (number, "1.200", ambiguous("1.200", "1.2", "1200")),
        (count, "1.5", wrong("count", "1.5")),
        (count, "30%", wrong("count", "30%")),
        (count, "-1", outside("-1", "0")),
        (count, "1,5", ambiguous("1,5", "1.5", "15")),
        (grade, "high", wrong("count", "high")),
        (grade, "2.5", wrong("count", "2.5")),
        (grade, "0", outside("0", "1", "5")),
        (grade, "6", outside("6", "1", "5")),
        (grade, "-1", outside("-1", "1", "5")),
    ],
)
def test_what_is_no_number(read: Callable[[object], Any], text: str, reason: Refusal) -> None:
    """With the limits that hold for this very field."""
    assert refusal(read, text) == reason


@pytest.mark.parametrize("read", [number, count, grade])
@pytest.mark.parametrize("value", [None, True, 3, 3.0, ["3"]], ids=repr)
def test_only_text_is_a_number(read: Callable[[object], Any], value: object) -> None:
    """True is not 1, and no number comes in by way of a float."""
    kind, context = refusal(read, value)
    assert kind == "promoplan.wrong_type"
    assert set(context) == {"expected"}


@pytest.mark.parametrize(
    ("text", "share"),
    [
        ("20%", "0.2"),
        ("20 %", "0.2"),
        ("20 ％", "0.2"),
        ("20％", "0.2"),
        (" 2.5% ", "0.025"),
        ("0.2", "0.2"),
        ("0.125", "0.125"),
        ("0", "0"),
        ("0%", "0"),
        ("-0%", "0"),
        ("100%", "1"),
        ("99.99999999999%", "0.9999999999999"),
    ],
)
def test_ratios(text: str, share: str) -> None:
    """A percent sign of either width divides by a hundred; below 1 none is needed."""
    assert str(plain(ratio(text))) == share
    assert isinstance(ratio(text), Ratio)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1", ambiguous("1", "1%", "100%")),
        ("1.0", ambiguous("1.0", "1%", "100%")),
        ("2.5", ambiguous("2.5", "2.5%", "250%")),
        ("20", ambiguous("20", "20%", "2000%")),
        ("12,5%", ambiguous("12,5%", "12.5%", "125%")),
        ("0,2", ambiguous("0,2", "0.2", "2")),
        ("1.200%", ambiguous("1.200%", "1.2%", "1200%")),
        ("120%", outside("120%", "0%", "100%")),
        ("100.1%", outside("100.1%", "0%", "100%")),
        ("-1%", outside("-1%", "0%", "100%")),
        ("-0.2", outside("-0.2", "0%", "100%")),
        ("-20", outside("-20", "0%", "100%")),
        ("%", wrong("ratio", "%")),
        ("", wrong("ratio", "")),
        ("%20", wrong("ratio", "%20")),
        ("20%％", wrong("ratio", "20%％")),
        ("20％%", wrong("ratio", "20％%")),
        ("20%%", wrong("ratio", "20%%")),
        ("a fifth", wrong("ratio", "a fifth")),
        ("1/5", wrong("ratio", "1/5")),
        ("２０%", wrong("ratio", "２０%")),
        ("¥20%", wrong("ratio", "¥20%")),
        ("1e-1", wrong("ratio", "1e-1")),
    ],
)
def test_what_is_no_ratio(text: str, reason: Refusal) -> None:
    """A bare 20 may be 20 or 2000 percent; what lies beyond the whole is named with its limits."""
    assert refusal(ratio, text) == reason


@patiently
@given(st.integers(0, 10**6))
def test_ratios_read_back(millionths: int) -> None:
    """What is shown in percent is read as the same share."""
    share = D(millionths) / 10**6
    text = percent(share)
    whole, _, decimals = text.removesuffix("%").partition(".")
    if len(decimals) != 3 or whole == "0":
        assert ratio(text) == share


@pytest.mark.parametrize(
    ("text", "kind", "by"),
    [
        ("+20%", ChangeKind.RELATIVE, "0.2"),
        ("-15%", ChangeKind.RELATIVE, "-0.15"),
        ("−15 ％", ChangeKind.RELATIVE, "-0.15"),
        ("+250%", ChangeKind.RELATIVE, "2.5"),
        ("-100%", ChangeKind.RELATIVE, "-1"),
        ("+1,200%", ChangeKind.RELATIVE, "12"),
        ("+0%", ChangeKind.RELATIVE, "0"),
        ("-0%", ChangeKind.RELATIVE, "0"),
        ("+5pp", ChangeKind.POINTS, "0.05"),
        ("-0.5 pt", ChangeKind.POINTS, "-0.005"),
    ],
)
def test_changes(text: str, kind: ChangeKind, by: str) -> None:
    """A percent sign is relative, pp counts points; the sign is part of it."""
    read = change(text)
    assert (read.text, read.kind, str(plain(read.by))) == (text, kind, by)


@pytest.mark.parametrize(
    ("text", "baseline", "after"),
    [("+20%", "3900000", "4680000"), ("-15%", "200", "170"), ("+5pp", "0.02", "0.07"), ("-100%", "7", "0")],
)
def test_a_change_is_applied_exactly(text: str, baseline: str, after: str) -> None:
    """Relative to the baseline, or in points on top of it."""
    assert change(text).applied_to(D(baseline)) == D(after)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("20%", wrong("change", "20%")),
        ("+20", wrong("change", "+20")),
        ("+%", wrong("change", "+%")),
        ("+ 5%", wrong("change", "+ 5%")),
        ("++5%", wrong("change", "++5%")),
        ("+5PP", wrong("change", "+5PP")),
        ("+5%pp", wrong("change", "+5%pp")),
        ("+.5%", wrong("change", "+.5%")),
        ("+1万%", wrong("change", "+1万%")),
        ("+1.200%", ambiguous("+1.200%", "+1.2%", "+1200%")),
        ("+1,2%", ambiguous("+1,2%", "+1.2%", "+12%")),
        ("-150%", outside("-150%", "-100%")),
    ],
)
def test_what_is_no_change(text: str, reason: Refusal) -> None:
    """Without sign or unit it is no change; nothing falls by more than all of it."""
    assert refusal(change, text) == reason


@pytest.mark.parametrize(
    ("text", "low", "high", "shown"),
    [
        ("25-34", 25, 34, "25-34"),
        ("25 - 34", 25, 34, "25-34"),
        ("25–34", 25, 34, "25-34"),
        ("25..34", 25, 34, "25-34"),
        ("25~34", 25, 34, "25-34"),
        ("0-120", 0, 120, "0-120"),
        ("30-30", 30, 30, "30-30"),
        ("60+", 60, None, "60+"),
    ],
)
def test_ages(text: str, low: int, high: int | None, shown: str) -> None:
    """A band of years, or all from an age on; shown in one way."""
    read = ages(text)
    assert (read.low, read.high, str(read)) == (low, high, shown)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("25", wrong("ages", "25")),
        ("34-25", wrong("ages", "34-25")),
        ("25-", wrong("ages", "25-")),
        ("-25", wrong("ages", "-25")),
        ("1524", wrong("ages", "1524")),
        ("25-34岁", wrong("ages", "25-34岁")),
        ("２５-３４", wrong("ages", "２５-３４")),
        ("25.5-34", wrong("ages", "25.5-34")),
        ("young", wrong("ages", "young")),
        ("25-250", outside("25-250", "0", "120")),
        ("121+", outside("121+", "0", "120")),
    ],
)
def test_what_is_no_age_band(text: str, reason: Refusal) -> None:
    """Reversed, open below, or older than people get."""
    assert refusal(ages, text) == reason


@pytest.mark.parametrize(
    ("value", "low", "mode", "high"),
    [
        ("2%..4%", "0.02", None, "0.04"),
        ("2% .. 4 ％", "0.02", None, "0.04"),
        ("0.02..4%", "0.02", None, "0.04"),
        ("2%..2%", "0.02", None, "0.02"),
        ({"low": "2%", "high": "4%"}, "0.02", None, "0.04"),
        ({"high": "4%", "mode": "3%", "low": "2%"}, "0.02", "0.03", "0.04"),
        ({"low": "2%", "high": "4%", "x-source": "survey"}, "0.02", None, "0.04"),
    ],
)
def test_ranges(value: object, low: str, mode: str | None, high: str) -> None:
    """Two ends, and the most likely value where one is given; a team's own keys are free here too."""
    assert ratio_or_spread(value) == Spread(D(low), D(high), D(mode) if mode else None)


def test_a_lone_figure_is_no_range() -> None:
    """One figure stays that figure."""
    assert ratio_or_spread("2.5%") == D("0.025")


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("4%..2%", wrong("range", "4%..2%")),
        ("..4%", wrong("range", "..4%")),
        ("2%..", wrong("range", "2%..")),
        ("2%...4%", wrong("ratio", ".4%")),
        ("2%..4%..6%", wrong("ratio", "4%..6%")),
        ("2..4%", ambiguous("2", "2%", "200%")),
        ("2%..400%", outside("400%", "0%", "100%")),
        ({"low": "4%", "high": "2%"}, wrong("range", "4%, 2%")),
        ({"low": "2%", "mode": "5%", "high": "4%"}, wrong("range", "2%, 5%, 4%")),
        ({"low": "2%", "mode": "3%"}, ("promoplan.wrong_type", {"expected": "range"})),
        ({"low": "2%", "high": "4%", "middle": "3%"}, ("promoplan.wrong_type", {"expected": "range"})),
        ({}, ("promoplan.wrong_type", {"expected": "range"})),
        ({"low": "2%", "mode": None, "high": "4%"}, ("promoplan.wrong_type", {"expected": "ratio"})),
        (["2%", "4%"], ("promoplan.wrong_type", {"expected": "ratio"})),
        (None, ("promoplan.wrong_type", {"expected": "ratio"})),
    ],
)
def test_what_is_no_range(value: object, reason: Refusal) -> None:
    """Reversed, half, with keys of another thing, or with ends that are no ratios."""
    assert refusal(ratio_or_spread, value) == reason


@patiently
@given(st.integers(0, 10**15 - 1), st.integers(0, 15))
def test_digits_without_exponent(digits: int, places: int) -> None:
    """However small or round a number is, it is written in digits, without zeros at its end."""
    exact = D(digits).scaleb(-places)
    text = plain(exact)
    assert D(text) == exact
    assert set(text) <= set("0123456789.")
    assert "." not in text or not text.endswith(("0", "."))
