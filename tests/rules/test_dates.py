"""Days: ends after starts, periods that fit the kind of plan, phases side by side."""

import pytest

from tests.rules.offers import marked, of

PERIOD = "plan: {{kind: {}, period: {{start: {}, end: {}}}}}"


@pytest.mark.parametrize(
    ("snippet", "mark"),
    [
        ("plan: {period: {start: 2027-07-01}}", "2027-06-30"),
        ("phases: [{id: peak, end: 2027-05-15}]", "2027-05-15"),
        ("plan: {events: [{name: A, start: 2027-05-02, end: 2027-05-01}]}", "2027-05-01"),
        ("plan: {events: [{name: A, start: 2027-05-02, end: 2027-05-02}]}", None),
        ("plan: {events: [{name: A, start: 2027-05-02}]}", None),
        ("content: {pieces: [{id: demo, start: 2027-05-02, end: 2027-05-01}]}", "2027-05-01"),
        ("content: {pieces: [{id: demo, end: 2027-05-01}]}", None),
        ("optimization: {experiments: [{id: a, start: 2027-05-02, end: 2027-05-01}]}", "2027-05-01"),
        (
            "promotions: {items: [{id: a, name: A, mechanic: gift, start: 2027-05-02, end: 2027-05-01}]}",
            "2027-05-01",
        ),
        (
            "channels: {items: [{id: video, placements: [{format: feed, start: 2027-05-02, end: 2027-05-01}]}]}",
            "2027-05-01",
        ),
    ],
)
def test_reversed_dates(snippet: str, mark: str | None) -> None:
    """Wherever start and end stand together; one day is a span too."""
    assert [marked(finding) for finding in of("PP023", snippet)] == ([] if mark is None else [mark])


@pytest.mark.parametrize(
    ("kind", "start", "end", "fits"),
    [
        ("annual", "2027-01-01", "2027-12-31", True),
        ("annual", "2027-01-01", "2027-10-31", True),
        ("annual", "2027-01-01", "2027-10-30", False),
        ("annual", "2027-01-01", "2028-02-29", True),
        ("annual", "2027-01-01", "2028-03-01", False),
        ("quarterly", "2027-04-01", "2027-06-30", True),
        ("quarterly", "2027-04-01", "2027-05-31", True),
        ("quarterly", "2027-04-01", "2027-05-30", False),
        ("quarterly", "2027-04-15", "2027-08-14", True),
        ("quarterly", "2027-04-15", "2027-08-15", False),
        ("campaign", "2027-04-01", "2027-07-01", True),
        ("campaign", "2027-04-01", "2027-07-02", False),
        ("campaign", "2027-04-01", "2027-04-01", True),
        ("campaign", "2027-04-02", "2027-04-01", True),
    ],
)
def test_period_and_kind(kind: str, start: str, end: str, fits: bool) -> None:
    """The limits themselves fit; a reversed period is another rule's."""
    findings = of("PP045", PERIOD.format(kind, start, end))
    assert [finding.variant for finding in findings] == ([] if fits else [kind])


@pytest.mark.parametrize(
    ("phases", "overlaps", "gaps"),
    [
        ("{id: peak, start: 2027-05-15}", [("overlap", "2027-05-15")], []),
        ("{id: peak, start: 2027-05-17}", [], [("day", "2027-05-17")]),
        ("{id: peak, start: 2027-05-18}", [], [("", "2027-05-18")]),
        ("{id: warm-up, start: 2027-03-31}", [("early", "2027-03-31")], []),
        ("{id: warm-up, start: 2027-04-02}", [], [("day", "2027-04-02")]),
        ("{id: closing, end: 2027-07-01}", [("late", "2027-07-01")], []),
        ("{id: closing, end: 2027-06-29}", [], [("day", "2027-06-29")]),
        ("{id: peak, start: 2027-04-10, end: 2027-05-01}", [("overlap", "2027-04-10")], [("", "2027-06-21")]),
        ("{id: peak, end: 2027-05-10}", [], [("", "2027-06-21")]),
        (
            "{id: all, name: All, start: 2027-04-01, end: 2027-06-30}",
            [("overlap", "2027-05-16"), ("overlap", "2027-06-21"), ("overlap", "2027-04-01")],
            [],
        ),
    ],
)
def test_phases_side_by_side(phases: str, overlaps: list[tuple[str, str]], gaps: list[tuple[str, str]]) -> None:
    """Each shared day, each day outside and each gap is found once, at the day that is wrong."""
    snippet = f"phases: [{phases}]"
    assert [(finding.variant, marked(finding)) for finding in of("PP046", snippet)] == overlaps
    assert [(finding.variant, marked(finding)) for finding in of("PP047", snippet)] == gaps


def test_a_plan_without_phases_has_no_gap() -> None:
    """Phases are not asked for here."""
    assert not of("PP047", "phases: []")
    assert not of("PP047", "phases: null")
