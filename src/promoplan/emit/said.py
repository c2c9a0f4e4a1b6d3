"""`Said`: a finding in words and coordinates, as all formats print it; nothing in it reaches back for the plan."""

from collections.abc import Iterable
from typing import NamedTuple

from promoplan.emit.safe import file_name, quoted, shortened
from promoplan.findings.finding import Finding, Fix, Related, Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import help_text, message
from promoplan.source.text import Edit, Path, Source, Span

MAX_MESSAGE = 280

MAX_EXCERPT = 500
"""Characters of a line that are kept on either side of where a finding begins."""


class Where(NamedTuple):
    """A range of a file: lines and columns from 1, in characters; the end is the last character's successor."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Excerpt(NamedTuple):
    """The line in which a finding begins, or the part of it around that place; `start` is its first column."""

    text: str
    start: int


class Patch(NamedTuple):
    """One edit of a fix: a range of a file, and the text that takes its place."""

    where: Where
    text: str


class Said(NamedTuple):
    """A finding with its message and help in one language; texts but the excerpt and patches are printable, in a line.

    `key` is the path of the node it speaks of, `at` the same with ids instead of places in lists; `fingerprint` tells
    it from all others of its plan, wherever it moves. `excerpt` is None where the text may not be shown. `patches` mend
    it; when `safe` they change nothing that the plan means.
    """

    code: str
    name: str
    severity: Severity
    where: Where
    message: str
    help: str
    related: tuple[Where, ...]
    key: Path
    at: str
    fingerprint: str
    excerpt: Excerpt | None
    patches: tuple[Patch, ...] = ()
    safe: bool = True

    @property
    def header(self) -> str:
        """The finding in one line: place, code, severity, message."""
        return f"{self.where}: {self.code} {self.severity}: {self.message}"


def said(finding: Finding, language: Language, at: str = "", fingerprint: str = "") -> Said:
    """Puts a finding into words."""
    values = {name: quoted(value) for name, value in finding.values.items()}
    where = where_of(finding.source, finding.span)
    return Said(
        finding.code,
        finding.name,
        finding.severity,
        where,
        shortened(message(finding.code, finding.variant, values, language), MAX_MESSAGE),
        shortened(help_text(finding.code, finding.variant, values, language), MAX_MESSAGE),
        _places(finding.related),
        finding.path,
        at,
        fingerprint,
        _excerpt(finding.source, where),
        _patches(finding.fix),
        finding.fix is None or finding.fix.safe,
    )


def where_of(source: Source, span: Span) -> Where:
    """A range of a source in lines and columns."""
    line, column = source.position(span.start)
    end_line, end_column = source.position(max(span.end, span.start))
    return Where(file_name(source.path), line, column, end_line, end_column)


def _places(related: Iterable[Related]) -> tuple[Where, ...]:
    return tuple(where_of(place.source, place.span) for place in related)


def _excerpt(source: Source, where: Where) -> Excerpt | None:
    if not source.quotable or not source.text:
        return None
    start = max(0, where.column - 1 - MAX_EXCERPT)
    return Excerpt(source.line(where.line)[start : where.column - 1 + MAX_EXCERPT], start + 1)


def _patches(fix: Fix | None) -> tuple[Patch, ...]:
    return () if fix is None else tuple(_patch(edit) for edit in fix.edits)


def _patch(edit: Edit) -> Patch:
    return Patch(where_of(edit.source, edit.span), edit.text)
