"""Where in the plan the cursor stands while a text is half written: a word is put there, and looked for in the tree."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from promoplan.server.open_files import OpenFile
from promoplan.source.document import Reading
from promoplan.source.text import Path, Span

PROBE = "promoplan-cursor"
"""The word that is put at the cursor; its looks are those of a key, an id and a plain text."""

_WORD_BEFORE = re.compile(r"[A-Za-z0-9_-]*\Z")
_WORD_AFTER = re.compile(r"[A-Za-z0-9_-]*")
_LINE_WITH_BRACKETS = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|(?<!\S)#.*|[\[\]{}]")
_CLOSING = {"[": "]", "{": "}"}
_QUOTES = "\"'"


class Probed(NamedTuple):
    """The place of the cursor.

    `path` leads to the key or value there, `word` is what it takes the place of. `keys` are those beside it; `alone`:
    nothing stands before it in its line but a dash, so that it may become a key; `named`: a colon follows already.
    `holds` is what the file holds around it, the probe in its midst.
    """

    path: Path
    on_key: bool
    word: Span
    keys: frozenset[str]
    alone: bool
    named: bool
    holds: object


def probe(file: OpenFile, offset: int) -> Probed | None:
    """The place of the cursor at an offset; None where no key and no value can stand."""
    line = Span(file.lines.line_start(offset), file.lines.line_end(offset))
    word = _word(file.text, offset, line)
    before = file.text[line.start : word.start]
    named = re.match(r"[ \t]*:(?:\s|\Z)", file.text[word.end : line.end]) is not None
    for text, start in _texts(file.text, word, line):
        reading = file.read(text)
        found = _at(reading, start) if reading.whole else None
        if found is not None:
            path, on_key = found
            alone = not before.strip(" \t-")
            return Probed(path, on_key, word, _beside(reading, path), alone, named, reading.value)
    return None


def _word(text: str, offset: int, line: Span) -> Span:
    before = _WORD_BEFORE.search(text, line.start, offset)
    after = _WORD_AFTER.match(text, offset, line.end)
    start = before.start() if before is not None else offset
    if text[start:offset].startswith("-") and not text[line.start : start].strip(" "):
        start = offset if text[start:offset] == "-" else start + 1  # the dash of a list item
    return Span(start, after.end() if after is not None else offset)


def _texts(text: str, word: Span, line: Span) -> Iterator[tuple[str, int]]:
    """The text with the word in it, as a value and as a key, in ever less around it; and where the word stands."""
    before, after = text[: word.start], text[word.end :]
    rest = text[line.end :]
    closed = _closers(text[line.start : word.start])
    ancestors = _ancestors(text[: line.start], text[line.start : word.start])
    for end in ("", ":"):
        yield f"{before}{PROBE}{end}{' ' * bool(end)}{after}", word.start
    for end in ("", ":"):
        yield f"{before}{PROBE}{end}{closed}{rest}", word.start
    for end in ("", ":"):
        yield f"{ancestors}{PROBE}{end}{closed}", len(ancestors)


def _closers(before: str) -> str:
    """The brackets that close those which a line opens."""
    still_open: list[str] = []
    for found in _LINE_WITH_BRACKETS.findall(before):
        if found in _CLOSING:
            still_open.append(_CLOSING[found])
        elif still_open and found == still_open[-1]:
            still_open.pop()
    return "".join(reversed(still_open))


def _ancestors(text: str, own: str) -> str:
    """The lines above that a line belongs to by its indentation, and what stands in it before the cursor."""
    kept = [own]
    for line in reversed(text.splitlines()):
        bare = line.strip()
        if bare and not bare.startswith("#") and _is_above(line, kept[-1]):
            kept.append(line)
    return "\n".join(reversed(kept))


def _is_above(line: str, below: str) -> bool:
    """Whether a line opens what another one belongs to; a list may stand right below its key."""
    indent, inner = (len(each) - len(each.lstrip(" ")) for each in (line, below))
    dash = below.lstrip(" ").startswith("-") and not line.lstrip(" ").startswith("-")
    return indent < inner or (indent == inner and dash)


def _at(reading: Reading, start: int) -> tuple[Path, bool] | None:
    """The key or value that begins at an offset, maybe behind a quote."""
    starts = {start, start - 1} if _is_quote(reading, start - 1) else {start}
    containers = {path[:-1] for path in reading.spots}
    for path, (_, key_start, _, value_start, value_end) in reading.spots.items():
        if key_start in starts and key_start >= 0:
            return path, True
        if value_start in starts and path not in containers and value_end > value_start:
            return path, False
    return None


def _is_quote(reading: Reading, offset: int) -> bool:
    """Whether a quote stands at an offset of what was read."""
    source = next(iter(reading.spots.values()), (None,))[0]
    return source is not None and offset >= 0 and source.text[offset] in _QUOTES


def _beside(reading: Reading, path: Path) -> frozenset[str]:
    """The other keys of the mapping that a node stands in."""
    others = (spot for spot in reading.spots if spot and spot[:-1] == path[:-1] and spot != path)
    return frozenset(spot[-1] for spot in others if isinstance(spot[-1], str))
