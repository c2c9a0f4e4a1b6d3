"""`Board`: the pages that the preview shows now; whoever waits is told when new ones are put up."""

import threading
from typing import NamedTuple


class Shown(NamedTuple):
    """What a browser gets: the report as a page, and the findings beside it as a piece of one."""

    report: bytes
    findings: bytes


NOTHING = Shown(b"", b"")
"""What stands there before a plan was read."""


class Board:
    """Holds one `Shown` and its number; safe for many threads."""

    def __init__(self, shown: Shown) -> None:
        self._changed = threading.Condition()
        self._number = 1
        self._shown = shown

    def put_up(self, shown: Shown) -> None:
        """Shows these pages from now on."""
        with self._changed:
            self._number += 1
            self._shown = shown
            self._changed.notify_all()

    def now(self) -> tuple[int, Shown]:
        """The number of what is shown, from 1, and the pages."""
        with self._changed:
            return self._number, self._shown

    def after(self, number: int, seconds: float) -> int:
        """The number of what is shown once it is another than `number`, or after so many seconds."""
        with self._changed:
            self._changed.wait_for(lambda: self._number != number, seconds)
            return self._number
