"""`Said`: a finding in words and coordinates, as all formats print it."""

from collections.abc import Iterator
from dataclasses import dataclass

from promoplan.emit.safe import file_name, quoted, shortened
from promoplan.findings.finding import Finding, Related, Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import help_text, message
from promoplan.source.text import Source, Span

MAX_MESSAGE = 280


@dataclass(frozen=True)
class Where:
    """A range of a file: lines and columns from 1, in characters; the end is the last character's successor."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True)
class Said:
    """A finding with its message and help in one language; every text is printable and in one line."""

    finding: Finding
    where: Where
    message: str
    help: str
    related: tuple[Where, ...]

    @property
    def severity(self) -> Severity:
        """How grave it is."""
        return self.finding.severity

    @property
    def header(self) -> str:
        """The finding in one line: place, code, severity, message."""
        return f"{self.where}: {self.finding.code} {self.severity}: {self.message}"


def said(finding: Finding, language: Language) -> Said:
    """Puts a finding into words."""
    values = {name: quoted(value) for name, value in finding.values.items()}
    return Said(
        finding,
        _where(finding.source, finding.span),
        shortened(message(finding.code, finding.variant, values, language), MAX_MESSAGE),
        shortened(help_text(finding.code, finding.variant, values, language), MAX_MESSAGE),
        tuple(_places(finding.related)),
    )


def _places(related: tuple[Related, ...]) -> Iterator[Where]:
    for place in related:
        yield _where(place.source, place.span)


def _where(source: Source, span: Span) -> Where:
    line, column = source.position(span.start)
    end_line, end_column = source.position(max(span.end, span.start))
    return Where(file_name(source.path), line, column, end_line, end_column)
