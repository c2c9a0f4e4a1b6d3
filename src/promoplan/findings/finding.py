"""`Finding`: one thing that is wrong, or worth a look, at one place of a plan's text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from promoplan.source.text import Edit, Path, Source, Span


class Severity(StrEnum):
    """How grave a finding is: errors fail a run, warnings under `--strict`, infos never."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True)
class Related:
    """Another place that belongs to a finding, such as the first of two definitions."""

    source: Source
    span: Span


@dataclass(frozen=True)
class Fix:
    """The edits that mend a finding; a safe fix changes nothing that the plan means."""

    edits: tuple[Edit, ...]
    safe: bool = True


@dataclass(frozen=True)
class Finding:
    """One thing found.

    `values` are the figures and names that fill the message of `code` (and `variant`); `path` leads to the node it
    speaks of; `span` is half-open and counts characters of `source.text`. `fix` is there where one is known.
    """

    source: Source
    span: Span
    code: str
    name: str
    severity: Severity
    path: Path = ()
    values: Mapping[str, object] = field(default_factory=dict)
    variant: str = ""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by file, place and code, each once."""
    unique: dict[tuple[object, ...], Finding] = {}
    for finding in findings:
        unique.setdefault(_identity(finding), finding)
    return tuple(unique[key] for key in sorted(unique, key=lambda key: key[:4]))


def _identity(finding: Finding) -> tuple[object, ...]:
    values = tuple((name, str(value)) for name, value in finding.values.items())
    place = (finding.source.path, finding.span.start, finding.span.end, finding.code)
    return (*place, finding.variant, values)
