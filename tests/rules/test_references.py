"""Ids: defined once, pointed to where they are, and none forgotten."""

from datetime import date

import pytest

from promoplan.checker import check
from promoplan.findings.finding import Severity
from promoplan.source.document import parse
from promoplan.source.text import Source
from tests.rules.offers import marked, of
from tests.rules.snippets import codes


@pytest.mark.parametrize(
    ("snippet", "mark", "near"),
    [
        ("plan: {owner: anne}", "anne", "ann"),
        ("goals: {targets: [{id: roas, scope: {segment: old}}]}", "old", None),
        ("channels: {items: [{id: video, hands_to: [clubs]}]}", "clubs", "club"),
        ("content: {pieces: [{id: demo, phases: peek}]}", "peek", "peak"),
        ("monitoring: {tools: [{id: ga, cross_check: shopp}]}", "shopp", "shop"),
        ("budget: {targets: {phase: {base: working, warm-upp: 30%}}}", "warm-upp", "warm-up"),
        ("budget: {adjustment: [{when: roas < 2 on vidoe, move: up to 20%, by: ann}]}", "roas < 2 on vidoe", "video"),
        ("optimization: {playbook: [{when: roas < 2 on zzz, then: Stop, owner: ben}]}", "roas < 2 on zzz", None),
        ("team: {raci: {goals: {accountable: 安}}}", "安", None),
    ],
)
def test_unknown_references(snippet: str, mark: str, near: str | None) -> None:
    """Wherever a name points, in keys and conditions too, it is underlined, with the id that was surely meant."""
    (finding,) = of("PP016", snippet)
    assert (marked(finding), finding.values["near"] or None) == (mark, near)


@pytest.mark.parametrize("section", ["team", "audience", "goals", "channels", "content", "monitoring"])
def test_what_a_missing_section_leaves_open_is_not_found_again(section: str) -> None:
    """Its absence has a rule of its own; hundreds of names that point there are not found one by one."""
    assert not of("PP016", f"{section}: null")


def test_what_a_broken_section_leaves_open_is_not_judged() -> None:
    """A section that can't be read may well define the name."""
    assert codes("team: {members: [{id: zed}]}\nplan: {owner: zed}") == {"PP011"}


def test_absent_phases_are_found_where_they_are_named() -> None:
    """Phases are no step: whoever names one without defining it is told."""
    assert {finding.values["place"] for finding in of("PP016", "phases: null")} == {"phases.items"}


@pytest.mark.parametrize(
    ("snippet", "count"),
    [
        ("risks: {items: [{id: law, name: Again, kind: legal, likelihood: 1, impact: 1}]}", 0),
        ("budget: {lines: [{id: a, name: A, amount: 1}, {id: a, name: B, amount: 1}]}", 1),
        ("budget: {lines: [{name: A, amount: 1}, {name: B, amount: 1}]}", 0),
        ("content: {ad_copy: [{id: a, body: A}, {id: a, body: B}, {id: a, body: C}]}", 2),
        ("monitoring: {metrics: [{id: m_m, name: A, dimension: user}, {id: m_m, name: B, dimension: user}]}", 1),
        ("competitors: {items: [{id: video, name: Video}]}", 0),
    ],
)
def test_duplicate_ids(snippet: str, count: int) -> None:
    """In every list with ids; the same id may stand in two lists, and an id laid over the base's is one thing."""
    findings = of("PP017", snippet)
    assert len(findings) == count
    assert all(len(finding.related) == 1 for finding in findings)


@pytest.mark.parametrize(
    ("snippet", "variants"),
    [
        ("monitoring: {tools: [{id: crm, name: CRM}]}", ["tool"]),
        ("monitoring: {tools: [{id: crm, name: CRM, cross_check: crm}]}", ["tool"]),
        ("monitoring: {tools: [{id: crm, name: CRM}, {id: ga, cross_check: crm}]}", []),
        ("phases: [{id: after, name: After, start: 2027-06-25, end: 2027-06-30}]", ["phase"]),
        ("audience: {segments: [{id: busy, name: Busy}]}", []),
        ("audience: {segments: [{id: busy, name: Busy}]}\ncontent: null", ["segment"]),
        ("team: {members: [{id: fay, name: Fay}]}\nplan: {summary: []}", []),
    ],
)
def test_unused_definitions(snippet: str, variants: list[str]) -> None:
    """A tool checked against itself is unused; segments belong to another rule, and a broken plan is not judged."""
    findings = of("PP018", snippet)
    assert [finding.variant for finding in findings] == variants
    assert all(finding.severity is Severity.INFO for finding in findings)


def test_phases_that_nothing_names_are_a_calendar() -> None:
    """Only where some phases are named is one that is not odd."""
    plain = """
    budget:
      targets: {phase: null}
      lines: [{name: Ads, amount: 90000, category: media, channel: video, owner: eve}]
    """
    assert not of("PP018", plain)


def test_owners_without_a_team_are_one_finding() -> None:
    """However many are named; an empty team is as none."""
    for team, mark in (("null", "plan"), ("{members: []}", "team")):
        (finding,) = of("PP035", f"team: {team}")
        assert (marked(finding), len(finding.related)) == (mark, 1)
        assert not of("PP016", f"team: {team}")


def test_many_unknown_names_are_found_in_a_moment() -> None:
    """The search for the nearest ends after some; the findings do not."""
    names = "".join(f"  - {{name: N, amount: 1, channel: c{number:04}x}}\n" for number in range(3000))
    items = "".join(f"  - {{id: c{number:04}, name: C, role: core, kind: social}}\n" for number in range(3000))
    text = f"channels:\n  items:\n{items}budget:\n  total: 3000\n  lines:\n{names}"
    findings = check(parse(Source("plan.yaml", text)), today=date(2027, 1, 15)).findings
    assert sum(finding.code == "PP016" for finding in findings) == 3000
