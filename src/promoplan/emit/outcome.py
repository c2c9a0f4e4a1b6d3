"""`Outcome`: all that one run found, and what of it is printed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promoplan.emit.said import Said
from promoplan.emit.told import Hushed, Told
from promoplan.findings.finding import Severity

MAX_PER_RUN = 1000


class Tally(NamedTuple):
    """One plan's part of a run: its path, how many findings it has, and how many of those in `printed` are its own."""

    path: str
    counts: Counter[Severity]
    printed: int


class Outcome(NamedTuple):
    """The findings to print, in order, and how many there are in all; unprinted ones are counted too.

    `plans` were checked; `hushed` is what comments and baselines silence, `codes` how many findings there are by code.
    `tallies` share `printed` out to the plans and what stands beside them, in order.
    """

    printed: tuple[Said, ...]
    counts: Counter[Severity]
    plans: int
    hushed: tuple[Hushed, ...]
    codes: Counter[str]
    tallies: tuple[Tally, ...]

    @property
    def total(self) -> int:
        """How many findings there are."""
        return self.counts.total()

    @property
    def unprinted(self) -> int:
        """How many of them are not printed."""
        return self.total - len(self.printed)

    def by_plan(self) -> Iterator[tuple[Tally, tuple[Said, ...]]]:
        """Each plan with its printed findings."""
        start = 0
        for tally in self.tallies:
            yield tally, self.printed[start : start + tally.printed]
            start += tally.printed

    def fails(self, level: Severity) -> bool:
        """Whether something was found at or above the failing level."""
        grave = list(Severity)[: list(Severity).index(level) + 1]
        return any(self.counts[severity] for severity in grave)


def outcome(plans: Iterable[Told], others: Iterable[Told] = ()) -> Outcome:
    """The findings of a run; `MAX_PER_RUN` in all are printed. `others` speak of files beside the plans."""
    plans = tuple(plans)
    counts, codes = Counter[Severity](), Counter[str]()
    printed: list[Said] = []
    hushed: list[Hushed] = []
    tallies: list[Tally] = []
    for plan in (*plans, *others):
        own = Counter[Severity]()
        for code, severity, count in plan.counts:
            own[severity] += count
            codes[code] += count
        shown = plan.findings[: MAX_PER_RUN - len(printed)]
        tallies.append(Tally(plan.path, own, len(shown)))
        counts += own
        printed += shown
        hushed += plan.hushed[: MAX_PER_RUN - len(hushed)]
    return Outcome(tuple(printed), counts, len(plans), tuple(hushed), codes, tuple(tallies))
