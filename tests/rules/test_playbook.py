"""The playbook: measured figures, actions, conflicts, and the falling return of core channels."""

from itertools import permutations

import pytest

from tests.rules.offers import marked, of
from tests.rules.snippets import found


def playbook(*entries: str) -> str:
    """A plan with these entries."""
    return "optimization:\n  playbook:" + ("".join(f"\n    - {{{each}}}" for each in entries) or " []")


@pytest.mark.parametrize(
    ("metric", "measured"),
    [("roas", True), ("ctr", True), ("impressions", True), ("bounce_rate", False), ("roi", False), ("buzz", False)],
)
def test_what_fires_is_measured(metric: str, measured: bool) -> None:
    """By a KPI or a stage of the funnel, under the same key."""
    assert bool(of("PP705", playbook(f"when: {metric} < 2, then: Look"))) is not measured


def test_a_figure_that_is_missing_is_told_once() -> None:
    """However many entries wait for it, and not at all where a goal misses it too."""
    waiting = playbook("when: bounce_rate > 60%, then: Look", "when: bounce_rate > 80%, then: Run")
    (finding,) = of("PP705", waiting)
    assert marked(finding) == "bounce_rate > 60%"
    kpis = "monitoring: {kpis: [{metric: ctr, target: 2%, source: ga, cadence: daily}]}"
    assert of("PP705", f"{playbook('when: roas < 2, then: Look')}\n{kpis}") == []


@pytest.mark.parametrize(
    ("action", "idle"), [("then: Look", False), ("move: -20%", False), ("move: pause", False), ("owner: ben", True)]
)
def test_an_entry_acts(action: str, idle: bool) -> None:
    """People, money or both."""
    assert bool(of("PP707", playbook(f"when: roas < 2, {action}"))) is idle


@pytest.mark.parametrize(
    ("first", "second", "conflict"),
    [
        ("roas < 2, move: -20%", "roas > 4, move: +20%", False),
        ("roas < 4, move: -20%", "roas > 4, move: +20%", False),
        ("roas <= 4, move: -20%", "roas > 4, move: +20%", False),
        ("roas <= 4, move: -20%", "roas >= 4, move: +20%", True),
        ("roas < 5, move: -20%", "roas > 4, move: +20%", True),
        ("roas < 5, move: pause", "roas > 4, move: +20%", True),
        ("roas < 2, move: -20%", "roas < 3, move: +10%", True),
        ("roas < 2, move: -20%", "roas < 1, move: pause", False),
        ("roas = 4, move: -20%", "roas > 4, move: +20%", False),
        ("roas = 4, move: -20%", "roas >= 4, move: +20%", True),
        ("roas = 4, move: -20%", "roas = 4, move: +20%", True),
        ("roas = 3, move: -20%", "roas = 4, move: +20%", False),
        ("roas < 5, move: -20%", "ctr > 4, move: +20%", False),
        ("roas < 5 on video, move: -20%", "roas > 4 on search, move: +20%", False),
        ("roas < 5 on video, move: -20%", "roas > 4, move: +20%", True),
        ("roas < 5, move: up to 20%", "roas > 4, move: +20%", False),
        ("roas < 5, then: Cut it", "roas > 4, move: +20%", False),
    ],
)
def test_conflicts(first: str, second: str, conflict: bool) -> None:
    """One value of one metric that fires both, with money going both ways; in either order."""
    for pair in permutations((first, second)):
        findings = of("PP708", playbook(*(f"when: {each}" for each in pair)))
        assert len(findings) == conflict
        assert all(len(each.related) == 1 for each in findings)


@pytest.mark.parametrize(
    ("entries", "channels"),
    [
        (["when: roas < 2, then: Look"], None),
        (["when: roas < 2 on video, then: Look", "when: roi <= 1 on search, then: Look"], None),
        (["when: cost_ratio > 50%, then: Look"], None),
        (["when: roas < 2 on video, then: Look"], ("search",)),
        (["when: roas < 2 on club, then: Look"], ("video", "search")),
        (["when: roas > 2, then: Look", "when: ctr < 1%, then: Look"], ("video", "search")),
        ([], ("video", "search")),
    ],
)
def test_falling_returns_of_core_channels(entries: list[str], channels: tuple[str, ...] | None) -> None:
    """An entry for the channel or the whole plan; one finding names all that lack it."""
    findings = of("PP709", playbook(*entries))
    assert [each.values["channels"] for each in findings] == ([channels] if channels else [])


def test_without_core_channels_nothing_is_uncovered() -> None:
    """That there are none is step 03's."""
    support = "channels:\n  items: [{id: video, role: support}, {id: search, role: support}]\n"
    assert not of("PP709", support + playbook())


@pytest.mark.parametrize("when", ["clicks are falling", "roas", "roas < two", "roas < 2 on", "ROAS < 2", "roas << 2"])
def test_a_condition_has_one_form(when: str) -> None:
    """Anything else is found where it stands, also in the budget's adjustment rules."""
    for snippet in (playbook(f"when: {when}, then: Look"), f"budget:\n  adjustment: [{{when: {when}, move: -20%}}]"):
        (finding,) = found(snippet)
        assert (finding.code, marked(finding)) == ("PP706", when)
