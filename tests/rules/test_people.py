"""The team: who is accountable, which groups are covered, who checks whom."""

import pytest

from promoplan.rules.page import DAY
from tests.rules.offers import marked, of, offer, plan


@pytest.mark.parametrize(
    ("raci", "variants"),
    [
        ("{goals: {accountable: []}}", ["none"]),
        ("{goals: {accountable: [ann, ann]}}", []),
        ("{goals: {accountable: [ann, ben]}, budget: {accountable: [ann, ben]}}", ["several", "several"]),
        ("{goals: null}", ["absent"]),
        ("{goals: null, budget: null}", ["absent"]),
        ("null", []),
    ],
)
def test_accountable(raci: str, variants: list[str]) -> None:
    """Exactly one person for each step; steps that the table leaves out are one finding."""
    assert [finding.variant for finding in of("PP036", f"team: {{raci: {raci}}}")] == variants


@pytest.mark.parametrize(
    ("members", "missing"),
    [
        ("{id: eve, group: service}", ("user-operations",)),
        ("{id: eve, group: null}, {id: dan, group: finance}", ("data", "user-operations")),
        ("{id: fay, name: Fay, group: legal}", None),
    ],
)
def test_groups(members: str, missing: tuple[str, ...] | None) -> None:
    """One finding names the groups without people; further groups do no harm."""
    findings = of("PP054", f"team: {{members: [{members}]}}")
    assert [finding.values["missing"] for finding in findings] == ([] if missing is None else [missing])


@pytest.mark.parametrize(
    ("snippet", "marks"),
    [
        ("budget: {approvals: [{by: ben}]}", ["ben"]),
        ("budget: {approvals: [{by: ben}, {by: ann, limit: 5000}]}", []),
        ("budget: {approvals: []}", []),
        ("budget: {lines: [{name: A, amount: 1, owner: ben, approved_by: ben}]}", ["ben"]),
        ("budget: {lines: [{name: A, amount: 1, owner: ben, approved_by: ann}]}", []),
        ("budget: {lines: [{name: A, amount: 1, approved_by: ann}]}", []),
        ("content: {review: {by: [cho]}}", ["[cho]"]),
        ("content: {review: {by: [cho, ann]}}", []),
        ("content: {review: null}", []),
        (plan(offer("mechanic: limited-discount, rate: 10%, owner: ben, approved_by: ben")), ["ben"]),
        (plan(offer("mechanic: limited-discount, rate: 10%, owner: ben, approved_by: ann")), []),
    ],
)
def test_makers_and_checkers(snippet: str, marks: list[str]) -> None:
    """Nobody is the only one to approve their own money, content or price."""
    assert [marked(finding) for finding in of("PP055", snippet, DAY)] == marks
