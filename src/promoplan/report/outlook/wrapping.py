"""Text in lines of so many terminal cells; Chinese breaks anywhere but beside its brackets and marks."""

from collections.abc import Iterator

from promoplan.report.columns import cells, is_wide

_CLOSING = "，。；：、！？）」』》”’％…,.;:!?)"
_OPENING = "（「『《“‘("


def wrapped(text: str, width: int, indent: str = "", *, first: str = "") -> tuple[str, ...]:
    """The text in lines of at most `width` cells; what is longer is cut apart.

    `first` stands before the first line, `indent` before the others.
    """
    lines, line = [], first
    for unit, spaced in _units(text):
        joined = f"{line} {unit}" if spaced and line.strip() else line + unit
        if cells(joined) <= width or not line.strip():
            line = joined
        else:
            lines.append(line)
            line = indent + unit
        while cells(line) > width:
            head = _head(line, width)
            lines.append(head)
            line = indent + line[len(head) :]
    return (*lines, line)


def _head(line: str, width: int) -> str:
    """As much of a line as fits, and one character at least beyond its indent."""
    least = len(line) - len(line.lstrip()) + 1
    kept = len(line)
    while kept > least and cells(line[:kept]) > width:
        kept -= 1
    return line[:kept]


def _units(text: str) -> Iterator[tuple[str, bool]]:
    """What no line break may part, each with whether a blank stands before it."""
    for place, word in enumerate(text.split()):
        for part, unit in enumerate(_parts(word)):
            yield unit, place > 0 and part == 0


def _parts(word: str) -> Iterator[str]:
    part = ""
    for character in word:
        breaks = part and (is_wide(character) or is_wide(part[-1]))
        if breaks and character not in _CLOSING and part[-1] not in _OPENING:
            yield part
            part = ""
        part += character
    if part:
        yield part
