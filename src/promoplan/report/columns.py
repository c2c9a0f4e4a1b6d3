"""Columns of a table: how each is set and how wide, guessed from its texts (a Chinese character counts twice)."""

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from promoplan.report.blocks import Align, Column, Inline, plain
from promoplan.report.charts.measure import width

Cells = Sequence[tuple[Inline, ...]]

_LINE, _LINE_SMALL, _MANY_COLUMNS = 110, 125, 7
_PADDING = 2.8
_SLIM = 0.5
_SHORT, _BY_HAND, _LEAST = 17, 18, 4
_MOST_WORD, _MOST_COMPOUND, _FEW_CHINESE = 24, 16, 8
_BOLD = 1.06
_NAMES_UP_TO = 2
_BY_LENGTH = 0.8
_NUMBER = re.compile(r"[^\w]*(?:[A-Z]{2,3}[^\w]+)?[0-9][0-9.,  ]*[^\w]*(?:[a-zA-Z%万億亿元]{0,3})?[^\w]*")
_DATE = re.compile(r"(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日")
_EMPTY = frozenset({"", "-", "–", "—"})


def is_wide(character: str) -> bool:
    """Whether a character takes two cells, as Chinese ones do."""
    return unicodedata.east_asian_width(character) in "WF"


def cells(text: str) -> int:
    """How many cells of a fixed grid a text takes."""
    return sum(0 if unicodedata.combining(each) else 2 if is_wide(each) else 1 for each in text)


def columns(head: Cells, rows: Sequence[Cells], told: Sequence[Align | None]) -> tuple[Column, ...]:
    """The columns of a table; `told` is how the author wants them set, None where they do not say."""
    texts = [[plain(row[place]) for row in rows] for place in range(len(head))]
    aligns = [align or _guessed(column) for align, column in zip(told, texts, strict=True)]
    needs = [_need(plain(title), column, align) for title, column, align in zip(head, texts, aligns, strict=True)]
    weights = _weights(needs)
    return tuple(
        Column(align, round(weight, 2), short=need.most <= min(weight, _SHORT + _PADDING), blank=not any(column))
        for align, weight, need, column in zip(aligns, weights, needs, texts, strict=True)
    )


def is_tight(found: Sequence[Column]) -> bool:
    """Whether even what the columns can't do without is more than a line holds, so that words must be parted."""
    return sum(column.weight for column in found) > _line(len(found)) + 1


def is_slim(found: Sequence[Column]) -> bool:
    """Whether the texts take so little room that figures would stand too far from the names they belong to."""
    return sum(column.weight for column in found) < _SLIM * _line(len(found))


def _line(count: int) -> int:
    """How many half ems a line of a full-width table holds; tables of many columns are set smaller."""
    return _LINE_SMALL if count > _MANY_COLUMNS else _LINE


class _Need(Struct, frozen=True):
    """The width that a column can't do without, and the one at which nothing in it is broken; in half ems."""

    least: float
    most: float


def _need(title: str, column: Sequence[str], align: Align) -> _Need:
    """The need of a column; figures are never broken, a column to be filled by hand gets room for it."""
    if not any(column):
        return _Need(_BY_HAND, _BY_HAND)
    bold = _BOLD * _set_width(title)
    widest = max(map(_set_width, column))
    whole = widest if align is Align.RIGHT else 0
    least = max(whole, _BOLD * _longest_word(title), *map(_longest_word, column), _LEAST)
    most = max(bold, widest)
    return _Need(least + _PADDING, max(most, least) + _PADDING)


def _guessed(column: Sequence[str]) -> Align:
    """To the right for figures; bare numbers of one or two digits count as names (steps, levels)."""
    filled = [text.strip() for text in column if text.strip() not in _EMPTY]
    if all(text.isdecimal() and len(text) <= _NAMES_UP_TO for text in filled):
        return Align.LEFT
    return Align.RIGHT if all(map(_NUMBER.fullmatch, filled)) else Align.LEFT


def _set_width(text: str) -> float:
    """Half ems that a text takes, with the gap that is set between Chinese and Latin letters, half of one each."""
    gaps = sum(is_wide(one) != is_wide(other) for one, other in pairwise(text) if " " not in (one, other))
    return 2 * width(text, 1) + gaps / 2


def _longest_word(text: str) -> float:
    """The longest run that a line should not part; Chinese breaks almost anywhere, but not into single characters.

    A day is kept whole.
    """
    whole = (_set_width(day) for day in _DATE.findall(text))
    return max((*whole, *(min(_set_width(run), _most(run)) for run in re.split(r"[\s/]+", text))), default=0)


def _most(run: str) -> int:
    """The width from which on a run may be parted all the same."""
    if any(map(is_wide, run)):
        return _FEW_CHINESE
    return _MOST_WORD if run.isalnum() else _MOST_COMPOUND


def _weights(needs: Sequence[_Need]) -> list[float]:
    """Widths in half ems: all unbroken if they fit, else what each can't do without and a part of the rest."""
    leasts, wishes = [need.least for need in needs], [need.most for need in needs]
    line = _line(len(needs))
    if sum(wishes) <= line:
        return wishes
    return shared(leasts, wishes, line) if sum(leasts) < line else leasts


def shared(leasts: Sequence[float], wishes: Sequence[float], line: float) -> list[float]:
    """The widths of columns that together get a whole line, more than they can't do without and less than they wish.

    Those that wish for less than an even part of what is spare get it whole; the others share by their length.
    """
    widths, spare = list(leasts), line - sum(leasts)
    wanted = {place: wish - least for place, (wish, least) in enumerate(zip(wishes, leasts, strict=True))}
    while modest := [place for place, more in wanted.items() if more <= spare / len(wanted)]:
        for place in modest:
            spare -= wanted[place]
            widths[place] += wanted.pop(place)
    whole = sum(more**_BY_LENGTH for more in wanted.values())
    for place, more in wanted.items():
        widths[place] += spare * more**_BY_LENGTH / whole
    return widths
