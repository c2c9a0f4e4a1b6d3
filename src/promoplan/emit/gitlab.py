"""Findings as a GitLab Code Quality report.

Source: GitLab's documentation, "Code Quality report format". GitLab drops findings that share a fingerprint and does
not show `check_name`, so fingerprints are made unique and descriptions begin with the code.
"""

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from promoplan.emit.as_json import dumped
from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.emit.said import Said
from promoplan.findings.finding import Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def gitlab(outcome: Outcome) -> str:
    """One array with an object for each printed finding."""
    return dumped([*_issues(outcome)])


def _issues(outcome: Outcome) -> Iterator[dict[str, object]]:
    seen = Counter[str]()
    for finding in outcome.printed:
        path = in_repository(finding.where.path)
        own = _fingerprint(path, finding)
        yield {
            "description": f"{finding.code}: {finding.message}",
            "check_name": finding.name,
            "fingerprint": _hashed(own, str(seen[own])) if seen[own] else own,
            "severity": _SEVERITIES[finding.severity],
            "location": {"path": path, "lines": {"begin": finding.where.line, "end": finding.where.end_line}},
        }
        seen[own] += 1


def _fingerprint(path: str, finding: Said) -> str:
    """Free of lines and columns, so that a finding is known again wherever it has moved."""
    return _hashed(path, finding.code, finding.fingerprint)


def _hashed(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
