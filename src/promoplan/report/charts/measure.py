"""How wide a text is drawn, near enough to lay out by, and texts cut to a width."""

import unicodedata
from functools import lru_cache

ELLIPSIS = "…"
_OPENING, _CLOSING = "「『（《〈【“‘", "」』）》〉】”’，。、；：？！…"
_WIDE = 1.0  # of the font size: one em, as every CJK font has it
_ADVANCES = {
    0.30: " ',.:;ijlI|!",
    0.38: "-()[]{}frt",
    0.44: "/\\",
    0.53: '"*?szxcvy',
    0.59: "#$+0123456789<=>^_agYJLFek~VX¥€£",
    0.64: "AESTZhnoubdpq`",
    0.70: "PCRKB&",
    0.78: "DGNUHOQ",
    0.86: "wM",
    0.98: "Wm%@",
}
_LETTERS = {letter: share for share, letters in _ADVANCES.items() for letter in letters}
_NARROW = 0.62  # any other letter
"""Advances of the reports' own font in ems, with some room for wider ones."""


def width(text: str, size: float) -> float:
    """The width of a text in the units of its font size."""
    return size * sum(map(_em, text))


def cut(text: str, size: float, room: float) -> str:
    """The text, or as much of it as fits with an ellipsis; "" where not even that fits."""
    if width(text, size) <= room:
        return text
    room -= width(ELLIPSIS, size)
    kept = 0
    for kept, character in enumerate(text):  # noqa: B007 - where it stops is the answer
        room -= size * _em(character)
        if room < 0:
            break
    return f"{_whole(text, kept)}{ELLIPSIS}" if kept else ""


def lines(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in at most so many lines, broken at blanks and between Chinese characters; the last one is cut."""
    found: list[str] = []
    rest = text.strip()
    while rest and len(found) < most - 1 and width(rest, size) > room:
        end = _fits(rest, size, room)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, cut(rest, size, room)] if rest else found


def _fits(text: str, size: float, room: float) -> int:
    """Where a line ends: at the last place before which it fits, or within a word that alone is too long."""
    end = best = 0
    for end, character in enumerate(text):
        room -= size * _em(character)
        if room < 0:
            break
        if character == " " or (_em(character) == _WIDE and character not in _OPENING and not _hangs(text, end + 1)):
            best = end + 1
    return best or max(end, 1)


def _hangs(text: str, at: int) -> bool:
    """Whether the character there must not begin a line."""
    return at < len(text) and text[at] in _CLOSING


def _whole(text: str, end: int) -> str:
    """A cut that does not part a letter from its marks."""
    while 0 < end < len(text) and (unicodedata.combining(text[end]) or text[end] in "\u200d\ufe0f"):
        end -= 1
    return text[:end].rstrip()


@lru_cache(maxsize=4096)
def _em(character: str) -> float:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Mn"}:
        return 0.0
    if unicodedata.east_asian_width(character) in "WFA":
        return _LETTERS.get(character, _WIDE)
    return _LETTERS.get(character, _NARROW)
