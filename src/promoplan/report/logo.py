"""A theme's logo: a PNG or JPEG as it is, an SVG with nothing left in it but shapes."""

import re
import struct
import xml.etree.ElementTree as ET
from base64 import b64encode
from collections.abc import Iterator

from msgspec import Struct

MAX_BYTES = 1024 * 1024
"""The largest logo that is read."""

MAX_PIXELS = 4000
"""The most pixels that a logo may be wide or high."""

_PNG_HEAD = 33
_MARK = 0xFF
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_MOST_ELEMENTS, _DEEPEST = 20_000, 60
_SVG = "http://www.w3.org/2000/svg"
_DOCTYPE = re.compile(r"<!DOCTYPE[^<>\[]*>", re.IGNORECASE)
_SHAPES = frozenset(
    {
        *("svg", "g", "defs", "symbol", "use", "title", "desc", "style"),
        *("path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text", "tspan"),
        *("pattern", "mask", "linearGradient", "radialGradient", "stop", "clipPath"),
    }
)
_FROM_ELSEWHERE = re.compile(r"url\(\s*[\"']?(?!#)|@|\\|javascript:|expression\(|<", re.IGNORECASE)
"""What could make a reader fetch or run something, in a style or an attribute."""


class Logo(Struct, frozen=True):
    """A picture's bytes; `ending` is png, jpg or svg, `size` the width and height of the first two in pixels."""

    ending: str
    data: bytes
    size: tuple[int, int] = (0, 0)

    @property
    def address(self) -> str:
        """The whole picture as an address, for pages that fetch nothing."""
        kind = {"png": "png", "jpg": "jpeg", "svg": "svg+xml"}[self.ending]
        return f"data:image/{kind};base64,{b64encode(self.data).decode('ascii')}"

    @property
    def drawing(self) -> str:
        """The picture as SVG; pixels become one shape of it."""
        if self.ending == "svg":
            return self.data.decode("utf-8")
        across, down = self.size
        return (
            f'<svg xmlns="{_SVG}" width="{across}" height="{down}" viewBox="0 0 {across} {down}">'
            f'<image width="{across}" height="{down}" href="{self.address}"/></svg>'
        )


def logo(raw: bytes) -> Logo | None:
    """The logo in a file's bytes, whatever the file is called; None where they are no picture that reports can show."""
    for ending, measure in (("png", _png_size), ("jpg", _jpg_size)):
        size = measure(raw)
        if size:
            return Logo(ending, raw, size) if min(size) > 0 and max(size) <= MAX_PIXELS else None
    shapes = _only_shapes(raw)
    return Logo("svg", shapes) if shapes else None


def _png_size(raw: bytes) -> tuple[int, int] | None:
    """Width and height from a PNG's first chunk (PNG 3, 11.2.2)."""
    if not raw.startswith(b"\x89PNG\r\n\x1a\n") or raw[12:16] != b"IHDR" or len(raw) < _PNG_HEAD:
        return None
    across, down = struct.unpack_from(">II", raw, 16)
    return across, down


def _jpg_size(raw: bytes) -> tuple[int, int] | None:
    """Width and height from a JPEG's frame (ITU T.81, B.2.2), found by going from segment to segment."""
    at = 2
    while raw.startswith(b"\xff\xd8") and at + 9 <= len(raw) and raw[at] == _MARK:
        marker, length = raw[at + 1], struct.unpack_from(">H", raw, at + 2)[0]
        if marker in _FRAMES:
            down, across = struct.unpack_from(">HH", raw, at + 5)
            return across, down
        at += 2 + length
    return None


def _only_shapes(raw: bytes) -> bytes | None:
    """An SVG without scripts, foreign content and links; None where it is no SVG, or defines entities."""
    try:
        text = _DOCTYPE.sub("", raw.decode("utf-8-sig"), count=1)
    except UnicodeDecodeError:
        return None
    if "<!doctype" in text.lower() or "<!entity" in text.lower():
        return None
    try:
        root = ET.fromstring(text.encode())  # noqa: S314 - without a DOCTYPE there is nothing to expand
    except (ET.ParseError, LookupError, ValueError):  # the latter: an encoding that is not UTF-8
        return None
    if root.tag not in {f"{{{_SVG}}}svg", "svg"} or not _is_small(root):
        return None
    _clean(root)
    ET.register_namespace("", _SVG)
    return bytes(ET.tostring(root, encoding="utf-8"))


def _is_small(root: ET.Element) -> bool:
    """Whether there are few enough elements, none too deep."""
    level, count, depth = [root], 0, 0
    while level:
        count, depth = count + len(level), depth + 1
        if count > _MOST_ELEMENTS or depth > _DEEPEST:
            return False
        level = [child for element in level for child in element]
    return True


def _clean(root: ET.Element) -> None:
    """Takes out whatever is no shape, and every attribute that leads out of the picture."""
    for element in list(root.iter()):
        for child in list(element):
            if not _is_shape(child):
                element.remove(child)
        element.tag = f"{{{_SVG}}}{_local(element)}"
        kept = dict(_kept(element))
        element.attrib.clear()
        element.attrib.update(kept)


def _is_shape(element: ET.Element) -> bool:
    space, _, name = str(element.tag).rpartition("}")
    if space not in {"", f"{{{_SVG}"}:
        return False
    return name in _SHAPES and not (name == "style" and _FROM_ELSEWHERE.search("".join(element.itertext())))


def _local(element: ET.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _kept(element: ET.Element) -> Iterator[tuple[str, str]]:
    """The attributes that stay; a link stays where it leads to a shape of the same picture."""
    for name, value in element.attrib.items():
        bare = name.rpartition("}")[2]
        if bare == "href":
            if value.startswith("#"):
                yield "href", value
        elif "}" not in name and not bare.lower().startswith("on") and not _FROM_ELSEWHERE.search(value):
            yield bare, value
