"""Findings as editors show them, file by file."""

from collections.abc import Callable, Iterator

from lsprotocol.types import Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, Location

from promoplan.emit.safe import printable, shortened
from promoplan.emit.said import said
from promoplan.findings.finding import Finding, Severity
from promoplan.server.open_files import Judged
from promoplan.server.positions import Lines
from promoplan.source.text import Source

NAME = "promoplan"
"""Who found it, as editors print beside a message."""

MOST = 500
"""The most findings of a plan that are shown."""

SEVERITIES = {
    Severity.ERROR: DiagnosticSeverity.Error,
    Severity.WARNING: DiagnosticSeverity.Warning,
    Severity.INFO: DiagnosticSeverity.Information,
}

UriOf = Callable[[Source], str]
"""The name under which the editor knows the file of a source."""


class Page:
    """The sources of a judged plan as the editor knows them: their names and lines, each worked out once."""

    def __init__(self, judged: Judged, uri_of: UriOf, encoding: str) -> None:
        self.judged = judged
        self.encoding = encoding
        self.uris = {id(source): uri_of(source) for source in judged.document.sources}
        self._uri_of = uri_of
        self._lines: dict[int, Lines] = {}

    def uri(self, source: Source) -> str:
        """The name of a source's file."""
        return self.uris.get(id(source)) or self._uri_of(source)

    def lines(self, source: Source) -> Lines:
        """The lines of a source."""
        return self._lines.setdefault(id(source), Lines(source.text, self.encoding))

    def diagnostics(self) -> dict[str, list[Diagnostic]]:
        """All findings by file; a file without any has an empty list."""
        found: dict[str, list[Diagnostic]] = {uri: [] for uri in self.uris.values()}
        for finding in self.judged.findings[:MOST]:
            found.setdefault(self.uri(finding.source), []).append(self.diagnostic(finding))
        return found

    def diagnostic(self, finding: Finding) -> Diagnostic:
        """One finding: message, then help in a line of its own."""
        told = said(finding, self.judged.language)
        return Diagnostic(
            range=self.lines(finding.source).in_one_line(finding.span),
            message=f"{told.message}\n{told.help}" if told.help else told.message,
            severity=SEVERITIES[finding.severity],
            code=finding.code,
            source=NAME,
            related_information=list(self._related(finding)) or None,
        )

    def _related(self, finding: Finding) -> Iterator[DiagnosticRelatedInformation]:
        for place in finding.related:
            lines = self.lines(place.source)
            where = lines.in_one_line(place.span)
            line = place.source.text[lines.line_start(place.span.start) : lines.line_end(place.span.start)]
            shown = shortened(printable(line.strip())) if place.source.quotable else finding.name
            yield DiagnosticRelatedInformation(Location(self.uri(place.source), where), shown or finding.name)
