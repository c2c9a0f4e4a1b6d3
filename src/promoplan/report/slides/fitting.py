"""Texts made to fit: broken into lines as a reader's program will, set smaller step by step, then cut."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from promoplan.report.charts.measure import ELLIPSIS, width
from promoplan.report.columns import is_wide
from promoplan.report.inert import clean
from promoplan.report.slides.look import Box
from promoplan.report.slides.page import Line, Text

LEADING = 1.25
"""The height of a line by its size."""
GAP = 0.4
"""The room between paragraphs by their size."""
INDENT = 1.1
"""How far a list's text is set in, by its size."""
_BOLD = 1.04
_LATIN = 0.88
"""Calibri is set narrower than the reports' own font, whose letters are measured; some of that is kept as a reserve."""
_MOST = 1_000
"""The most characters of one paragraph or cell; the rest is not even measured."""
MOST_LINES = 60
"""No slide holds more paragraphs or rows."""
_WORD = re.compile(r"\s+|[^\s\u1100-\U0003ffff]+|.", re.DOTALL)
_NOT_FIRST = frozenset("，。、；：？！」』）》〉】…—％·,.;:?!)]}%")
_KEPT = frozenset("\u200d\ufe0f")
_MEETING = 0.27
"""What some programs set between a Chinese character and a Latin one, by the size."""
_SLACK = 0.01


def advance(text: str, size: float, *, bold: bool = False) -> float:
    """How wide a text is set in one line, in points."""
    return _ems(text) * size * (_BOLD if bold else 1)


def bounded(text: str) -> str:
    """The text without what a file can't hold, and no longer than a slide can bear."""
    whole = clean(text)
    return whole if len(whole) <= _MOST else f"{whole[:_MOST]}{ELLIPSIS}"


@lru_cache(maxsize=8192)  # the same words are measured at every size that is tried
def _ems(text: str) -> float:
    wide = sum(map(is_wide, text))
    meeting = sum(is_wide(one) is not is_wide(other) for one, other in pairwise(text))
    return wide + _LATIN * (width(text, 1) - wide) + _MEETING * meeting


def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> list[str]:
    """The lines that a text takes; Chinese breaks anywhere but before closing marks, a long word where it must."""
    size *= _BOLD if bold else 1
    lines, line, used = [], "", 0.0
    for piece in _pieces(bounded(text), size, room):
        meets = line and is_wide(line[-1]) is not is_wide(piece[0])
        wide = advance(piece, size) + (_MEETING * size if meets else 0)
        if line and used + wide > room + _SLACK and piece not in _NOT_FIRST and not piece.isspace():
            lines.append(line.rstrip())
            line, used, wide = "", 0.0, advance(piece, size)
        line, used = line + piece, used + wide
    return [*lines, line.rstrip()]


def _pieces(text: str, size: float, room: float) -> Iterator[str]:
    for word in _WORD.findall(text):
        rest = word
        while len(rest) > 1 and advance(rest, size) > room + _SLACK:
            end = _fits(rest, size, room)
            yield rest[:end]
            rest = rest[end:]
        yield rest


def _fits(word: str, size: float, room: float) -> int:
    """How many characters of a text a line holds, one at least."""
    for end, character in enumerate(word):
        room -= advance(character, size)
        if end and is_wide(word[end - 1]) is not is_wide(character):
            room -= _MEETING * size
        if room < 0:
            return max(end, 1)
    return len(word)


def shortened(text: str, size: float, room: float, most: int, *, bold: bool = False) -> str:
    """The text, or as much of it as so many lines hold, with an ellipsis."""
    whole, lines = bounded(text), wrapped(text, size, room, bold=bold)
    if len(lines) <= most:
        return whole
    last = in_one_line(f"{lines[most - 1]}{ELLIPSIS}{ELLIPSIS}", size, room, bold=bold) if most else ""
    start = 0
    for line in lines[: max(most - 1, 0)]:
        start = whole.index(line, start) + len(line)
    gap = " " if whole[start : start + 1] == " " else ""
    return f"{whole[:start]}{gap}{last.rstrip(ELLIPSIS)}{ELLIPSIS}"


