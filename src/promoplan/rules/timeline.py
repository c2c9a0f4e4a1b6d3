"""`Timeline`: how much of something goes on from day to day, with sums over windows; made in one sorted pass."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

ZERO = Decimal(0)


@dataclass(frozen=True)
class Run:
    """Something that goes on from `start` to `end`, both included, at one rate."""

    start: date
    end: date
    rate: Decimal


@dataclass(frozen=True)
class Timeline:
    """The sum of several runs.

    `marks` are the days (as ordinals) on which the rate changes, `rates` the rate from each of them on, and `sums` the
    sum of rates over all days before each.
    """

    marks: tuple[int, ...]
    rates: tuple[Decimal, ...]
    sums: tuple[Decimal, ...]

    @classmethod
    def of(cls, runs: Iterable[Run]) -> "Timeline":
        """The timeline of these runs; one that ends before it starts counts for nothing."""
        changes: defaultdict[int, Decimal] = defaultdict(Decimal)
        for run in runs:
            if run.start <= run.end:
                changes[run.start.toordinal()] += run.rate
                changes[run.end.toordinal() + 1] -= run.rate
        marks = tuple(sorted(changes))
        rates: list[Decimal] = []
        sums: list[Decimal] = []
        rate = total = ZERO
        for mark, following in pairwise((*marks, *marks[-1:])):
            rate += changes[mark]
            rates.append(rate)
            sums.append(total)
            total += rate * (following - mark)
        return cls(marks, tuple(rates), tuple(sums))

    def total(self, start: date, end: date) -> Decimal:
        """Sum of the rates of all days from `start` to `end`, both included."""
        return self._before(end.toordinal() + 1) - self._before(start.toordinal())

    def busiest(self, days: int) -> tuple[date, Decimal] | None:
        """First day and sum of the window of so many days that holds the most; None where nothing goes on."""
        if not self.marks:
            return None
        first = self.marks[0]
        starts = {max(start, first) for mark in self.marks for start in (mark, mark - days)}
        held = {start: self._before(start + days) - self._before(start) for start in starts}
        best = min(starts, key=lambda start: (-held[start], start))
        return date.fromordinal(best), held[best]

    def stretches(self, start: date, end: date) -> Iterator[Run]:
        """The stretches of one rate, without gaps, from `start` to `end`."""
        day, after = start.toordinal(), end.toordinal() + 1
        at = bisect_right(self.marks, day)
        while day < after:
            until = min(self.marks[at], after) if at < len(self.marks) else after
            rate = self.rates[at - 1] if at else ZERO
            yield Run(date.fromordinal(day), date.fromordinal(until - 1), rate)
            day, at = until, at + 1

    def _before(self, day: int) -> Decimal:
        at = bisect_right(self.marks, day) - 1
        return ZERO if at < 0 else self.sums[at] + self.rates[at] * (day - self.marks[at])
