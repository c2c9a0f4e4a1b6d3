"""Step 01: goals one by one, their figures, their parts, and the goals together."""

from datetime import date, timedelta

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of
from tests.rules.snippets import codes, found

CODES = {f"PP{code}" for code in range(101, 123)} - {"PP112", "PP113", "PP117"}

KPIS = """
monitoring:
  metrics:
    - {id: brand_search, name: Searches for the brand, dimension: brand, additive: true}
    - {id: reply_time, name: Time to reply, dimension: user, lower_is_better: true}
"""


def goals(*targets: str, also: str = "") -> str:
    """A snippet that adds these goals to the minimal plan's, or changes those of the same id."""
    return "\n".join([also, "goals:", "  targets:", *(f"      - {target}" for target in targets)])


def target(fields: str, name: str = "extra") -> str:
    """One more goal, complete but for what `fields` say."""
    return f"{{id: {name}, {fields}}}"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("metric: orders, target: 500, by: 2027-06-30", []),
        ("metric: orders, baseline: 400, change: +25%, by: 2027-06-30", []),
        ("metric: orders, by: 2027-06-30", ["PP101"]),
        ("metric: orders, baseline: 400, by: 2027-06-30", ["PP101"]),
        ("metric: orders, change: +25%, by: 2027-06-30", ["PP102"]),
        ("metric: orders, change: +25%, target: 500, by: 2027-06-30", ["PP102"]),
        ("metric: orders, target: 500", ["PP103"]),
        ("metric: orders, target: 500, by: 2027-03-31", ["PP104"]),
        ("metric: orders, target: 500, by: 2027-04-01", []),
        ("metric: orders, target: 500, by: 2027-07-01", ["PP104"]),
        ("metric: ordres, target: 500, by: 2027-06-30", ["PP105"]),
        ("metric: brand_search, target: 500, by: 2027-06-30", []),
    ],
)
def test_a_goal_has_figure_start_deadline_and_metric(fields: str, codes: list[str]) -> None:
    """Each gap is found by its own rule, and by that alone."""
    snippet = goals(target(fields), also=KPIS)
    assert [finding.code for finding in found(snippet) if finding.code in CODES] == codes


def test_a_plan_without_goals_is_one_finding() -> None:
    """An empty list is found at the section's key, once."""
    (finding,) = of("PP101", "goals: {targets: []}")
    assert (finding.variant, marked(finding)) == ("none", "goals")


@pytest.mark.parametrize(("metric", "near"), [("revenu", "revenue"), ("brand_serch", "brand_search"), ("zzzzzz", None)])
def test_the_nearest_metric_is_named(metric: str, near: str | None) -> None:
    """Also from the plan's own metrics."""
    (finding,) = of("PP105", goals(target(f"metric: {metric}, target: 5, by: 2027-06-30"), also=KPIS))
    assert (finding.values.get("near"), marked(finding)) == (near, metric)


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("metric: aov, baseline: 906, change: +20%, target: 1087.20", 0),
        ("metric: aov, baseline: 1000, change: +20%, target: 1206", 0),
        ("metric: aov, baseline: 1000, change: +20%, target: 1206.01", 1),
        ("metric: aov, baseline: 1000, change: +20%, target: 1194", 0),
        ("metric: aov, baseline: 1000, change: +20%, target: 1193.99", 1),
        ("metric: cpc, baseline: 11, change: -15%, target: 9.35", 0),
        ("metric: cpc, baseline: 11, change: +15%, target: 9.35", 1),
        ("metric: refund_rate, baseline: 6%, change: -1pp, target: 5%", 0),
        ("metric: refund_rate, baseline: 6%, change: -1%, target: 5%", 1),
        ("metric: aov, baseline: 0, change: +20%, target: 0", 0),
        ("metric: aov, baseline: 0, change: +20%, target: 1", 1),
        ("metric: aov, baseline: 1000, change: +5pp", 1),
        ("metric: reply_time, baseline: 10, change: -5pp, target: 9.95", 0),
    ],
)
def test_figures_of_one_goal(fields: str, count: int) -> None:
    """Up to half a percent apart is rounding; points are added to rates only."""
    assert len(of("PP106", goals(target(f"{fields}, by: 2027-06-30"), also=KPIS))) == count


