"""The characters that the reports' fonts hold; others are shown as a visible mark and told."""

import re
import struct
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

FONTS = Path(__file__).parent / "fonts"
MARK = "□"

_FACES = ("PlanSansTC-Regular.otf", "PlanSansSC-Regular.otf")
_JOINERS = frozenset("\u200c\u200d\ufe0e\ufe0f\u200e\u200f\u00ad") | {chr(code) for code in range(0x1F3FB, 0x1F400)}
_LAYOUT = frozenset("\n\t\u200b")
_FORMAT_12 = 12
_OVER = frozenset({"Mn", "Me"})
_ACCENTED = re.compile(r"[^\W\d_][\u0300-\u036f]+")  # of letters only, as signs may be those of markup


def printable(text: str) -> str:
    """The text with a mark for each character that no font holds; what only joins or tints emoji goes.

    Accents are joined with their letters where a font has these; of others over one letter, one mark tells.
    """
    if text.isascii():
        return text
    return "".join(_shown(_ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), text)))


def _shown(text: str) -> Iterator[str]:
    known, is_over = _known(), False
    for each in text:
        if each in known:
            yield each
            is_over = False
        elif each not in _JOINERS:
            was_over, is_over = is_over, unicodedata.category(each) in _OVER
            if not (was_over and is_over):
                yield MARK


def missing(text: str) -> tuple[str, ...]:
    """The characters of a text that no font holds, each once, in the order of their first use."""
    if text.isascii():
        return ()
    known = _known() | _JOINERS
    return tuple(dict.fromkeys(each for each in text if each not in known))


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    found = {character for face in _FACES for character in _characters((FONTS / face).read_bytes())}
    return frozenset(found - _JOINERS) | _LAYOUT


def _characters(font: bytes) -> list[str]:
    """The characters of a font's map; its one table is of format 12 (OpenType 1.9, cmap)."""
    for number in range(struct.unpack_from(">H", font, 4)[0]):
        tag, _, offset, _ = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if tag == b"cmap":
            start = offset + struct.unpack_from(">I", font, offset + 8)[0]
            return _mapped(font, start)
    return []


def _mapped(font: bytes, start: int) -> list[str]:
    form, _, _, _, groups = struct.unpack_from(">HHIII", font, start)
    if form != _FORMAT_12:
        return []
    ranges = (struct.unpack_from(">III", font, start + 16 + 12 * number) for number in range(groups))
    return [chr(code) for first, last, _ in ranges for code in range(first, last + 1)]
