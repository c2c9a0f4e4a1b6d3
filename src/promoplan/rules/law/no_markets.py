"""Plans that do not say where they sell."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.rules.rule import Problem, problem, rule


@rule("PP849", Severity.INFO)
def no_markets(plan: PlanHeader) -> Iterator[Problem]:
    """No market, so that no rule of law can be asked."""
    if not plan.markets:
        yield problem(plan.path, on_key=True)
