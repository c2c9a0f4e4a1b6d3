"""Figures as a spreadsheet holds and shows them."""

from collections.abc import Iterable
from decimal import Decimal

from promoplan.i18n.catalogue import Language
from promoplan.i18n.formatting import currency_sign

SAFE_DIGITS = 15
"""A decimal number of up to so many digits comes back from a binary64 as it was (IEEE 754; DBL_DIG of C)."""
PLAIN = "General"
WHOLE = "#,##0"
SHARE = "0.0%"
_MOST_DECIMALS = 3
_CENTS = 2
_OF_RATIOS = {"least": 1, "most": 2}


def fits(value: Decimal) -> bool:
    """Whether a spreadsheet, which counts in binary64, holds the number exactly as people read it."""
    return len(value.normalize().as_tuple().digits) <= SAFE_DIGITS


def day_shape(language: Language) -> str:
    """The number format of a day."""
    return "d mmm yyyy" if language is Language.EN else 'yyyy"年"m"月"d"日"'


def money_shape(currency: str, language: Language, amounts: Iterable[Decimal]) -> str:
    """The number format of money, in red below zero; with cents when any of the amounts has some."""
    literal = f'"{currency_sign(currency, language)}"' if currency else ""
    figure = "#,##0.00" if decimals(amounts, _CENTS) else WHOLE
    return f"{literal}{figure};[Red]-{literal}{figure}"


def figure_shape(unit_key: str, currency: str, language: Language, values: Iterable[Decimal]) -> str:
    """The number format of a metric's figures (money, ratio, multiple or number), as exact as these need it."""
    if unit_key == "money":
        return money_shape(currency, language, values)
    if unit_key == "ratio":
        places = max(decimals((value * 100 for value in values), _OF_RATIOS["most"]), _OF_RATIOS["least"])
        return f"0.{'0' * places}%"
    if unit_key == "multiple":
        return "#,##0.00"
    places = decimals(values, _MOST_DECIMALS)
    return f"{WHOLE}.{'0' * places}" if places else WHOLE


def decimals(values: Iterable[Decimal], most: int) -> int:
    """How many decimals the values have, as far as so many."""
    found = (-int(value.normalize().as_tuple().exponent) for value in values)
    return min(max(0, 0, *found), most)
