"""`promoplan validate --watch`: checks again whenever a file changes."""

import gc
import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from promoplan.batch import entries_of
from promoplan.cli.terminal import trouble
from promoplan.cli.words import asked_language
from promoplan.config import FILES, forget, settings_for
from promoplan.errors import PromoplanError
from promoplan.source.discovery import SUFFIXES
from promoplan.source.root import root_of

_PAUSE = 0.3
_CLEAR = "\x1b[2J\x1b[H"


def watched(paths: Sequence[Path], run: Callable[[], object], baseline: Path | None = None) -> None:
    """Runs now and after each change of a plan, a base, the settings or the baseline, until it is ended."""
    for _ in changes(paths, baseline=baseline):
        if sys.stdout is not None and sys.stdout.isatty():
            sys.stdout.write(_CLEAR)
        _run(run)


def changes(paths: Sequence[Path], folder: Path | None = None, baseline: Path | None = None) -> Iterator[None]:
    """Yields now and after each change of plans, bases, settings and baselines, or of a file in `folder`; never ends.

    `baseline` takes the place of the settings' own.
    """
    gc.enable()  # unlike other commands, one that watches goes on
    before: tuple[object, ...] | None = None
    while True:
        now = (*_state(paths, baseline), *(_stamps(folder, bool) if folder else ()))
        if now != before:
            before = now
            yield
        time.sleep(_PAUSE)


def _run(run: Callable[[], object]) -> None:
    """One run; what ends others is told, and the watch goes on: settings are often saved half written."""
    forget()
    entries_of.cache_clear()
    try:
        run()
    except PromoplanError as error:
        trouble(error, asked_language())


def _state(paths: Sequence[Path], baseline: Path | None) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of all files that a run may read."""
    for root in dict.fromkeys(root_of(path) for path in paths):
        yield from _stamps(root, lambda name: name.endswith(SUFFIXES) or name in FILES)
    for file in {baseline} if baseline else {_settled_baseline(path) for path in paths}:
        yield from _stamp(file) if file else ()


def _settled_baseline(path: Path) -> Path | None:
    try:
        return settings_for(path).baseline
    except PromoplanError:  # which the run tells
        return None


def _stamps(root: Path, is_wanted: Callable[[str], bool]) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of the wanted files below a folder, but in hidden ones."""
    for folder, below, names in os.walk(root):
        below[:] = sorted(name for name in below if not name.startswith(".") and name != "node_modules")
        for name in sorted(filter(is_wanted, names)):
            yield from _stamp(Path(folder, name))


def _stamp(path: Path) -> Iterator[tuple[str, int, int]]:
    with suppress(OSError):
        status = path.stat()
        yield str(path), status.st_mtime_ns, status.st_size