@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        ("metric: repurchase_rate, baseline: 28%, target: 28.1%", []),
        ("metric: repurchase_rate, baseline: 28%, target: 28%", ["higher"]),
        ("metric: repurchase_rate, baseline: 28%, change: -2pp", ["higher"]),
        ("metric: cpc, baseline: 11, target: 9.35", []),
        ("metric: cpc, baseline: 11, change: +5%", ["lower"]),
        ("metric: awareness_rank, baseline: 9, target: 5", []),
        ("metric: reply_time, baseline: 10, target: 12", ["lower"]),
        ("metric: zzzzzz, baseline: 10, target: 8", []),
        ("metric: repurchase_rate, target: 28%", []),
    ],
)
def test_direction(fields: str, variants: list[str]) -> None:
    """More is better, but for costs and the like; a metric that nobody knows has no direction."""
    findings = of("PP107", goals(target(f"{fields}, by: 2027-06-30"), also=KPIS))
    assert [finding.variant for finding in findings] == variants


@pytest.mark.parametrize(
    ("fields", "variant", "at"),
    [
        ("metric: orders, target: 600, milestones: {2027-04: 200, 2027-05: 200, 2027-06: 200}", None, ""),
        ("metric: orders, target: 600, milestones: {2027-04: 200, 2027-05: 200, 2027-06: 203}", None, ""),
        ("metric: orders, target: 600, milestones: {2027-04: 200, 2027-05: 200, 2027-06: 204}", "", "milestones"),
        ("metric: orders, target: 600, milestones: {2027-04: 200, 2027-05: 200}", "", "milestones"),
        ("metric: orders, target: 600, milestones: {2027-Q2: 600, 2027-04: 200, 2027-05: 400}", None, ""),
        (
            "metric: orders, target: 600, milestones: {2027-Q2: 600, 2027-04: 200, 2027-05: 200, 2027-06: 190}",
            "part",
            "600",
        ),
        ("metric: orders, target: 600, milestones: {2027-04-30: 200, 2027-05-31: 400, 2027-06-30: 600}", None, ""),
        ("metric: orders, target: 600, milestones: {2027-04-30: 200, 2027-05-31: 200, 2027-06-30: 200}", None, ""),
        ("metric: orders, baseline: 500, change: +20%, milestones: {2027-Q2: 500}", "", "milestones"),
        ("metric: orders, baseline: 500, change: +20%, target: 700, milestones: {2027-Q2: 600}", None, ""),
        ("metric: orders, baseline: 500, change: +40%, target: 600, milestones: {2027-Q2: 600}", None, ""),
        ("metric: orders, baseline: 500, change: +20%, target: 700, milestones: {2027-Q2: 500}", "", "milestones"),
        ("metric: ctr, target: 3%, milestones: {2027-04: 2%, 2027-05: 2.5%, 2027-06: 3%}", None, ""),
        ("metric: ctr, target: 3%, milestones: {2027-06: 3%, 2027-04: 2%}", None, ""),
        ("metric: ctr, target: 3%, milestones: {2027-04: 2%, 2027-05: 2.5%}", "level", "2.5%"),
        ("metric: brand_search, target: 600, milestones: {2027-04: 200, 2027-05: 200}", "", "milestones"),
        ("metric: zzzzzz, target: 600, milestones: {2027-04: 200}", None, ""),
        ("metric: orders, target: 0, milestones: {2027-04: 0}", None, ""),
    ],
)
def test_milestones(fields: str, variant: str | None, at: str) -> None:
    """Amounts add up, rates end at the target, and a quarter is the sum of its months where all are given."""
    findings = of("PP108", goals(target(f"{fields}, by: 2027-06-30"), also=KPIS))
    assert [(finding.variant, marked(finding)) for finding in findings] == ([] if variant is None else [(variant, at)])


