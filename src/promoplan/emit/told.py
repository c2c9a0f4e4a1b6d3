"""`Told`: all that is found in one plan, in words; the value that the cache keeps and that parallel runs hand over."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple

from promoplan.emit.said import Excerpt, Patch, Said, Where, said
from promoplan.findings.baseline import fingerprint, named_path
from promoplan.findings.finding import Finding, Severity
from promoplan.i18n.catalogue import Language

if TYPE_CHECKING:
    from promoplan.checker import Checked

MAX_PER_FILE = 100
"""The most findings of a plan that are put into words; the others are counted."""


class Hushed(NamedTuple):
    """A finding that a comment or a baseline silences: `cause` is "comment" or "baseline", `until` a day or ""."""

    said: Said
    cause: str
    reason: str
    until: str


class Told(NamedTuple):
    """What one plan's check has come to.

    `path` is the plan's, for display. `counts` are all findings by code and severity; `findings` the first of them,
    `hushed` the first that were silenced.
    """

    path: str
    findings: tuple[Said, ...]
    hushed: tuple[Hushed, ...]
    counts: tuple[tuple[str, Severity, int], ...]


def told(checked: "Checked", language: Language) -> Told:
    """Puts what is found in a plan into words."""
    data = checked.document.data
    found = checked.findings[:MAX_PER_FILE]
    silenced = checked.silenced[:MAX_PER_FILE]
    counted = Counter((finding.code, finding.severity) for finding in checked.findings)
    return Told(
        checked.document.path,
        tuple(_said(finding, data, language) for finding in found),
        tuple(
            Hushed(
                _said(each.finding, data, language),
                each.cause,
                each.reason,
                each.until.isoformat() if each.until else "",
            )
            for each in silenced
        ),
        tuple((code, severity, count) for (code, severity), count in sorted(counted.items())),
    )


def _said(finding: Finding, data: object, language: Language) -> Said:
    at = named_path(data, finding.path)
    return said(finding, language, at, fingerprint(finding.code, at, finding.variant, finding.values))


def unpacked(packed: Any) -> Told:
    """What JSON has made of a `Told`, whole again; raises TypeError or ValueError for anything else."""
    path, findings, hushed, counts = packed
    return Told(
        path,
        tuple(map(_unpacked, findings)),
        tuple(Hushed(_unpacked(each), cause, reason, until) for each, cause, reason, until in hushed),
        tuple((code, Severity(severity), count) for code, severity, count in counts),
    )


def _unpacked(packed: Any) -> Said:
    code, name, severity, where, message, helps, related, key, at, mark, excerpt, patches, safe = packed
    return Said(
        code,
        name,
        Severity(severity),
        Where(*where),
        message,
        helps,
        tuple(_places(related)),
        tuple(key),
        at,
        mark,
        Excerpt(*excerpt) if excerpt is not None else None,
        tuple(Patch(Where(*place), text) for place, text in patches),
        safe,
    )


def _places(packed: Any) -> Iterator[Where]:
    for place in packed:
        yield Where(*place)
