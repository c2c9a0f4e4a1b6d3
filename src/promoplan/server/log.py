"""The server's log on stderr: a line each, as editors show it to people; tracebacks only where they are asked for."""

import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from promoplan.emit.safe import MAX_HEADER, printable, shortened


class OneLine(logging.Formatter):
    """What happened and with which error, in one printable line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; of a message of several lines, the first and the last, which names the error of a traceback."""
        lines = [line.strip() for line in record.getMessage().splitlines() if line.strip()]
        told = [*lines[:1], *lines[1:][-1:]]
        if record.exc_info and record.exc_info[1] is not None:
            told.append(f"{type(record.exc_info[1]).__name__}: {record.exc_info[1]}".rstrip(": "))
        return shortened(printable(": ".join(["promoplan lsp", *told])), MAX_HEADER)


@contextmanager
def logged(*, tracebacks: bool) -> Iterator[None]:
    """Writes all warnings and errors of our own and of the libraries to stderr while the server runs."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("promoplan lsp: %(message)s") if tracebacks else OneLine())
    root = logging.getLogger()
    root.addHandler(handler)
    try:
        yield
    finally:
        root.removeHandler(handler)
