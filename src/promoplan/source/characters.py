"""Characters that no plan may hold, because a reader can't see what they do.

The policy: line breaks that only machines see, controls, writing-direction overrides, zero-width characters and tag
characters are refused everywhere, in comments too. What emoji, Persian, Indic scripts and ideographs need stays
allowed: joiners and variation selectors between the right neighbours, flags spelt with tags, and the marks U+200E/F.
A neighbour may be written as an escape of double-quoted text.
"""

import re
import sys
from collections.abc import Iterator

REPLACEMENT = "\ufffd"
"""Stands for a hidden character wherever the text goes on from here."""

MAX_RUNS = 100
"""Runs of hidden characters that are told apart in one text; who has more has one problem, not a hundred."""

_ALWAYS = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls but tab and line break; U+0085 is a break to YAML 1.1
    "\u180e\u200b\u2060-\u2064\ufff9-\ufffb\ufeff"  # zero width, annotation, byte order mark inside the text
    "\u2028\u2029"  # line and paragraph separator
    "\u202a-\u202e\u2066-\u206f"  # embeddings, overrides and isolates of writing direction, deprecated controls
    "\ud800-\udfff\ufffe\uffff"  # halves of surrogate pairs, noncharacters
)
_BY_NEIGHBOUR = "\u200c\u200d\ufe00-\ufe0f\U000e0000-\U000e01ef"

_SUSPECT = re.compile(f"[{_ALWAYS}{_BY_NEIGHBOUR}]")
_BARE_RETURN = re.compile(r"\r(?!\n)")
_NEVER = f"[{_ALWAYS}]"
_JOINING_SCRIPT = "[\u0600-\u109f\u1780-\u18af\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc]"
_EMOJI = "[\u2190-\u2bff\U0001f000-\U0001faff]"
_EMOJI_END = "[\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]"
_TAKES_SELECTOR = f"[^\x00-\x7f\\s{_ALWAYS}{_BY_NEIGHBOUR}]"
_ESCAPE = r"\\(?:U([0-9A-Fa-f]{8})|u([0-9A-Fa-f]{4}))"
_ESCAPE_AFTER, _ESCAPE_BEFORE = re.compile(_ESCAPE), re.compile(f"{_ESCAPE}$")
_LONGEST_ESCAPE = 10
_FLAG = "\U0001f3f4[\U000e0030-\U000e0039\U000e0061-\U000e007a]{1,6}\U000e007f"


def hidden_runs(text: str) -> Iterator[tuple[int, int]]:
    """Start and end of each run of hidden characters, at most `MAX_RUNS`, in the order of the text."""
    if _SUSPECT.search(text) is None and ("\r" not in text or _BARE_RETURN.search(text) is None):
        return
    runs = 0
    start = end = -1
    for at in _hidden(text):
        if at == end:
            end += 1
            continue
        if end > 0:
            yield start, end
            runs += 1
            if runs == MAX_RUNS:
                return
        start, end = at, at + 1
    if end > 0:
        yield start, end


def cleaned(text: str) -> str:
    """The text with a replacement for each hidden character; lengths and places stay."""
    characters = list(text)
    for at in _hidden(text):
        characters[at] = REPLACEMENT
    return "".join(characters)


def code_point(character: str) -> str:
    """The character's number as people write it: `U+2028`."""
    return f"U+{ord(character):04X}"


def _hidden(text: str) -> Iterator[int]:
    """Offsets of hidden characters, rising."""
    flags = {at for flag in re.finditer(_FLAG, text) for at in range(*flag.span())}
    suspects = [match.start() for match in _SUSPECT.finditer(text) if match.start() not in flags]
    found = [at for at in suspects if not _allowed(text, at)]
    returns = [match.start() for match in _BARE_RETURN.finditer(text)]
    yield from sorted(found + returns) if returns else found


def _allowed(text: str, at: int) -> bool:
    """Whether a suspect character stands where writing needs it."""
    character = text[at]
    if re.match(_NEVER, character):
        return False
    before, after = _before(text, at), _after(text, at)
    if character == "\u200c":
        return re.match(_JOINING_SCRIPT, before) is not None
    if character == "\u200d":
        joins_emoji = re.match(_EMOJI_END, before) and re.match(_EMOJI, after)
        return bool(joins_emoji or re.match(_JOINING_SCRIPT, before))
    if character <= "\ufe0f" or character >= "\U000e0100":  # a variation selector
        keycap = before in set("0123456789#*") and after == "\u20e3"
        return bool(keycap or re.match(_TAKES_SELECTOR, before))
    return False  # a tag character outside a flag


def _before(text: str, at: int) -> str:
    """The character before a place."""
    if text.rfind("\\", max(at - _LONGEST_ESCAPE, 0), at) >= 0:
        escape = _ESCAPE_BEFORE.search(text[max(at - _LONGEST_ESCAPE, 0) : at])
        if escape:
            return numbered(escape[1] or escape[2])
    return text[at - 1] if at else ""


def _after(text: str, at: int) -> str:
    """The character after the one at a place."""
    escape = _ESCAPE_AFTER.match(text, at + 1)
    return numbered(escape[1] or escape[2]) if escape else text[at + 1 : at + 2]


def numbered(digits: str) -> str:
    """The character of a number in hexadecimal digits; "" where there is none."""
    number = int(digits, 16)
    return chr(number) if number <= sys.maxunicode else ""
