"""`Source`: the text of one file, where things stand in it, and how it is read within limits."""

import errno
import os
import pathlib
import stat
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import BinaryIO

from promoplan.errors import UnreadableError
from promoplan.source.encoding import decode
from promoplan.source.root import is_inside, root_of

Path = tuple[str | int, ...]
"""Path of a node in a plan: `("budget", "lines", 2, "amount")`."""

MAX_BYTES = 2 * 1024 * 1024
"""The largest file that is read."""

_OPEN_FLAGS = os.O_RDONLY
for _flag in ("O_NONBLOCK", "O_NOCTTY", "O_CLOEXEC", "O_BINARY"):  # none of them exists everywhere
    _OPEN_FLAGS |= getattr(os, _flag, 0)
_MISSING = "{path}: no such file"
_DANGLING = "{path}: a link to a file that is not there"
_NOT_REGULAR = "{path}: not a regular file"


@dataclass(frozen=True)
class Span:
    """Half-open range of characters of a text."""

    start: int
    end: int


@dataclass(frozen=True)
class Trouble:
    """Why a file's text can't be used, as its `Source` keeps it; becomes a `Flaw`."""

    code: str
    span: Span
    variant: str
    values: Mapping[str, object]


@dataclass(frozen=True)
class Source:
    """The text of one file, without its byte order mark, line ends as they are.

    `path` is for display, as given. `quotable` is False when the file resolves outside the root: its text is checked
    but never shown. `trouble` says why there is no usable text. `file` is where it was read, None where from no file.
    """

    path: str
    text: str
    quotable: bool = True
    bom: bool = False
    trouble: tuple[Trouble, ...] = field(default=(), compare=False)
    file: pathlib.Path | None = field(default=None, compare=False)

    @property
    def flaws(self) -> tuple["Flaw", ...]:
        """What was wrong already while reading: encoding and size."""
        return tuple(Flaw(bad.code, bad.span, bad.values, self, bad.variant) for bad in self.trouble)

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, in characters."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def line(self, number: int) -> str:
        """The text of a line (from 1) without its line end; "" beyond the last."""
        if not 0 < number <= len(self._starts):
            return ""
        start = self._starts[number - 1]
        end = self.text.find("\n", start)
        return self.text[start : end if end >= 0 else None].removesuffix("\r")

    @cached_property
    def _starts(self) -> list[int]:
        starts = [0]
        while (found := self.text.find("\n", starts[-1])) >= 0:
            starts.append(found + 1)
        return starts


@dataclass(frozen=True)
class Flaw:
    """Something wrong with a text itself; `code`, `variant` and `values` make its message.

    `edits` mend it without changing what the plan means: ranges of the source and the text that takes their place.
    """

    code: str
    span: Span
    values: Mapping[str, object]
    source: Source
    variant: str = ""
    related: tuple[tuple[Source, Span], ...] = ()
    edits: tuple[tuple[Span, str], ...] = ()


@dataclass(frozen=True)
class Edit:
    """Characters of a source, and the text that takes their place."""

    source: Source
    span: Span
    text: str


def read_source(path: pathlib.Path, shown: str | None = None, root: pathlib.Path | None = None) -> Source:
    """Reads a regular file of at most `MAX_BYTES`; `shown` is its name in messages.

    Text that isn't UTF-8 or is too long is a flaw of the source. Raises UnreadableError for what can't be opened.
    """
    shown = str(path) if shown is None else shown
    raw = read_bytes(path, shown)
    return replace(_source(raw, shown, quotable=is_inside(path, root_of(path) if root is None else root)), file=path)


def read_stdin(stream: BinaryIO, shown: str = "stdin") -> Source:
    """Reads a plan from a stream of bytes, within the same limits as a file."""
    return _source(stream.read(MAX_BYTES + 1), shown, quotable=True)


def read_bytes(path: pathlib.Path, shown: str) -> bytes:
    """The bytes of a regular file, at most one more than `MAX_BYTES`; never waits for a writer.

    Raises UnreadableError for what can't be opened and for what is no regular file.
    """
    try:
        with open(path, "rb", opener=_open) as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise UnreadableError(_NOT_REGULAR, path=shown)
            return file.read(MAX_BYTES + 1)
    except ValueError:  # a NUL in the name
        raise UnreadableError(_MISSING, path=shown) from None
    except OSError as error:
        raise unreadable(error, path, shown) from error


def _open(name: str, _: int) -> int:
    return os.open(name, _OPEN_FLAGS)


def unreadable(error: OSError, path: pathlib.Path, shown: str) -> UnreadableError:
    """The system's reason for refusing a path, in our words."""
    match error.errno:
        case errno.ENOENT | errno.ENOTDIR | errno.ENAMETOOLONG:
            return UnreadableError(_DANGLING if os.path.islink(path) else _MISSING, path=shown)  # noqa: PTH114 - never raises
        case errno.EISDIR | errno.ENXIO | errno.ENODEV:
            return UnreadableError(_NOT_REGULAR, path=shown)
        case errno.EACCES | errno.EPERM:
            return UnreadableError("{path}: no permission to read it", path=shown)
        case errno.ELOOP:
            return UnreadableError("{path}: a loop of links", path=shown)
    return UnreadableError("{path}: {reason}", path=shown, reason=error.strerror or type(error).__name__)


def _source(raw: bytes, shown: str, *, quotable: bool) -> Source:
    if len(raw) > MAX_BYTES:
        too_large = Trouble("PP005", Span(0, 0), "size", {"limit": MAX_BYTES // 1024**2})
        return Source(shown, "", quotable, trouble=(too_large,))
    decoded = decode(raw)
    if not decoded.trouble:
        return Source(shown, decoded.text, quotable, decoded.bom)
    span = Span(decoded.at, min(decoded.at + 1, len(decoded.text)))
    values = {"encoding": decoded.encoding, "byte": decoded.byte}
    bad = Trouble("PP004", span, decoded.trouble, values)
    return Source(shown, decoded.text, quotable, decoded.bom, (bad,))
