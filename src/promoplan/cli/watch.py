"""`promoplan validate --watch`: checks again whenever a file changes."""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NoReturn

from promoplan.cli.terminal import tell
from promoplan.config import FILES, forget
from promoplan.errors import PromoplanError
from promoplan.source.discovery import SUFFIXES
from promoplan.source.root import root_of

_PAUSE = 0.3
_CLEAR = "\x1b[2J\x1b[H"


def watched(paths: Sequence[Path], run: Callable[[], object]) -> NoReturn:
    """Runs now and after each change of a plan, a base or the settings, until it is ended."""
    before: tuple[object, ...] = ()
    while True:
        now = tuple(_state(paths))
        if now != before:
            before = now
            if sys.stdout is not None and sys.stdout.isatty():
                sys.stdout.write(_CLEAR)
            _run(run)
        time.sleep(_PAUSE)


def _run(run: Callable[[], object]) -> None:
    """One run; what ends others is told, and the watch goes on: settings are often saved half written."""
    forget()
    try:
        run()
    except PromoplanError as error:
        tell(f"error: {error}")


def _state(paths: Sequence[Path]) -> Iterator[tuple[str, int, int]]:
    """Name, time and size of all files that a run may read."""
    for root in dict.fromkeys(root_of(path) for path in paths):
        for folder, below, names in os.walk(root):
            below[:] = sorted(name for name in below if not name.startswith(".") and name != "node_modules")
            for name in sorted(names):
                if name.endswith(SUFFIXES) or name in FILES:
                    path = Path(folder, name)
                    try:
                        status = path.stat()
                    except OSError:
                        continue
                    yield str(path), status.st_mtime_ns, status.st_size
