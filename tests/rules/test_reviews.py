"""Reviews, response time and measurable targets of step 07."""

import pytest

from tests.rules.offers import marked, of
from tests.rules.snippets import codes

MONTHS = {1: "2027-04-30", 2: "2027-05-31", 3: "2027-06-30", 5: "2027-08-31", 6: "2027-09-30", 12: "2028-03-31"}


def reviews(*cadences: str, until: str = "2027-06-30", kind: str = "quarterly") -> str:
    """A plan with reviews in these rhythms, complete but for that."""
    entries = [
        f"    - {{cadence: {each}, owner: dan, metrics: [roas], decision: by the playbook}}" for each in cadences
    ]
    head = f"plan:\n  kind: {kind}\n  period: {{end: {until}}}\noptimization:\n  reviews:"
    return "\n".join([head, *entries]) if entries else f"{head} []"


@pytest.mark.parametrize("cadence", ["weekly", "daily", "every 7 days", "2/week", "hourly", "每周"])
def test_weekly_or_more_often(cadence: str) -> None:
    """Anything at least once a week is a weekly review."""
    assert not of("PP701", reviews("monthly", cadence))


@pytest.mark.parametrize(("cadences", "text"), [(["monthly", "every 8 days"], "every 8 days"), ([], "optimization")])
def test_no_weekly_review(cadences: list[str], text: str) -> None:
    """The most frequent one is pointed at, or the step where there is none."""
    (finding,) = of("PP701", reviews(*cadences))
    assert marked(finding) == text


@pytest.mark.parametrize(
    ("months", "cadences", "variants"),
    [
        (1, ["weekly"], []),
        (2, ["weekly"], ["monthly"]),
        (2, ["weekly", "every 4 weeks"], []),
        (2, ["weekly", "quarterly"], ["monthly"]),
        (5, ["weekly", "monthly"], []),
        (6, ["weekly", "monthly"], ["quarterly"]),
        (6, ["weekly"], ["monthly", "quarterly"]),
        (12, ["weekly", "monthly", "quarterly"], []),
        (12, ["weekly", "monthly", "yearly"], ["quarterly"]),
    ],
)
def test_longer_plans_are_looked_at_from_further_away(months: int, cadences: list[str], variants: list[str]) -> None:
    """Monthly from two whole months on, quarterly from six."""
    assert sorted(each.variant for each in of("PP702", reviews(*cadences, until=MONTHS[months]))) == variants


@pytest.mark.parametrize(("end", "found"), [("2027-05-30", False), ("2027-05-31", True)])
def test_two_months_are_whole_months(end: str, found: bool) -> None:
    """From 1 April, the last day of May makes two."""
    assert bool(of("PP702", reviews("weekly", until=end))) is found


@pytest.mark.parametrize(
    ("time", "found"),
    [("24h", False), ("48h", False), ("2 days", False), ("49h", True), ("1 week", True), ("null", True)],
)
def test_response_time(time: str, found: bool) -> None:
    """Two days are the most."""
    assert bool(of("PP703", f"optimization: {{response_time: {time}}}")) is found


@pytest.mark.parametrize(
    ("targets", "variants"),
    [
        ("null", ["none"]),
        ("[{metric: cvr}]", ["figure"]),
        ("[{metric: cvr, change: +5%}]", []),
        ("[{metric: cvr, target: 2.1%}]", []),
        ("[{metric: buzz, change: +5%}, {metric: ctr}]", ["metric", "figure"]),
    ],
)
def test_targets_can_be_measured(targets: str, variants: list[str]) -> None:
    """A known metric and a figure."""
    assert [each.variant for each in of("PP704", f"optimization: {{targets: {targets}}}")] == variants


def test_a_metric_of_the_plan_is_known() -> None:
    """What `monitoring.metrics` defines can be a target."""
    own = "monitoring:\n  metrics: [{id: buzz, name: Buzz, dimension: brand}]\n"
    assert not of("PP704", own + "optimization: {targets: [{metric: buzz, change: +5%}]}")


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("owner: dan, metrics: [roas], decision: by the playbook", ()),
        ("owner: dan, metrics: [roas]", ("decision",)),
        ("owner: dan, metrics: [], decision: by the playbook", ("metrics",)),
        ("owner: dan", ("metrics", "decision")),
    ],
)
def test_a_review_decides_by_a_rule(fields: str, missing: tuple[str, ...]) -> None:
    """One finding a review, with all that it lacks."""
    found = of("PP719", f"optimization:\n  reviews: [{{cadence: weekly, {fields}}}]")
    assert [each.values["missing"] for each in found] == ([missing] if missing else [])


def test_a_review_has_an_owner() -> None:
    """The rhythm of the review without one is underlined."""
    found = of("PP714", "optimization:\n  reviews: [{cadence: weekly}, {cadence: monthly, owner: ann}]")
    assert [marked(each) for each in found] == ["weekly"]


@pytest.mark.parametrize(
    ("until", "cadence", "found"),
    [
        ("2027-04-07", "monthly", False),
        ("2027-04-08", "monthly", True),
        ("2027-04-08", "weekly", False),
        ("2027-04-30", "monthly", True),
        ("2027-05-01", "monthly", False),
    ],
)
def test_a_campaign_is_looked_at_while_it_runs(until: str, cadence: str, found: bool) -> None:
    """From the eighth day on, a review falls inside."""
    assert bool(of("PP718", reviews(cadence, until=until, kind="campaign"))) is found


def test_no_reviews_at_all_is_not_said_as_too_rarely() -> None:
    """That there is none is PP701's."""
    assert "PP718" not in codes(reviews(kind="campaign"))
