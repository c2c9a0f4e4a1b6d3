"""Findings that came or went between two plans; where they stand in the text does not matter."""

from collections import Counter
from collections.abc import Hashable, Iterator
from dataclasses import dataclass

from promoplan.checker import Checked
from promoplan.comparison.tree import keys_of
from promoplan.findings.finding import Finding


@dataclass(frozen=True, slots=True)
class FindingsMoved:
    """The findings that only the second plan has, and those that only the first has."""

    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]


def findings_moved(before: Checked, after: Checked) -> FindingsMoved:
    """What the check of the second plan finds and the first's does not, and the reverse.

    Two findings are the same when code, severity and place agree, the place by ids and names, whatever their figures.
    """
    return FindingsMoved(tuple(_missing_in(before, after)), tuple(_missing_in(after, before)))


def _missing_in(other: Checked, checked: Checked) -> Iterator[Finding]:
    known = Counter(_identity(finding, other) for finding in other.findings)
    for finding in checked.findings:
        identity = _identity(finding, checked)
        if known[identity]:
            known[identity] -= 1
        else:
            yield finding


def _identity(finding: Finding, checked: Checked) -> Hashable:
    """What makes a finding the same in another text; one of the text itself goes by the words that it marks."""
    keys, _ = keys_of(checked.document.data, finding.path)
    marked = "" if finding.path else finding.source.text[finding.span.start : finding.span.end]
    return finding.code, finding.severity, keys, marked
