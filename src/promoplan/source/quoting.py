"""Texts as YAML scalars: without quotes where every reader takes them alike, in brackets or not."""

import re

from promoplan.source.characters import hidden_runs
from promoplan.source.traps import read_as

_PLAIN = re.compile(r"(?!-(?:\s|$)|---|\.\.\.)[^\s?:,\[\]{}#&*!|>'\"%@`=][^,?\[\]{}#:\r\n\t]*(?<! )")
"""What needs no quotes anywhere: no indicator at its start, none inside that ends a key, an item or a text."""

_WORDS = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "<<"))


def scalar(text: str) -> str | None:
    """A text as YAML writes it; None for one that a single line can't hold or that has hidden characters."""
    plain = _PLAIN.fullmatch(text) and text.lower().lstrip("+-") not in _WORDS and read_as(text) is None
    return text if plain and _is_clean(text) else quoted(text)


def quoted(text: str) -> str | None:
    """A text in double quotes; None as for `scalar`."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"' if _is_clean(text) else None


def in_place_of(old: str, text: str) -> str | None:
    """A text as the scalar that takes the place of `old`, in its kind of quotes; None also where `old` is a block."""
    if not old or old[0] in "|>!&*":
        return None
    if old[0] == "'":
        return "'" + text.replace("'", "''") + "'" if _is_clean(text) else None
    return quoted(text) if old[0] == '"' else scalar(text)


def _is_clean(text: str) -> bool:
    return not set(text) & set("\r\n\t") and next(hidden_runs(text), None) is None
