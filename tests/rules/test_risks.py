"""The risk register, crisis levels, watch, fallback and changes; readiness and the review of texts."""

from datetime import date

import pytest

from tests.rules.offers import marked, of, offer, plan

NO_PEAK = """
phases: null
content:
  pieces: [{id: evening, format: article}]
"""


@pytest.mark.parametrize("risks", ["risks: null", "risks: {items: null}", "risks: {items: []}"])
def test_no_register_is_one_finding(risks: str) -> None:
    """Absent or empty: one error, and no other rule of the register speaks."""
    codes = [finding.code for code in range(830, 844) for finding in of(f"PP{code}", risks)]
    assert codes == ["PP830"]


def test_missing_classes_are_named_together() -> None:
    """One finding for all classes that nobody looked at."""
    (finding,) = of("PP831", "risks:\n  items: [{id: stock, kind: market}, {id: fraud, kind: people}]")
    assert finding.values["missing"] == ("supply-chain", "credit")
    assert marked(finding) == "items"


def test_the_technical_class_is_asked_for_once() -> None:
    """Where the plan has a peak the rule on peaks asks for it, elsewhere the rule on classes."""
    no_technical = "risks:\n  items: [{id: outage, kind: people}]\n"
    assert (len(of("PP831", no_technical)), len(of("PP837", no_technical))) == (0, 1)
    assert (len(of("PP831", no_technical + NO_PEAK)), len(of("PP837", no_technical + NO_PEAK))) == (1, 0)


@pytest.mark.parametrize(
    "peak",
    [
        "content:\n  pieces: [{id: evening, format: live}]",
        "channels:\n  items: [{id: club, kind: live}]",
        "channels:\n  items:\n    - {id: club, placements: [{format: live}]}",
        "phases: [{id: peak, kind: peak, name: Peak, start: 2027-05-16, end: 2027-06-20}]",
    ],
)
def test_what_counts_as_a_peak(peak: str) -> None:
    """A live stream in content, channel or placement, and a phase meant as peak."""
    risks = "risks:\n  items: [{id: outage, kind: people}]\n"
    bare = "\n".join(part for part in NO_PEAK.splitlines() if not ("content" in peak and part.startswith((" ", "con"))))
    bare = bare if "phases" not in peak else bare.replace("phases: null", "")
    (finding,) = of("PP837", f"{risks}\n{bare}\n{peak}")
    assert len(finding.related) == 1


def test_a_sale_is_a_peak() -> None:
    """A promotion needs a technical risk too."""
    risks = "risks:\n  items: [{id: outage, kind: people}]\n"
    assert of("PP837", plan(offer("mechanic: free-shipping"), also=risks + NO_PEAK))


@pytest.mark.parametrize(("likelihood", "impact", "count"), [(3, 4, 1), (4, 3, 1), (2, 5, 0), (5, 5, 1), (1, 1, 0)])
def test_high_risks_need_a_contingency_plan(likelihood: int, impact: int, count: int) -> None:
    """From 12 of 25 on."""
    item = f"{{id: stock, likelihood: {likelihood}, impact: {impact}, contingency: null}}"
    assert len(of("PP833", f"risks:\n  items: [{item}]")) == count


def test_each_lack_of_a_risk_is_its_own_finding() -> None:
    """Prevention, owner and sign are different lacks, all at the risk."""
    item = "{id: stock, mitigation: null, owner: null, trigger: null}"
    codes = [each.code for code in range(830, 844) for each in of(f"PP{code}", f"risks:\n  items: [{item}]")]
    assert codes == ["PP832", "PP834", "PP838"]


LEVEL = "{level: 1, owner: eve, response: 4h, via: service}"


@pytest.mark.parametrize(
    ("second", "variants"),
    [
        ("{level: 2, owner: ann, response: 4h, via: statement}", []),
        ("{level: 3, owner: ann, response: 30h, via: statement}", [""]),
        ("{level: 2, owner: ann, response: 0.5 days, via: statement}", [""]),
        ("{level: 1, owner: ann, response: 1h, via: statement}", ["order"]),
        ("{level: 0, owner: ann, response: 8h, via: statement}", ["order"]),
        ("{level: 2, owner: ann, via: statement}", ["missing"]),
        ("{level: 2}", ["missing"]),
    ],
)
def test_the_crisis_ladder(second: str, variants: list[str]) -> None:
    """Levels rise, are whole, and grow no slower; a level out of order is not judged by its speed."""
    findings = of("PP840", f"risks:\n  crisis_levels:\n    - {LEVEL}\n    - {second}")
    assert [finding.variant for finding in findings] == variants


@pytest.mark.parametrize(
    ("watch", "variants"),
    [("weekly", []), ("daily", []), ("1/week", []), ("every 7 days", []), ("every 8 days", [""]), ("null", ["none"])],
)
def test_the_watch_is_weekly(watch: str, variants: list[str]) -> None:
    """Seven days between two looks are fine, eight are not."""
    assert [finding.variant for finding in of("PP841", f"risks: {{watch: {watch}}}")] == variants


