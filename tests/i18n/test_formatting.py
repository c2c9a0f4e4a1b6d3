"""Figures as each language writes them."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promoplan.findings.finding import Severity
from promoplan.findings.values import Amount, Share
from promoplan.i18n.catalogue import Language
from promoplan.i18n.formatting import day, listed, money, number, percent, shown
from promoplan.model.codes import CURRENCIES

EN, HANT, HANS = Language.EN, Language.ZH_HANT, Language.ZH_HANS
D = Decimal


@pytest.mark.parametrize(
    ("language", "currency", "whole", "cents"),
    [
        (EN, "CNY", "CN¥1,200,000", "CN¥1,234.50"),
        (EN, "TWD", "NT$1,200,000", "NT$1,234.50"),
        (EN, "HKD", "HK$1,200,000", "HK$1,234.50"),
        (EN, "USD", "$1,200,000", "$1,234.50"),
        (EN, "EUR", "€1,200,000", "€1,234.50"),
        (EN, "SGD", "SGD 1,200,000", "SGD 1,234.50"),
        (EN, "", "1,200,000", "1,234.5"),
        (HANT, "CNY", "CN¥1,200,000", "CN¥1,234.50"),
        (HANT, "TWD", "NT$1,200,000", "NT$1,234.50"),
        (HANT, "HKD", "HK$1,200,000", "HK$1,234.50"),
        (HANT, "USD", "US$1,200,000", "US$1,234.50"),
        (HANT, "MOP", "MOP 1,200,000", "MOP 1,234.50"),
        (HANS, "CNY", "¥1,200,000", "¥1,234.50"),
        (HANS, "TWD", "NT$1,200,000", "NT$1,234.50"),
        (HANS, "HKD", "HK$1,200,000", "HK$1,234.50"),
        (HANS, "USD", "US$1,200,000", "US$1,234.50"),
        (HANS, "JPY", "JP¥1,200,000", "JP¥1,234.50"),
    ],
)
def test_money(language: Language, currency: str, whole: str, cents: str) -> None:
    """With a sign that its readers can't take for another currency's; cents only where there are any."""
    assert money(D(1_200_000), currency, language) == whole
    assert money(D("1200000.00"), currency, language) == whole
    assert money(D("1234.5"), currency, language) == cents


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        ("0", "$0"),
        ("-0", "$0"),
        ("0.5", "$0.50"),
        ("0.125", "$0.125"),
        ("0.12345", "$0.1235"),
        ("-1234.5", "-$1,234.50"),
        ("1E+6", "$1,000,000"),
        ("123456789012345.67", "$123,456,789,012,345.67"),
    ],
)
def test_amounts(amount: str, said: str) -> None:
    """Prices below a cent keep up to four decimals; no exponent, no zero below zero."""
    assert money(D(amount), "USD", EN) == said


@pytest.mark.parametrize("language", Language)
def test_every_currency_can_be_shown(language: Language) -> None:
    """Each has a sign or its code, and no two the same one."""
    shown_as = {currency: money(D(1), currency, language) for currency in CURRENCIES}
    assert len(set(shown_as.values())) == len(CURRENCIES)
    assert all(said.isprintable() for said in shown_as.values())


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("ratio", "said"),
    [
        ("0.2", "20%"),
        ("0", "0%"),
        ("1", "100%"),
        ("0.042", "4.2%"),
        ("0.04166", "4.17%"),
        ("0.12345", "12.35%"),
        ("12.5", "1,250%"),
        ("-0.125", "-12.5%"),
    ],
)
def test_ratios(language: Language, ratio: str, said: str) -> None:
    """In percent with at most two decimals, rounded half up, in each language alike."""
    assert percent(D(ratio), language) == said


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize(
    ("value", "said"),
    [
        (0, "0"),
        (1234567, "1,234,567"),
        (D("2.50"), "2.5"),
        (D("1234.5675"), "1,234.568"),
        (D("1E+3"), "1,000"),
        (D(-5), "-5"),
    ],
)
def test_numbers(language: Language, value: Decimal | int, said: str) -> None:
    """With thousands marks and at most three decimals."""
    assert number(value, language) == said


@pytest.mark.parametrize(("language", "said"), [(EN, "1 Apr 2027"), (HANT, "2027年4月1日"), (HANS, "2027年4月1日")])
def test_days(language: Language, said: str) -> None:
    """In words, without leading zeros."""
    assert day(date(2027, 4, 1), language) == said


@pytest.mark.parametrize(
    ("value", "english", "chinese"),
    [
        (Amount.of(D(50_000), "USD"), "$50,000", "US$50,000"),
        (Amount.of(D(50_000), ""), "50,000", "50,000"),
        (Share("0.042"), "4.2%", "4.2%"),
        (D("1234.5"), "1,234.5", "1,234.5"),
        (1200, "1,200", "1,200"),
        (True, "True", "True"),
        (date(2027, 4, 1), "2027-04-01", "2027-04-01"),
        (Severity.ERROR, "error", "error"),
        ("plain {text}", "plain {text}", "plain {text}"),
        (("a", 1200, Share("0.1")), "a, 1,200, 10%", "a、1,200、10%"),
        ([], "", ""),
        (("a", ("b", "c")), "a, b, c", "a、b、c"),
    ],
)
def test_values_of_messages(value: object, english: str, chinese: str) -> None:
    """A figure knows how it is to be written, the language does the rest; text stays as it is."""
    assert shown(value, EN) == english
    assert shown(value, HANT) == shown(value, HANS) == chinese


def test_lists() -> None:
    """Each language has its own mark between items."""
    assert listed(("a", "b"), EN) == "a, b"
    assert listed(("a", "b"), HANT) == "a、b"
    assert listed((), HANS) == ""


figures = st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**60), max_value=10**60)


@settings(deadline=None)
@given(figures, st.sampled_from(Language), st.sampled_from(["", "CNY", "TWD", "SGD"]))
def test_any_figure_can_be_shown(figure: Decimal, language: Language, currency: str) -> None:
    """What is computed from a plan may be long beyond all sense, and is shown all the same."""
    values: Any = (figure, Share(figure), Amount.of(figure, currency))
    for value in values:
        said = shown(value, language)
        assert any(character.isdigit() for character in said)
        assert "E" not in said.replace("E", "", said.count("SGD"))


@settings(deadline=None)
@given(st.integers(-(10**15), 10**15), st.integers(0, 2))
def test_money_loses_nothing(digits: int, places: int) -> None:
    """An amount to the cent is shown to the cent."""
    amount = D(digits).scaleb(-places)
    said = money(amount, "USD", EN)
    assert D(said.replace("$", "").replace(",", "")) == amount
