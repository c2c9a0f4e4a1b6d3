"""From changes by path to edits of text, which leave everything else as it is."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from promoplan.source.changes import Change, What
from promoplan.source.document import Document
from promoplan.source.text import Edit, Path, Source, Span
from promoplan.source.traps import read_as
from promoplan.source.tree import Map, Spot

_PLAIN = re.compile(r"(?!-\s|[?:]\s)[^\s?:,\[\]{}#&*!|>'\"%@`][^,\[\]{}#:\r\n\t]*(?<! )")
"""What needs no quotes anywhere, in brackets or not."""

_WORDS = frozenset(("~", "null", "true", "false", "yes", "no", "on", "off", "y", "n"))


class _Impossible(Exception):  # noqa: N818 - no error: a change that is not made
    """A change that can't be made without touching anything else."""


def edits_of(document: Document, changes: Iterable[Change]) -> tuple[Edit, ...]:
    """The edits that make the changes; () where one of them can't be made without touching anything else.

    A text outside the project is never edited, nor a value that comes from outside the plan's files.
    """
    if document.data is None or document.overrides:
        return ()
    try:
        return tuple(_edit(document, change) for change in changes)
    except _Impossible:
        return ()


def _edit(document: Document, change: Change) -> Edit:
    if change.what is What.ADD:
        return _added(document, change)
    path = _written_path(document, change.path)
    place = document.places[path]
    span = place.key if change.what is What.KEY else place.value
    if span is None or not place.source.quotable:
        raise _Impossible
    if change.what is What.KEY and change.text in _above(document, change.path):
        raise _Impossible
    if change.what is What.VALUE and isinstance(_node(document, path), Map | list):
        raise _Impossible
    return Edit(place.source, span, _written(change.text, place.source.text[span.start : span.end]))


def _written_path(document: Document, path: Path) -> Path:
    """The path under which the plan writes a value: that of the mapping above where its short form stands there."""
    if path in document.places:
        return path
    if path[:-1] in document.places and not isinstance(_node(document, path[:-1]), Map | list):
        return path[:-1]
    raise _Impossible


def _written(text: str, old: str) -> str:
    """A text as a scalar, in the quotes of the one whose place it takes, or in those that it needs."""
    if old[:1] in "|>" and old:
        raise _Impossible
    if old.startswith("'") and not set(text) & set("\r\n"):
        return "'" + text.replace("'", "''") + "'"
    return _quoted(text) if old.startswith('"') else scalar(text)


def scalar(text: str) -> str:
    """A text as YAML writes it, without quotes where none are needed by any reader."""
    if _PLAIN.fullmatch(text) and text.lower() not in _WORDS and read_as(text) is None:
        return text
    return text if re.fullmatch(r"[-+]?[0-9][0-9._]*%?", text) and read_as(text) is None else _quoted(text)


def _quoted(text: str) -> str:
    if not text.isprintable():
        raise _Impossible
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _added(document: Document, change: Change) -> Edit:
    """A key with its value behind the last one of the mapping above."""
    above, key = _above(document, change.path), str(change.path[-1])
    path = change.path[:-1]
    if key in above:
        raise _Impossible
    entry = f"{scalar(key)}: {scalar(change.text)}"
    spots = document.places.spots
    children = [spots[(*path, name)] for name in above if (*path, name) in spots]
    if not children:
        raise _Impossible
    source = children[-1][0]
    if not source.quotable or any(each[0] is not source for each in children):
        raise _Impossible
    if path and path in spots and source.text[spots[path][3]] == "{":
        end = max(each[4] for each in children)
        return Edit(source, Span(end, end), f", {entry}")
    return _new_line(source, children, entry)


def _new_line(source: Source, children: Sequence[Spot], entry: str) -> Edit:
    """The entry in a line of its own, in line with the other keys of a mapping."""
    text = source.text
    first = min(each[1] for each in children)
    column = first - (text.rfind("\n", 0, first) + 1)
    last = max(_end(each) for each in children)
    at = text.find("\n", last)
    at = len(text) if at < 0 else at - (text[at - 1] == "\r")
    eol = "\r\n" if "\r\n" in text else "\n"
    return Edit(source, Span(at, at), f"{eol}{' ' * column}{entry}")


def _end(spot: Spot) -> int:
    """Where the last text below a node ends: a block itself runs on to what follows it."""
    source, _, _, start, end = spot
    while end > start and source.text[end - 1].isspace():
        end -= 1
    return end


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
    """The text after edits that do not overlap."""
    for edit in sorted(edits, key=lambda edit: (edit.span.start, edit.span.end), reverse=True):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def compatible(edits: Sequence[Edit], others: Iterable[Edit]) -> bool:
    """Whether edits can be made beside others: none touches what another one does."""
    return not any(_touch(one, other) for one in edits for other in others)


def _touch(one: Edit, other: Edit) -> bool:
    return one.source is other.source and one.span.start <= other.span.end and other.span.start <= one.span.end


def by_source(edits: Iterable[Edit]) -> Iterator[tuple[Source, list[Edit]]]:
    """The edits of each source."""
    found: dict[int, tuple[Source, list[Edit]]] = {}
    for edit in edits:
        found.setdefault(id(edit.source), (edit.source, []))[1].append(edit)
    yield from found.values()
