"""Money as people write it is read to the cent, or refused with the reason."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.model.money import Money, MoneyOrSpread
from promoplan.model.numbers import Spread

from .reading import Refusal, ambiguous, outside, patiently, reader, refusal, unknown, wrong

money = reader(Money)
money_or_spread = reader(MoneyOrSpread)

ACCEPTED = {
    "1200000": ("1200000", ""),
    "1_200_000": ("1200000", ""),
    "120_0000": ("1200000", ""),
    "1,200,000": ("1200000", ""),
    "120万": ("1200000", ""),
    "120萬": ("1200000", ""),
    "120 万": ("1200000", ""),
    "1.2M": ("1200000", ""),
    "1.200M": ("1200000", ""),
    "12千": ("12000", ""),
    "3百万": ("3000000", ""),
    "2千萬": ("20000000", ""),
    "1.5亿": ("150000000", ""),
    "1.5億": ("150000000", ""),
    "5k": ("5000", ""),
    "5 K": ("5000", ""),
    "+5": ("5", ""),
    "-0": ("0", ""),
    "0": ("0", ""),
    "007": ("7", ""),
    " 40 ": ("40", ""),
    "0.125": ("0.125", ""),
    "1234.567": ("1234.567", ""),
    "1,234.567": ("1234.567", ""),
    "0.10": ("0.1", ""),
    "123456789012345": ("123456789012345", ""),
    "0.123456789012345": ("0.123456789012345", ""),
    "¥1,200,000": ("1200000", "¥"),
    "￥120万": ("1200000", "￥"),
    "NT$3,000": ("3000", "NT$"),
    "HK$ 3": ("3", "HK$"),
    "US$1.5万": ("15000", "US$"),
    "$100,000": ("100000", "$"),
    "€9.99": ("9.99", "€"),
    "120万元": ("1200000", "元"),
    "500 元": ("500", "元"),
    "USD 500": ("500", "USD"),
    "USD500": ("500", "USD"),
    "500 TWD": ("500", "TWD"),
    "5KRW": ("5", "KRW"),
    "5K KRW": ("5000", "KRW"),
    "1.2M MXN": ("1200000", "MXN"),
    "MYR 5M": ("5000000", "MYR"),
}
"""What is written, the amount, and the sign or code beside it."""

REFUSED: dict[str, Refusal] = {
    "1.200": ambiguous("1.200", "1.2", "1200"),
    "1.000": ambiguous("1.000", "1", "1000"),
    "120.500": ambiguous("120.500", "120.5", "120500"),
    "¥1.200": ambiguous("¥1.200", "¥1.2", "¥1200"),
    "1,2": ambiguous("1,2", "1.2", "12"),
    "12,34": ambiguous("12,34", "12.34", "1234"),
    "1234,5": ambiguous("1234,5", "1234.5", "12345"),
    "0,125": ambiguous("0,125", "0.125", "125"),
    "1,2万": ambiguous("1,2万", "1.2万", "12万"),
    "1,2 USD": ambiguous("1,2 USD", "1.2 USD", "12 USD"),
    "-5": outside("-5", "0"),
    "−5": outside("−5", "0"),
    "¥-0.01": outside("¥-0.01", "0"),
    "BTC 5": unknown("currency", "BTC"),
    "5 RMB": unknown("currency", "RMB"),
} | {
    text: wrong("money", text)
    for text in (
        "abc", "", "¥", "USD", "12 apples", "五百", "万", "1e3", "0x10", "0o7", "nan", "inf", "-inf", "٣", "１０",
        "1２", "²", "1__0", "_1", "1_", "1,23,456", "1,234,56", "1,,234", "1_2,345", "1.2.3", "1.", ".5", "1 000",
        "1，000", "1'000", "1.200,50", "--5", "+-5", "-¥5", "usd 5", "1.2m", "1.2B", "5MM", "5万M", "$5 USD",
        "USD 5 CNY", "¥5元", "20%", "1\n0", "1234567890123456", "0.1234567890123456", "1000万亿", "123456789012345亿",
        "1" * 100_000, "0" * 100_000,
    )
}  # fmt: skip


@pytest.mark.parametrize("text", ACCEPTED)
def test_amounts_are_read_exactly(text: str) -> None:
    """Every way of writing an amount gives the exact figure, and keeps what stood beside it."""
    amount, unit = ACCEPTED[text]
    read = money(text)
    assert read == Money(Decimal(amount), unit)
    assert str(read.amount) == amount


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: text[:20])
def test_what_is_no_amount_is_refused(text: str) -> None:
    """With its kind of mistake, all that was written, and both readings where there are two."""
    assert refusal(money, text) == REFUSED[text]


@pytest.mark.parametrize("value", [None, True, 5, 5.0, Decimal(5), [], {}, b"5"], ids=repr)
def test_only_text_is_an_amount(value: object) -> None:
    """Nothing that has passed through binary floating point, nor anything else that is no text, is taken."""
    assert refusal(money, value) == ("promoplan.wrong_type", {"expected": "money"})


@pytest.mark.parametrize(
    ("unit", "currency", "possible"),
    [
        ("", "TWD", True),
        ("USD", "USD", True),
        ("USD", "TWD", False),
        ("¥", "CNY", True),
        ("¥", "JPY", True),
        ("¥", "TWD", False),
        ("NT$", "TWD", True),
        ("NT$", "HKD", False),
        ("$", "TWD", True),
        ("$", "CNY", False),
        ("元", "CNY", True),
        ("元", "TWD", True),
        ("元", "USD", False),
    ],
)
def test_what_a_sign_may_stand_for(unit: str, currency: str, *, possible: bool) -> None:
    """A sign may belong to several currencies, a code to one, no sign to any."""
    assert Money(Decimal(1), unit).may_be(currency) is possible


@pytest.mark.parametrize(
    ("value", "low", "mode", "high"),
    [
        ("35..50", "35", None, "50"),
        ("1.2万 .. 2万", "12000", None, "20000"),
        ("¥40..50", "40", None, "50"),
        ("40..40元", "40", None, "40"),
        ({"low": "35", "high": "50"}, "35", None, "50"),
        ({"low": "¥35", "mode": "35", "high": "50"}, "35", "35", "50"),
        ({"x-source": "last year", "low": "35", "mode": "40", "high": "50"}, "35", "40", "50"),
    ],
)
def test_ranges_of_money(value: object, low: str, mode: str | None, high: str) -> None:
    """A range is ordered by its amounts alone, whatever sign stands beside one of them."""
    read = money_or_spread(value)
    assert isinstance(read, Spread)
    assert (read.low.amount, read.high.amount) == (Decimal(low), Decimal(high))
    assert (read.mode.amount if read.mode else None) == (Decimal(mode) if mode else None)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("50..35", wrong("range", "50..35")),
        ("35..", wrong("range", "35..")),
        ("..", wrong("range", "..")),
        ("35..x", wrong("money", "x")),
        ("1,2..5", ambiguous("1,2", "1.2", "12")),
        ("-5..5", outside("-5", "0")),
        ({"low": "35"}, ("promoplan.wrong_type", {"expected": "range"})),
        ({"low": "35", "high": "50", "top": "60"}, ("promoplan.wrong_type", {"expected": "range"})),
        (
            {"low": "35", "mode": "60", "high": "50"},
            ("promoplan.wrong_type", {"expected": "range", "written": "35, 60, 50"}),
        ),
        ({"low": "35", "high": None}, ("promoplan.wrong_type", {"expected": "money"})),
        (["35", "50"], ("promoplan.wrong_type", {"expected": "money"})),
    ],
)
def test_what_is_no_range_of_money(value: object, reason: Refusal) -> None:
    """Reversed, half or with ends that are no amounts."""
    assert refusal(money_or_spread, value) == reason


def amounts(digits: int) -> st.SearchStrategy[Decimal]:
    """Amounts of at most so many digits, from none to four of them decimals."""
    return st.builds(
        lambda number, places: Decimal(number).scaleb(-places), st.integers(0, 10**digits - 1), st.integers(0, 4)
    )


def clear(text: str) -> bool:
    """Whether it is none of the texts whose point may be a thousands mark."""
    whole, _, decimals = text.partition(".")
    return not (len(decimals) == 3 and len(whole) < 4 and whole != "0")


@patiently
@given(amounts(15))
def test_plain_and_grouped_amounts_read_back(amount: Decimal) -> None:
    """Up to fifteen digits, plainly, with either thousands mark or a currency, to the last digit."""
    if clear(f"{amount:f}"):
        assert money(f"{amount:f}").amount == amount
        assert money(f"{amount:,f}").amount == amount
        assert money(f"{amount:,f}".replace(",", "_")).amount == amount
        assert money(f"NT${amount:,f}") == Money(amount, "NT$")


@patiently
@given(amounts(15), st.sampled_from([("万", 4), ("萬", 4), ("M", 6), ("k", 3), ("亿", 8), ("百万", 6)]))
def test_scaled_amounts_read_back(amount: Decimal, scale: tuple[str, int]) -> None:
    """Written in 万, M and the like they are the same to the last digit, as long as no more than 15 decimals are."""
    word, power = scale
    assert money(f"{amount.scaleb(-power):f}{word}").amount == amount


@patiently
@given(st.integers(0, 10**11 - 1))
def test_a_scaled_amount_is_the_number_times_its_scale(number: int) -> None:
    """120万 is 120 times ten thousand, with neither rounding nor exponent."""
    assert str(money(f"{number}万").amount) == str(number * 10_000)