@pytest.mark.parametrize(
    ("orders", "count"),
    [
        ("target: 1200, by: 2027-06-30", 0),
        ("target: 1260, by: 2027-06-30", 0),
        ("target: 1261, by: 2027-06-30", 1),
        ("target: 1140, by: 2027-06-30", 0),
        ("target: 1139, by: 2027-06-30", 1),
        ("target: 900, by: 2027-05-31", 0),
        ("target: 900, by: 2027-06-30, scope: {channel: video}", 0),
    ],
)
def test_goals_that_depend_on_each_other(orders: str, count: int) -> None:
    """Orders times order value is revenue (360,000), up to 5 % apart, where scope and deadline are the same."""
    value = target("metric: aov, target: 300, by: 2027-06-30", "value")
    assert not of("PP111", goals(target(f"metric: orders, {orders}")))
    assert len(of("PP111", goals(target(f"metric: orders, {orders}"), value))) == count


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("id: roas, target: 4.5", 0),
        ("id: roas, target: 4.73", 0),
        ("id: roas, target: 4.74", 1),
        ("id: roas, metric: roi, basis: net, target: 3.73", 0),
        ("id: roas, metric: roi, basis: net, target: 3.74", 1),
        ("id: roas, metric: roi, basis: revenue, target: 4.74", 1),
        ("id: roas, metric: roi, basis: gross-profit, target: 9", 0),
        ("id: roas, target: 9, by: 2027-05-31", 0),
        ("id: roas, target: 9, scope: {phase: peak}", 0),
    ],
)
def test_revenue_against_return(fields: str, count: int) -> None:
    """360,000 on 80,000 of media money is 4.5; a wanted return up to 5 % above that is let pass."""
    assert len(of("PP111", goals(f"{{{fields}}}"))) == count


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("metric: roi, basis: net, target: 2.0", 0),
        ("metric: roi, basis: net, target: 2.15", 0),
        ("metric: roi, basis: net, target: 2.16", 1),
        ("metric: roi, basis: net, target: 1.84", 1),
        ("metric: roi, basis: revenue, target: 3.16", 1),
        ("metric: roi, basis: gross-profit, target: 1.0", 0),
        ("metric: cost_ratio, target: 33.33%", 0),
        ("metric: cost_ratio, target: 40%", 1),
        ("metric: roi, basis: net, target: 1.0, by: 2027-05-31", 0),
    ],
)
def test_one_return_stated_twice(fields: str, count: int) -> None:
    """The minimal plan's ROAS of 3 is an ROI of 2 and a third of revenue spent; 5 % apart is let pass."""
    by = "" if "by:" in fields else ", by: 2027-06-30"
    findings = of("PP111", goals("{id: roas}", target(f"{fields}{by}")))
    assert [(each.variant, each.severity) for each in findings] == [("twice", Severity.WARNING)] * count


@pytest.mark.parametrize(
    ("figures", "variants"),
    [
        ({"orders": "1500", "clicks": "75000", "cvr": "2%"}, []),
        ({"orders": "1500", "clicks": "60000", "cvr": "2%"}, ["product_orders"]),
        ({"orders": "1500", "clicks": "60000", "cvr": "2%, of: visits"}, []),
        ({"clicks": "60000", "impressions": "1000000", "ctr": "2%"}, ["product_clicks"]),
        ({"new_customers": "800", "orders": "1000", "new_customer_share": "50%"}, ["product_new_customers"]),
        ({"new_customers": "1001", "orders": "1000"}, ["part"]),
        ({"net_revenue": "360001"}, ["part"]),
        ({"new_customers": "1000", "orders": "1000"}, []),
        ({"cac": "80", "new_customers": "1000"}, []),
        ({"cac": "76", "new_customers": "1000"}, ["cost"]),
        ({"cac": "76", "new_customers": "1000", "spend": "70000"}, []),
        ({"cpc": "1", "clicks": "70000"}, ["cost"]),
        ({"cpc": "1", "clicks": "0"}, []),
    ],
)
def test_goals_that_can_not_all_be_reached(figures: dict[str, str], variants: list[str]) -> None:
    """Rates times volumes are volumes, parts are no larger than wholes, and 80,000 of media money buys so many."""
    own = [
        target(f"metric: {metric}, by: 2027-06-30, target: {figure}", f"own-{number}")
        for number, (metric, figure) in enumerate(figures.items())
    ]
    assert [finding.variant for finding in of("PP111", goals(*own))] == variants


@pytest.mark.parametrize(
    ("name", "vague"),
    [
        ("Strengthen the brand", True),
        ("Improve results", True),
        ("提升品牌影響力", True),
        ("加强用户运营", True),
        ("Improve the repurchase rate", False),
        ("Strengthen the brand: 33 % buy again", False),
        ("Double the regulars", False),
        ("提升复购率", False),
        ("提升品牌知名度至行業前五", False),
        ("Repurchase", False),
        ("改善客單價", False),
    ],
)
def test_vague_names(name: str, vague: bool) -> None:
    """A wish is vague when its name has no figure and no measure; a goal without a target is another rule's."""
    assert bool(of("PP114", goals(f"{{id: loyalty, name: '{name}'}}"))) is vague
    assert not of("PP114", goals(f"{{id: loyalty, name: '{name}', target: null}}"))


