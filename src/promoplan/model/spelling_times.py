"""The usual spellings of days, parts of a year, lengths of time, rhythms and hours; see `promoplan.model.spelling`.

Each takes a text with ASCII digits and marks, and gives None where it knows no usual spelling.
"""

import re
from decimal import Decimal

from promoplan.model.numbers import plain
from promoplan.model.numerals import digits_of

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_FULL_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
)  # fmt: skip
_MONTH = rf"(?P<month>{'|'.join((*_FULL_MONTHS, 'sept', *_MONTHS))})[.]?"
_MIDNIGHT = r"(?:[T ]00:00(?::00(?:[.]0+)?)?)?"
_YEAR_FIRST = re.compile(
    r"(?P<year>[0-9]{4}) ?[-/.年_ ] ?(?P<month>[0-9]{1,2}) ?[-/.月_ ] ?"
    rf"(?P<day>[0-9]{{1,2}}) ?[日号號]?{_MIDNIGHT}"
)
_BARE_DAY = re.compile("(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?P<day>[0-9]{2})")
_REPUBLIC = re.compile("民[国國] ?(?P<year>[0-9]{2,3}) ?年 ?(?P<month>[0-9]{1,2}) ?月 ?(?P<day>[0-9]{1,2}) ?[日號号]")
_REPUBLIC_BEGINS = 1911  # its year 1 is 1912
_NAMED = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[ -]{_MONTH},?[ -](?P<year>[0-9]{{4}})",
        rf"{_MONTH} (?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?,? (?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}}),?[ -]{_MONTH}[ -](?P<day>[0-9]{{1,2}})",
    )
)
_YEAR_LAST = re.compile("(?P<one>[0-9]{1,2})(?P<mark>[-/.])(?P<other>[0-9]{1,2})(?P=mark)(?P<year>[0-9]{4})")


def date(text: str) -> str | None:
    """2027-04-01 for 2027/4/1, 2027年4月1日, 民國116年4月1日, 1 April 2027; 4/1/2027 may be two days."""
    text = digits_of(text)
    match = _YEAR_FIRST.fullmatch(text) or _BARE_DAY.fullmatch(text)
    if match:
        return _day(int(match["year"]), match["month"], match["day"])
    if match := _REPUBLIC.fullmatch(text):
        return _day(int(match["year"]) + _REPUBLIC_BEGINS, match["month"], match["day"])
    if named := next((found for pattern in _NAMED if (found := pattern.fullmatch(text))), None):
        return _day(int(named["year"]), _month_of(named["month"]), named["day"])
    return _year_last(text)


def _day(year: int, month: int | str, day: int | str) -> str:
    return f"{year:04}-{int(month):02}-{int(day):02}"


def _month_of(name: str) -> int:
    return _MONTHS.index(name.lower()[:3]) + 1


def _year_last(text: str) -> str | None:
    """A day with its year behind, where only one of its parts can be the month."""
    match = _YEAR_LAST.fullmatch(text)
    if match is None:
        return None
    one, other = int(match["one"]), int(match["other"])
    if one != other and max(one, other) <= len(_MONTHS):
        return None
    return _day(int(match["year"]), min(one, other), max(one, other))


_MONTH_FORMS = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        "(?P<year>[0-9]{4}) ?[-/.年_ ] ?(?P<number>[0-9]{1,2}) ?月?",
        "(?P<year>[0-9]{4})(?P<number>[0-9]{2})",
        "(?P<number>[0-9]{1,2})[-/.](?P<year>[0-9]{4})",
        rf"{_MONTH},? (?P<year>[0-9]{{4}})",
        rf"(?P<year>[0-9]{{4}})[ -]{_MONTH}",
    )
)
_PARTS = tuple(
    re.compile(pattern)
    for pattern in (
        "(?P<year>[0-9]{4})年?[-/._]?第?(?P<part>Q[1-4]|[1-4]Q|[1-4]季度?|H[12]|[12]H|上半年|下半年)",
        "(?P<part>Q[1-4]|[1-4]Q|H[12]|[12]H)[-/]?(?P<year>[0-9]{4})",
        "(?P<year>[0-9]{4})年",
    )
)
_HALVES = {"上半年": "H1", "下半年": "H2"}


