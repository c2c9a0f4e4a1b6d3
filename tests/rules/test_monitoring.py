"""Monitoring: tools, calibration and cross-checks; the KPIs and what they cover; the funnel."""

import pytest

from tests.rules.offers import marked, of
from tests.rules.snippets import found

KPIS = {
    "ctr": "{metric: ctr, target: 2.5%, source: ga, cadence: daily}",
    "cvr": "{metric: cvr, of: clicks, target: 2%, source: ga, cadence: daily}",
    "revenue": "{metric: revenue, target: 360000, source: shop, cadence: daily}",
    "roas": "{metric: roas, target: 3.0, source: shop, cadence: weekly}",
    "repurchase_rate": "{metric: repurchase_rate, target: 33%, source: shop, cadence: weekly}",
    "engagement_rate": "{metric: engagement_rate, target: 4%, source: ga, cadence: weekly}",
}


def kpis(*own: str, also: str = "") -> str:
    """The minimal plan with only these KPIs: keys of `KPIS`, or mappings."""
    return f"monitoring:\n  kpis: [{', '.join(KPIS.get(kpi, kpi) for kpi in own)}]\n{also}"


def fired(snippet: str, *numbers: int) -> list[int]:
    """Which of these PP5xx rules find something."""
    return [number for number in numbers if of(f"PP{number}", snippet)]


@pytest.mark.parametrize("code", range(501, 521))
def test_absent_monitoring_is_another_rules_business(code: int) -> None:
    """Without the section, no rule on monitoring speaks."""
    assert of(f"PP{code}", "monitoring: null") == []


@pytest.mark.parametrize("tools", ["null", "[]"])
def test_no_tool_is_one_finding(tools: str) -> None:
    """Then nothing is said of calibration, cross-check and sources."""
    assert fired(f"monitoring: {{tools: {tools}}}", 501, 502, 503, 510, 515) == [501]


@pytest.mark.parametrize(
    ("tool", "codes"),
    [
        ("calibration: null", [502]),
        ("calibration: quarterly", []),
        ("calibration: every 13 weeks", []),
        ("calibration: every 93 days", [515]),
        ("calibration: yearly", [515]),
        ("kind: crm, calibration: null", []),
        ("kind: data-platform, calibration: null", [502]),
        ("cross_check: ga", [503]),
        ("cross_check: null", []),
    ],
)
def test_calibration_and_cross_check(tool: str, codes: list[int]) -> None:
    """Tools that count are calibrated, every quarter at the least; one pair of tools that check each other will do."""
    assert fired(f"monitoring: {{tools: [{{id: ga, {tool}}}]}}", 502, 503, 515) == codes


def test_where_nothing_counts_every_tool_is_calibrated() -> None:
    """A plan that measures with a spreadsheet alone has the spreadsheet checked."""
    tools = ", ".join(f"{{id: {id_}, kind: spreadsheet, calibration: null}}" for id_ in ("ga", "shop"))
    assert len(of("PP502", f"monitoring: {{tools: [{tools}]}}")) == 2


@pytest.mark.parametrize(
    ("own", "codes"),
    [
        ([], [506]),
        (["ctr"], [504, 506]),
        (["ctr", "engagement_rate", "repurchase_rate"], [506]),
        (["ctr", "engagement_rate"], [506, 508]),
        (["ctr", "cvr", "engagement_rate", "repurchase_rate"], []),
        (["cvr", "roas", "engagement_rate", "repurchase_rate"], [507, 508]),
        (["ctr", "{metric: mer}", "engagement_rate", "repurchase_rate"], []),
        (["ctr", "{metric: orders, dimension: brand}", "roas", "repurchase_rate"], []),
        (["{metric: ctr, dimension: brand}"], [506, 508]),
        (["{metric: nobody_knows}"], [506, 507, 508]),
        (["ctr", "{metric: nobody_knows}"], [506, 508]),
    ],
)
def test_what_the_kpis_cover(own: list[str], codes: list[int]) -> None:
    """A fault is told once: no KPI, traffic alone, no conversion, another dimension, no click-through."""
    assert fired(kpis(*own), 504, 505, 506, 507, 508) == codes


def test_the_return_is_measured() -> None:
    """Where no goal asks for a return either; of a goal that nobody measures, its own rule speaks."""
    measured = kpis("ctr", "cvr", "engagement_rate", "repurchase_rate")
    no_goal = "goals: {targets: [{id: roas, metric: cvr, of: clicks, target: 2.5%}]}\n"
    assert fired(no_goal + measured, 117, 505) == [117, 505]
    assert fired(measured, 117, 505) == [117]


def test_the_plans_own_metrics_count() -> None:
    """Their dimension is what the plan says, and a key made after ROAS or CTR stands for it."""
    own = (
        "  metrics:\n"
        "    - {id: roas_new, name: ROAS of new customers, dimension: conversion}\n"
        "    - {id: link_ctr, name: Link clicks, dimension: traffic}\n"
        "    - {id: mood, name: Friendly comments, dimension: brand}\n"
    )
    snippet = kpis("{metric: roas_new}", "{metric: link_ctr}", "{metric: mood}", "repurchase_rate", also=own)
    assert fired(snippet, 504, 505, 506, 507, 508) == []


