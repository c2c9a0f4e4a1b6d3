"""Where results are kept: one small file each, in the user's own cache folder."""

import os
import sys
import time
from collections.abc import Iterator

from promoplan.cache.witness import digest

_FORM = "1"
_ELSEWHERE = frozenset(
    ("__pycache__", "comparison", "forecast", "pages", "preview", "report", "server", "starter", "templates", "what_if")
)
"""Folders of the package on which no finding hangs."""
_DAYS = 30
_SECONDS_A_DAY = 86_400


def folder() -> str | None:
    """The cache's folder; None on a system that names no place for it."""
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA")
    else:
        home = os.environ.get("HOME")
        base = os.environ.get("XDG_CACHE_HOME") or (os.path.join(home, ".cache") if home else None)
    return os.path.join(base, "promoplan", _FORM) if base and os.path.isabs(base) else None


def key(*parts: str) -> str:
    """The name under which a result is kept."""
    return digest(*(part.encode("utf-8", "surrogateescape") for part in parts))


def read(name: str) -> str | None:
    """What is kept under a name, or None; a damaged text counts as none."""
    path = _path(name)
    if path is None:
        return None
    try:
        with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
            seal, _, text = file.read().partition("\n")
    except (OSError, ValueError):
        return None
    return text if seal == key(name, text) else None


def write(name: str, text: str) -> None:
    """Keeps a text under a name, whole or not at all."""
    path = _path(name)
    if path is None:
        return
    temporary = f"{path}.{os.getpid()}.tmp"
    try:
        os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
        with open(temporary, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
            file.write(f"{key(name, text)}\n{text}")
        os.replace(temporary, path)
    except (OSError, ValueError):
        _remove(temporary)


def prune() -> None:
    """Removes what nobody has asked for in a month; at most once a day."""
    here = folder()
    if here is None:
        return
    note = os.path.join(here, "pruned")
    try:
        if time.time() - os.stat(note).st_mtime < _SECONDS_A_DAY:
            return
    except OSError:
        pass
    write("pruned", "")
    for name in _listed(here):
        below = os.path.join(here, name)
        for each in _listed(below) if os.path.isdir(below) else ():
            path = os.path.join(below, each)
            try:
                old = time.time() - os.stat(path).st_mtime > _DAYS * _SECONDS_A_DAY
            except OSError:
                continue
            if old:
                _remove(path)


def program() -> str:
    """A digest of the program, so that another one knows nothing of this one's runs.

    It holds promoplan's own files, by size and time, Python, and when a package was last put in or taken out.
    """
    here = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    found = [sys.version, *_packages()]
    waiting = [here]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting += [] if entry.name in _ELSEWHERE else [entry.path]
                else:
                    status = entry.stat()
                    found.append(f"{entry.path}\0{status.st_size}\0{status.st_mtime_ns}")
    return key(*sorted(found))


def _packages() -> Iterator[str]:
    for folder in sys.path:
        if folder.endswith(("site-packages", "dist-packages")):
            try:
                yield f"{folder}\0{os.stat(folder).st_mtime_ns}"
            except OSError:
                continue


def _path(name: str) -> str | None:
    here = folder()
    return here and (os.path.join(here, name[:2], name) if name != "pruned" else os.path.join(here, name))


def _listed(path: str) -> list[str]:
    try:
        return os.listdir(path)
    except OSError:
        return []


def _remove(path: str) -> None:
    try:
        os.unlink(path)
    except OSError:
        return
