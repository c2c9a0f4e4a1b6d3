"""Values as people read them: money with its currency, ratios in percent, numbers with their marks, days."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Context, Decimal, localcontext
from enum import Enum

from promoplan.findings.values import Amount, Share
from promoplan.i18n.catalogue import Language

LIST_MARK = {Language.EN: ", ", Language.ZH_HANT: "、", Language.ZH_HANS: "、"}
"""What stands between the items of a list."""

_SIGNS = {("TWD", Language.ZH_HANT): "NT$"}  # Babel's "$" is Hong Kong's own to half of the readers
_ROUNDING = Context(prec=200, rounding=ROUND_HALF_UP)
"""Figures are shown rounded half up, however long they are."""


def shown(value: object, language: Language) -> str:
    """The value as text: `Amount` as money, `Share` in percent, numbers grouped, days in ISO form, lists joined."""
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Decimal | int) and not isinstance(value, bool):
        return _figure(value, language)
    if isinstance(value, tuple | list):
        return listed(value, language)
    return str(value)


def _figure(value: Decimal | int, language: Language) -> str:
    match value:
        case Amount():
            return money(value, value.currency, language)
        case Share():
            return percent(value, language)
    return number(value, language)


def listed(values: Iterable[object], language: Language) -> str:
    """Several values in a row."""
    return LIST_MARK[language].join(shown(value, language) for value in values)


def money(amount: Decimal, currency: str, language: Language) -> str:
    """Money with its sign, or code and a blank; cents only where there are any."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - only where something is shown

    if not currency:
        return number(amount, language)
    with localcontext(_ROUNDING):
        whole = amount == amount.to_integral_value()
        figures = format_decimal(abs(amount), "#,##0" if whole else "#,##0.00##", locale=language.locale)
    return f"{'-' if amount < 0 else ''}{currency_sign(currency, language)}{figures}"


def currency_sign(currency: str, language: Language) -> str:
    """A currency's sign, or its code and a blank, as it stands before an amount."""
    from babel.numbers import get_currency_symbol  # noqa: PLC0415 - only where something is shown

    sign = " ".join((_SIGNS.get((currency, language)) or get_currency_symbol(currency, language.locale)).split())
    return f"{sign} " if sign[-1].isalpha() else sign


def percent(ratio: Decimal, language: Language) -> str:
    """A ratio in percent, with at most two decimals."""
    from babel.numbers import format_percent  # noqa: PLC0415 - only where something is shown

    with localcontext(_ROUNDING):
        return str(format_percent(ratio, "#,##0.##%", locale=language.locale))


def number(value: Decimal | int, language: Language) -> str:
    """A number with thousands marks and at most three decimals."""
    from babel.numbers import format_decimal  # noqa: PLC0415 - only where something is shown

    with localcontext(_ROUNDING):
        return str(format_decimal(value, "#,##0.###", locale=language.locale))


def day(value: date, language: Language) -> str:
    """A day as the language writes it: 1 Apr 2027, 2027年4月1日."""
    from babel.dates import format_date  # noqa: PLC0415 - only where something is shown

    return str(format_date(value, "d MMM y" if language is Language.EN else "y年M月d日", locale=language.locale))