def period(text: str) -> str | None:
    """2027-04 for 2027年4月 or April 2027, 2027-Q2 for Q2 2027, 2027-H1 for 2027上半年; a day as a date."""
    if day := date(text):
        return day
    text = digits_of(text)
    for pattern in _MONTH_FORMS:
        if match := pattern.fullmatch(text):
            found = match.groupdict()
            month = found.get("number") or _month_of(found["month"])
            return f"{found['year']}-{int(month):02}"
    squeezed = text.upper().replace(" ", "").replace("-", "")
    for pattern in _PARTS:
        if match := pattern.fullmatch(squeezed):
            return f"{match['year']}{_part(match.groupdict().get('part') or '')}"
    return None


def _part(written: str) -> str:
    if not written:
        return ""
    if written in _HALVES:
        return f"-{_HALVES[written]}"
    letter = "H" if "H" in written else "Q"
    return f"-{letter}{re.sub('[^0-9]', '', written)}"


_UNITS = {
    "h": "h", "hr": "h", "hour": "h", "min": "min", "minute": "min", "d": "day", "day": "day", "w": "week",
    "wk": "week", "week": "week", "mo": "month", "mon": "month", "mth": "month", "month": "month", "q": "quarter",
    "qtr": "quarter", "quarter": "quarter", "y": "year", "yr": "year", "year": "year",
}  # fmt: skip
_CHINESE_UNITS = {
    "小时": "小时", "小時": "小時", "分钟": "min", "分鐘": "min", "天": "天", "日": "日", "周": "周", "週": "週",
    "星期": "星期", "个星期": "星期", "個星期": "星期", "礼拜": "周", "禮拜": "週", "个礼拜": "周", "個禮拜": "週",
    "月": "月", "个月": "个月", "個月": "個月", "季": "季", "季度": "季度", "个季度": "季度", "個季度": "季度",
    "年": "年",
}  # fmt: skip
_LENGTH = re.compile(
    r"(?P<count>an?(?= )|half an?(?= )|半|[0-9]+(?:[.][0-9]+)?) ?"
    r"(?P<unit>[a-z]+|[^\x00-\x7f]{1,3}?)[.]?(?:[以之]?[内內])?",
    re.IGNORECASE,
)
_PER_HOUR = 60


def _unit(word: str) -> str | None:
    word = word.lower()
    return _CHINESE_UNITS.get(word) or _UNITS.get(word) or (_UNITS.get(word[:-1]) if word.endswith("s") else None)


def duration(text: str) -> str | None:
    """24h for 24 Hours, 3 days for three days, 0.5年 for 半年, 0.5h for 30 minutes."""
    match = _LENGTH.fullmatch(digits_of(text).removeprefix("within "))
    unit = _unit(match["unit"]) if match else None
    if match is None or unit is None:
        return None
    count = match["count"].lower()
    count = "0.5" if count == "半" or count.startswith("half") else "1" if count.startswith("a") else count
    if unit == "min":
        hours_ = Decimal(count) / _PER_HOUR
        return f"{plain(hours_)}h" if len(plain(hours_)) <= len("0.25") else None
    if unit.isascii() and unit != "h":
        return f"{count} {unit}{'' if count == '1' else 's'}"
    return f"{count}{unit}"


_TIMES = {"once": "1", "twice": "2", "thrice": "3"}
_RHYTHMS = {
    "fortnightly": "every 2 weeks", "日更": "每天", "周更": "每周", "週更": "每週", "月更": "每月", "月度": "每月",
    "季度": "每季度", "年度": "每年",
}  # fmt: skip
_COUNTS = "[次篇条條场場支则則件]"
_IN_ENGLISH = re.compile(
    r"(?P<times>[0-9]{1,4}|once|twice|thrice) ?(?:x|times?|(?!(?:minute|hour|day|week|month|quarter|year)s)[a-z]+s)? ?"
    r"(?:/|\bper\b|\ban?\b|\beach\b|\bevery\b) ?(?P<per>[0-9]{0,2}|other) ?(?P<unit>[a-z]+)",
)
_EVERY = re.compile("(?:every|each) (?P<per>[0-9]{0,2}|other) ?(?P<unit>[a-z]+)")
_PER_UNIT = r"(?P<per>[0-9]{0,2}) ?(?P<unit>[^\x00-\x7f]{1,3}?)"
_IN_CHINESE = tuple(
    re.compile(pattern)
    for pattern in (
        rf"每 ?{_PER_UNIT}(?P<times>)",
        rf"每? ?{_PER_UNIT} ?(?P<times>[0-9]{{1,4}}) ?{_COUNTS}",
        rf"(?P<times>[0-9]{{1,4}}) ?{_COUNTS} ?[/每] ?{_PER_UNIT}",
    )
)


