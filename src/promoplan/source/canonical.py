"""`canonical`: the usual spelling of a scalar that has only one meaning and is written in another way."""

import re
from unicodedata import normalize

_DATE = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*[-/.月]\s*([0-9]{1,2})\s*日?")
_MONTH = re.compile(r"([0-9]{4})\s*[-/.年]\s*([0-9]{1,2})\s*月?")
_PERCENT = re.compile(r"([-+]?[0-9]+(?:[.][0-9]+)?)\s*(?:%|percent|per cent|pct)", re.IGNORECASE)
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ '_][0-9]{3})+(?:[.][0-9]+)?")
_RANGE = re.compile(r"(\S+)\s*(?:~|–|—|\.\.\.?|至|到|to)\s*(\S+)")
_LONGEST = 60


def canonical(written: str) -> str | None:
    """The canonical spelling, or None where the text has it already or its meaning is not plain.

    Full-width digits and marks, days and months as they are written elsewhere, "percent" for its sign, blanks between
    thousands, other dashes of a range. The result may still be no value of the kind that is wanted.
    """
    if len(written) > _LONGEST:
        return None
    text = " ".join(normalize("NFKC", written).split())
    found = _spelt(text)
    return found if found != written else None


def _spelt(text: str) -> str:
    if day := _DATE.fullmatch(text):
        return f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
    if month := _MONTH.fullmatch(text):
        return f"{month[1]}-{int(month[2]):02}"
    if share := _PERCENT.fullmatch(text):
        return f"{share[1]}%"
    if _GROUPED.fullmatch(text):
        return re.sub("[ '_]", "", text)
    if ends := _RANGE.fullmatch(text):
        low, high = _spelt(ends[1]), _spelt(ends[2])
        return f"{low}..{high}"
    return text
