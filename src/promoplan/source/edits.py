"""From changes by path to edits of text, which leave everything else as it is."""

from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from promoplan.source.changes import Change, What
from promoplan.source.document import Document
from promoplan.source.quoting import in_place_of, quoted, scalar
from promoplan.source.text import Edit, Path, Source, Span
from promoplan.source.tree import Map, Spot


class _Impossible(Exception):  # noqa: N818 - no error: a change that is not made
    """A change that can't be made without touching anything else."""


def edits_of(document: Document, changes: Iterable[Change]) -> tuple[Edit, ...]:
    """The edits that make the changes; () where one of them can't be made without touching anything else.

    A text outside the project is never edited, nor a value that comes from outside the plan's files; an edit that
    changes nothing is none.
    """
    if document.data is None or document.overrides:
        return ()
    try:
        edits = tuple(edit for change in changes if _changes(edit := _edit(document, change)))
    except _Impossible:
        return ()
    return edits if _are_apart(edits) else ()


def _edit(document: Document, change: Change) -> Edit:
    match change.what:
        case What.VALUE:
            edit = _valued(document, change)
        case What.KEY:
            edit = _renamed(document, change)
        case What.ADD:
            edit = _added(document, change)
        case What.DROP:
            edit = _dropped(document, _written(document, change.path))
    if not edit.source.quotable:
        raise _Impossible
    return edit


def _changes(edit: Edit) -> bool:
    return edit.source.text[edit.span.start : edit.span.end] != edit.text


def _valued(document: Document, change: Change) -> Edit:
    path = _written(document, change.path)
    source, _, _, start, end = document.places.spots[path]
    if isinstance(_node(document, path), Map | list):
        raise _Impossible
    return Edit(source, Span(start, end), _sure(in_place_of(source.text[start:end], _text(change))))


def _written(document: Document, path: Path) -> Path:
    """The path under which the plan writes what a rule names: without the steps that its short forms leave out."""
    spots = document.places.spots
    if path in spots:
        return path
    found: Path = ()
    for step in path:
        if (*found, step) in spots:
            found = (*found, step)
    if found[-1:] != path[-1:] and isinstance(_node(document, found), Map | list):
        raise _Impossible
    return found


def _renamed(document: Document, change: Change) -> Edit:
    text, path = _text(change), _written(document, change.path)
    source, start, end, _, _ = document.places.spots[path]
    if start < 0 or path[-1] != change.path[-1] or text in _above(document, path):
        raise _Impossible
    return Edit(source, Span(start, end), _sure(in_place_of(source.text[start:end], text)))


def _dropped(document: Document, path: Path) -> Edit:
    """Takes out a key without a value, with the comma before it."""
    spots = document.places.spots
    if path not in spots or _node(document, path) is not None or _layout(document, path[:-1]) != "{":
        raise _Impossible
    source, start, end, value, value_end = spots[path]
    before = source.text.rfind(",", 0, start)
    if value != value_end or value != end or source.text[before + 1 : start].strip():
        raise _Impossible
    return Edit(source, Span(before, end), "")


def _added(document: Document, change: Change) -> Edit:
    """A key with its value behind the last one of the mapping above."""
    path, key = _written(document, change.path[:-1]), str(change.path[-1])
    above = _above(document, (*path, key))
    if key in above:
        raise _Impossible
    spots = document.places.spots
    children = [spots[(*path, name)] for name in above if (*path, name) in spots]
    layout = _layout(document, path)
    if not children and layout == "{" and path in spots:
        source, at = spots[path][0], spots[path][3] + 1
        return Edit(source, Span(at, at), _entry(key, change.text))
    source = _first_of(document, children)
    children = [each for each in children if each[0] is source]
    if path not in spots or spots[path][0] is not source:
        raise _Impossible
    if layout == "{":
        last = max(children, key=lambda spot: spot[4])
        if last[3] == last[4]:  # a key alone: what follows would be its value
            raise _Impossible
        write = quoted if all(source.text.startswith('"', each[1]) for each in children) else scalar
        return Edit(source, Span(last[4], last[4]), f", {_entry(key, change.text, write)}")
    return _new_line(source, children, _last_text(document, path, source), key, change.text)


def _first_of(document: Document, children: Sequence[Spot]) -> Source:
    """The first of the document's files that holds one of the children."""
    holding = {id(each[0]) for each in children}
    source = next((source for source in document.sources if id(source) in holding), None)
    if source is None:
        raise _Impossible
    return source


def _layout(document: Document, path: Path) -> str:
    """How a mapping is written: "{" in brackets, "" on lines of its own."""
    spots = document.places.spots
    if path not in spots:
        raise _Impossible
    source, _, _, start, _ = spots[path]
    opening = source.text[start : start + 1]
    if opening == "{":
        return "{"
    around = (spots[path[:depth]] for depth in range(len(path)) if path[:depth] in spots)
    in_brackets = any(
        spot[0] is source and spot[3] <= start < spot[4] and source.text[spot[3]] in "[{" for spot in around
    )
    if in_brackets or opening in "!&":
        raise _Impossible
    return ""


