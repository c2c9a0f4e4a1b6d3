"""Font files of a theme: whether they are any, and what the font in them is called."""

import struct
from collections.abc import Iterator

MAX_BYTES = 30 * 1024 * 1024
"""The largest font file that is read."""

_KINDS = (b"OTTO", b"\x00\x01\x00\x00", b"true")
_FAMILY, _TYPOGRAPHIC_FAMILY = 1, 16
_WINDOWS, _MACINTOSH = 3, 1
_MOST_TABLES = 200


def families(font: bytes) -> tuple[str, ...]:
    """The names of a font's family, as its OpenType or TrueType file tells them; none where it is no such file."""
    if not font.startswith(_KINDS):
        return ()
    try:
        return tuple(dict.fromkeys(_names(font)))
    except (struct.error, UnicodeDecodeError):
        return ()


def _names(font: bytes) -> Iterator[str]:
    """Names by the table `name` (OpenType 1.9)."""
    start = _table(font, b"name")
    if start is None:
        return
    _, count, storage = struct.unpack_from(">HHH", font, start)
    for number in range(count):
        platform, _, _, kind, length, offset = struct.unpack_from(">6H", font, start + 6 + 12 * number)
        if kind in {_FAMILY, _TYPOGRAPHIC_FAMILY} and platform in {_WINDOWS, _MACINTOSH}:
            raw = font[start + storage + offset : start + storage + offset + length]
            yield raw.decode("utf-16-be" if platform == _WINDOWS else "mac-roman")


def _table(font: bytes, wanted: bytes) -> int | None:
    count = struct.unpack_from(">H", font, 4)[0]
    for number in range(min(count, _MOST_TABLES)):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == wanted:
            return int(offset)
    return None
