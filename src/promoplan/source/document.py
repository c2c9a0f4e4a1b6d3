"""`Document`: a plan's values with the place of every key and value. The only module that knows the YAML parser.

One pass over the C parser's events builds both; nothing here calls itself, so no input can exhaust the stack. Scalars
stay the text that was written, except null, true and false; types are the models' business.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

import yaml

from promoplan.source.characters import cleaned, code_point, hidden_runs
from promoplan.source.escapes import escaped_hidden
from promoplan.source.syntax import Complaint, explain, property_at
from promoplan.source.text import MAX_BYTES, Flaw, Path, Source, Span
from promoplan.source.traps import FIRST, read_as
from promoplan.source.tree import MAX_DEPTH, Halt, Map, Spot, Tree

MAX_TEXT = 20_000

_CORE: Mapping[str, object] = dict.fromkeys(("", "~", "null", "Null", "NULL")) | {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_TAG = "tag:yaml.org,2002:"
_TAG_DIRECTIVE = re.compile(r"^%TAG\b", re.MULTILINE)
_BRACKET = re.compile(r"[\[{]")
_TEXT_TAGS = frozenset(("!", _TAG + "str"))
_TAGS = _TEXT_TAGS | {_TAG + name for name in ("null", "bool", "int", "float", "map", "seq")}


@dataclass(frozen=True)
class Place:
    """Where a node stands: the file, its key (None for list items and the top) and its value."""

    source: Source
    key: Span | None
    value: Span


class Places(Mapping[Path, Place]):
    """Place by path; made of bare numbers when asked for, as most are never asked for."""

    __slots__ = ("spots",)

    def __init__(self, spots: Mapping[Path, Spot]) -> None:
        self.spots = spots

    def __getitem__(self, path: Path) -> Place:
        source, key_start, key_end, start, end = self.spots[path]
        return Place(source, Span(key_start, key_end) if key_start >= 0 else None, Span(start, end))

    def __contains__(self, path: object) -> bool:
        return path in self.spots

    def __iter__(self) -> Iterator[Path]:
        return iter(self.spots)

    def __len__(self) -> int:
        return len(self.spots)


@dataclass(frozen=True)
class Override:
    """A value that was laid over a plan from outside its files, in words: its path, the plan's own value and the new.

    `before` is "" where the plan says nothing there, `after` is "" where its value is left out. `follows`: nobody gave
    the new value, it was computed from one that was given.
    """

    path: str
    before: str
    after: str
    follows: bool = False


@dataclass(frozen=True)
class Document:
    """A plan as read: values, places, and what is wrong with the text itself.

    `path` is for display. `data` is None when the text can't be read to its end or is no plan; `flaws` then say why.
    `sources` begins with the plan's own file; section files and `bases` follow. `broken` names the sections whose own
    files can't be read to their end. With `overrides` it is a what-if, not the plan itself.
    """

    path: str
    sources: tuple[Source, ...]
    data: Map | None
    places: Places
    flaws: tuple[Flaw, ...]
    broken: frozenset[str] = frozenset()
    overrides: tuple[Override, ...] = ()
    bases: tuple[Source, ...] = ()

    def place(self, path: Path) -> Place:
        """The place of a node; of the nearest thing above it, where the path or steps of it are not in the text."""
        if path in self.places:
            return self.places[path]
        found: Path = ()
        for step in path:
            if (*found, step) in self.places:
                found = (*found, step)
        return self.places[found] if found in self.places else Place(self.sources[0], None, Span(0, 0))


@dataclass(frozen=True)
class Reading:
    """What one file holds; `value` may be anything that YAML can say. Not `whole`: the flaws made the reader stop."""

    value: object
    spots: Mapping[Path, Spot]
    flaws: tuple[Flaw, ...]
    whole: bool = True


def parse(source: Source) -> Document:
    """Reads a plan from its text; whatever is wrong with the text is among the flaws, nothing is raised."""
    reading = read(source)
    data, flaws = reading.value, reading.flaws
    if isinstance(data, Map):
        return Document(source.path, (source,), data, Places(reading.spots), flaws)
    if reading.whole:
        flaws = (*flaws, _no_mapping(source, data, reading.spots))
    return Document(source.path, (source,), None, Places({}), flaws)


def read(source: Source, at: Path = ()) -> Reading:
    """Reads any YAML document; the paths of what it holds begin with `at`."""
    if source.trouble:
        return Reading(None, {}, source.flaws, whole=False)
    if len(source.text) > MAX_BYTES:
        large = Flaw("PP005", Span(0, 0), {"limit": MAX_BYTES // 1024**2}, source, "size")
        return Reading(None, {}, (large,), whole=False)
    reader = _Reader(source, at)
    whole = reader.run()
    tree = reader.tree
    return Reading(tree.top if whole else None, tree.spots if whole else {}, tuple(tree.flaws), whole)


def no_content(source: Source) -> Flaw:
    """The flaw of a file that holds nothing, or only comments."""
    return Flaw("PP003", Span(0, 0), {}, source, "comments" if "#" in source.text else "empty")


def _no_mapping(source: Source, data: object, spots: Mapping[Path, Spot]) -> Flaw:
    """Why what was read is no plan: nothing there, or no mapping at the top."""
    _, _, _, start, end = spots.get((), (source, -1, -1, 0, 0))
    if start == end:
        return no_content(source)
    return Flaw("PP003", Span(start, end), {}, source, "list" if isinstance(data, list) else "text")


class _Reader:
    """Feeds a tree with the parser's events, and judges each scalar on the way."""

    def __init__(self, source: Source, at: Path) -> None:
        self.text = source.text
        self.tree = Tree(source, at)
        self.documents = 0

    def run(self) -> bool:
        """Reads to the end (True), or to the first thing that makes the rest unreadable (False)."""
        for start, end in hidden_runs(self.text):
            self.tree.flaw("PP008", start, end, character=code_point(self.text[start]))
        if self.tree.flaws:
            self.text = cleaned(self.text)
        last = None
        try:
            if directive := _TAG_DIRECTIVE.search(self.text):  # the parser compares each with all before it
                self.tree.halt("PP007", *directive.span(), "", tag=directive[0])
            for event in iter(yaml.CSafeLoader(self.text).get_event, None):
                last = event
                self.event(event)
        except Halt:
            return False
        except yaml.MarkedYAMLError as error:
            self.syntax_error(error, last)
            return False
        except (yaml.YAMLError, UnicodeDecodeError):  # the latter: a tag that is not UTF-8 when unescaped
            # the parser says nothing of its place but that it follows what was read before
            self.unsupported_tag(last.end_mark.index if last is not None and last.end_mark is not None else 0)
            return False
        return True

    def event(self, event: Any) -> None:
        kind = event.__class__
        if kind is yaml.ScalarEvent:
            self.scalar(event)
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            self.open(event, Map() if kind is yaml.MappingStartEvent else [])
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            self.tree.close(event.end_mark.index)
        elif kind is yaml.AliasEvent:
            start, end = event.start_mark.index, event.end_mark.index
            self.tree.flaw("PP009", start, end, "alias", name=event.anchor)
            self.tree.put(None, start, end, plain=False)
        elif kind is yaml.DocumentStartEvent:
            self.documents += 1
            if self.documents > 1:
                self.tree.halt("PP003", event.start_mark.index, event.end_mark.index, "several")

    def scalar(self, event: Any) -> None:
        """A text, true, false or null: judged, then put in its place."""
        start, end = event.start_mark.index, event.end_mark.index
        value: Any = event.value
        tag, style = event.tag, event.style
        if tag or event.anchor:
            self.properties(event, start)
        if len(value) > MAX_TEXT:
            self.tree.flaw("PP005", start, start + 1, "text", limit=MAX_TEXT, found=len(value))
        if not style:
            value = self.plain(value, start, end) if tag not in _TEXT_TAGS else value
        elif style == '"':
            value = self.quoted(value, start, end)
        elif style in "|>":
            end = start + len(self.text[start:end].rstrip())
        self.tree.put(value, start, end, plain=not style)

    def plain(self, written: str, start: int, end: int) -> object:
        """What a scalar without quotes means: null, true, false or itself."""
        if written[:1] in FIRST and (other := read_as(written)) is not None:
            self.tree.mendable("PP006", start, end, f'"{written}"', written=written, read_as=other)
        return _CORE.get(written, written)

    def quoted(self, value: str, start: int, end: int) -> str:
        """A text in double quotes, which may hide characters behind escapes."""
        if "\\" not in self.text[start:end]:
            return value
        found = False
        for found_start, found_end, character in escaped_hidden(value, self.text[start:end]):
            found = True
            self.tree.flaw("PP008", start + found_start, start + found_end, "escaped", character=code_point(character))
        return cleaned(value) if found else value

    def open(self, event: Any, node: Map | list[object]) -> None:
        if event.tag or event.anchor:
            self.properties(event, event.start_mark.index)
        self.tree.open(node, event.start_mark.index, flow=event.flow_style)

    def properties(self, event: Any, start: int) -> None:
        """Refuses an anchor, and every tag but those of plain data."""
        if event.anchor:
            at, end = property_at(self.text, start, "&")
            self.tree.flaw("PP009", at, end, "anchor", name=event.anchor)
        if event.tag and event.tag not in _TAGS:
            self.unsupported_tag(start)

    def unsupported_tag(self, start: int) -> None:
        """Refuses the tag that stands at or after `start`."""
        at, end = property_at(self.text, start, "!")
        self.tree.flaw("PP007", at, end, tag=self.text[at:end])

    def too_deep(self, at: int, last: Any) -> None:
        """Names the first level too deep, where the parser (from libyaml 0.2.6 on) read ahead to a limit of its own."""
        brackets = _BRACKET.finditer(self.text, last.end_mark.index, at)
        first = next(islice(brackets, self.tree.levels_left(), None), None)
        at = first.start() if first else at
        self.tree.flaw("PP005", at, at + 1, "depth", limit=MAX_DEPTH)

    def syntax_error(self, error: yaml.MarkedYAMLError, last: Any) -> None:
        """Puts the parser's complaint in our words; `last` is what it had read before."""
        problem, mark, context = str(error.problem), error.problem_mark, error.context_mark
        at = mark.index if mark is not None else len(self.text)
        if isinstance(last, yaml.DocumentEndEvent) and last.explicit:
            self.tree.flaw("PP003", at, at + 1, "several")
            return
        since = context.index if context is not None else at
        if "tag handle" in problem:
            self.unsupported_tag(at)
            return
        if "nesting depth" in problem:
            self.too_deep(at, last)
            return
        complaint = Complaint(problem, at, str(error.context or ""), since, self.tree.open_bracket())
        mistake = explain(self.text, complaint)
        related = ((self.tree.source, Span(*mistake.opened)),) if mistake.opened else ()
        self.tree.flaw("PP001", mistake.start, mistake.end, mistake.kind, related, **mistake.values)
