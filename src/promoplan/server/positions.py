"""Offsets of a text as the protocol's positions, and back: lines from 0, columns in the units that were agreed on."""

import re
from bisect import bisect_right
from functools import cached_property

from lsprotocol.types import Position, PositionEncodingKind, Range

from promoplan.source.text import Span

_LINE_END = re.compile(r"\r\n|\n|\r")
_LARGEST_IN_TWO_BYTES = 0xFFFF


class Lines:
    """The lines of a text as the protocol counts them: they end with LF, CR LF or CR, and with nothing else."""

    def __init__(self, text: str, encoding: str = PositionEncodingKind.Utf16) -> None:
        self.text = text
        self.encoding = encoding

    def position(self, offset: int) -> Position:
        """The position of a character; that of the text's end for an offset beyond it."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return Position(line, self.width(self.text[start : min(offset, self._end(line))]))

    def offset(self, position: Position) -> int:
        """The character at a position; the line's end where the column, the text's where the line lies beyond it."""
        if position.line >= len(self._starts):
            return len(self.text)
        offset, end = self._starts[position.line], self._end(position.line)
        left = position.character
        while offset < end and (left := left - self._units(self.text[offset])) >= 0:
            offset += 1
        return offset

    def range(self, span: Span) -> Range:
        """The range of a span."""
        return Range(self.position(span.start), self.position(span.end))

    def in_one_line(self, span: Span) -> Range:
        """The range of a span, cut to its first line, so that a finding does not underline a whole section."""
        end = self.line_end(span.start)
        return self.range(Span(span.start, max(span.start, min(span.end, end))))

    def line_start(self, offset: int) -> int:
        """Where the line of a character begins."""
        return self._starts[bisect_right(self._starts, offset) - 1]

    def line_end(self, offset: int) -> int:
        """Where the line of a character ends, its line end left out."""
        return self._end(bisect_right(self._starts, offset) - 1)

    def width(self, text: str) -> int:
        """How many units a text takes."""
        if self.encoding == PositionEncodingKind.Utf32 or (text.isascii()):
            return len(text)
        return sum(map(self._units, text))

    def _units(self, character: str) -> int:
        match self.encoding:
            case PositionEncodingKind.Utf32:
                return 1
            case PositionEncodingKind.Utf8:
                return len(character.encode("utf-8", "surrogatepass"))
        return 2 if ord(character) > _LARGEST_IN_TWO_BYTES else 1

    def _end(self, line: int) -> int:
        if line + 1 == len(self._starts):
            return len(self.text)
        end = self._starts[line + 1] - 1
        return end - 1 if end > self._starts[line] and self.text[end - 1 : end + 1] == "\r\n" else end

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _LINE_END.finditer(self.text))]
