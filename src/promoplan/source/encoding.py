"""Bytes to text: UTF-8 or a guess at what else it is, with the way to convert."""

from dataclasses import dataclass

_BOM = b"\xef\xbb\xbf"
_UTF_BOMS = (  # the four-byte marks first: UTF-32's begins as UTF-16's does
    (b"\xff\xfe\x00\x00", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16LE"),
    (b"\xfe\xff", "UTF-16BE"),
)
_CONTAINERS = ((b"\x1f\x8b", "gzip"), (b"PK\x03\x04", "zip"), (b"%PDF-", "binary"), (b"\x89PNG", "binary"))
_LAST_ASCII = 0x7F
_SHARE_OF_NULS = 0.1
_SHARE_OF_STRAYS = 0.1
_SHARE_OF_HANZI = 0.7
_SHARE_OF_LATIN = 0.3


@dataclass(frozen=True)
class Decoded:
    """Text without its byte order mark.

    `trouble` is "" for UTF-8, else the kind: "gzip", "zip", "binary", "other" (looks like `encoding`) or "byte" (the
    byte `byte` fits nowhere). `at` is the offset of the first bad character in `text`.
    """

    text: str
    bom: bool = False
    trouble: str = ""
    encoding: str = ""
    byte: str = ""
    at: int = 0


def decode(raw: bytes) -> Decoded:
    """Reads bytes as UTF-8; never raises."""
    bom = raw.startswith(_BOM)
    body = raw[len(_BOM) :] if bom else raw
    if (misread := _no_text(body)) is not None:
        return misread
    try:
        return Decoded(body.decode("utf-8"), bom)
    except UnicodeDecodeError as error:
        bad = error.start
    text = body.decode("utf-8", "replace")
    at = len(body[:bad].decode("utf-8"))
    encoding = _guess(body, text)
    return Decoded(text, bom, "other" if encoding else "byte", encoding, f"0x{body[bad]:02X}", at)


def _no_text(raw: bytes) -> Decoded | None:
    """What shows itself by its first bytes or its NULs."""
    for mark, encoding in _UTF_BOMS:
        if raw.startswith(mark):
            return Decoded("", trouble="other", encoding=encoding)
    for mark, kind in _CONTAINERS:
        if raw.startswith(mark):
            return Decoded("", trouble=kind)
    nuls = raw.count(0)
    if not nuls or nuls < len(raw) * _SHARE_OF_NULS:
        return None
    encoding = _utf_by_nuls(raw, nuls)
    return Decoded("", trouble="other" if encoding else "binary", encoding=encoding)


def _utf_by_nuls(raw: bytes, nuls: int) -> str:
    """UTF-16 or UTF-32 without a byte order mark leaves NULs in every second place, or in two or three of four.

    Hardly any are elsewhere; some may be, as the number of 一 is U+4E00.
    """
    first, second, third, fourth = (raw[place::4].count(0) for place in range(4))
    quarter = len(raw) // 4
    if fourth >= quarter > first * 2 and third * 2 > quarter:  # code points end at U+10FFFF
        return "UTF-32LE"
    if first >= quarter > fourth * 2 and second * 2 > quarter:
        return "UTF-32BE"
    if first + third <= nuls * _SHARE_OF_STRAYS:
        return "UTF-16LE"
    return "UTF-16BE" if second + fourth <= nuls * _SHARE_OF_STRAYS else ""


def _guess(raw: bytes, text: str) -> str:
    """The encoding that the bytes most look like, or "" for UTF-8 with a damaged place."""
    if sum(character > "\x7f" and character != "\ufffd" for character in text) >= text.count("\ufffd"):
        return ""
    scores = {"GBK": _share(raw, "gb18030", 0xB0, 0xD7, 0xA1), "BIG5": _share(raw, "cp950", 0xA4, 0xC6, 0x40)}
    best = max(scores, key=lambda name: scores[name])
    if scores[best] >= _SHARE_OF_HANZI:
        return best
    high = sum(byte > _LAST_ASCII for byte in raw)
    if high <= len(raw) * _SHARE_OF_LATIN and _decodes(raw, "cp1252"):
        return "WINDOWS-1252"
    return ""


def _share(raw: bytes, codec: str, first: int, last: int, least_trail: int) -> float:
    """Share of two-byte characters in the block of the common hanzi, 0 when the bytes don't decode at all."""
    if not _decodes(raw, codec):
        return 0
    pairs = common = place = 0
    while place < len(raw) - 1:
        if raw[place] <= _LAST_ASCII:
            place += 1
            continue
        pairs += 1
        common += first <= raw[place] <= last and raw[place + 1] >= least_trail
        place += 2
    return common / pairs if pairs else 0


def _decodes(raw: bytes, codec: str) -> bool:
    try:
        raw.decode(codec)
    except UnicodeDecodeError:
        return False
    return True