@pytest.mark.parametrize(
    ("snippet", "count"),
    [
        ("risks:\n  fallback: null", 0),
        ("risks:\n  items: [{id: outage, contingency: null}]", 0),
        ("risks:\n  fallback: null\n  items: [{id: outage, contingency: null}]", 1),
        ("risks:\n  fallback: null\n  items: [{id: outage, contingency: null}]\n" + NO_PEAK, 0),
    ],
)
def test_the_peak_has_a_fallback(snippet: str, count: int) -> None:
    """A fallback of its own or a technical risk's contingency plan; without a peak neither is asked for."""
    assert len(of("PP842", snippet)) == count


@pytest.mark.parametrize(
    ("day", "count"),
    [("2027-05-15", 0), ("2027-05-16", 1), ("2027-06-20", 1), ("2027-06-21", 0), ("2027-04-18", 1), ("2027-04-19", 0)],
)
def test_nothing_changes_inside_the_peak(day: str, count: int) -> None:
    """Peak phases and events named as peaks, first and last day included."""
    event = (
        "plan:\n  events: [{name: Shop birthday, start: 2027-04-18, peak: true}, {name: Spring, start: 2027-04-19}]\n"
    )
    assert len(of("PP843", f"{event}risks:\n  releases: [{{name: New pages, date: {day}}}]")) == count


@pytest.mark.parametrize(("end", "count"), [("2027-06-14", 1), ("2027-06-15", 0)])
def test_a_long_peak_is_a_season(end: str, count: int) -> None:
    """In a peak of more than 45 days, changes can't all wait."""
    phase = f"phases: [{{id: peak, kind: peak, name: Peak, start: 2027-05-01, end: {end}}}]\n"
    assert len(of("PP843", f"{phase}risks:\n  releases: [{{name: New pages, date: 2027-05-20}}]")) == count


DONE = "{task: Stock counted, area: stock, owner: ben, done_on: 2027-03-19}"
RUNNING = "{status: running}"
APPROVED = "{status: approved}"


@pytest.mark.parametrize(
    ("header", "checks", "today", "variants"),
    [
        (APPROVED, f"{DONE}, {{task: Load, area: load-test, due: 2027-03-22}}", "2027-03-25", [""]),
        (APPROVED, f"{DONE}, {{task: Load, area: load-test, due: 2027-03-22}}", "2027-03-24", []),
        (APPROVED, f"{DONE}, {{task: Load, area: load-test, due: 2027-03-22}}", "2027-07-24", [""]),
        (APPROVED, f"{DONE}, {{task: Load, area: load-test, due: 2027-03-28}}", "2027-03-28", []),
        (APPROVED, f"{DONE}, {{task: Load, area: load-test, due: 2027-03-28}}", "2027-03-29", [""]),
        (APPROVED, f"{DONE}, {{task: Load, area: load-test}}", "2027-03-25", ["undated"]),
        (APPROVED, f"{DONE}, {{task: Training, area: people, due: 2027-03-22}}", "2027-03-25", []),
        (APPROVED, f"{DONE}, {{task: Load, due: 2027-03-22}}", "2027-03-25", []),
        (APPROVED, "{task: Load, area: load-test, due: 2027-03-22}", "2027-04-25", []),
        (RUNNING, "{task: Load, area: load-test, due: 2027-03-22}", "2027-04-25", [""]),
        ("{status: draft}", f"{DONE}, {{task: Load, area: load-test, due: 2027-03-22}}", "2027-03-25", []),
        ("{status: closed}", f"{DONE}, {{task: Load, area: load-test, due: 2027-03-22}}", "2027-07-25", []),
    ],
)
def test_readiness_before_the_start(header: str, checks: str, today: str, variants: list[str]) -> None:
    """Seven days before the start, past its own date, and only where the list is being ticked off or the plan runs."""
    snippet = f"plan: {header}\nreadiness: {{before: [{checks}]}}"
    findings = of("PP827", snippet, date.fromisoformat(today))
    assert [finding.variant for finding in findings] == variants


@pytest.mark.parametrize(
    ("snippet", "count"),
    [
        ("compliance: null", 1),
        ("compliance: {reviewer: null}", 1),
        ("compliance: null\nteam:\n  members: [{id: ann, group: legal}]", 0),
        ("compliance: null\nteam:\n  members: [{id: ben, group: legal}]", 1),
        ("compliance: null\ncontent: null", 0),
        ("compliance: null\nteam: null", 1),
    ],
)
def test_somebody_reviews_the_texts(snippet: str, count: int) -> None:
    """A reviewer of compliance, or a lawyer among those who check content."""
    assert len(of("PP875", snippet)) == count
