"""`Outcome`: all that one run found, and what of it is printed."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from promoplan.findings.finding import Finding, Severity

if TYPE_CHECKING:
    from promoplan.checker import Checked

MAX_PER_FILE = 100
MAX_PER_RUN = 1000


@dataclass(frozen=True)
class Outcome:
    """The findings to print, in order, and how many there are in all; unprinted ones are counted too."""

    printed: tuple[Finding, ...]
    counts: Counter[Severity]
    plans: int

    @property
    def total(self) -> int:
        """How many findings there are."""
        return self.counts.total()

    @property
    def unprinted(self) -> int:
        """How many of them are not printed."""
        return self.total - len(self.printed)

    def fails(self, *, strict: bool) -> bool:
        """Whether something was found at or above the failing level: errors, with `strict` also warnings."""
        return bool(self.counts[Severity.ERROR] or (strict and self.counts[Severity.WARNING]))


def outcome(checked: Iterable["Checked"]) -> Outcome:
    """The findings of a run; at most `MAX_PER_FILE` of a plan and `MAX_PER_RUN` in all are printed."""
    plans, counts = 0, Counter[Severity]()
    printed: list[Finding] = []
    for each in checked:
        plans += 1
        counts.update(finding.severity for finding in each.findings)
        room = min(MAX_PER_FILE, MAX_PER_RUN - len(printed))
        printed += each.findings[:room]
    return Outcome(tuple(printed), counts, plans)
