"""How often a piece of content appears in a span of days."""

from datetime import date, timedelta
from fractions import Fraction
from math import ceil

from msgspec import Struct

from promoplan.model.times import Frequency, Unit
from promoplan.report.view.times import is_calendar_unit

_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12}


class Run(Struct, frozen=True):
    """A series that appears from its first to its last day, evenly, the first time on the first day."""

    start: date
    end: date
    rhythm: Frequency

    def times_in(self, first: date, last: date) -> int:
        """How often it appears from one day to another, both included; the parts of a run sum up to the whole."""
        first, last = max(first, self.start), min(last, self.end)
        if first > last:
            return 0
        return self._before(last + timedelta(days=1)) - self._before(first)

    def _before(self, day: date) -> int:
        """How often it has appeared before a day."""
        if is_calendar_unit(self.rhythm.unit):
            gone, unit = _months_between(self.start, day), Fraction(_MONTHS[self.rhythm.unit])
        else:
            gone, unit = Fraction((day - self.start).days), Fraction(self.rhythm.unit.value)
        return ceil(gone * self.rhythm.times / (unit * self.rhythm.per))


def _months_between(start: date, day: date) -> Fraction:
    """Months from one day to a later one, the last one counted by its days."""
    whole = (day.year - start.year) * 12 + day.month - start.month
    following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return whole + Fraction(day.day - start.day, (following - day.replace(day=1)).days)
