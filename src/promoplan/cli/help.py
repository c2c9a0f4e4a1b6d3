"""Help texts as terminals show them: in the reader's language, wrapped by cells."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from unicodedata import east_asian_width

from typer.core import TyperCommand, TyperGroup

from promoplan.cli.words import asked_language
from promoplan.i18n.messages import words

if TYPE_CHECKING:
    from typer._click.core import Context
    from typer._click.formatting import HelpFormatter
else:
    Context = TyperGroup.context_class  # Typer brings Click along, or needs it beside itself, as its version has it
    HelpFormatter = Context.formatter_class

_OWN = {
    "Usage: ": "parser.usage",
    "Arguments": "parser.arguments",
    "Options": "parser.options",
    "Commands": "parser.commands",
    "Show this message and exit.": "parser.help",
}
"""What the argument parser says of its own, and where its translations stand."""

_REMARKS = re.compile(r"(?<=  )\[[^\[\]]*\]\Z")
_REMARK = re.compile(r"(?<=[\[ ])(default: |required)")
_PIECE = re.compile(r" +|[（「“]*(?:[!-~]+|[^ ])(?: *[，。；：、！？）」”…])*")
_WIDE = "WF"
_NARROWEST = 10


def cells(text: str) -> int:
    """Width on a terminal: Chinese characters take two cells."""
    return len(text) if text.isascii() else sum(1 + (east_asian_width(each) in _WIDE) for each in text)


def wrapped(text: str, width: int) -> Iterator[str]:
    """The text in lines of so many cells at most, broken at blanks and between Chinese characters.

    No line begins with a closing mark or ends with an opening one; a word that is longer stays whole.
    """
    line = ""
    for piece in _PIECE.findall(text):
        if line.strip() and cells(line) + cells(piece.rstrip()) > width:
            yield line.rstrip()
            line = piece.lstrip()
        else:
            line += piece
    yield line.rstrip()


class Formatter(HelpFormatter):
    """Writes help in the language that the command line or the locale asks for."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The line that shows how a command is written."""
        super().write_usage(prog, args, _translated(prefix or "Usage: "))

    def write_heading(self, heading: str) -> None:
        """The line above a list."""
        self.write(f"{'':{self.current_indent}}{_translated(heading)}\n")

    def write_text(self, text: str) -> None:
        """A paragraph."""
        for line in wrapped(text, self.width - self.current_indent):
            self.write(f"{'':{self.current_indent}}{line}\n")

    def write_dl(self, rows: Sequence[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """A list of words and what they mean, side by side."""
        column = min(max((cells(word) for word, _ in rows), default=0), col_max) + col_spacing
        for word, meaning in rows:
            beside = word if cells(word) <= column - col_spacing else ""
            if not beside:
                self.write(f"{'':{self.current_indent}}{word}\n")
            for line in wrapped(_translated(meaning), max(self.width - column - self.current_indent, _NARROWEST)):
                self.write(f"{'':{self.current_indent}}{beside}{'':{column - cells(beside)}}{line}".rstrip() + "\n")
                beside = ""


def _translated(said: str) -> str:
    language = asked_language()
    if said in _OWN:
        return words(_OWN[said], language)
    return _REMARKS.sub(lambda remarks: _REMARK.sub(lambda each: words(_KEYS[each[0]], language), remarks[0]), said)


_KEYS = {"default: ": "parser.default", "required": "parser.required"}


class HelpContext(Context):
    """The state of a command line, whose help is ours."""

    formatter_class = Formatter


class Command(TyperCommand):
    """A command whose help is ours."""

    context_class = HelpContext
