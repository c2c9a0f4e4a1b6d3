"""Text of plans and names of files made harmless for terminals and CI logs.

A terminal obeys escape sequences and a CI runner obeys lines that begin with `::`, and `##[` anywhere; neither may
come from a plan or a file's name.
"""

import re

MAX_SHOWN = 80
"""The most characters of a plan's text that a message quotes."""

MAX_HEADER = 300
"""The most characters of a finding's line, its path left out."""

_ORDINARY_NAME = re.compile(r"[A-Za-z0-9_./]")
_BYTE = 0xFF


def printable(text: str) -> str:
    r"""The text in one line: what does not print stands as \xHH or \uHHHH, and `##[` can't begin a command."""
    shown = text if text.isprintable() else "".join(map(_escaped, text))
    return shown.replace("##[", "#\\#[").replace("##vso[", "#\\#vso[")


def shortened(text: str, most: int = MAX_SHOWN) -> str:
    """At most so many characters, with an ellipsis where some are left out."""
    return text if len(text) <= most else f"{text[: most - 1]}…"


def file_name(path: str) -> str:
    r"""A path as lines may begin with it: printable, `./` before what could be an option or a command."""
    name = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    name = printable(name)
    return name if _ORDINARY_NAME.match(name) or name.startswith("<") else f"./{name}"


def quoted(value: object) -> object:
    """A value of a message: text is shortened and printable, anything else as it is."""
    if isinstance(value, str):
        return shortened(printable(value))
    if isinstance(value, tuple):
        return tuple(map(quoted, value))
    return value


def _escaped(character: str) -> str:
    if character.isprintable():
        return character
    number = ord(character)
    if number <= _BYTE:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - where \u ends
