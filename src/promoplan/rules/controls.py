"""Who watches the money and who may move it: alerts, adjustment, limits and approvals."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.budget import Approver, Budget, Line
from promoplan.model.header import PlanHeader, PlanStatus
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.rule import Problem, problem, rule


class AlertLimits(NamedTuple):
    """The thresholds that are proposed where the plan has none."""

    warn: Decimal = Decimal("0.80")
    stop: Decimal = Decimal("0.95")


@rule("PP609", Severity.WARNING, limits=AlertLimits)
def no_alert(budget: Budget, *, limits: AlertLimits) -> Iterator[Problem]:
    """No threshold at which somebody is told, or none at which spending stops, or a warning after the stop."""
    alerts, warn, stop = budget.alerts, Ratio(limits.warn), Ratio(limits.stop)
    if alerts is None or (alerts.warn is None and alerts.stop is None):
        yield problem(budget.at("alerts") if alerts else budget.path, on_key=True, variant="none", warn=warn, stop=stop)
    elif alerts.warn is None:
        yield problem(alerts.path, on_key=True, variant="warn", warn=warn, stop=stop)
    elif alerts.stop is None:
        yield problem(alerts.path, on_key=True, variant="stop", warn=warn, stop=stop)
    elif alerts.warn >= alerts.stop:
        yield problem(
            alerts.at("warn"), variant="late", related=[alerts.at("stop")], warn=alerts.warn, stop=alerts.stop
        )


@rule("PP610", Severity.WARNING)
def no_adjustment(budget: Budget) -> Iterator[Problem]:
    """No rule that says on which sign how much money moves."""
    if not budget.adjustment:
        yield problem(budget.path, on_key=True, variant="none")
    elif all(entry.move is None for entry in budget.adjustment):
        yield problem(budget.at("adjustment"), on_key=True, variant="unlimited", count=len(budget.adjustment))


@rule("PP611", Severity.WARNING)
def no_shift_limit(budget: Budget) -> Iterator[Problem]:
    """Nothing says how much of a channel's money may move at one review."""
    if budget.shift_limit is None:
        yield problem(budget.path, on_key=True)


@rule("PP612", Severity.WARNING)
def no_approval(plan: PlanHeader, budget: Budget) -> Iterator[Problem]:
    """Nobody approves spending, or a line is above the approver's limit; an error once the plan is approved."""
    severity = Severity.WARNING if plan.status is PlanStatus.DRAFT else Severity.ERROR
    if not budget.approvals:
        yield problem(budget.path, on_key=True, variant="none", severity=severity, status=plan.status)
        return
    for line in budget.lines:
        able = [each for each in budget.approvals if line.approved_by in {None, each.by}]
        if not able:
            yield problem(
                line.at("approved_by"),
                variant="stranger",
                severity=severity,
                line=line.name,
                by=str(line.approved_by),
                approvers=tuple(str(each.by) for each in budget.approvals),
            )
        elif not any(_may_approve(each, line) for each in able):
            highest = max(able, key=lambda each: each.limit.amount if each.limit else Decimal(0))
            yield problem(
                line.at("amount"),
                variant="limit" if line.approved_by else "nobody",
                severity=severity,
                related=[highest.at("limit")],
                line=line.name,
                amount=line.amount,
                by=str(highest.by),
                limit=highest.limit or Money(Decimal(0)),
            )


def _may_approve(approver: Approver, line: Line) -> bool:
    return approver.limit is None or line.amount.amount <= approver.limit.amount
