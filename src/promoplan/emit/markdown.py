"""Findings as Markdown for a comment on a pull request or the summary of a job."""

from collections.abc import Iterable, Iterator

from promoplan.emit.escaping import calling_nobody, escaped
from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.emit.said import Said
from promoplan.emit.text import Look, notes, summary
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words

MAX_COMMENT = 65_536
"""The most characters of a comment that GitHub takes."""

_FRAME = 4096
"""Room for all but the rows."""

_COLUMNS = ("severity", "place", "rule", "finding")
_RANK = list(Severity)


def markdown(outcome: Outcome, language: Language, room: int = MAX_COMMENT) -> str:
    """The verdict, a table with the gravest first, infos folded away; in `room` bytes, with how many more there are."""
    ranked = sorted(outcome.printed, key=lambda finding: _RANK.index(finding.severity))
    rows = list(_fitting(ranked, room - _FRAME))
    grave = [row for severity, row in rows if severity is not Severity.INFO]
    infos = [row for severity, row in rows if severity is Severity.INFO]
    blocks = [f"## promoplan: {_cell(summary(outcome, language, Look()))}", *_table(grave, language)]
    if infos:
        heading = counted(Severity.INFO.value, outcome.counts[Severity.INFO], language)
        blocks += [f"<details>\n<summary>{heading}</summary>", *_table(infos, language), "</details>"]
    if more := outcome.total - len(rows):
        blocks.append(_cell(counted("more-findings", more, language)))
    if said := notes(outcome, language):
        blocks.append(_cell(said))
    return "\n\n".join(blocks) + "\n"


def _fitting(findings: Iterable[Said], room: int) -> Iterator[tuple[Severity, str]]:
    for finding in findings:
        row = _row(finding)
        room -= len(row.encode("utf-8", "replace")) + 1
        if room < 0:
            return
        yield finding.severity, row


def _table(rows: list[str], language: Language) -> Iterator[str]:
    if rows:
        titles = " | ".join(words(f"emit.{column}", language) for column in _COLUMNS)
        yield "\n".join([f"| {titles} |", "| --- | --- | --- | --- |", *rows])


def _row(finding: Said) -> str:
    place = f"{in_repository(finding.where.path)}:{finding.where.line}"
    told = _cell(finding.message) + (f"<br>{_cell(finding.help)}" if finding.help else "")
    return f"| {finding.severity} | {_cell(place)} | {finding.code} {finding.name} | {told} |"


def _cell(text: str) -> str:
    """Text that stays text, and calls nobody."""
    return calling_nobody(escaped(text))
