"""The codes of all rules, as their lock file holds them: a code is never used again for something else.

A line of the lock is a code and its rule's name. A retired code keeps its line, followed by `->` and the code whose
rule took over, or by `-> -` where none did. Reading the lock needs no rule.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from promoplan.findings.nearest import nearest

LOCK = Path(__file__).with_name("codes.lock")
"""The lock file; `scripts/lock_codes.py` appends new codes to it."""

_ALL = "PP"
_DIGITS = 3
_LIKE_A_CODE = re.compile("pp[0-9]+", re.IGNORECASE | re.ASCII)


class Code(NamedTuple):
    """A code that is or was a rule's; `successor` is its own code, another's once it is retired, "" where none is."""

    code: str
    name: str
    successor: str


def read_lock(text: str) -> Mapping[str, Code]:
    """The codes of a lock file's text."""
    codes = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            code, name, *retired = line.split()
            codes[code] = Code(code, name, retired[1].strip("-") if retired else code)
    return codes


@lru_cache(maxsize=1)
def locked() -> Mapping[str, Code]:
    """All codes by themselves."""
    return read_lock(LOCK.read_text(encoding="utf-8"))


def known_code(word: str, codes: Mapping[str, Code] | None = None) -> str | None:
    """The code that a word stands for: a code, a rule's name, or a retired one of either; None for no rule."""
    codes = locked() if codes is None else codes
    found = codes.get(word.upper()) or next((code for code in codes.values() if code.name == word.lower()), None)
    return found.successor or None if found else None


def known_prefix(word: str) -> str | None:
    """The beginning of codes that a word stands for: `PP`, `PP6`, `PP60`, or what `known_code` knows; else None."""
    prefix = word.upper()
    digits = prefix.removeprefix(_ALL)
    begins_codes = (
        prefix.startswith(_ALL) and len(digits) < _DIGITS and any(code.startswith(prefix) for code in locked())
    )
    return prefix if begins_codes else known_code(word)


def nearest_prefix(word: str) -> str | None:
    """The code, name or beginning of codes that was probably meant: `PP6` for `PP69`."""
    begins = _beginning(word)
    return begins if begins and len(word) < len(_ALL) + _DIGITS else nearest_code(word)


def nearest_code(word: str) -> str | None:
    """The code or name that was probably meant; for what looks like a code, one of the same beginning or none."""
    begins = _beginning(word)
    if begins is None:
        return nearest(word, _words())
    live = (code.code for code in locked().values() if begins and code.successor == code.code)
    codes = [code for code in live if code.startswith(begins)]
    return next(iter(codes), None) if word.upper() == begins else nearest(word, codes)


def _beginning(word: str) -> str | None:
    """The longest beginning that a word has in common with codes; "" for none, None for what does not look like one."""
    if not _LIKE_A_CODE.fullmatch(word):
        return None
    starts = (word.upper()[:length] for length in range(len(_ALL) + _DIGITS - 1, len(_ALL), -1))
    return next(filter(known_prefix, starts), "")


def _words() -> Iterator[str]:
    for code in locked().values():
        yield code.code
        yield code.name
