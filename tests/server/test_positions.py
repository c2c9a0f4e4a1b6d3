"""Offsets and the protocol's positions."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lsprotocol.types import Position

from promoplan.server.positions import Lines
from promoplan.source.text import Span

TEXTS = st.text(st.sampled_from("ab \n\r\u2028\x85推🚀\U0010ffff"), max_size=40)
ENCODINGS = st.sampled_from(["utf-8", "utf-16", "utf-32"])
CODECS = {"utf-8": ("utf-8", 1), "utf-16": ("utf-16-le", 2), "utf-32": ("utf-32-le", 4)}


@given(TEXTS, ENCODINGS, st.data())
def test_offset_to_position_and_back(text: str, encoding: str, data: st.DataObject) -> None:
    """Every character's position leads back to it; only the LF of a CR LF has none of its own."""
    offset = data.draw(st.integers(0, len(text)))
    lines = Lines(text, encoding)
    inside = text[offset - 1 : offset + 1] == "\r\n"
    assert lines.offset(lines.position(offset)) == offset - inside


@given(TEXTS, ENCODINGS, st.data())
def test_columns_are_the_units_of_the_encoding(text: str, encoding: str, data: st.DataObject) -> None:
    """As many as the codec of that name writes for what stands before in the line."""
    offset = data.draw(st.integers(0, len(text)))
    at = Lines(text, encoding).position(offset)
    before = text[:offset].replace("\r\n", "\n").replace("\r", "\n")
    if text[offset - 1 : offset + 1] == "\r\n":
        before = before[:-1]
    codec, size = CODECS[encoding]
    assert at.line == before.count("\n")
    assert at.character == len(before.rpartition("\n")[2].encode(codec)) // size


@given(TEXTS, ENCODINGS, st.integers(0, 60), st.integers(0, 60))
def test_any_position_leads_into_the_text(text: str, encoding: str, line: int, character: int) -> None:
    """A column beyond its line is the line's end, a line beyond the text the text's; half a character is its start."""
    lines = Lines(text, encoding)
    offset = lines.offset(Position(line, character))
    assert 0 <= offset <= len(text)
    at = lines.position(offset)
    assert at.line <= line
    assert at.line < line or at.character <= character


@pytest.mark.parametrize(("text", "end"), [("ab: 1\n  c: 2", 5), ("ab: 1\r\n  c: 2", 5), ("ab: 1", 5)])
def test_a_range_can_be_cut_to_its_first_line(text: str, end: int) -> None:
    """Without the line end; a range within a line stays as it is."""
    lines = Lines(text)
    assert lines.in_one_line(Span(0, len(text))).end == Position(0, end)
    assert lines.in_one_line(Span(1, 3)) == lines.range(Span(1, 3))
