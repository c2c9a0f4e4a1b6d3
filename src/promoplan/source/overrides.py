"""`--set PATH=VALUE`: values laid over a document by path; the files stay as they are.

A path is dotted keys: `channels.douyin.economics.cvr`. An item of a list goes by its `id`, with or without the list's
own key, or by its position from 0; no id holds a dot. Values are read as in a plan file, lists and mappings in
brackets. What is laid over points into a source of its own, one line per setting.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from unicodedata import normalize

from promoplan.errors import UsageError
from promoplan.source.characters import hidden_runs
from promoplan.source.document import Document, Override, Places, Reading, read
from promoplan.source.text import Path, Source
from promoplan.source.tree import MAX_KEY, Map, Spot

SHOWN = "<--set>"
"""Name of the settings' source in messages."""

Alone = Callable[[Path, object], str | None]
"""Tells which field of the mapping that belongs at a path a value alone stands for; None where it stands for none."""


@dataclass(frozen=True)
class Setting:
    """One `PATH=VALUE` as given; its value begins at `start` of the source that holds all of them."""

    text: str
    source: Source
    start: int
    reading: Reading

    @property
    def steps(self) -> tuple[str, ...]:
        """The path's keys, ids and positions, as written."""
        return tuple(normalize("NFC", self.text.partition("=")[0].strip()).split("."))

    def at(self, path: Path) -> tuple[object, dict[Path, Spot]]:
        """The value as it stands at a path, with its places."""
        path_text, _, value = self.text.partition("=")
        read_there = read(Source(SHOWN, value), path)
        spots = dict(self._moved(read_there.spots))
        written = path_text.rstrip()
        key_end = self.start - len("=") - len(path_text) + len(written)
        _, _, _, start, end = spots[path]
        spots[path] = (self.source, key_end - len(written.rpartition(".")[2]), key_end, start, end)
        return read_there.value, spots

    def _moved(self, spots: Mapping[Path, Spot]) -> Iterator[tuple[Path, Spot]]:
        for path, (_, key_start, key_end, start, end) in spots.items():
            keyed = (key_start + self.start, key_end + self.start) if key_start >= 0 else (-1, -1)
            yield path, (self.source, *keyed, start + self.start, end + self.start)


@dataclass(frozen=True)
class Missing:
    """A step of a path that leads nowhere: what was looked for, below which steps, and what is there."""

    step: str
    below: str
    known: tuple[str, ...]
    several: bool = False


def read_settings(texts: Sequence[str]) -> tuple[Setting, ...]:
    """The settings of a command line; `reading` holds what is wrong with a value's text.

    Raises UsageError for what is no `PATH=VALUE`.
    """
    source, start, settings = Source(SHOWN, "\n".join(texts)), 0, []
    for text in texts:
        path, sign, value = text.partition("=")
        keys = path.strip().split(".")
        if not sign or not all(keys) or any(True for _ in hidden_runs(path)) or len(path) > MAX_KEY:
            raise UsageError("--set {setting}: wanted is PATH=VALUE, such as budget.total=1200000", setting=text)
        if keys[0] in {"extends", "promoplan"}:
            raise UsageError("--set {setting}: {key} can't be set", setting=text, key=keys[0])
        settings.append(Setting(text, source, start + len(path) + 1, _reading(text, value)))
        start += len(text) + 1
    return tuple(settings)


def _reading(text: str, value: str) -> Reading:
    reading = read(Source(SHOWN, value))
    if reading.whole and () not in reading.spots:
        raise UsageError("--set {setting}: no value; null leaves one out", setting=text)
    if isinstance(reading.value, Map | list) and value[reading.spots[()][3]] not in "[{":
        raise UsageError("--set {setting}: a list or mapping stands in brackets", setting=text)
    return reading


