"""The validation result in the report: how far each step stands, and every finding in words, the gravest first."""

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import PurePath

from msgspec import Struct

from promoplan.emit.said import said
from promoplan.emit.told import MAX_PER_FILE
from promoplan.findings.finding import Finding, Severity
from promoplan.findings.suppression import Cause, Silenced
from promoplan.i18n.counts import counted
from promoplan.model.frame import Step
from promoplan.report.view.material import Material
from promoplan.report.view.steps import MISSING, StepView
from promoplan.report.view.times import day

REST = "rest"
"""The key of what is found outside the steps."""
_NONE = "–"


class FindingView(Struct, frozen=True):
    """One finding; `place` is file and line, `severity_key` is error, warning or info."""

    code: str
    severity: str
    severity_key: str
    message: str
    help: str
    place: str


class SilencedView(Struct, frozen=True):
    """A finding that a comment in the plan silences, with the reason that is given and its last day, if it has one."""

    code: str
    message: str
    reason: str
    until: str
    place: str


class SeverityCount(Struct, frozen=True):
    """How many findings of one severity there are: as phrase ("2 errors") and as number."""

    key: str
    phrase: str
    count: int


class StepResult(Struct, frozen=True):
    """How far a step stands, and what is found in its section; the last row, `key` "rest", is the rest of the plan.

    `findings` says how many there are by severity, a dash for none; `counts` tells the same one by one. `verdict_key`
    is errors (it has some), missing (to be filled in), open (not done yet) or ready; `place` is file and line of the
    step's section, "" where it has none.
    """

    key: str
    number: str
    action: str
    status: str
    findings: str
    counts: tuple[SeverityCount, ...]
    verdict: str
    verdict_key: str
    place: str


class ValidationView(Struct, frozen=True):
    """What was found; `more` tells how many findings are left out of a very long list, "" where none are.

    `steps` tells how far each step stands. `silenced` lists what comments in the plan silence; `known` tells how many
    a baseline does, "" where none.
    """

    findings: tuple[FindingView, ...]
    counts: tuple[SeverityCount, ...]
    steps: tuple[StepResult, ...]
    verdict: str
    more: str
    silenced: tuple[SilencedView, ...] = ()
    known: str = ""

    @property
    def is_clean(self) -> bool:
        """Whether nothing at all was found."""
        return not self.findings


def validation(material: Material, steps: tuple[StepView, ...]) -> ValidationView:
    """The result of the check."""
    language = material.voice.language
    grave = sorted(material.checked.findings, key=lambda finding: list(Severity).index(finding.severity))
    rest = len(grave) - MAX_PER_FILE
    by_comment = [each for each in material.checked.silenced if each.cause is Cause.COMMENT]
    known = len(material.checked.silenced) - len(by_comment)
    counts = _counts(material, Counter(finding.severity for finding in grave))
    told = _told(material, counts)
    verdict = material.voice.label("validation.found", found=told) if told else material.voice.label("validation.clean")
    return ValidationView(
        findings=tuple(_finding(material, finding) for finding in grave[:MAX_PER_FILE]),
        counts=counts,
        steps=tuple(_steps(material, steps)),
        verdict=verdict,
        more=counted("more-findings", rest, language) if rest > 0 else "",
        silenced=tuple(_silenced(material, each) for each in by_comment[:MAX_PER_FILE]),
        known=counted("known-findings", known, language) if known else "",
    )


def _counts(material: Material, found: Mapping[Severity, int]) -> tuple[SeverityCount, ...]:
    return tuple(
        SeverityCount(
            severity.value,
            counted(severity.value, found.get(severity, 0), material.voice.language),
            found.get(severity, 0),
        )
        for severity in Severity
    )


def _told(material: Material, counts: tuple[SeverityCount, ...]) -> str:
    return material.voice.listed(each.phrase for each in counts if each.count)


def _steps(material: Material, steps: tuple[StepView, ...]) -> Iterator[StepResult]:
    """The seven steps, and the rest of the plan."""
    found: dict[str, Counter[Severity]] = {key: Counter() for key in (*Step, REST)}
    for finding in material.checked.findings:
        found[_owner(material, finding)][finding.severity] += 1
    for step in steps:
        verdict = _verdict(material, step, found[step.key])
        place = material.places.of((step.key,)) if (step.key,) in material.checked.document.places else ""
        yield _result(material, (step.key, step.number, step.action, step.status), found[step.key], verdict, place)
    head = (REST, "", material.voice.label("validation.rest"), "")
    yield _result(material, head, found[REST], "errors" if found[REST][Severity.ERROR] else "ready", "")


def _result(
    material: Material, head: tuple[str, str, str, str], found: Mapping[Severity, int], verdict: str, place: str
) -> StepResult:
    counts = _counts(material, found)
    told = _told(material, counts) or _NONE
    return StepResult(*head, told, counts, material.voice.label(f"step-verdict.{verdict}"), verdict, place)


def _verdict(material: Material, step: StepView, found: Mapping[Severity, int]) -> str:
    if found.get(Severity.ERROR) or material.is_broken(step.key):
        return "errors"
    if step.status_key == MISSING:
        return "missing"
    return "ready" if step.is_done else "open"


def _owner(material: Material, finding: Finding) -> str:
    """The step that a finding belongs to: by its path, or of one that knows no path by where it stands."""
    document = material.checked.document
    if finding.path:
        key = str(finding.path[0])
        return key if key in list(Step) else REST
    for step in Step:
        spot = document.places.spots.get((step,))
        if spot is None or spot[0] is not finding.source:
            continue
        _, key_start, _, start, end = spot
        if (key_start if key_start >= 0 else start) <= finding.span.start < end:
            return step
    name = PurePath(finding.source.path).stem
    return name if name in document.broken and name in list(Step) else REST


def _finding(material: Material, finding: Finding) -> FindingView:
    told = said(finding, material.voice.language)
    severity = material.voice.term(finding.severity)
    return FindingView(
        finding.code, severity, finding.severity.value, told.message, told.help, _place(material, finding)
    )


def _silenced(material: Material, silenced: Silenced) -> SilencedView:
    told = said(silenced.finding, material.voice.language)
    until = day(material.voice, silenced.until)
    return SilencedView(told.code, told.message, silenced.reason, until, _place(material, silenced.finding))


def _place(material: Material, finding: Finding) -> str:
    return material.places.at(finding.source, finding.span.start)