def frequency(text: str) -> str | None:
    """3/week for three times a week, every 2 weeks for every other week, 每2周1次 for 两周一次."""
    told = digits_of(text.lower())
    if told in _RHYTHMS:
        return _RHYTHMS[told]
    if match := _EVERY.fullmatch(told):
        return _every(match["per"], _unit(match["unit"]))
    if match := _IN_ENGLISH.fullmatch(told):
        unit, per = _unit(match["unit"]), "2" if match["per"] == "other" else match["per"]
        return f"{_TIMES.get(match['times'], match['times'])}/{per}{unit}" if unit else None
    found = next((match for pattern in _IN_CHINESE if (match := pattern.fullmatch(told))), None)
    unit = _CHINESE_UNITS.get(found["unit"]) if found else None
    if found is None or unit is None:
        return None
    per = f"{found['per'] if found['per'] != '1' else ''}{unit}"
    if "/" in told:
        return f"{found['times']}次/{per}"
    return f"每{per}{found['times']}次" if found["times"] else f"每{per}"


def _every(per: str, unit: str | None) -> str | None:
    if unit is None:
        return None
    count = "2" if per == "other" else per
    return f"every {count} {unit}s" if count and count != "1" else f"every {unit}"


_CLOCK = (
    r"(?P<{0}_part>[早上下中晚午凌晨]{{0,2}}) ?(?P<{0}_hour>[0-9]{{1,2}}) ?"
    r"(?:[:.hH点點时時] ?(?P<{0}_minute>[0-5][0-9])?分?)? ?(?P<{0}_half>[ap][.]?m[.]?)?"
)
_HOURS = re.compile(_CLOCK.format("first") + r" ?(?:-|~|[.]{2,3}|to|至|到) ?" + _CLOCK.format("last"), re.IGNORECASE)
_BARE_HOURS = re.compile("([0-9]{2})([0-9]{2}) ?- ?([0-9]{2})([0-9]{2})")
_NOON = 12
_EARLIEST_EVENING = 6


def hours(text: str) -> str | None:
    """09:00-20:00 for 9am-8pm, 9-20, 9點至20點, 09.00 to 20.00; 9-5 may end in the afternoon or the morning after."""
    if match := _BARE_HOURS.fullmatch(text):
        return f"{match[1]}:{match[2]}-{match[3]}:{match[4]}"
    match = _HOURS.fullmatch(digits_of(text))
    if match is None or bool(match["first_half"]) != bool(match["last_half"]):
        return None
    if bool(match["first_part"]) != bool(match["last_part"]):
        return None
    first, last = _clock(match, "first"), _clock(match, "last")
    if not first or not last:
        return None
    told = match["first_half"] or match["first_part"]
    return None if not told and last <= first <= f"{_NOON}:59" else f"{first}-{last}"


def _clock(match: re.Match[str], end: str) -> str | None:
    """A time of day as 09:00; None where its part of the day does not say which hour is meant."""
    hour, part, half = int(match[f"{end}_hour"]), match[f"{end}_part"], (match[f"{end}_half"] or "").lower()
    if part or half:
        if hour > _NOON or part not in {"", "早上", "上午", "下午", "晚上"}:
            return None
        if (part in {"早上", "上午"} and hour == _NOON) or (part == "晚上" and hour < _EARLIEST_EVENING):
            return None
        after_noon = half.startswith("p") or part == "下午" or (part == "晚上" and hour < _NOON)
        hour = hour % _NOON + (_NOON if after_noon else 0)
    return f"{hour:02}:{match[f'{end}_minute'] or '00'}"
