"""Step 02: how many competitors, how well described, by whom verified, how old, and with what lesson."""

from datetime import date

import pytest

from tests.rules.offers import marked, of


def items(*competitors: str) -> str:
    """Changes to the two competitors of the minimal plan, or further ones."""
    return "competitors:\n  items:" + "".join(f"\n    - {{{each}}}" for each in competitors)


@pytest.mark.parametrize("code", range(201, 210))
def test_absent_competitors_are_another_rules_business(code: int) -> None:
    """Without the section, no rule on competitors speaks."""
    assert of(f"PP{code}", "competitors: null") == []


@pytest.mark.parametrize("code", range(202, 210))
def test_no_competitor_is_one_finding(code: int) -> None:
    """Then nothing is said of their number, description and shares."""
    empty = "competitors: {own_share: 90%, sources: [], items: []}"
    assert of("PP201", empty)
    assert of(f"PP{code}", empty) == []


@pytest.mark.parametrize(
    ("names", "few"),
    [(("Rival A", "Rival B"), False), (("Rival A", "rival  a"), True), (("Ｒｉｖａｌ A", "RIVAL A"), True)],
)
def test_a_competitor_counts_once(names: tuple[str, str], few: bool) -> None:
    """Whatever its case, width and spaces."""
    snippet = items(f"id: rival-a, name: {names[0]}", f"id: rival-b, name: {names[1]}")
    assert bool(of("PP202", snippet)) is few


@pytest.mark.parametrize(
    ("change", "missing"),
    [
        ("strategy: null", ("strategy",)),
        ("channels: []", ("channels",)),
        ("content: null, channels: null", ("channels", "content")),
        ("strengths: []", None),
        ("channels: video", None),
    ],
)
def test_what_is_looked_at(change: str, missing: tuple[str, ...] | None) -> None:
    """Strategy, channels and content; the rest is welcome."""
    findings = of("PP203", items(f"id: rival-a, {change}"))
    assert [finding.values["missing"] for finding in findings] == ([missing] if missing else [])


@pytest.mark.parametrize(
    ("sources", "first", "second", "found"),
    [
        ("[{name: Report}]", "[]", "[]", []),
        ("[{name: Report, kind: own}]", "[]", "[]", [""]),
        ("[{name: Report, kind: platform}, {name: Q, kind: third-party}]", "[]", "[]", []),
        ("[]", "[{name: Report}]", "[{name: Report}]", []),
        ("[]", "[{name: Report}]", "[{name: Visit, kind: own}]", ["one"]),
        ("[]", "[{name: Visit, kind: own}]", "[{name: Asked, kind: survey}]", [""]),
    ],
)
def test_verification(sources: str, first: str, second: str, found: list[str]) -> None:
    """By a third party: for the whole, or for each; where there is none at all, that is said once."""
    snippet = f"competitors:\n  sources: {sources}\n  items:\n    - {{id: rival-a, sources: {first}}}\n"
    snippet += f"    - {{id: rival-b, sources: {second}}}"
    assert [finding.variant for finding in of("PP204", snippet)] == found


@pytest.mark.parametrize(
    ("day", "today", "variant"),
    [
        ("2026-04-01", date(2027, 4, 1), None),
        ("2026-03-31", date(2027, 4, 1), ""),
        ("2026-04-01", date(2030, 1, 1), None),
        ("2026-03-31", date(2030, 1, 1), ""),
        ("2026-01-15", date(2027, 1, 15), ""),
        ("2027-01-15", date(2027, 1, 15), None),
        ("2027-01-16", date(2027, 1, 15), "future"),
        ("2027-05-01", date(2027, 5, 1), None),
        ("1900-01-01", date(2027, 1, 15), ""),
    ],
)
def test_age_of_sources(day: str, today: date, variant: str | None) -> None:
    """Twelve months to the day before the plan's start; none is of tomorrow."""
    for snippet in (
        f"competitors: {{sources: [{{name: Report, date: {day}}}]}}",
        items(f"id: rival-a, sources: [{{name: Visit, kind: own, date: {day}}}]"),
    ):
        findings = of("PP205", snippet, today)
        assert [finding.variant for finding in findings] == ([] if variant is None else [variant])
        assert [marked(finding) for finding in findings] == [day] * len(findings)


def test_the_last_of_a_longer_month() -> None:
    """A year before the end of February in a leap year is the end of February."""
    leap = "plan: {period: {start: 2028-02-29, end: 2028-05-31}}\ncompetitors: {sources: [{name: Report, date: %s}]}"
    assert of("PP205", leap % "2027-02-28", date(2028, 3, 1)) == []
    assert of("PP205", leap % "2027-02-27", date(2028, 3, 1))


def test_a_plan_knows_what_its_own_version_knows() -> None:
    """Judged as on a day before it was written, its sources are not of the future."""
    snippet = "plan: {updated: 2027-01-10}\ncompetitors: {sources: [{name: Report, date: %s}]}"
    assert of("PP205", snippet % "2027-01-10", date(2020, 1, 1)) == []
    assert of("PP205", snippet % "2027-01-11", date(2020, 1, 1))


def test_sources_without_a_date_are_not_judged() -> None:
    """Nobody can say how old they are."""
    assert of("PP205", "competitors: {sources: [{name: Report}]}") == []


@pytest.mark.parametrize(
    ("own", "first", "second", "variant"),
    [
        ("null", "60%", "40%", None),
        ("null", "60%", "40.01%", ""),
        ("30%", "42%", "28%", None),
        ("30%", "42%", "28.1%", "own"),
        ("0%", "60%", "41%", ""),
        ("100%", "null", "null", None),
        ("null", "null", "100%", None),
    ],
)
def test_shares(own: str, first: str, second: str, variant: str | None) -> None:
    """All of the market is possible, more of it is not."""
    snippet = items(f"id: rival-a, share: {first}", f"id: rival-b, share: {second}") + f"\n  own_share: {own}"
    assert [finding.variant for finding in of("PP207", snippet)] == ([] if variant is None else [variant])


def test_our_own_share_is_counted_once() -> None:
    """Ourselves among the competitors is one fault, not two."""
    snippet = items("id: rival-a, share: 60%", "id: rival-b, name: EXAMPLE, share: 40%") + "\n  own_share: 40%"
    assert of("PP207", snippet) == []
    assert [marked(finding) for finding in of("PP208", snippet)] == ["EXAMPLE"]


@pytest.mark.parametrize("brand", ["null", "Example Plus"])
def test_another_brand_is_a_competitor(brand: str) -> None:
    """Only the same name is ourselves, and nobody is without a brand."""
    assert of("PP208", f"plan: {{brand: {brand}}}\n" + items("id: rival-b, name: Example")) == []


def test_lessons_and_prices_are_asked_of_each() -> None:
    """One finding per competitor that lacks them."""
    both = items("id: rival-a, response: null, price_level: null", "id: rival-b, response: null, price_level: null")
    assert [marked(finding) for finding in of("PP206", both)] == ["rival-a", "rival-b"]
    assert [marked(finding) for finding in of("PP209", both)] == ["rival-a", "rival-b"]