@pytest.mark.parametrize(
    ("kpi", "count"),
    [
        ("{metric: ctr}", 1),
        ("{metric: roas}", 0),
        ("{metric: revenue}", 0),
        ("{metric: revenue, channel: video}", 1),
        ("{metric: ctr, target: 0}", 0),
    ],
)
def test_a_goal_may_give_the_target(kpi: str, count: int) -> None:
    """Where a goal of the same metric and scope says what is wanted, the KPI need not repeat it."""
    assert len(of("PP509", kpis(kpi))) == count


@pytest.mark.parametrize(
    ("scope", "count"), [("{channel: video}", 0), ("{channel: search}", 1), ("{channel: video, phase: peak}", 1)]
)
def test_a_goal_of_another_scope_gives_no_target(scope: str, count: int) -> None:
    """A channel's goal serves that channel's KPI, a phase's goal none."""
    goal = f"goals: {{targets: [{{id: video, metric: revenue, target: 9, scope: {scope}}}]}}"
    assert len(of("PP509", kpis("{metric: revenue, channel: video}", also=goal))) == count


def test_a_kpi_names_its_source() -> None:
    """The tools to choose from are told."""
    (finding,) = of("PP510", kpis("{metric: ctr}", "cvr"))
    assert finding.values["tools"] == ("ga", "shop")


@pytest.mark.parametrize(
    ("own", "cadences"),
    [
        (["{metric: roas, cadence: weekly}"], []),
        (["{metric: roas, cadence: monthly}"], ["monthly"]),
        (["{metric: roas, cadence: every 8 days}"], ["every 8 days"]),
        (["{metric: roas, cadence: 4/month}"], []),
        (["{metric: roas, cadence: monthly}", "{metric: roas, channel: video, cadence: daily}"], []),
        (["{metric: roas}"], []),
        (["{metric: revenue, cadence: monthly}"], []),
        (["{metric: revenue, cadence: quarterly}"], ["quarterly"]),
        (["{metric: engagement_rate, cadence: yearly}"], []),
    ],
)
def test_measured_as_often_as_reviewed(own: list[str], cadences: list[str]) -> None:
    """Each metric against the quickest review that names it, by its quickest KPI; a tenth slower is as often."""
    assert [marked(finding) for finding in of("PP511", kpis(*own))] == cadences


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("metric: cvr, of: clicks, source: ga", 1),
        ("metric: cvr, of: clicks, source: ga, target: 9%, cadence: weekly", 1),
        ("metric: cvr, of: visits, source: ga", 0),
        ("metric: cvr, of: clicks, source: shop", 0),
        ("metric: cvr, of: clicks, source: ga, channel: video", 0),
        ("metric: roi, basis: net, source: ga", 0),
    ],
)
def test_what_makes_a_kpi_the_same(second: str, count: int) -> None:
    """Metric, basis, denominator, channel and source; a second source is a cross-check."""
    assert len(of("PP516", kpis("cvr", f"{{{second}}}"))) == count


@pytest.mark.parametrize(
    ("kpi", "count"),
    [
        ("{metric: ctr, channel: video, target: 2.75%}", 0),
        ("{metric: ctr, channel: video, target: 2.78%}", 1),
        ("{metric: ctr, target: 9%}", 0),
        ("{metric: cvr, of: clicks, channel: video, target: 2.3%}", 1),
        ("{metric: cvr, of: visits, channel: video, target: 2.3%}", 0),
        ("{metric: cvr, channel: video, target: 2.3%}", 0),
        ("{metric: cvr, of: clicks, target: 3.5%}", 0),
        ("{metric: cvr, of: clicks, target: 3.6%}", 1),
        ("{metric: cpc, channel: search, target: 1.82}", 0),
        ("{metric: cpc, channel: search, target: 1.81}", 1),
        ("{metric: cpc, channel: video, target: 1.40}", 1),
        ("{metric: aov, channel: search, target: 333}", 0),
        ("{metric: aov, channel: search, target: 334}", 1),
        ("{metric: roas, channel: video, target: 3.75}", 0),
        ("{metric: roas, channel: video, target: 3.76}", 1),
        ("{metric: roas, target: 6.05}", 1),
        ("{metric: roi, channel: video, target: 3}", 0),
        ("{metric: roi, basis: net, channel: video, target: 3}", 1),
        ("{metric: roi, basis: revenue, channel: video, target: 3}", 0),
        ("{metric: roi, basis: gross-profit, channel: video, target: 2}", 1),
        ("{metric: cac, channel: video, target: 1}", 0),
        ("{metric: revenue, target: 9000000}", 0),
        ("{metric: nobody_knows, target: 9}", 0),
        ("{metric: ctr, channel: nowhere, target: 9%}", 0),
        ("{metric: ctr, channel: video, target: 3}", 0),
        ("{metric: ctr, channel: video, target: 0}", 0),
        ("{metric: ctr, channel: video}", 0),
    ],
)
def test_kpis_against_the_economics(kpi: str, count: int) -> None:
    """A tenth worse than the target is fine, more is not; only at equal scope, base and basis."""
    assert len(of("PP512", kpis(kpi))) == count


