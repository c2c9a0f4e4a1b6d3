"""Readiness: what must stand before the start."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader, PlanStatus
from promoplan.model.readiness import Area, Check, Readiness
from promoplan.rules.rule import Problem, problem, rule

CRITICAL = frozenset({Area.STOCK, Area.PAGE, Area.SERVICE, Area.LOGISTICS, Area.LOAD_TEST})
"""Areas without which buyers stand before closed doors."""


class ReadinessLimits(NamedTuple):
    """How many days before the start the critical checks are closed."""

    lead_days: int = 7


@rule("PP827", Severity.WARNING, limits=ReadinessLimits)
def readiness_open(
    plan: PlanHeader, readiness: Readiness, *, today: date, limits: ReadinessLimits
) -> Iterator[Problem]:
    """A critical check, past its own date, still open in the last days before the start or later.

    A date alone proves nothing: a list that nobody ticks off may be done on paper. So it is judged only where somebody
    says that the work is under way: the plan is running, or it is approved and other checks are marked as done.
    """
    if not _under_way(plan, readiness, today) or today < plan.period.start - timedelta(days=limits.lead_days):
        return
    for check in readiness.before:
        if check.area in CRITICAL and check.done_on is None and (check.due is None or check.due < today):
            yield problem(
                check.path,
                on_key=True,
                variant="" if check.due else "undated",
                task=check.task,
                area=check.area,
                due=check.due,
                start=plan.period.start,
                lead=limits.lead_days,
            )


def _under_way(plan: PlanHeader, readiness: Readiness, today: date) -> bool:
    if plan.status is PlanStatus.RUNNING:
        return True
    return plan.status is PlanStatus.APPROVED and any(_done(check, today) for check in readiness.before)


def _done(check: Check, today: date) -> bool:
    return check.done_on is not None and check.done_on <= today
