"""Comments that silence findings: `# promoplan: ignore[PP602] agreed with finance until=2027-03-31`.

At the end of a line a comment speaks of what begins in that line, and of the whole section or item when the line opens
one; on a line of its own, of the key or item that comes next; before anything else in a file, of the file. The reason
is mandatory. `until` names the last day on which the comment counts.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain

from promoplan.findings.codes import known_code
from promoplan.findings.finding import Finding
from promoplan.source.document import Document
from promoplan.source.text import Source, Span
from promoplan.source.tree import Spot

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[ \t]*promoplan:[ \t]*(?=[A-Za-z])(?P<says>[^\r\n]*)", re.MULTILINE)
_IGNORE = re.compile(r"ignore\[(?P<codes>[^\]]*)\](?P<reason>.*)")
_UNTIL = re.compile(r"(?:^|\s)until\s*(?:[=:＝：]\s*|(?=[0-9]))(?P<day>\S*)", re.IGNORECASE)
"""A last day, also where it is written in another way: nobody who names one means for ever."""
_OPENS = frozenset(":{[|>")
"""What a line ends with, before the comment, that goes on in the next."""


@dataclass(frozen=True)
class Suppression:
    """A comment that asks for silence.

    `codes` are words as written, `known` the rules they stand for; `understood` is False where the comment says
    something else than `ignore[...]`. `until` is None without a last day, `until_written` what stands there, if
    anything does. `scopes` are the ranges of the source that it speaks of, `edge` the range to delete when it is taken
    out.
    """

    source: Source
    span: Span
    codes: tuple[str, ...]
    reason: str
    until: date | None
    until_written: str | None
    scopes: tuple[Span, ...]
    edge: Span
    understood: bool = True

    @cached_property
    def known(self) -> Mapping[str, str]:
        """The code of the rule that each word stands for, by the word; unknown words are left out."""
        return {word: code for word in self.codes if (code := known_code(word)) is not None}

    @property
    def malformed(self) -> bool:
        """Whether the last day is no day."""
        return self.until is None and self.until_written is not None

    def counts(self, today: date) -> bool:
        """Whether it silences anything on a day: it gives a reason, and its last day has not passed."""
        if not self.understood or not self.reason or self.malformed:
            return False
        return self.until is None or today <= self.until

    def covers(self, source: Source, offset: int) -> bool:
        """Whether it speaks of what begins at an offset of a source."""
        return source is self.source and any(
            scope.start <= offset < max(scope.end, scope.start + 1) for scope in self.scopes
        )


class Cause(StrEnum):
    """What keeps a finding from being told."""

    COMMENT = "comment"
    BASELINE = "baseline"


@dataclass(frozen=True)
class Silenced:
    """A finding that is not told, and why: the reason that a comment gives, with its last day if it has one."""

    finding: Finding
    cause: Cause
    reason: str = ""
    until: date | None = None


def suppressions(document: Document) -> tuple[Suppression, ...]:
    """The comments of a document's files, in their order; none where its text can't be read to the end."""
    if document.data is None:
        return ()
    return tuple(chain.from_iterable(_in_source(source, document) for source in document.sources))


def _in_source(source: Source, document: Document) -> Iterator[Suppression]:
    if _COMMENT.search(source.text) is None:
        return
    layout = Layout(source, document)
    for comment in _COMMENT.finditer(source.text):
        if layout.text_at(comment.start()) is None:
            yield _read(source, comment, layout)


def _read(source: Source, comment: re.Match[str], layout: "Layout") -> Suppression:
    scopes, edge = layout.scopes(comment.start(), comment.end()), layout.edge(comment.start(), comment.end())
    span = Span(comment.start(), comment.start() + len(comment[0].rstrip()))
    ignore = _IGNORE.match(comment["says"])
    if ignore is None:
        return Suppression(source, span, (), "", None, None, scopes, edge, understood=False)
    codes = tuple(word for word in re.split(r"[,\s]+", ignore["codes"]) if word)
    until = _UNTIL.search(ignore["reason"])
    reason = " ".join(_UNTIL.sub(" ", ignore["reason"]).split())
    written = until["day"] if until else None
    return Suppression(source, span, codes, reason, _day(written or ""), written, scopes, edge, understood=bool(codes))


def _day(written: str) -> date | None:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", written):
        return None
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


class Layout:
    """Where the texts, keys and items of one file stand, to tell comments from text and find what they speak of."""

    def __init__(self, source: Source, document: Document) -> None:
        self.text = source.text
        spots = {path: spot for path, spot in document.places.spots.items() if spot[0] is source}
        containers = {path[:-1] for path in spots}
        self._texts = sorted(chain.from_iterable(self._written(spots[path], path in containers) for path in spots))
        self._nodes = sorted(
            (key_start if key_start >= 0 else start, len(path), end)
            for path, (_, key_start, _, start, end) in spots.items()
            if path
        )

    def _written(self, spot: Spot, is_container: bool) -> Iterator[tuple[int, int]]:
        """The ranges in which a `#` is no comment: a key, and a value that is a text."""
        _, key_start, key_end, start, end = spot
        if key_start >= 0:
            yield key_start, key_end
        if not is_container and end > start:
            yield (self._line_end(start) + 1 if self.text[start] in "|>" else start), end

    def text_at(self, offset: int) -> Span | None:
        """The key or text at an offset, where a `#` is no comment; of a block, what stands below its header."""
        number = bisect_right(self._texts, (offset, len(self.text))) - 1
        start, end = self._texts[number] if number >= 0 else (0, 0)
        return Span(start, end) if start <= offset < end else None

    def scopes(self, start: int, end: int) -> tuple[Span, ...]:
        """What a comment speaks of."""
        begin = self._line_start(start)
        before = self.text[begin:start].rstrip()
        if before:
            line = Span(begin, end)
            opened = [each for each in self._from(begin) if each[0] < start and before[-1] in _OPENS and each[2] > end]
            return (line, *(Span(at, until) for at, _, until in opened[-1:]))
        if not self._nodes or start < self._nodes[0][0]:
            return (Span(0, len(self.text) + 1),)
        following = self._from(start)[:1]
        return tuple(Span(self._line_start(at), until) for at, _, until in following)

    def edge(self, start: int, end: int) -> Span:
        """What to delete of a comment: its whole line, or what follows the line's last word."""
        begin = self._line_start(start)
        before = self.text[begin:start].rstrip()
        if before:
            return Span(begin + len(before), end)
        return Span(begin, min(self.text.find("\n", end) + 1 or end, len(self.text)))

    def _from(self, offset: int) -> list[tuple[int, int, int]]:
        return self._nodes[bisect_left(self._nodes, (offset, 0, 0)) :]

    def _line_start(self, offset: int) -> int:
        return self.text.rfind("\n", 0, offset) + 1

    def _line_end(self, offset: int) -> int:
        end = self.text.find("\n", offset)
        return end if end >= 0 else len(self.text)
