"""The delivery plan against the period and the budget lines."""

import pytest

from promoplan.findings.finding import Finding, Severity
from tests.rules.offers import marked, of
from tests.rules.snippets import codes
from tests.rules.test_budget import ledger

SEARCH = "name: Search, category: media, channel: search"
CONTENT = "name: Search pages, category: content, channel: search"


def placed(*placements: str) -> str:
    """The minimal plan's shop search with these placements."""
    booked = ", ".join(f"{{format: search{', ' if each else ''}{each}}}" for each in placements)
    return f"channels: {{items: [{{id: search, placements: [{booked}]}}]}}\n"


def spends(*placements: str, lines: tuple[str, ...] = (f"{SEARCH}, amount: 1000",)) -> list[Finding]:
    """What is found of placements with these spends against lines."""
    booked = placed(*(f"spend: {each}" if each else "" for each in placements))
    return of("PP308", booked + ledger(*lines))


@pytest.mark.parametrize(
    ("days", "mark"),
    [
        ("start: 2027-04-01, end: 2027-06-30", None),
        ("start: 2027-03-31, end: 2027-06-30", "2027-03-31"),
        ("start: 2027-04-01, end: 2027-07-01", "2027-07-01"),
        ("start: 2027-03-01, end: 2027-07-31", "2027-03-01"),
        ("start: 2027-08-01, end: 2027-08-31", "2027-08-01"),
        ("start: 2027-03-31", "2027-03-31"),
        ("end: 2027-07-01", "2027-07-01"),
        ("end: 2027-03-31", "2027-03-31"),
        ("start: 2027-07-01", "2027-07-01"),
        ("start: 2027-06-30", None),
        ("", None),
    ],
)
def test_placements_run_inside_the_period(days: str, mark: str | None) -> None:
    """First and last day included; a missing day is the plan's own. One finding, at the first wrong day."""
    assert [marked(each) for each in of("PP307", placed(days))] == ([mark] if mark else [])


def test_reversed_days_are_another_rules_business() -> None:
    """Of the placement, or of the plan."""
    assert codes(placed("start: 2027-08-31, end: 2027-08-01")) & {"PP023", "PP307"} == {"PP023"}
    backwards = "plan: {period: {start: 2027-06-30, end: 2027-04-01}}\n"
    assert of("PP307", backwards + placed("start: 2027-05-01")) == []


@pytest.mark.parametrize(
    ("booked", "variant", "severity"),
    [
        (("1000",), None, None),
        (("1000.01",), "over", Severity.ERROR),
        (("600", "400"), None, None),
        (("600", "401"), "over", Severity.ERROR),
        (("950",), None, None),
        (("949.99",), "under", Severity.WARNING),
        (("0",), "under", Severity.WARNING),
        (("500", ""), None, None),
        (("1001", ""), "over", Severity.ERROR),
        (("",), None, None),
        ((), None, None),
    ],
)
def test_spend_against_the_lines(booked: tuple[str, ...], variant: str | None, severity: Severity | None) -> None:
    """Not a cent more; up to 5 % less, unless a placement names no spend, which may be what is left."""
    found = [(each.variant, each.severity) for each in spends(*booked)]
    assert found == ([(variant, severity)] if variant else [])


def test_all_lines_may_be_placed_and_media_lines_have_to_be() -> None:
    """Money for pages on the channel may pay for placements; that it does not is no fault."""
    lines = (f"{SEARCH}, amount: 1000", f"{CONTENT}, amount: 500")
    assert [each.variant for each in spends("1000", lines=lines)] == []
    assert [each.variant for each in spends("1500", lines=lines)] == []
    assert [each.variant for each in spends("1501", lines=lines)] == ["over"]
    assert [each.variant for each in spends("900", lines=lines)] == ["under"]
    assert [each.values["money"] for each in spends("900", lines=lines)] == [1000]


@pytest.mark.parametrize("lines", [(), (f"{SEARCH}, amount: 0",), ("name: Video, amount: 40000, channel: video",)])
def test_a_channel_without_money_is_another_rules_business(lines: tuple[str, ...]) -> None:
    """There is nothing to hold the placements against."""
    assert spends("1000", lines=lines) == []


def test_the_place_is_the_spend_or_the_list() -> None:
    """The only placement's spend; else the placements, with all lines of the channel related."""
    (one,) = spends("1001")
    assert (marked(one), len(one.related)) == ("1001", 1)
    (several,) = spends("600", "600", lines=(f"{SEARCH}, amount: 500", f"{SEARCH}, amount: 500"))
    assert (marked(several), len(several.related)) == ("placements", 2)
