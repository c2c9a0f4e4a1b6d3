"""The stream of messages within limits: what no editor sends is passed over, so that nothing can fill the memory."""

import logging
import re
from io import BufferedIOBase, RawIOBase
from typing import BinaryIO

MAX_MESSAGE = 16 * 1024 * 1024
"""The longest message that is read, in bytes."""

MAX_HEADER = 4096
"""The longest line of a header."""

_LENGTH = re.compile(rb"content-length:[ \t]*([0-9]+)[ \t]*\r?\n", re.IGNORECASE)
_CHUNK = 1024 * 1024

logger = logging.getLogger(__name__)


class Limited(BufferedIOBase):
    """A stream of messages from which those that are too long have been taken out.

    What stands between messages is passed over, too; a header is given in the one form that every reader knows.
    """

    def __init__(self, stream: BinaryIO | RawIOBase | BufferedIOBase) -> None:
        self._stream = stream
        self._body = False

    def readline(self, _: int | None = -1, /) -> bytes:
        """The next line of a header; b"" at the end of the stream."""
        if self._body:
            self._body = False
            return b"\r\n"
        while (length := self._length()) is not None:
            if 0 < length <= MAX_MESSAGE:
                self._body = True
                return b"Content-Length: %d\r\n" % length
            logger.warning("passed over a message of %d bytes", length)
            self._skip(length)
        return b""

    def read(self, size: int | None = -1, /) -> bytes:
        """The body of a message."""
        return self._stream.read(size if size is not None else -1) or b""

    def _length(self) -> int | None:
        """Reads a header to its empty line; None at the end of the stream."""
        length = None
        while line := self._stream.readline(MAX_HEADER):
            if match := _LENGTH.fullmatch(line):
                length = int(match[1][:18])
            elif not line.strip() and length is not None:
                return length
        return None

    def _skip(self, length: int) -> None:
        while length > 0 and (chunk := self._stream.read(min(length, _CHUNK))):
            length -= len(chunk)
