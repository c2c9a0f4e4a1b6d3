"""The final evaluation, on days before and after it is due."""

from datetime import date

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of

BEFORE, DUE, AFTER = date(2027, 1, 15), date(2027, 7, 14), date(2027, 7, 15)
PARTS = [
    "background: A",
    "core_figures: B",
    "analysis: C",
    "diagnosis: D",
    "suggestions: [{text: E, owner: ben, plan: q3}]",
]


def plan(status: str, evaluation: str) -> str:
    """A plan in a status, with an evaluation."""
    return f"plan: {{status: {status}}}\noptimization: {{evaluation: {evaluation}}}"


@pytest.mark.parametrize(
    ("status", "day", "severity", "variant"),
    [
        ("draft", BEFORE, Severity.WARNING, "none"),
        ("running", AFTER, Severity.WARNING, "none"),
        ("closed", DUE, Severity.WARNING, "none"),
        ("closed", AFTER, Severity.ERROR, "late"),
    ],
)
def test_none_planned(status: str, day: date, severity: Severity, variant: str) -> None:
    """A warning until a closed plan is fourteen days past its end."""
    (finding,) = of("PP715", plan(status, "null"), day)
    assert (finding.severity, finding.variant) == (severity, variant)
    assert marked(finding) == "optimization"


@pytest.mark.parametrize(
    ("status", "due", "day", "found"),
    [
        ("draft", "2027-07-10", AFTER, False),
        ("running", "2027-07-10", AFTER, False),
        ("closed", "2027-07-10", DUE, False),
        ("closed", "2027-07-10", AFTER, True),
        ("closed", "null", AFTER, True),
        ("closed", "2027-07-31", AFTER, False),
        ("closed", "2027-07-31", date(2027, 8, 1), True),
    ],
)
def test_planned_and_not_written(status: str, due: str, day: date, found: bool) -> None:
    """Only a closed plan owes it, and not before the day that it names itself."""
    findings = of("PP715", plan(status, f"{{due: {due}}}"), day)
    assert [(each.severity, each.variant) for each in findings] == ([(Severity.ERROR, "unwritten")] if found else [])


@pytest.mark.parametrize("missing", range(5))
def test_each_part_is_asked_for(missing: int) -> None:
    """A closed plan's evaluation that has been begun has all five parts."""
    rest = ", ".join(part for index, part in enumerate(PARTS) if index != missing)
    (finding,) = of("PP716", plan("closed", f"{{{rest}}}"), AFTER)
    assert finding.values["missing"] == (PARTS[missing].partition(":")[0],)
    assert not of("PP715", plan("closed", f"{{{rest}}}"), AFTER)


@pytest.mark.parametrize(
    ("status", "parts", "found"),
    [("closed", 5, False), ("closed", 0, False), ("running", 1, False), ("closed", 1, True)],
)
def test_when_parts_are_asked_for(status: str, parts: int, found: bool) -> None:
    """Not while the plan runs, and not before anything is written: then it is PP715's."""
    assert bool(of("PP716", plan(status, f"{{{', '.join(PARTS[:parts])}}}"), AFTER)) is found


@pytest.mark.parametrize(
    ("fields", "variant"),
    [
        ("owner: ben, due: 2027-09-01", None),
        ("owner: ben, plan: autumn", None),
        ("owner: ben", "when"),
        ("due: 2027-09-01", "owner"),
        ("plan: autumn", "owner"),
    ],
)
def test_suggestions_are_taken_up(fields: str, variant: str | None) -> None:
    """By somebody, until a day or in the next plan."""
    found = of("PP717", plan("draft", f"{{suggestions: [{{text: Book earlier, {fields}}}]}}"))
    assert [each.variant for each in found] == ([variant] if variant else [])
