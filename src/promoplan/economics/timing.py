"""When a channel's money is spent: the share of it that falls into a phase, or into the time up to a day.

What a channel brings is shared out in the same proportion. A line's money follows its phase schedule, evenly over the
days of each phase; what no phase is named for goes evenly over the plan's period.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.ledger import ZERO, lines_on, phase_parts
from promoplan.model.budget import Base, Budget, Line
from promoplan.model.header import Period
from promoplan.model.numbers import ONE
from promoplan.model.phases import Phase, Phases


class Spell(Struct, frozen=True):
    """Money that is spent evenly from one day to another, both included; `phase` is the one it is planned for."""

    start: date
    end: date
    money: Decimal
    phase: str | None = None

    def within(self, start: date, end: date) -> Decimal:
        """The part of the money that is spent in these days."""
        days = (min(self.end, end) - max(self.start, start)).days + 1
        return self.money * max(days, 0) / ((self.end - self.start).days + 1)


def spells_of(channel: str, period: Period, phases: Phases | None, budget: Budget | None) -> tuple[Spell, ...]:
    """How a channel's media money is spread over time; evenly over the period where no line has any."""
    known = {phase.id: phase for phase in (phases.items if phases else ()) if phase.start <= phase.end}
    lines = [line for line in lines_on(budget, Base.MEDIA) if line.channel == channel] if budget else []
    spells = tuple(spell for line in lines for spell in _spells(line, period, known) if spell.money)
    return spells or (Spell(period.start, max(period.start, period.end), ONE),)


def share(spells: tuple[Spell, ...], phase: Phase | None = None, by: date | None = None) -> Decimal:
    """The share of the money that is spent in a phase, up to a day, or both; all of it where neither is given.

    Money planned for a phase belongs to that phase alone, and other money to the days of a phase that it falls on.
    """
    spent = (_spent(spell, phase, by or date.max) for spell in spells)
    return sum(spent, ZERO) / sum((spell.money for spell in spells), ZERO)


def _spent(spell: Spell, phase: Phase | None, by: date) -> Decimal:
    if phase is None or spell.phase == phase.id:
        return spell.within(spell.start, by)
    return spell.within(phase.start, min(phase.end, by)) if spell.phase is None else ZERO


def _spells(line: Line, period: Period, phases: dict[str, Phase]) -> Iterator[Spell]:
    left = line.amount.amount
    for name, money in phase_parts(line):
        phase = phases.get(name)
        if phase is not None:
            left -= money
            yield Spell(phase.start, phase.end, money, name)
    if left > 0:
        yield Spell(period.start, max(period.start, period.end), left)