@pytest.mark.parametrize(
    ("fields", "variant"),
    [
        ("metric: cvr, of: visits, target: 30%", None),
        ("metric: cvr, of: visits, target: 30.1%", "cvr"),
        ("metric: roas, target: 50", None),
        ("metric: roas, target: 50.1", "roas"),
        ("metric: roi, basis: revenue, target: 51", "roas"),
        ("metric: orders, baseline: 100, change: +500%", None),
        ("metric: orders, baseline: 100, change: +501%", "growth"),
        ("metric: orders, baseline: 100, target: 601", "growth"),
        ("metric: orders, baseline: 0, target: 601", None),
    ],
)
def test_plausible_goals(fields: str, variant: str | None) -> None:
    """Limits are themselves plausible; growth from nothing has no rate."""
    findings = of("PP116", goals(target(f"{fields}, by: 2027-06-30")))
    assert [finding.variant for finding in findings] == ([] if variant is None else [variant])


@pytest.mark.parametrize(
    ("fields", "open_to"),
    [
        ("metric: repurchase_rate, target: 33", ("33%", "3300%")),
        ("metric: repurchase_rate, target: 1", ("1%", "100%")),
        ("metric: repurchase_rate, target: 0.33", None),
        ("metric: repurchase_rate, target: 33%", None),
        ("metric: orders, target: 20%", ("change: +20%", "0.2")),
        ("metric: roi, basis: net, target: 235%", None),
        ("metric: brand_search, target: 33", None),
    ],
)
def test_figures_with_two_readings(fields: str, open_to: tuple[str, str] | None) -> None:
    """Only the metric tells that 33 must be 33 %; nothing else is said of such a figure."""
    snippet = goals(target(f"{fields}, baseline: 1, by: 2027-06-30, scope: {{channel: video}}"), also=KPIS)
    findings = [finding for finding in of("PP014", snippet) if finding.path[-1] == "target"]
    assert [(finding.values["reading_1"], finding.values["reading_2"]) for finding in findings] == (
        [] if open_to is None else [open_to]
    )
    if open_to:
        assert not of("PP106", snippet) + of("PP107", snippet)


@pytest.mark.parametrize(
    ("snippet", "marks"),
    [
        (
            "optimization: {playbook: [{when: ctr < 1.5 for 3 days, then: Change it, owner: ben}]}",
            ["ctr < 1.5 for 3 days"],
        ),
        ("optimization: {playbook: [{when: ctr < 1.5% for 3 days, then: Change it, owner: ben}]}", []),
        ("optimization: {playbook: [{when: roas < 2 for 3 days, then: Change it, owner: ben}]}", []),
        ("budget: {adjustment: [{when: cvr < 2, move: up to 20%, by: ann}]}", ["cvr < 2"]),
        ("optimization: {targets: [{metric: cvr, target: 2, channel: video}]}", ["2"]),
    ],
)
def test_signs_with_two_readings(snippet: str, marks: list[str]) -> None:
    """The same in the playbook, in adjustments and in what the reviews work towards."""
    assert [marked(finding) for finding in of("PP014", snippet)] == marks


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("metric: roas, target: 3, by: 2027-06-30", 1),
        ("metric: roas, target: 3, by: 2027-05-31", 0),
        ("metric: roas, target: 3, by: 2027-06-30, scope: {channel: video}", 0),
        ("metric: roas, target: 3, by: 2027-06-30, scope: {}", 1),
        ("metric: roi, basis: net, target: 2, by: 2027-06-30", 0),
    ],
)
def test_the_same_goal_twice(fields: str, count: int) -> None:
    """Metric, scope and deadline make a goal; an empty scope is the whole plan."""
    findings = of("PP115", goals(target(fields)))
    assert len(findings) == count
    assert all(len(finding.related) == 1 for finding in findings)


