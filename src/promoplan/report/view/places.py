"""`Places`: where a plan's clauses stand, told as file and line."""

import os
from collections import Counter
from collections.abc import Mapping
from pathlib import PurePath

from msgspec import Struct

from promoplan.emit.safe import file_name
from promoplan.source.document import Document
from promoplan.source.text import Path, Source


class Places(Struct, frozen=True):
    """Tells file and line of what a document holds: plan.yaml:120.

    `files` is what each of the plan's files is called, by its path for display: its name, or the way to it from the
    plan's own folder where two files have the same name. The file is the one that holds the text, also in a plan's
    folder and where a plan extends another.
    """

    document: Document
    files: Mapping[str, str]

    def of(self, path: Path) -> str:
        """Where the key of a path stands, or the list's item; of the nearest thing above it where it is not written."""
        place = self.document.place(path)
        return self.at(place.source, (place.key or place.value).start)

    def at(self, source: Source, offset: int) -> str:
        """The line that an offset of a source lies in."""
        return f"{self.files.get(source.path) or _name(source.path)}:{source.position(offset)[0]}"


def places_of(document: Document) -> Places:
    """The places of a document."""
    paths = dict.fromkeys(source.path for source in document.sources)
    named = Counter(map(_name, paths))
    home = os.path.dirname(document.path)  # noqa: PTH120 - display text
    return Places(document, {path: _name(path) if named[_name(path)] == 1 else _way(path, home) for path in paths})


def _name(path: str) -> str:
    return file_name(PurePath(path).name)


def _way(path: str, home: str) -> str:
    """The way from a folder to a file, as slashes write it."""
    try:
        return file_name(os.path.relpath(path, home or os.curdir).replace(os.sep, "/"))
    except (OSError, ValueError):  # no present folder, or another drive
        return file_name(path)
