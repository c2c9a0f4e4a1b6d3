"""The final evaluation: it is planned, written in its five parts, and what it suggests is taken up."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader, PlanStatus
from promoplan.model.optimization import Evaluation, Optimization
from promoplan.rules.rule import Problem, problem, rule

PARTS = ("background", "core_figures", "analysis", "diagnosis", "suggestions")
"""The five parts (annual programme 8.3), in order."""


class EvaluationLimits(NamedTuple):
    """How many days after the end of a closed plan its evaluation may still be missing."""

    grace_days: int = 14


@rule("PP715", Severity.WARNING, limits=EvaluationLimits)
def no_final_evaluation(
    plan: PlanHeader, optimization: Optimization, *, limits: EvaluationLimits, today: date
) -> Iterator[Problem]:
    """No final evaluation is planned; an error where a closed plan still has none when it is due."""
    evaluation, closed = optimization.evaluation, plan.status is PlanStatus.CLOSED
    last_day = plan.period.end + timedelta(days=limits.grace_days)
    if evaluation and evaluation.due:
        last_day = max(last_day, evaluation.due)
    late = closed and today > last_day
    if evaluation is None:
        severity = Severity.ERROR if late else Severity.WARNING
        yield problem(
            optimization.path, on_key=True, variant="late" if late else "none", severity=severity, wanted=last_day
        )
    elif late and not _written(evaluation):
        yield problem(evaluation.path, on_key=True, variant="unwritten", severity=Severity.ERROR, wanted=last_day)


@rule("PP716", Severity.ERROR)
def evaluation_incomplete(plan: PlanHeader, optimization: Optimization) -> Iterator[Problem]:
    """The evaluation of a closed plan has been written, and one of its five parts is empty."""
    evaluation = optimization.evaluation
    if plan.status is not PlanStatus.CLOSED or evaluation is None:
        return
    written = _written(evaluation)
    missing = tuple(part for part in PARTS if part not in written)
    if written and missing:
        yield problem(evaluation.path, on_key=True, missing=missing, count=len(written), parts=len(PARTS))


def _written(evaluation: Evaluation) -> tuple[str, ...]:
    """The parts that hold something."""
    return tuple(part for part in PARTS if getattr(evaluation, part))


@rule("PP717", Severity.WARNING)
def suggestion_without_owner(optimization: Optimization) -> Iterator[Problem]:
    """A suggestion that nobody is to take up, or neither by a day nor in a next plan."""
    for suggestion in optimization.evaluation.suggestions if optimization.evaluation else ():
        if suggestion.owner is None:
            yield problem(suggestion.at("text"), variant="owner")
        elif suggestion.due is None and suggestion.plan is None:
            yield problem(suggestion.at("text"), variant="when", owner=str(suggestion.owner))
