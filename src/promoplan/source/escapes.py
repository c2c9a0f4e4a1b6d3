"""Escapes in double-quoted text that stand for hidden characters, such as backslash x1b for the escape character."""

import re
from collections.abc import Iterator

from promoplan.source.characters import hidden_runs, numbered

_ESCAPE = re.compile(r"\\(?:x([0-9A-Fa-f]{2})|u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "v": "\v", "f": "\f", "r": "\r", "e": "\x1b"}
_NAMED |= {"N": "\x85", "L": "\u2028", "P": "\u2029"}


def escaped_hidden(value: str, raw: str) -> Iterator[tuple[int, int, str]]:
    """Start and end in `raw` of the escape behind each run of hidden characters of `value`, with the character.

    `raw` is the text with its quotes; where no escape accounts for a character, all of `raw` is given.
    """
    after = 0
    for start, _ in hidden_runs(value):
        character = value[start]
        escapes = (found for found in _ESCAPE.finditer(raw, after) if _decoded(found) == character)
        match = next(escapes, None)
        span = match.span() if match else (0, len(raw))
        after = match.end() if match else after
        yield (*span, character)


def _decoded(escape: re.Match[str]) -> str:
    digits = escape[1] or escape[2] or escape[3]
    return _NAMED.get(escape[4], escape[4]) if digits is None else numbered(digits)