def in_one_line(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """As much of the text as one line holds, with an ellipsis where that is not all."""
    text = bounded(text)
    if advance(text, size, bold=bold) <= room + _SLACK:
        return text
    used = size * (_BOLD if bold else 1)
    end = _fits(text, used, room - advance(ELLIPSIS, used) - _MEETING * used)
    while 0 < end < len(text) and (unicodedata.combining(text[end]) or text[end] in _KEPT):
        end -= 1
    return f"{text[:end].rstrip()}{ELLIPSIS}" if end else ""


class Fitted(Struct, frozen=True):
    """Paragraphs at the size at which they fit, and those that were cut or left out, whole."""

    lines: tuple[Line, ...]
    size: float
    cut: tuple[Line, ...] = ()


def fitted(lines: Sequence[Line], room: float, height: float, sizes: Sequence[float], more: str) -> Fitted:
    """The paragraphs at the largest size at which they fit a box.

    At the smallest size long ones are cut to fewer and fewer lines, then the last are left out; `more` is the phrase
    that counts them, with a blank {count}.
    """
    first = tuple(replace(line, text=bounded(line.text)) for line in lines[:MOST_LINES])
    for size in sizes if len(lines) <= MOST_LINES else ():
        if height_of(first, room, size) <= height:
            return Fitted(first, size, _changed(lines, first))
    size = sizes[-1]
    for most in (4, 3, 2):
        short = tuple(_cut(line, room, size, most) for line in first)
        if len(lines) <= MOST_LINES and height_of(short, room, size) <= height:
            return Fitted(short, size, _changed(lines, short))
    return _without_last(lines, short, room, height, size, more)


def _without_last(
    lines: Sequence[Line], short: Sequence[Line], room: float, height: float, size: float, more: str
) -> Fitted:
    for kept in range(len(short) - (len(lines) == len(short)), -1, -1):
        if 0 < kept < len(short) and not short[kept - 1].bullet and short[kept].bullet:
            continue  # a heading does not stay alone
        told = Line(more.format(count=len(lines) - kept), "muted", size=min(size, 12))
        shown = (*short[:kept], told) if kept else (_cut(short[0], room, size, max(1, int(height / size / LEADING))),)
        if height_of(shown, room, size) <= height or not kept:
            return Fitted(shown, size, (*_changed(lines[:kept], short[:kept]), *lines[kept:]))
    return Fitted((), size)


def _cut(line: Line, room: float, size: float, most: int) -> Line:
    used = line.size or size
    text = shortened(line.text, used, room - (INDENT * used if line.bullet else 0), most, bold=line.bold)
    return replace(line, text=text)


def _changed(lines: Sequence[Line], short: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line, now in zip(lines, short, strict=True) if clean(line.text) != now.text)


def height_of(lines: Sequence[Line], room: float, size: float) -> float:
    """How high paragraphs stand at a size."""
    total = 0.0
    for number, line in enumerate(lines):
        used = line.size or size
        inner = room - (INDENT * used if line.bullet else 0)
        total += LEADING * used * len(wrapped(line.text, used, inner, bold=line.bold)) + (GAP * used if number else 0)
    return total


def levelled(texts: Sequence[Text]) -> tuple[Text, ...]:
    """Texts side by side at one size, in boxes that are all as high as the longest text needs."""
    if not texts:
        return ()
    made = [fitted(text.lines, *_inside(text), text.sizes, "{count}") for text in texts]
    size = min(each.size for each in made)
    inner = [height_of(each.lines, _inside(text)[0], size) + 2 * text.inset
             for text, each in zip(texts, made, strict=True)]  # fmt: skip
    height = min(max(inner) + size * LEADING / 2, *(text.box.height for text in texts))
    sizes = tuple(step for step in texts[0].sizes if step <= size)
    return tuple(replace(text, sizes=sizes, box=Box(*text.box[:3], height)) for text in texts)


def _inside(text: Text) -> tuple[float, float]:
    return text.box.width - 2 * text.inset, text.box.height - 2 * text.inset


def size_for(text: str, room: float, most: int, sizes: Sequence[float], *, bold: bool = False) -> float:
    """The largest size at which a text takes no more than so many lines, else the smallest."""
    return next((size for size in sizes if len(wrapped(text, size, room, bold=bold)) <= most), sizes[-1])
