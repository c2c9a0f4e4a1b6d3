"""The values and places of one file while they grow, event by event; knows neither YAML's parser nor its text form."""

from typing import NoReturn
from unicodedata import normalize

from promoplan.source.text import Flaw, Path, Source, Span

MAX_DEPTH = 64
MAX_NODES = 50_000
MAX_KEY = 256

Spot = tuple[Source, int, int, int, int]
"""Where a node stands: its file, the key's start and end (-1 without key), the value's start and end."""


class Map(dict[str, object]):
    """A mapping of a plan that knows its own path; keys are in Unicode's composed form (NFC)."""

    __slots__ = ("path",)

    def __init__(self, path: Path = ()) -> None:
        super().__init__()
        self.path = path


class Halt(Exception):  # noqa: N818 - no error: the reader has seen enough
    """Ends the reading of a file."""


class _Frame:
    """A mapping or list that is still open: its node, path (None: not part of the data) and what is known so far."""

    __slots__ = ("child", "end", "flow", "is_key", "key", "key_end", "key_start", "node", "path", "start", "wants_key")

    def __init__(self, node: Map | list[object], path: Path | None, start: int, *, flow: bool, is_key: bool) -> None:
        self.node = node
        self.path = path
        self.start = start
        self.end = start  # of the last thing in it
        self.flow = flow
        self.is_key = is_key
        self.wants_key = isinstance(node, Map)
        self.key = ""  # of the value that comes next
        self.child: Path | None = None  # path of that value; None: it is left out
        self.key_start = self.key_end = -1


class Tree:
    """Values, places and flaws of a file; `top` is None until the first value, paths begin with `at`."""

    def __init__(self, source: Source, at: Path) -> None:
        self.source = source
        self.at = at
        self.top: object = None
        self.spots: dict[Path, Spot] = {}
        self.flaws: list[Flaw] = []
        self._stack: list[_Frame] = []
        self._nodes = 0

    def put(self, value: object, start: int, end: int, *, plain: bool) -> None:
        """Puts a scalar where it belongs: as a key, as a value, as an item, or at the top."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._too_many(start)
        if not self._stack:
            self.top = value
            self.spots[self.at] = (self.source, -1, -1, start, end)
            return
        frame = self._stack[-1]
        if frame.wants_key:
            self._key(frame, value, start, end, plain=plain)
            return
        path = self._attach(frame, value)
        if path is not None:
            self.spots[path] = (self.source, frame.key_start, frame.key_end, start, end)
        frame.end = end

    def _key(self, frame: _Frame, value: object, start: int, end: int, *, plain: bool) -> None:
        """Takes a scalar as the key of the value that comes next; a bad key's value is read and left out."""
        frame.wants_key = False
        frame.key_start = start
        frame.key_end = frame.end = end
        frame.child = None
        if not isinstance(value, str):
            self.flaw("PP012", start, end, "key", found=self.source.text[start:end] or "null")
        elif value == "<<" and plain:
            self.flaw("PP009", start, end, "merge", name="<<")
        elif frame.path is not None:
            frame.key = name = value if value.isascii() else normalize("NFC", value)
            if len(name) > MAX_KEY:
                self.flaw("PP005", start, end, "key", limit=MAX_KEY, found=len(name))
            path = (*frame.path, name)
            if path in self.spots:
                _, first_start, first_end, _, _ = self.spots[path]
                first = (self.source, Span(first_start, first_end))
                line = self.source.position(first_start)[0]
                self.flaw("PP002", start, end, related=(first,), key=name, line=line)
            else:
                frame.child = path

    def _attach(self, frame: _Frame, value: object) -> Path | None:
        """Adds a value to its mapping or list and gives its path; None when it is left out of the data."""
        node = frame.node
        if isinstance(node, Map):
            frame.wants_key = True
            path = frame.child
            if path is not None:
                node[frame.key] = value
            return path
        path = None if frame.path is None else (*frame.path, len(node))
        node.append(value)
        return path

    def open(self, node: Map | list[object], start: int, *, flow: bool) -> None:
        """Puts a mapping or list, still empty, where it belongs; what comes next goes into it."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._too_many(start)
        if self.levels_left() <= 0:
            self.halt("PP005", start, start + 1, "depth", limit=MAX_DEPTH)
        path, key_start, key_end, is_key = self._place_of(node, start)
        if path is not None:
            self.spots[path] = (self.source, key_start, key_end, start, start)  # its end is known when it closes
            if isinstance(node, Map):
                node.path = path
        self._stack.append(_Frame(node, path, start, flow=flow, is_key=is_key))

    def _place_of(self, node: Map | list[object], start: int) -> tuple[Path | None, int, int, bool]:
        """Path of a mapping or list that opens, start and end of its key, and whether it stands as a key itself."""
        if not self._stack:
            self.top = node
            return self.at, -1, -1, False
        frame = self._stack[-1]
        if frame.wants_key:
            self.flaw("PP012", start, start + 1, "key", found=self.source.text[start : start + 1])
            return None, -1, -1, True
        return self._attach(frame, node), frame.key_start, frame.key_end, False

    def close(self, mark: int) -> None:
        """A mapping or list ends: with its bracket, or with its last line."""
        frame = self._stack.pop()
        end = mark if frame.flow else frame.end
        if frame.path is not None:
            source, key_start, key_end, start, _ = self.spots[frame.path]
            self.spots[frame.path] = (source, key_start, key_end, start, end)
        if self._stack:
            outer = self._stack[-1]
            outer.end = end
            if frame.is_key:
                outer.wants_key, outer.child = False, None

    def levels_left(self) -> int:
        """How many levels may still open inside those that are open."""
        return MAX_DEPTH - len(self._stack)

    def open_bracket(self) -> int:
        """Where the innermost bracket stands that is still open; -1 when there is none."""
        text = self.source.text
        return next((frame.start for frame in reversed(self._stack) if text.startswith(("[", "{"), frame.start)), -1)

    def _too_many(self, start: int) -> NoReturn:
        self.halt("PP005", start, start + 1, "nodes", limit=MAX_NODES)

    def flaw(
        self,
        code: str,
        start: int,
        end: int,
        variant: str = "",
        related: tuple[tuple[Source, Span], ...] = (),
        **values: object,
    ) -> None:
        """Notes something wrong at these characters."""
        span = Span(start, min(end, len(self.source.text)))
        self.flaws.append(Flaw(code, span, values, self.source, variant, related))

    def mendable(self, code: str, start: int, end: int, mended: str, **values: object) -> None:
        """Notes something wrong at these characters, in whose place the text `mended` may safely stand."""
        span = Span(start, end)
        self.flaws.append(Flaw(code, span, values, self.source, edits=((span, mended),)))

    def halt(self, code: str, start: int, end: int, variant: str, **values: object) -> NoReturn:
        """Notes something that makes it useless to read on."""
        self.flaw(code, start, end, variant, (), **values)
        raise Halt
