"""Money where the peak is: an event that the plan calls its peak needs more money than its days alone would get."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from promoplan.economics.ledger import ZERO, by_phase
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.header import Event, PlanHeader
from promoplan.model.numbers import Ratio
from promoplan.model.phases import Phase, Phases
from promoplan.rules.rule import Problem, problem, rule


@rule("PP616", Severity.WARNING)
def peak_event_in_low_phase(plan: PlanHeader, budget: Budget, phases: Phases) -> Iterator[Problem]:
    """A peak event lies in a phase whose share of the money is below its share of the days.

    An event that reaches over several phases is in a low one only when all of them are low.
    """
    money = by_phase(budget)
    whole = sum((money.get(phase.id, ZERO) for phase in phases.items), ZERO)
    days = sum(_days(phase.start, phase.end) for phase in phases.items)
    if not whole or not days:
        return
    for event in plan.events:
        touched = [phase for phase in phases.items if event.peak and _shared_days(event, phase)]
        if touched and all(money.get(each.id, ZERO) * days < whole * _length(each) for each in touched):
            phase = max(touched, key=lambda each: _shared_days(event, each))
            yield problem(
                event.at("name"),
                related=[phase.at("id")],
                event=event.name,
                phase=phase.id,
                share=Ratio(money.get(phase.id, ZERO) / whole),
                day_share=Ratio(Decimal(_length(phase)) / days),
            )


def _length(phase: Phase) -> int:
    return _days(phase.start, phase.end)


def _shared_days(event: Event, phase: Phase) -> int:
    """Days of the event that lie in the phase."""
    return _days(max(event.start, phase.start), min(event.end or event.start, phase.end))


def _days(start: date, end: date) -> int:
    """Days from the first to the last, both included; none where they are reversed."""
    return max((end - start).days + 1, 0)
