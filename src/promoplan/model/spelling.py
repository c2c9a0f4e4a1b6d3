"""`usual`: the spelling that promoplan reads, for a scalar that is written in another way and has only one meaning.

Where a text has two readings, or says more than the field can hold ("about 500"), there is no usual spelling. What is
found may still be no value of its field (31 April): whoever changes a plan by it asks the field first.
"""

import re
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation

from promoplan.model.codes import CURRENCIES, SYMBOLS
from promoplan.model.numbers import plain
from promoplan.model.numerals import ascii_marks, digits_of
from promoplan.model.spelling_times import date, duration, frequency, hours, period

_LONGEST = 60


def usual(written: str, kind: str) -> str | None:
    """The usual spelling of a value of a kind (as errors call it: "date", "money"); None where none is known."""
    if len(written) > _LONGEST or kind not in _KINDS:
        return None
    text = ascii_marks(written)
    found = _KINDS[kind](text) or text
    return found if found != written and text else None


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
_GROUPED = re.compile(r"(?P<whole>[0-9]{1,3}(?:(?P<mark>[ '.])[0-9]{3})(?:(?P=mark)[0-9]{3})*)(?P<decimals>[.,][0-9]{1,2})?")


def _number(text: str) -> str | None:
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
    return written.removesuffix(".") if re.fullmatch("[0-9]+[.]?[0-9]*|[0-9_,.]+", written) else None


_MONEY_WORDS: Mapping[str, str] = {
    "rmb": "CNY", "cnh": "CNY", "yuan": "CNY", "人民币": "CNY", "人民幣": "CNY",
    "ntd": "TWD", "nt": "TWD", "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD",
    "美元": "USD", "美金": "USD", "港币": "HKD", "港幣": "HKD", "港元": "HKD", "日元": "JPY", "日圓": "JPY",
    "欧元": "EUR", "歐元": "EUR", "euro": "EUR", "euros": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "元整": "元", "圓": "元", "块": "元", "塊": "元", "块钱": "元", "塊錢": "元",
}  # fmt: skip
_MONEY = re.compile(r"(?P<before>[^0-9+.-]*?) ?(?P<number>[-+.]?[0-9].*?(?:[0-9.](?: ?[kmw]\b)?|[千百万萬亿億])) ?(?P<after>[^0-9 ]*)")


def currency(word: str) -> str | None:
    """The code of a currency, or the sign that promoplan knows, for what stands beside an amount."""
    if word in SYMBOLS or word in CURRENCIES:
        return word
    found = _MONEY_WORDS.get(word.lower()) or word.upper()
    return found if found in SYMBOLS or found in CURRENCIES else None


def _money(text: str) -> str | None:
    """An amount with what stands beside it; a share where the text is one."""
    if (share := _ratio(text)) is not None and share.endswith("%"):
        return share
    match = _MONEY.fullmatch(digits_of(text))
    if match is None:
        return _number(text)
    number = _number(match["number"])
    before, after = match["before"].strip(), match["after"].strip()
    if number is None or not (before or after):
        return _number(text)
    units = [currency(word) for word in (before, after) if word]
    unit = _one_of(units)
    if unit is None:
        return None
    if unit in CURRENCIES:
        return f"{unit} {number}"
    return f"{number}{unit}" if not before else f"{unit}{number}"


def _one_of(units: list[str | None]) -> str | None:
    """What one or two names of a currency agree on: CNY for 人民币 and 元."""
    if None in units or len(units) == 1:
        return units[0] if units else None
    code, sign = sorted((str(unit) for unit in units), key=lambda unit: unit not in CURRENCIES)
    return code if code == sign or code in SYMBOLS.get(sign, ()) else None


_SHARE = re.compile(r"(?P<number>.+?) ?(?P<unit>%|percent|per cent|pct|成|‰|bps?)", re.IGNORECASE)
_PARTS = {"%": 1, "成": Decimal(10), "‰": Decimal("0.1"), "bp": Decimal("0.01"), "bps": Decimal("0.01")}


def _ratio(text: str) -> str | None:
    """A share in percent, whatever unit it is told in; a bare one keeps its form."""
    told = digits_of(text)
    if told.startswith("百分之"):
        told = f"{told.removeprefix('百分之').strip()}%"
    match = _SHARE.fullmatch(told)
    number = _number(match["number"] if match else told)
    if number is None or match is None:
        return number
    parts = _PARTS.get(match["unit"].lower(), 1)
    try:
        return f"{number}%" if parts == 1 else f"{plain(Decimal(number) * parts)}%"
    except InvalidOperation:
        return None


_ENDS = re.compile(r"(?P<low>.*?[0-9].*?) ?(?:~|[.]{2,}| to |至|到|-) ?(?P<high>.*[0-9].*)")