def _last_text(document: Document, path: Path, source: Source) -> Spot:
    """The last scalar at or below a path in a source."""
    depth = len(path)
    below = [
        (spot[4], len(at), spot)
        for at, spot in document.places.spots.items()
        if at[:depth] == path and at != path and spot[0] is source
    ]
    return max(below, key=lambda each: each[:2])[2]


def _new_line(source: Source, children: Sequence[Spot], last: Spot, key: str, value: str | Mapping[str, str]) -> Edit:
    """The entry in lines of its own, in line with the other keys of its mapping."""
    text = source.text
    first = min(each[1] for each in children)
    begin = text.rfind("\n", 0, first) + 1
    if text[begin:first].strip(" -"):
        raise _Impossible
    at = text.find("\n", last[4])
    at = len(text) if at < 0 else at - text.startswith("\r", at - 1)
    if text[last[3] : last[3] + 1] in ("|", ">") and _runs_on(text, last, at):
        raise _Impossible
    eol = "\r\n" if text.startswith("\r\n", at) or (at == len(text) and "\r\n" in text) else "\n"
    indent = " " * (first - begin)
    return Edit(source, Span(at, at), "".join(f"{eol}{indent}{line}" for line in _lines(key, value)))


def _runs_on(text: str, block: Spot, at: int) -> bool:
    """Whether a text in a block takes part of the empty lines below it, or of the file's missing last line end."""
    header = text[block[3] : text.find("\n", block[3])].partition("#")[0]
    return "+" in header or ("-" not in header and at == len(text))


def _lines(key: str, value: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, str):
        yield f"{_sure(scalar(key))}: {_sure(scalar(value))}"
        return
    yield f"{_sure(scalar(key))}:"
    yield from (f"  {line}" for name, text in value.items() for line in _lines(name, text))


def _entry(key: str, value: str | Mapping[str, str], write: Callable[[str], str | None] = scalar) -> str:
    """A key with its value as brackets hold it."""
    if isinstance(value, str):
        return f"{_sure(write(key))}: {_sure(write(value))}"
    return f"{_sure(write(key))}: {{{', '.join(_entry(name, text, write) for name, text in value.items())}}}"


def _sure(written: str | None) -> str:
    if written is None:
        raise _Impossible
    return written


def _text(change: Change) -> str:
    if not isinstance(change.text, str):
        raise _Impossible
    return change.text


def _above(document: Document, path: Path) -> Mapping[str, object]:
    node = _node(document, path[:-1])
    if not isinstance(node, Map):
        raise _Impossible
    return node


def _node(document: Document, path: Path) -> object:
    node: object = document.data
    for step in path:
        if isinstance(node, Map) and step in node:
            node = node[str(step)]
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            raise _Impossible
    return node


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after edits that do not overlap; what is put in at one place stands in the order of the edits."""
    parts, at = [], 0
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end)):
        parts += [text[at : edit.span.start], edit.text]
        at = edit.span.end
    return "".join((*parts, text[at:]))


class Taken:
    """The ranges of sources that edits have taken so far."""

    def __init__(self, edits: Iterable[Edit] = ()) -> None:
        self._ranges: dict[int, list[tuple[int, int]]] = {}
        self.take(edits)

    def take(self, edits: Iterable[Edit]) -> None:
        """Takes the ranges of edits, which are free."""
        for edit in edits:
            insort(self._ranges.setdefault(id(edit.source), []), (edit.span.start, edit.span.end))

    def is_free(self, edits: Iterable[Edit]) -> bool:
        """Whether none of the edits touches a range that is taken."""
        return not any(self._touched(edit) for edit in edits)

    def _touched(self, edit: Edit) -> bool:
        ranges = self._ranges.get(id(edit.source), [])
        after = bisect_left(ranges, (edit.span.start, edit.span.start))
        beside = ranges[max(after - 1, 0) : after + 1]
        return any(start <= edit.span.end and edit.span.start <= end for start, end in beside)


def _are_apart(edits: Sequence[Edit]) -> bool:
    """Whether no two of the edits change the same characters."""
    for _, each in by_source(edits):
        spans = sorted((edit.span.start, edit.span.end) for edit in each)
        if any(end > start for (_, end), (start, _) in pairwise(spans)):
            return False
    return True


def by_source(edits: Iterable[Edit]) -> Iterator[tuple[Source, list[Edit]]]:
    """The edits of each source."""
    found: dict[int, tuple[Source, list[Edit]]] = {}
    for edit in edits:
        found.setdefault(id(edit.source), (edit.source, []))[1].append(edit)
    yield from found.values()