@pytest.mark.parametrize(("count", "found_"), [(5, 0), (6, 1)])
def test_number_of_goals(count: int, found_: int) -> None:
    """Five for the whole plan are fine; goals of a channel do not count."""
    metrics = ("ctr", "clicks", "visits")[: count - 3]
    more = [target(f"metric: {metric}, target: 0.5, by: 2027-06-30", metric) for metric in metrics]
    more.append(target("metric: orders, target: 5, by: 2027-06-30, scope: {channel: video}", "orders"))
    assert len(of("PP109", goals(*more))) == found_


def test_a_goal_in_an_unknown_metric_is_not_also_unmeasured() -> None:
    """One fault, one finding."""
    assert len(of("PP117", goals(target("metric: new_customers, target: 5, by: 2027-06-30")))) == 1
    assert not of("PP117", goals(target("metric: zzzzzz, target: 5, by: 2027-06-30")))
    assert not of(
        "PP117", goals(target("metric: new_customers, target: 5, by: 2027-06-30"), also="monitoring: {kpis: []}")
    )


LONG = "plan: {period: {start: 2027-01-01}}\nphases: [{id: warm-up, start: 2027-01-01}]\n"


@pytest.mark.parametrize(
    ("also", "fields", "count"),
    [
        ("", "metric: orders, target: 5, by: 2027-06-30", 0),
        (LONG, "metric: orders, target: 5, by: 2027-06-30", 1),
        (LONG, "metric: orders, target: 5, by: 2027-04-02", 0),
        (LONG, "metric: orders, target: 5, by: 2027-04-03", 1),
        (LONG, "metric: ctr, target: 5%, by: 2027-06-30", 0),
        (LONG, "metric: orders, target: 5, by: 2027-06-30, milestones: {2027-H1: 5}", 0),
        (LONG, "metric: orders, target: 5, by: 2027-06-30, scope: {phase: peak}", 0),
    ],
)
def test_long_goals_have_milestones(also: str, fields: str, count: int) -> None:
    """Beyond 92 days an amount needs parts: milestones, or a goal of its own kind that comes before it."""
    assert len(of("PP118", goals(target(fields), also=also))) == count
    assert not of(
        "PP118", goals(target(fields), target("metric: orders, target: 2, by: 2027-03-31", "early"), also=also)
    )


def test_basis_of_kpis() -> None:
    """KPIs name their basis too."""
    findings = of("PP119", "monitoring: {kpis: [{metric: roi, target: 2}, {metric: cvr, of: visits, target: 2%}]}")
    assert [(finding.variant, marked(finding)) for finding in findings] == [("roi", "roi")]


def test_gmv_against_what_comes_back() -> None:
    """Only what is missing is named; net revenue makes up for both."""
    kpis = "monitoring: {{kpis: [{{metric: gmv, target: 5}}, {{metric: {0}, target: 0.1}}]}}"
    goal = target("metric: gmv, target: 400000, by: 2027-06-30")
    (finding,) = of("PP122", goals(goal, also=kpis.format("refund_rate")))
    assert (finding.values["missing"], finding.severity) == (("cancel_rate",), Severity.WARNING)
    assert not of("PP122", goals(goal, also=kpis.format("net_revenue")))


def test_thousands_of_milestones_are_judged_in_a_moment() -> None:
    """The parts are nested in one pass."""
    first = date(2000, 1, 1)
    days = ", ".join(f"{first + timedelta(days=day)}: 1" for day in range(10_000))
    assert len(of("PP108", goals(target(f"metric: orders, target: 5, by: 2027-06-30, milestones: {{{days}}}")))) == 1


@pytest.mark.parametrize(
    ("key", "by", "outside"),
    [
        ("2027-06", "2027-06-30", False),
        ("2027-Q2", "2027-06-30", False),
        ("2027", "2027-06-30", False),
        ("2027-04-01", "2027-06-30", False),
        ("2028-12", "2027-06-30", True),
        ("2027-03", "2027-06-30", True),
        ("2027-06", "2027-05-31", True),
    ],
)
def test_milestones_lie_in_the_goals_time(key: str, by: str, outside: bool) -> None:
    """A part of the calendar counts when one of its days lies between the plan's start and the deadline."""
    snippet = f"goals: {{targets: [{{id: loyalty, by: {by}, milestones: {{{key}: 33%}}}}]}}"
    assert ("PP104" in codes(snippet)) is outside
