"""The seven steps: there, owned, dated, in order, and true to the plan's status on any day."""

from datetime import date

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of

STEPS = ("goals", "competitors", "channels", "content", "monitoring", "budget", "optimization")


@pytest.mark.parametrize("status", ["draft", "approved", "running", "closed"])
@pytest.mark.parametrize("step", STEPS)
def test_missing_steps(step: str, status: str) -> None:
    """A warning while the plan is a draft, an error from then on."""
    (finding,) = of("PP030", f"plan: {{status: {status}}}\n{step}: null")
    assert finding.severity is (Severity.WARNING if status == "draft" else Severity.ERROR)
    assert finding.values["section"] == step


def test_a_broken_step_is_not_missing() -> None:
    """It is there, and what is wrong with it is found."""
    assert not of("PP030", "budget: {total: x}")


@pytest.mark.parametrize(
    ("snippet", "variants"),
    [
        ("goals: {due: null}", ["none"]),
        ("goals: {due: 2027-06-30}", []),
        ("budget: {due: 2027-07-01}", ["late"]),
        ("optimization: {due: 2027-08-15}", []),
        ("goals: {due: 2026-03-31}", []),
        ("goals: {due: 2026-03-30}", ["early"]),
    ],
)
def test_due_days(snippet: str, variants: list[str]) -> None:
    """From a year of preparation to the plan's last day; the last step runs on beyond it."""
    assert [finding.variant for finding in of("PP032", snippet)] == variants


@pytest.mark.parametrize(
    ("snippet", "marks"),
    [
        ("competitors: {due: 2027-02-01}", []),
        ("competitors: {due: 2027-01-31}", ["2027-01-31"]),
        ("goals: {due: 2027-02-20}", ["2027-02-08", "2027-02-15"]),
        ("optimization: {due: 2027-01-01}", []),
        ("goals: {due: 2027-02-20}\ncompetitors: {due: null}\nchannels: null", []),
    ],
)
def test_order_of_steps(snippet: str, marks: list[str]) -> None:
    """Each step that is due before an earlier one is found; the same day is fine, and step 07 runs on."""
    assert [marked(finding) for finding in of("PP033", snippet)] == marks


DONE = "\n".join(f"{step}: {{status: done, evidence: Minutes}}" for step in STEPS)


@pytest.mark.parametrize(
    ("status", "steps", "open_"),
    [
        ("draft", "", 0),
        ("approved", "", 6),
        ("approved", DONE, 0),
        ("running", DONE.replace("optimization: {status: done", "optimization: {status: open"), 0),
        ("running", DONE.replace("budget: {status: done", "budget: {status: in-progress"), 1),
        ("closed", DONE.replace("optimization: {status: done", "optimization: {status: open"), 1),
        ("closed", DONE, 0),
    ],
)
def test_status_of_plan_and_steps(status: str, steps: str, open_: int) -> None:
    """One finding names all the steps that are not done; step 07 is done when the plan is closed."""
    findings = of("PP034", f"plan: {{status: {status}}}\n{steps}")
    assert [len(finding.values["steps"]) for finding in findings] == ([open_] if open_ else [])  # type: ignore[arg-type] # a tuple


@pytest.mark.parametrize(
    ("snippet", "today", "variants"),
    [
        ("goals: {done_on: 2027-02-01}", date(2027, 2, 1), []),
        ("goals: {done_on: 2027-02-01}", date(2027, 1, 31), ["done"]),
        ("readiness: {before: [{task: Stock, owner: ann, done_on: 2027-02-01}]}", date(2027, 1, 31), ["done"]),
        ("plan: {approvals: [{by: ann, date: 2027-02-01}]}", date(2027, 1, 31), ["approval"]),
        ("plan: {approvals: [{by: ann, date: 2027-02-01}], status: approved}", date(2027, 2, 1), []),
        ("plan: {status: approved}", date(2027, 2, 1), ["unapproved"]),
        ("plan: {status: running}", date(2027, 3, 31), ["running"]),
        ("plan: {status: running}", date(2027, 4, 1), []),
        ("", date(2020, 1, 1), []),
        ("", date(2040, 1, 1), []),
    ],
)
def test_status_against_dates(snippet: str, today: date, variants: list[str]) -> None:
    """What is said to be done has its day behind it; a due day never speaks, whatever the day is."""
    assert [finding.variant for finding in of("PP048", snippet, today)] == variants


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("status: done", 1),
        ("status: done, evidence: Minutes", 0),
        ("status: done, acceptance: Signed by the board", 0),
        ("status: in-progress", 0),
    ],
)
def test_steps_done_show_it(fields: str, count: int) -> None:
    """Evidence or a standard of the plan's own will do."""
    assert len(of("PP049", f"goals: {{{fields}}}")) == count
