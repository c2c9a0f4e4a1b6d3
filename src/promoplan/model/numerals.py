"""Numbers as words and marks of other scripts say them, turned into plain digits."""

import re
from unicodedata import decimal, normalize

_DIGITS = {character: value for value, character in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_UNITS = {"十": 10, "百": 100, "千": 1000}
_TEN = 10
_SPOKEN_SINGLY = (1, 4)  # digits one by one: a figure, or a year
_CHINESE = re.compile(f"(?<![0-9{''.join(_DIGITS)}{''.join(_UNITS)}])[{''.join(_DIGITS)}{''.join(_UNITS)}]+")
_ENGLISH = {
    word: value
    for value, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), start=1
    )
}
_WORD = re.compile(rf"\b(?:{'|'.join(_ENGLISH)})\b", re.IGNORECASE)
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS = dict.fromkeys((0x00A0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000), " ")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−"), "-")
_MARKS = {"〜": "~", "∼": "~", "…": "...", "×": "x", "≤": "<=", "≥": ">=", "٪": "%", "٫": ".", "’": "'"}
_SMALL_FORMS = {code: normalize("NFKC", chr(code)) for code in range(0xFE50, 0xFE6C)}
_PLAIN = _FULL_WIDTH | _BLANKS | _DASHES | _SMALL_FORMS | {ord(mark): plain for mark, plain in _MARKS.items()}


def ascii_marks(text: str) -> str:
    """The text with digits and marks of other scripts and widths as ASCII has them, blanks single.

    Nothing that changes a figure: a raised or circled digit stays what it is.
    """
    plain = text.translate(_PLAIN)
    if not plain.isascii():
        plain = "".join(str(decimal(each, each)) for each in plain)
    return " ".join(plain.split())


def digits_of(text: str) -> str:
    """The text with numbers in words as digits: 三天 is 3天, 二十万 is 20万, two weeks is 2 weeks."""
    text = _CHINESE.sub(lambda found: _arabic(found[0]), text)
    return _WORD.sub(lambda found: str(_ENGLISH[found[0].lower()]), text)


def _arabic(chinese: str) -> str:
    """A number in Chinese characters in digits; itself where it is none or means something else: 千, 三五, 一百五."""
    if not any(each in _UNITS for each in chinese):
        return "".join(str(_DIGITS[each]) for each in chinese) if len(chinese) in _SPOKEN_SINGLY else chinese
    total, digit, below = 0, 0, 10_000
    for place, each in enumerate(chinese):
        if each in _DIGITS:
            if digit:
                return chinese
            digit = _DIGITS[each]
            continue
        unit = _UNITS[each]
        if unit >= below or (not digit and (place or unit > _TEN)):
            return chinese
        total, digit, below = total + (digit or 1) * unit, 0, unit
    if digit and below > _TEN and chinese[-2] not in "零〇":
        return chinese
    return str(total + digit)
