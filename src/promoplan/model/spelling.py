"""`usual`: the spelling that promoplan reads, for a scalar that is written in another way and has only one meaning.

Where a text has two readings, or says more than the field can hold ("about 500"), there is no usual spelling. What is
found may still be no value of its field (31 April): whoever changes a plan by it asks the field first.
"""

import re
from collections.abc import Callable, Mapping

from promoplan.model.numerals import ascii_marks
from promoplan.model.spelling_figures import money, number, range_of, ratio
from promoplan.model.spelling_times import date, duration, frequency, hours, period

_LONGEST = 60


def usual(written: str, kind: str) -> str | None:
    """The usual spelling of a value of a kind (as errors call it: "date", "money"); None where none is known."""
    if len(written) > _LONGEST or kind not in _KINDS:
        return None
    text = ascii_marks(written)
    found = _KINDS[kind](text) or text
    return found if found != written and text else None


_CHANGE = re.compile(
    r"(?P<sign>[-+]) ?(?P<number>[0-9][0-9.,_]*) ?"
    r"(?:(?P<points>pp|ppts?|pts?|p[.]p[.]|(?:percentage )?points?|[个個]百分[点點])|%|percent|per cent|pct)",
    re.IGNORECASE,
)


def _change(text: str) -> str | None:
    match = _CHANGE.fullmatch(text)
    return f"{match['sign']}{match['number']}{'pp' if match['points'] else '%'}" if match else None


_AGES = re.compile(r"(?P<low>[0-9]{1,3}) ?(?:-|~|[.]{2,3}|to|至|到) ?(?P<high>[0-9]{1,3})")
_AND_OVER = re.compile(
    r"(?:>= ?)?(?P<low>[0-9]{1,3}) ?(?:[+]|[及含]?以上|plus|(?:and|or) (?:over|up|older|above))", re.IGNORECASE
)


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
    r"(?:if |when )?(?P<metric>[A-Za-z][A-Za-z0-9_]*) ?(?P<sign><=|>=|[<>=]) ?(?P<number>[-+]?[0-9][^ ]*?(?: ?%)?)"
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
    return f"{match['metric'].lower()} {match['sign']} {ratio(match['number']) or match['number']}{during}{on}"


_MOVE = re.compile(
    r"(?P<how>[-+]|up to|at most|max[.]?|<=|不超过|不超過|最多|至多) ?(?P<share>[0-9][0-9.]*) ?"
    r"(?:%|percent|per cent|pct)",
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


_KINDS: Mapping[str, Callable[[str], str | None]] = {
    "number": range_of(number),
    "count": range_of(number),
    "money": range_of(money),
    "figure": money,
    "ratio": range_of(ratio),
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
}
