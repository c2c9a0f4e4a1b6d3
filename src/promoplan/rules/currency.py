"""One plan, one currency: what stands beside an amount must be able to mean the plan's own."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.figure import Figure
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Spread
from promoplan.rules.rule import Problem, Sections, problem, rule


@rule("PP619", Severity.ERROR)
def currency_mismatch(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """An amount written with the sign or code of another currency, anywhere in the plan."""
    for path, value in sections.leaves:
        money = next((each for each in _money_in(value) if not each.may_be(plan.currency)), None)
        if money is not None:
            yield problem(path, found=money.unit, currency=plan.currency)


def _money_in(value: object) -> Iterator[Money]:
    match value:
        case Money():
            yield value
        case Figure():
            yield Money(value.number, value.unit)
        case Spread():
            for end in (value.low, value.high, value.mode):
                yield from _money_in(end)