@pytest.mark.parametrize(
    ("economics", "count"),
    [("{ctr: 2%..4%}", 0), ("{ctr: 2%..2.8%}", 1), ("{ctr: {low: 1%, mode: 3%, high: 4%}}", 0), ("null", 0)],
)
def test_ranges_stand_for_their_middle(economics: str, count: int) -> None:
    """An assumption that is a range is judged by its mode, else by its middle; none is not judged."""
    channels = f"channels: {{items: [{{id: video, economics: {economics}}}]}}"
    assert len(of("PP512", kpis("{metric: ctr, channel: video, target: 3%}", also=channels))) == count


def test_placements_with_figures_of_their_own_are_blended() -> None:
    """The channel's rate is then that of its placements, weighted by what they buy."""
    spend = "format: feed, utm: {source: a, medium: b, campaign: c}"
    channels = (
        "channels:\n  items:\n    - id: video\n      placements:\n"
        f"        - {{{spend}, spend: 20000, economics: {{cvr: {{rate: 1%, of: clicks}}}}}}\n"
        f"        - {{{spend}, spend: 20000}}\n"
    )
    (finding,) = of("PP512", kpis("{metric: cvr, of: clicks, channel: video, target: 2%}", also=channels))
    assert str(finding.values["assumed"]).rstrip("0") == "0.015"


@pytest.mark.parametrize(
    ("stages", "variants"),
    [
        ("{metric: impressions}, {metric: clicks}, {metric: visits}, {metric: carts}, {metric: orders}", []),
        ("{metric: visits}, {metric: clicks}, {metric: orders}", []),
        ("{metric: reach}, {metric: impressions}", ["order"]),
        ("{metric: orders}, {metric: video_views}, {metric: clicks}", ["order"]),
        ("{metric: clicks}, {metric: nobody_knows}, {metric: orders}", ["unknown"]),
        ("{metric: clicks, volume: 500}, {metric: orders, volume: 500}", []),
        ("{metric: clicks, volume: 500}, {metric: orders, volume: 501}", [""]),
        ("{metric: clicks, volume: 500}, {metric: carts}, {metric: orders, volume: 501}", [""]),
        ("{metric: orders, volume: 500}, {metric: revenue, volume: 100000}", []),
        ("{metric: clicks, volume: 500}, {metric: ctr, volume: 3%}, {metric: orders, volume: 400}", []),
        ("", []),
    ],
)
def test_the_funnel_narrows(stages: str, variants: list[str]) -> None:
    """By the order of its metrics where that is certain, by the volumes where they are given."""
    assert [finding.variant for finding in of("PP513", f"monitoring: {{funnel: [{stages}]}}")] == variants


def test_a_stage_may_be_the_plans_own_metric() -> None:
    """What the plan defines is known."""
    own = "monitoring:\n  funnel: [{metric: fittings}]\n  metrics: [{id: fittings, name: Fittings, dimension: user}]"
    assert of("PP513", own) == []


def test_a_misspelt_metric_is_told_once() -> None:
    """What hangs on the KPI goes by the metric that is surely meant, so that one rule speaks."""
    bad = [text.replace(key, key[:-1], 1) for key, text in KPIS.items() if key not in {"ctr", "cvr"}]
    findings = found(kpis("ctr", "cvr", *bad).replace("target: 33%, ", ""))
    assert [(finding.code, finding.values["near"]) for finding in findings] == [
        ("PP520", near) for near in ("revenue", "roas", "repurchase_rate", "engagement_rate")
    ]
    assert all(finding.fix is not None and finding.fix.safe for finding in findings)


def test_a_metric_that_is_like_no_other_measures_nothing() -> None:
    """It is told without a guess, and what it leaves unmeasured is told too."""
    snippet = kpis(
        *(key for key in KPIS if key != "roas"), "{metric: zzzzzz, target: 3, source: shop, cadence: weekly}"
    )
    assert {(finding.code, finding.variant) for finding in found(snippet)} == {("PP520", ""), ("PP117", "")}


def test_a_metric_of_the_plan_s_own_is_known() -> None:
    """What "metrics" defines may be measured."""
    own = "{metric: store_visits, target: 9, source: ga, cadence: weekly}"
    defined = "  metrics: [{id: store_visits, name: Visits, dimension: traffic}]\n"
    assert len(of("PP520", kpis(*KPIS, own))) == 1
    assert of("PP520", kpis(*KPIS, own, also=defined)) == []
