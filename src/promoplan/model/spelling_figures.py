"""The usual spellings of numbers, amounts and shares; see `promoplan.model.spelling`.

Each takes a text with ASCII digits and marks, and gives None where it knows no usual spelling.
"""

import re
from collections.abc import Callable
from decimal import Decimal, InvalidOperation

from promoplan.model.code_words import beside_amount
from promoplan.model.codes import CURRENCIES, SYMBOLS
from promoplan.model.numbers import plain
from promoplan.model.numerals import digits_of

_POWERS = {
    "k": "K", "thousand": "K", "m": "M", "million": "M", "w": "万", "万": "万", "萬": "萬", "千": "千", "百万": "百万",
    "百萬": "百萬", "千万": "千万", "千萬": "千萬", "亿": "亿", "億": "億", "": "",
}  # fmt: skip
_COUNTED = "[人次位名份件套个個篇条條场場单單笔筆张張支则則款组組倍x]"
_NUMBER = re.compile(
    rf"(?P<sign>[-+]?) ?(?P<digits>[0-9][0-9 '_.,]*|[.][0-9]+) ?(?P<power>{'|'.join(_POWERS)}) ?{_COUNTED}?",
    re.IGNORECASE,
)
_EXPONENT = re.compile("[0-9]{1,12}(?:[.][0-9]{1,12})?[eE][+]?[0-9]{1,2}")
_GROUPED = re.compile(
    r"(?P<whole>[1-9][0-9]{0,2}(?:(?P<mark>[ '.])[0-9]{3})(?:(?P=mark)[0-9]{3})*)(?P<decimals>[.,][0-9]{1,2})?"
)


def number(text: str) -> str | None:
    """Blanks and the like between thousands, bare decimal points, powers of ten, words for what is counted."""
    if _EXPONENT.fullmatch(text):
        return plain(Decimal(text))
    match = _NUMBER.fullmatch(digits_of(text))
    digits = _digits(match["digits"].strip()) if match else None
    if match is None or digits is None:
        return None
    return f"{match['sign'].replace('+', '')}{digits}{_POWERS[match['power'].lower()]}"


def _digits(written: str) -> str | None:
    """A number without sign and power; None where a mark may stand before decimals as well as between thousands."""
    if grouped := _GROUPED.fullmatch(written):
        whole, mark, decimals = grouped["whole"], grouped["mark"], grouped["decimals"] or ""
        if mark == "." and whole.count(".") == 1:
            return None if decimals else written
        if mark == "." and decimals[:1] == ".":
            return None
        return whole.replace(mark, "") + decimals.replace(",", ".")
    if re.fullmatch("[.][0-9]+", written):
        return f"0{written}"
    return written.removesuffix(".") if re.fullmatch("[0-9_,.]+", written) else None


_MONEY = re.compile(
    r"(?P<before>[^0-9+.-]*?) ?"
    r"(?P<number>[-+.]?[0-9][0-9 '_.,]*(?:thousand|million|[kmw](?![a-z])|[千百万萬亿億]{1,2})?) ?(?P<after>[^0-9 ]*)",
    re.IGNORECASE,
)


def money(text: str) -> str | None:
    """An amount with what stands beside it; a share where the text is one."""
    if (share := ratio(text)) is not None and share.endswith("%"):
        return share
    match = _MONEY.fullmatch(digits_of(text))
    figure = number(match["number"].strip()) if match else None
    if match is None or figure is None:
        return number(text)
    before, after = match["before"].strip(), match["after"].strip()
    unit = _one_of([beside_amount(word) for word in (before, after) if word])
    if unit is None:
        return number(text)
    if unit in CURRENCIES:
        return f"{unit} {figure}"
    return f"{unit}{figure}" if before else f"{figure}{unit}"


def _one_of(units: list[str | None]) -> str | None:
    """What one or two names of a currency agree on: CNY for 人民币 and 元."""
    if None in units or len(units) < 2:  # noqa: PLR2004 - one before, one behind
        return units[0] if units else None
    code, sign = sorted((str(unit) for unit in units), key=lambda unit: unit not in CURRENCIES)
    return code if code == sign or code in SYMBOLS.get(sign, ()) else None


_SHARE = re.compile(r"(?P<number>.+?) ?(?P<unit>%|percent|per cent|pct|成|‰|bps?)", re.IGNORECASE)
_PARTS = {"成": Decimal(10), "‰": Decimal("0.1"), "bp": Decimal("0.01"), "bps": Decimal("0.01")}


def ratio(text: str) -> str | None:
    """A share in percent, whatever unit it is told in; a bare one keeps its form."""
    told = digits_of(text)
    if told.startswith("百分之"):
        told = f"{told.removeprefix('百分之').strip()}%"
    match = _SHARE.fullmatch(told)
    figure = number(match["number"] if match else told)
    if figure is None or match is None:
        return figure
    parts = _PARTS.get(match["unit"].lower(), Decimal(1))
    if parts != 1 and re.fullmatch(r"-?[1-9][0-9]{0,2}[.][0-9]{3}", figure):  # 1.200 may be thousands
        return None
    try:
        return f"{figure}%" if parts == 1 else f"{plain(Decimal(figure) * parts)}%"
    except InvalidOperation:
        return None


_ENDS = re.compile(r"(?P<low>.*?[0-9].*?) ?(?:~|[.]{2,}| to |至|到|-) ?(?P<high>.*[0-9].*)")


def range_of(read: Callable[[str], str | None]) -> Callable[[str], str | None]:
    """A spelling of one figure, also for the two of a range; a percent sign behind the second one holds for both."""

    def spelt(text: str) -> str | None:
        alone = read(text)
        ends = _ENDS.fullmatch(digits_of(text)) if alone is None else None
        if ends is None:
            return alone
        low, high = ends["low"], ends["high"]
        shared = re.search(r"[^0-9.,_ ]*$", high)
        low_one = low if re.search(r"[^0-9.,_ ]$", low) or shared is None else low + shared[0]
        return f"{read(low_one) or low_one}..{read(high) or high}"

    return spelt