class Draft:
    """A document's values and places while they are changed; the document itself stays as it is."""

    def __init__(self, document: Document, alone: Alone) -> None:
        self.document = document
        self.alone = alone
        copied = _copied(document.data)
        self.data = copied if isinstance(copied, Map) else Map()
        self.spots = dict(document.places.spots)
        self._overrides: dict[Path, Override] = {}

    def done(self, *sources: Source) -> Document:
        """The changed document; the sources are those of what was laid over it. Values that were given come first."""
        overrides = tuple(sorted(self._overrides.values(), key=lambda each: each.follows))
        known = tuple(dict.fromkeys((*self.document.sources, *sources)))
        return replace(self.document, sources=known, data=self.data, places=Places(self.spots), overrides=overrides)

    def find(self, steps: Sequence[str | int]) -> Path | Missing:
        """The path that steps lead to; the last may be a key that is not there yet."""
        path: Path = ()
        for count, step in enumerate(steps):
            node, last = self.opened(path, step), count == len(steps) - 1
            if isinstance(node, list) and self.alone(path, node) == step:
                continue  # the list stands for the mapping that would hold it
            found = list(_below(node, step, top=not path))
            if not found and last and isinstance(node, Map):
                found = [(step,)]
            if len(found) != 1:
                return Missing(str(step), ".".join(map(str, steps[:count])), tuple(_known(node)), bool(found))
            path = (*path, *found[0])
        return path

    def opened(self, path: Path, step: str | int) -> object:
        """What stands at a path; a value alone that stands for a mapping is written out where a step leads into it."""
        node = self.value(path)
        if isinstance(node, Map | list) or node is None or not isinstance(step, str):
            return node
        field = self.alone(path, node)
        if field is None:
            return node
        mapping, (source, _, _, start, end) = Map(path), self.spots[path]
        mapping[field] = node
        self.put(path, mapping, {path: self.spots[path], (*path, field): (source, -1, -1, start, end)})
        return mapping

    def value(self, path: Path) -> object:
        """The value at a path; None where there is none."""
        node: object = self.data
        for step in path:
            if isinstance(node, Map) and isinstance(step, str):
                node = node.get(step)
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
            else:
                return None
        return node

    def put(self, path: Path, value: object, spots: Mapping[Path, Spot]) -> None:
        """Puts a value in the place of what stands at a path."""
        self._forget(path)
        holder: Any = self.value(path[:-1])
        holder[path[-1]] = value
        self.spots.update(spots)

    def drop(self, path: Path) -> None:
        """Takes a key and its value away."""
        self._forget(path)
        holder = self.value(path[:-1])
        if isinstance(holder, Map):
            holder.pop(str(path[-1]), None)

    def note(self, path: Path, override: Override) -> None:
        """Keeps what a change is, for whoever shows the document; of two for one path, the first value before."""
        first = self._overrides.get(path, override).before
        self._overrides[path] = replace(override, before=first)

    def dotted(self, path: Path) -> str:
        """A path as people write it: list items by their id where they have one, then without the key `items`."""
        names: list[str] = []
        for count, step in enumerate(path):
            item = self.value(path[: count + 1]) if isinstance(step, int) else None
            named = isinstance(item, Map) and isinstance(item.get("id"), str)
            if named and names[-1] == "items":
                names.pop()
            names.append(str(item["id"] if isinstance(item, Map) and named else step))
        return ".".join(names)

    def _forget(self, path: Path) -> None:
        """Drops the places of a value and of all below it."""
        waiting: list[tuple[Path, object]] = [(path, self.value(path))]
        while waiting:
            at, node = waiting.pop()
            self.spots.pop(at, None)
            if isinstance(node, Map):
                waiting += [((*at, key), child) for key, child in node.items()]
            elif isinstance(node, list):
                waiting += [((*at, number), child) for number, child in enumerate(node)]


def _copied(value: object) -> object:
    if isinstance(value, Map):
        result = Map(value.path)
        result.update((key, _copied(child)) for key, child in value.items())
        return result
    return [_copied(child) for child in value] if isinstance(value, list) else value


def _below(node: object, step: str | int, *, top: bool) -> Iterator[Path]:
    """Where a step leads from a node: a key, an item by its id or position, an item of one of the node's lists."""
    if isinstance(node, Map):
        if step in node:
            yield (step,)
        elif not top:
            lists = ((key, child) for key, child in node.items() if isinstance(child, list))
            yield from ((key, at) for key, child in lists for at in _with_id(child, step))
    elif isinstance(node, list):
        if isinstance(step, int):
            yield (step,)
            return
        named = list(_with_id(node, step))
        yield from ((at,) for at in named)
        if not named and step.isascii() and step.isdigit() and len(step) < len("100000") and int(step) < len(node):
            yield (int(step),)


def _with_id(items: list[object], name: str | int) -> Iterator[int]:
    return (at for at, item in enumerate(items) if isinstance(item, Map) and item.get("id") == name)


def _known(node: object) -> Iterator[str]:
    """What a step could be called: ids of the lists' items, and keys."""
    if isinstance(node, Map):
        for child in node.values():
            if isinstance(child, list):
                yield from _ids(child)
        yield from node
    elif isinstance(node, list):
        yield from _ids(node)


def _ids(items: list[object]) -> Iterator[str]:
    return (str(item["id"]) for item in items if isinstance(item, Map) and isinstance(item.get("id"), str))


def written(value: object) -> str:
    """A value in one line, as it could stand after `=`; "" for none."""
    if isinstance(value, Map):
        return f"{{{', '.join(f'{key}: {written(child)}' for key, child in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(written, value))}]"
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
