"""The validation result in the report: every finding in words, the gravest first."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath

from promoplan.emit.said import Said, said
from promoplan.emit.told import MAX_PER_FILE
from promoplan.findings.finding import Finding, Severity
from promoplan.findings.suppression import Cause, Silenced
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
class SilencedView:
    """A finding that a comment in the plan silences, with the reason that is given and its last day, if it has one."""

    code: str
    message: str
    reason: str
    until: str
    place: str


@dataclass(frozen=True, slots=True)
class SeverityCount:
    """How many findings of one severity there are: as phrase ("2 errors") and as number."""

    key: str
    phrase: str
    count: int


@dataclass(frozen=True, slots=True)
class ValidationView:
    """What was found; `more` tells how many findings are left out of a very long list, "" where none are.

    `silenced` lists what comments in the plan silence; `known` tells how many a baseline does, "" where none.
    """

    findings: tuple[FindingView, ...]
    counts: tuple[SeverityCount, ...]
    verdict: str
    more: str
    silenced: tuple[SilencedView, ...] = ()
    known: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings


def validation(material: Material) -> ValidationView:
    """The result of the check."""
    language = material.voice.language
    grave = sorted(material.checked.findings, key=lambda finding: list(Severity).index(finding.severity))
    rest = len(grave) - MAX_PER_FILE
    by_comment = [each for each in material.checked.silenced if each.cause is Cause.COMMENT]
    known = len(material.checked.silenced) - len(by_comment)
    counts = tuple(_counts(material))
    told = material.voice.listed(each.phrase for each in counts if each.count)
    verdict = material.voice.label("validation.found", found=told) if told else material.voice.label("validation.clean")
    return ValidationView(
        findings=tuple(_finding(material, finding) for finding in grave[:MAX_PER_FILE]),
        counts=counts,
        verdict=verdict,
        more=counted("more-findings", rest, language) if rest > 0 else "",
        silenced=tuple(_silenced(material, each) for each in by_comment[:MAX_PER_FILE]),
        known=counted("known-findings", known, language) if known else "",
    )


def _counts(material: Material) -> Iterator[SeverityCount]:
    for severity in Severity:
        count = material.checked.count(severity)
        yield SeverityCount(severity.value, counted(severity.value, count, material.voice.language), count)


def _finding(material: Material, finding: Finding) -> FindingView:
    told = said(finding, material.voice.language)
    severity = material.voice.term(finding.severity)
    return FindingView(finding.code, severity, finding.severity.value, told.message, told.help, _place(told))


def _silenced(material: Material, silenced: Silenced) -> SilencedView:
    told = said(silenced.finding, material.voice.language)
    until = silenced.until.isoformat() if silenced.until else ""
    return SilencedView(told.code, told.message, silenced.reason, until, _place(told))


def _place(told: Said) -> str:
    return f"{PurePath(told.where.path).name}:{told.where.line}"
