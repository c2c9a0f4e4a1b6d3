"""What a result hangs on, each as a line of text that can be held against the disk later.

A line is a letter, a digest and an absolute path: `F` the bytes of a file, and where its links lead; `D` the YAML names
in a folder; `E` that something is there; `N` that nothing is.
"""

import os
from collections.abc import Iterable, Iterator

try:
    from _blake2 import blake2b  # hashlib's own, without the half of OpenSSL that hashlib loads
except ImportError:
    from hashlib import blake2b

MARKERS = ("promoplan.toml", "pyproject.toml", ".git")
_BYTES = 16
_MOST = 4 * 1024 * 1024


def digest(*parts: bytes) -> str:
    """A digest of several parts."""
    whole = blake2b(digest_size=_BYTES)
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()


def of_file(path: str) -> str:
    """The witness of a file's content; of nothing being there, where it can't be read."""
    return _line("F", _content(path), path)


def of_folder(path: str) -> str:
    """The witness of which YAML files a folder holds."""
    return _line("D", _names(path), path)


def of_presence(path: str) -> str:
    """The witness of whether anything is there."""
    return _line("E" if os.path.lexists(path) else "N", "-", path)


def of_root(path: str) -> Iterator[str]:
    """The witnesses of where a file's project begins, and of what it has settled."""
    folder = os.path.dirname(path)
    while True:
        found = [os.path.join(folder, name) for name in MARKERS]
        there = [each for each in found if os.path.lexists(each)]
        yield from (of_file(each) if each.endswith(".toml") and each in there else of_presence(each) for each in found)
        parent = os.path.dirname(folder)
        if there or parent == folder:
            return
        folder = parent


def hold(lines: Iterable[str]) -> bool:
    """Whether all is still as the witnesses say."""
    return all(map(_holds, lines))


def _holds(line: str) -> bool:
    kind, _, rest = line.partition(" ")
    value, _, path = rest.partition(" ")
    if kind == "F":
        return _content(path) == value
    if kind == "D":
        return _names(path) == value
    return kind == ("E" if os.path.lexists(path) else "N")


def _line(kind: str, value: str, path: str) -> str:
    return f"{kind} {value} {path}"


def _content(path: str) -> str:
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError):
        return "-"
    try:
        with open(descriptor, "rb") as file:
            return digest(os.fsencode(os.path.realpath(path)), file.read(_MOST))
    except OSError:
        return "-"


def _names(path: str) -> str:
    try:
        names = sorted(name for name in os.listdir(path) if name.endswith((".yaml", ".yml")))
    except OSError:
        return "-"
    return digest(*map(os.fsencode, names))
