"""Amounts that are off by a power of ten."""

import pytest

from tests.rules.offers import marked, of

LINE = "{{name: {}, amount: {}, category: media, channel: {}}}"


def budget(total: str, *amounts: str, reserve: str = "10%") -> str:
    """A budget of media lines for video, search and club."""
    names = ("video", "search", "club")[: len(amounts)]
    lines = ", ".join(LINE.format(name, amount, name) for name, amount in zip(names, amounts, strict=True))
    return f"budget: {{total: {total}, reserve: {reserve}, lines: [{lines}]}}"


@pytest.mark.parametrize(
    ("snippet", "found"),
    [
        (budget("100000", "50000", "30000", "10000"), []),
        (budget("100000", "5000", "30000", "10000"), [("5000", 50000)]),
        (budget("100000", "50000", "30000", "1000000"), [("1000000", 10000)]),
        (budget("100000", "50000", "3", "10000"), [("3", 30000)]),
        (budget("1000000", "50000", "30000", "10000"), [("1000000", 100000)]),
        (budget("10万", "50万", "3万", "1万"), [("50万", 50000)]),
        (budget("100000", "50000", "30000", "10000", reserve="{amount: 1000}"), [("1000", 10000)]),
        (budget("100000", "45000", "30000", "10000"), []),
        (budget("0", "50000", "30000", "10000"), []),
        (budget("100000", "0", "30000", "10000"), []),
    ],
)
def test_the_ledger(snippet: str, found: list[tuple[str, int]]) -> None:
    """The only line, reserve or total with which reserve and lines would make the total."""
    findings = of("PP053", snippet)
    assert [(marked(finding), finding.values["wanted"]) for finding in findings] == found


def test_two_that_would_do_are_none() -> None:
    """Where 10 and 10 are to make 110, either may be the slip, and nothing is said."""
    assert of("PP053", budget("120000", "10000", "10000", reserve="{amount: 10000}")) == []


def placements(*spends: int) -> str:
    """The video channel of the minimal plan, whose lines hold 40,000, with these placements."""
    utm = "utm: {source: video, medium: paid, campaign: spring}"
    items = ", ".join(f"{{format: feed, spend: {spend}, {utm}}}" for spend in spends)
    return f"channels: {{items: [{{id: video, placements: [{items}]}}]}}"


@pytest.mark.parametrize(
    ("snippet", "found"),
    [
        (placements(30000, 10000), []),
        (placements(30000, 1000), [("1000", 10000)]),
        (placements(300000, 10000), [("300000", 30000)]),
        (placements(400), [("400", 40000)]),
        (placements(30000, 5000), []),
    ],
)
def test_placements(snippet: str, found: list[tuple[str, int]]) -> None:
    """The only placement with which a channel's placements would spend its money."""
    findings = of("PP053", snippet)
    assert [(marked(finding), finding.values["wanted"]) for finding in findings] == found


def test_a_line_that_slipped_does_not_accuse_its_placement() -> None:
    """Placements are held against lines only where the ledger closes."""
    (finding,) = of("PP053", budget("100000", "400000", "30000", "20000"))
    assert marked(finding) == "400000"


@pytest.mark.parametrize(
    ("figures", "found"),
    [
        ("target: 360000, milestones: {2027-04: 100000, 2027-05: 120000, 2027-06: 140000}", []),
        ("target: 360000, milestones: {2027-04: 10000, 2027-05: 120000, 2027-06: 140000}", [("10000", 100000)]),
        ("target: 36000, milestones: {2027-04: 100000, 2027-05: 120000, 2027-06: 140000}", [("36000", 360000)]),
        ("target: 360000, milestones: {2027-04: 90000, 2027-05: 120000, 2027-06: 140000}", []),
        ("target: 360000, milestones: {2027-04-30: 36000, 2027-06-30: 360000}", []),
        ("target: 360000", []),
    ],
)
def test_milestones(figures: str, found: list[tuple[str, int]]) -> None:
    """The only milestone, or the target, with which the milestones would make the target."""
    findings = of("PP053", f"goals: {{targets: [{{id: sales, metric: revenue, by: 2027-06-30, {figures}}}]}}")
    assert [(marked(finding), finding.values["wanted"]) for finding in findings] == found
