"""How far long work has come, on a terminal that waits longer than a second."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import TypeVar

T = TypeVar("T")

PATIENCE = 1.0
"""Seconds before anything is shown."""

_PAUSE = 0.1


def counted_up(items: Iterable[T]) -> Iterator[T]:
    """The items, with a count on standard error that is wiped out in the end; nothing is shown to a pipe."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield from items
        return
    shown = 0.0
    start = monotonic()
    for number, item in enumerate(items, start=1):
        now = monotonic()
        if now - start > PATIENCE and now - shown > _PAUSE:
            sys.stderr.write(f"\r{number} ...")
            sys.stderr.flush()
            shown = now
        yield item
    if shown:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()
