"""`Target`: a file that a report is to be written to, and in which format."""

from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from promoplan.errors import UsageError

STDOUT = Path("-")
"""Stands for standard output among the files."""


class Format(StrEnum):
    """What a report can be written as; the value is the ending of its file."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    PPTX = "pptx"
    ICS = "ics"


WHOLE = frozenset({Format.XLSX, Format.PPTX, Format.ICS})
"""The formats that are made of the plan as a whole, not of the body's parts."""

_OTHER_ENDINGS = {"markdown": Format.MARKDOWN, "htm": Format.HTML}


class Target(NamedTuple):
    """A file, or standard output, and the format that is written there."""

    path: Path
    form: Format

    @property
    def is_stdout(self) -> bool:
        """Whether the report goes to standard output, where no file can lie beside it."""
        return self.path == STDOUT


def targets(outputs: Sequence[Path], asked: Format | None) -> tuple[Target, ...]:
    """The targets of a command line; without `asked` the ending of each file tells its format.

    Raises UsageError for an ending that tells none, for a format that is asked for several files at once, and for a
    file named twice.
    """
    if asked is not None and len(outputs) > 1:
        raise UsageError("--format {form} is for one file: {count} are given", form=asked.value, count=len(outputs))
    for number, path in enumerate(outputs):
        if path in outputs[:number]:
            raise UsageError("{path}: named twice", path=str(path))
    return tuple(Target(path, asked or format_of(path)) for path in outputs)


def format_of(output: Path) -> Format:
    """The format that a file's ending asks for; raises UsageError for another ending."""
    if output == STDOUT:
        raise UsageError("-o -: standard output has no ending; --format tells the format, such as --format md")
    ending = output.suffix.removeprefix(".").lower()
    if ending in set(Format):
        return Format(ending)
    if ending in _OTHER_ENDINGS:
        return _OTHER_ENDINGS[ending]
    known = ", ".join(f".{form}" for form in Format)
    raise UsageError("{path}: a report ends in {known}; any other name needs --format", path=str(output), known=known)
