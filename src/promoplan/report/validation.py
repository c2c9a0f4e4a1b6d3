"""The validation result in the report: every finding in words, the gravest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from promoplan.emit.outcome import MAX_PER_FILE
from promoplan.emit.said import said
from promoplan.findings.finding import Finding, Severity
from promoplan.i18n.counts import counted
from promoplan.report.material import Material


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding; `place` is file and line, `severity_key` is error, warning or info."""

    code: str
    severity: str
    severity_key: str
    message: str
    help: str
    place: str


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many findings of one severity there are: as phrase ("2 errors") and as number."""

    key: str
    phrase: str
    count: int


@dataclass(frozen=True, slots=True)
class ValidationView:
    """What was found; `more` tells how many findings are left out of a very long list, "" where none are."""

    findings: tuple[FindingView, ...]
    counts: tuple[SeverityCount, ...]
    verdict: str
    more: str

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings


def validation(material: Material) -> ValidationView:
    """The result of the check."""
    language = material.voice.language
    grave = sorted(material.checked.findings, key=lambda finding: list(Severity).index(finding.severity))
    rest = len(grave) - MAX_PER_FILE
    counts = tuple(_counts(material))
    told = material.voice.listed(each.phrase for each in counts if each.count)
    verdict = material.voice.label("validation.found", found=told) if told else material.voice.label("validation.clean")
    return ValidationView(
        findings=tuple(_finding(material, finding) for finding in grave[:MAX_PER_FILE]),
        counts=counts,
        verdict=verdict,
        more=counted("more-findings", rest, language) if rest > 0 else "",
    )


def _counts(material: Material) -> Iterator[SeverityCount]:
    for severity in Severity:
        count = material.checked.count(severity)
        yield SeverityCount(severity.value, counted(severity.value, count, material.voice.language), count)


def _finding(material: Material, finding: Finding) -> FindingView:
    told = said(finding, material.voice.language)
    severity = material.voice.term(finding.severity)
    place = f"{PurePath(told.where.path).name}:{told.where.line}"
    return FindingView(finding.code, severity, finding.severity.value, told.message, told.help, place)
