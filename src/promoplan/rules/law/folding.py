"""Text made alike, so that one spelling of a word finds all others: script, width, case, and what is put in between."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from promoplan.rules.law.simplified import SIMPLIFIED

CLAUSE_MARKS = ",。!?;:…—、\n"
"""What ends a clause in a folded text; no word goes across it."""

_BETWEEN = frozenset(
    ["Cc", "Cn", "Co", "Cs", "Me", "Mn", "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Sk", "Sm", "So", "Zs"]
)
"""Categories of what is put between the characters of a word: blanks, points, brackets, emoji."""

_KEPT = frozenset(CLAUSE_MARKS) | frozenset("%+$")
_LINE_ENDS = frozenset("\n\r\x0b\x0c\x85\u2028\u2029")
_CHINESE = range(0x2E80, 0x323B0)
_FIRST = re.compile("第1(?![0-9])")


class Folded(NamedTuple):
    """A text made alike; its character `text[i]` was made of the original's at `places[i]`."""

    text: str
    places: tuple[int, ...]
    original: str

    def written(self, start: int, end: int) -> str:
        """What `text[start:end]` was made of, in one line; "" for nothing."""
        if start >= end:
            return ""
        return " ".join(self.original[self.places[start] : self.places[end - 1] + 1].split())


def fold(text: str) -> Folded:
    """Widths, case and scripts made one (NFKC, case-folded, Simplified), 第1 and 第壹 made 第一, signs between gone.

    A sign goes where Chinese stands on both sides of it, a blank already where it stands on one. Hidden characters go
    everywhere; what ends a clause stays.
    """
    kept: list[str] = []
    places: list[int] = []
    waiting: list[tuple[str, int]] = []
    for place, character in enumerate(text):
        for plain in _plain(character):
            if _is_between(plain):
                waiting.append((plain, place))
                continue
            for sign, at in _staying(waiting, kept[-1] if kept else "", plain):
                kept.append(sign)
                places.append(at)
            waiting.clear()
            kept.append(plain)
            places.append(place)
    return Folded(_FIRST.sub("第一", "".join(kept)), tuple(places), text)


def _staying(waiting: list[tuple[str, int]], before: str, after: str) -> list[tuple[str, int]]:
    """Which of the signs between two characters stay; of blanks alone, one."""
    if not waiting or (_is_chinese(before) and _is_chinese(after)):
        return []
    signs = [(sign, at) for sign, at in waiting if not sign.isspace()]
    if signs or _is_chinese(before) or _is_chinese(after):
        return signs
    return [(" ", waiting[0][1])]


@lru_cache(maxsize=8192)
def _plain(character: str) -> str:
    """What a character becomes: mostly one, seldom none or several."""
    if character in _LINE_ENDS:
        return "\n"
    if character in _KEPT or unicodedata.category(character) == "Cf":
        return character if character in _KEPT else ""
    return "".join(SIMPLIFIED.get(each, each) for each in unicodedata.normalize("NFKC", character).casefold())


@lru_cache(maxsize=8192)
def _is_between(character: str) -> bool:
    return character not in _KEPT and unicodedata.category(character) in _BETWEEN


def _is_chinese(character: str) -> bool:
    return bool(character) and ord(character) in _CHINESE and character not in _KEPT
