"""Alerts, adjustment, shift limit and approvals."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of


@pytest.mark.parametrize(
    ("alerts", "variant"),
    [
        ("null", "none"),
        ("{warn: null, stop: null}", "none"),
        ("{warn: null, stop: 95%}", "warn"),
        ("{warn: 80%, stop: null}", "stop"),
        ("{warn: 95%, stop: 95%}", "late"),
        ("{warn: 94.9%, stop: 95%}", None),
        ("{warn: 60%, stop: 100%}", None),
    ],
)
def test_alerts(alerts: str, variant: str | None) -> None:
    """Both thresholds, the warning first; how high they lie is the team's business."""
    assert [each.variant for each in of("PP609", f"budget: {{alerts: {alerts}}}")] == ([variant] if variant else [])


@pytest.mark.parametrize(
    ("adjustment", "variant"),
    [
        ("null", "none"),
        ("[]", "none"),
        ("[{when: roas < 2, by: ann}]", "unlimited"),
        ("[{when: roas < 2, by: ann}, {when: roas < 1, move: pause}]", None),
        ("[{when: roas < 2, move: -20%}]", None),
    ],
)
def test_adjustment(adjustment: str, variant: str | None) -> None:
    """At least one rule says how much moves."""
    found = of("PP610", f"budget: {{adjustment: {adjustment}}}")
    assert [each.variant for each in found] == ([variant] if variant else [])


def test_shift_limit() -> None:
    """Any limit will do."""
    assert [marked(each) for each in of("PP611", "budget: {shift_limit: null}")] == ["budget"]
    assert not of("PP611", "budget: {shift_limit: 50%}")


@pytest.mark.parametrize(
    ("status", "severity"),
    [("draft", "warning"), ("approved", "error"), ("running", "error"), ("closed", "error")],
)
@pytest.mark.parametrize("approvals", ["null", "[]", "[{by: ann, limit: 39999}]"])
def test_approval_is_due_once_the_plan_is_approved(approvals: str, status: str, severity: str) -> None:
    """In a draft it is still to come; a line above every limit counts as not approved."""
    (finding,) = of("PP612", f"plan: {{status: {status}}}\nbudget: {{approvals: {approvals}}}")
    assert finding.severity is Severity(severity)


@pytest.mark.parametrize(
    ("approvals", "by", "variant"),
    [
        ("[{by: ann, limit: 40000}]", "", None),
        ("[{by: ann, limit: 39999}]", "", "nobody"),
        ("[{by: ann, limit: 39999}, {by: ben}]", "", None),
        ("[{by: ann, limit: 39999}, {by: ben}]", ", approved_by: ann", "limit"),
        ("[{by: ann, limit: 39999}, {by: ben}]", ", approved_by: ben", None),
        ("[{by: ann, limit: 100}, {by: ann, limit: 40000}]", ", approved_by: ann", None),
        ("[{by: ann}]", ", approved_by: cho", "stranger"),
    ],
)
def test_lines_within_the_approvers_limits(approvals: str, by: str, variant: str | None) -> None:
    """The named approver's limit, or that of anybody; exactly at the limit is within it."""
    line = f"{{name: Video, amount: 40000, category: media, channel: video{by}}}"
    found = of("PP612", f"budget:\n  approvals: {approvals}\n  lines: [{line}]")
    assert [each.variant for each in found] == ([variant] if variant else [])