def _range_of(read: Callable[[str], str | None]) -> Callable[[str], str | None]:
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


def _figure(text: str) -> str | None:
    return _money(text)


_CHANGE = re.compile(
    r"(?P<sign>[-+]) ?(?P<number>[0-9][0-9.,_]*) ?"
    r"(?:(?P<points>pp|ppts?|pts?|p[.]p[.]|(?:percentage )?points?|[个個]百分[点點])|%|percent|per cent|pct)",
    re.IGNORECASE,
)


def _change(text: str) -> str | None:
    match = _CHANGE.fullmatch(text)
    return f"{match['sign']}{match['number']}{'pp' if match['points'] else '%'}" if match else None


_AGES = re.compile(r"(?P<low>[0-9]{1,3}) ?(?:-|~|[.]{2,3}|to|至|到) ?(?P<high>[0-9]{1,3})")
_AND_OVER = re.compile(r"(?:>= ?)?(?P<low>[0-9]{1,3}) ?(?:[+]|[及含]?以上|plus|(?:and|or) (?:over|up|older|above))", re.IGNORECASE)


def _ages(text: str) -> str | None:
    bare = re.sub(r"^ages? |^aged |(?<=[0-9]) ?(?:[岁歲]|years?(?: old)?|yrs?)(?= ?[-~至到]| ?及?以上|$)", "", text)
    if match := _AGES.fullmatch(bare):
        return f"{match['low']}-{match['high']}"
    match = _AND_OVER.fullmatch(bare) or re.fullmatch(">= ?(?P<low>[0-9]{1,3})", bare)
    return f"{match['low']}+" if match else None


def _name(text: str) -> str | None:
    """An id from a name in Latin letters."""
    return re.sub("[ _/.]+", "-", text).strip("-").lower() if text.isascii() else None


def _metric(text: str) -> str | None:
    return re.sub("[ -]+", "_", text).lower() if text.isascii() else None


_SIGNS = (
    (r"(?:=<|is at most|at most|not above|不高于|不高於|不超过|不超過)", "<="),
    (r"(?:=>|is at least|at least|not below|不低于|不低於)", ">="),
    (r"(?:is |falls )?(?:below|under|less than|lower than)|低于|低於|小于|小於|少于|少於|不足", "<"),
    (r"(?:is |rises )?(?:above|over|more than|higher than|greater than)|高于|高於|大于|大於|超过|超過|多于|多於", ">"),
)
_CONDITION = re.compile(
    r"(?:if |when )?(?P<metric>[A-Za-z][A-Za-z0-9_]*) ?(?P<sign><=|>=|[<>=]) ?(?P<number>[-+]?[0-9][^ ]*(?: ?%)?)"
    r"(?:,? ?(?:for|during|持续|持續|连续|連續) ?(?P<duration>.+?))?(?: on (?P<channel>[a-z0-9-]+))?"
)


def _condition(text: str) -> str | None:
    for words, sign in _SIGNS:
        text = re.sub(rf" ?(?:{words}) ?", f" {sign} ", text, count=1)
    match = _CONDITION.fullmatch(text)
    if match is None:
        return None
    during = f" for {duration(match['duration']) or match['duration']}" if match["duration"] else ""
    on = f" on {match['channel']}" if match["channel"] else ""
    return f"{match['metric'].lower()} {match['sign']} {_ratio(match['number']) or match['number']}{during}{on}"


_MOVE = re.compile(
    r"(?P<how>[-+]|up to|at most|max[.]?|<=|不超过|不超過|最多|至多) ?(?P<share>[0-9][0-9.]*) ?(?:%|percent|per cent|pct)",
    re.IGNORECASE,
)
_PAUSES = frozenset(("pause", "paused", "暂停", "暫停"))


def _move(text: str) -> str | None:
    if text.lower() in _PAUSES:
        return "pause"
    match = _MOVE.fullmatch(text)
    if match is None:
        return None
    return f"{match['how'] if match['how'] in '+-' else 'up to '}{match['share']}%"


_FLAGS = {"是": "true", "对": "true", "對": "true", "否": "false", "不": "false"}

_KINDS: Mapping[str, Callable[[str], str | None]] = {
    "number": _range_of(_number),
    "count": _range_of(_number),
    "money": _range_of(_money),
    "figure": _figure,
    "ratio": _range_of(_ratio),
    "change": _change,
    "ages": _ages,
    "date": date,
    "period": period,
    "duration": duration,
    "frequency": frequency,
    "hours": hours,
    "condition": _condition,
    "move": _move,
    "metric": _metric,
    "id": _name,
    "flag": _FLAGS.get,
}
