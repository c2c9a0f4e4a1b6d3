"""The frame of the seven steps: each there, with owner and due day, in order, and its status true to the plan's."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.frame import Step, StepFrame, StepStatus
from promoplan.model.header import PlanHeader, PlanStatus
from promoplan.model.readiness import Check, Readiness
from promoplan.model.team import StepRaci, Team
from promoplan.rules.clock import latest_known
from promoplan.rules.rule import Problem, Sections, problem, rule
from promoplan.source.changes import Change, What

_STEPS = tuple(Step)


class DueLimits(NamedTuple):
    """How long before the plan's first day preparation begins at the earliest, in days."""

    preparation_days: int = 366


def _frames(sections: Sections) -> Iterator[tuple[Step, StepFrame]]:
    """The steps that are there and whole, in order."""
    for step in _STEPS:
        section = sections.whole.get(step.value)
        if isinstance(section, StepFrame):
            yield step, section


def _number(step: Step) -> str:
    """The step's number as the method writes it: 01."""
    return f"{_STEPS.index(step) + 1:02}"


@rule("PP030", Severity.ERROR)
def missing_step(plan: PlanHeader, sections: Sections) -> Iterator[Problem]:
    """A step that the plan does not take; a draft may still come to it."""
    severity = Severity.WARNING if plan.status is PlanStatus.DRAFT else None
    for step in _STEPS:
        if step.value not in sections.whole and sections.known(step.value):
            yield problem(plan.path, on_key=True, severity=severity, step=_number(step), section=step.value)


@rule("PP031", Severity.WARNING)
def step_without_owner(sections: Sections) -> Iterator[Problem]:
    """A step for which nobody answers; whom the team names as accountable can be written there."""
    team = sections.whole.get("team")
    raci = team.raci if isinstance(team, Team) else None
    for step, frame in _frames(sections):
        if frame.owner is None:
            named: StepRaci | None = getattr(raci, step.value, None)
            changes = [Change(frame.at("owner"), owner, What.ADD) for owner in (named.accountable if named else ())]
            yield problem(
                frame.path,
                on_key=True,
                changes=changes if len(changes) == 1 else (),
                safe=False,
                step=_number(step),
                section=step.value,
            )


@rule("PP032", Severity.WARNING, limits=DueLimits)
def step_without_due(plan: PlanHeader, sections: Sections, *, limits: DueLimits) -> Iterator[Problem]:
    """A step without a due day, or with one before all preparation or after the plan; step 07 may end after it.

    Where the plan's own days are reversed, which another rule says, no due day can be judged.
    """
    first, last = plan.period.start - timedelta(days=limits.preparation_days), plan.period.end
    judged = plan.period.start <= last
    for step, frame in _frames(sections):
        number = _number(step)
        if frame.due is None:
            yield problem(frame.path, on_key=True, variant="none", step=number, section=step.value)
        elif judged and frame.due < first:
            yield problem(frame.at("due"), variant="early", step=number, day=frame.due, start=plan.period.start)
        elif judged and frame.due > last and step is not Step.OPTIMIZATION:
            yield problem(frame.at("due"), variant="late", step=number, day=frame.due, end=last)


@rule("PP033", Severity.WARNING)
def steps_out_of_order(sections: Sections) -> Iterator[Problem]:
    """A step due before one that it builds on; step 07 runs on and is left out."""
    latest: tuple[Step, StepFrame, date] | None = None
    for step, frame in _frames(sections):
        if frame.due is None or step is Step.OPTIMIZATION:
            continue
        if latest is not None and frame.due < latest[2]:
            yield problem(
                frame.at("due"),
                related=[latest[1].at("due")],
                step=_number(step),
                day=frame.due,
                earlier=_number(latest[0]),
                earlier_day=latest[2],
            )
        else:
            latest = step, frame, frame.due


@rule("PP034", Severity.WARNING)
def status_conflict(plan: PlanHeader, sections: Sections) -> Iterator[Problem]:
    """A plan approved or running before its steps 01-06 are done, or closed with any step open."""
    if plan.status is PlanStatus.DRAFT:
        return
    closed = plan.status is PlanStatus.CLOSED
    open_ = [
        (step, frame)
        for step, frame in _frames(sections)
        if frame.status is not StepStatus.DONE and (closed or step is not Step.OPTIMIZATION)
    ]
    if open_:
        yield problem(
            plan.at("status"),
            related=[frame.at("status") for _, frame in open_],
            status=plan.status.value,
            steps=tuple(f"{_number(step)} {step.value}" for step, _ in open_),
        )


@rule("PP048", Severity.WARNING)
def status_against_dates(
    plan: PlanHeader, sections: Sections, readiness: Readiness | None = None, *, today: date
) -> Iterator[Problem]:
    """Something said to be done that lies in the future, or a status that the dates deny; never a due day alone."""
    if plan.status is PlanStatus.RUNNING and today < plan.period.start:
        related = [plan.at("period")]
        yield problem(plan.at("status"), variant="running", related=related, today=today, start=plan.period.start)
    if plan.status is PlanStatus.APPROVED and not plan.approvals:
        yield problem(plan.at("status"), variant="unapproved")
    now = latest_known(plan, today)
    for approval in plan.approvals:
        if approval.date > now:
            yield problem(approval.at("date"), variant="approval", day=approval.date, today=now)
    finished: list[StepFrame | Check] = [frame for _, frame in _frames(sections)]
    finished += (*readiness.before, *readiness.during, *readiness.after) if readiness else ()
    for done in finished:
        if done.done_on is not None and done.done_on > now:
            yield problem(done.at("done_on"), variant="done", day=done.done_on, today=now)


@rule("PP049", Severity.INFO)
def step_without_evidence(sections: Sections) -> Iterator[Problem]:
    """A step that is done, and nothing shows that it is."""
    for step, frame in _frames(sections):
        if frame.status is StepStatus.DONE and frame.evidence is None and frame.acceptance is None:
            yield problem(frame.at("status"), step=_number(step), section=step.value)
