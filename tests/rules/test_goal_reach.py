"""Goals against what the plan's own economics make of its money, over the minimal plan: 1,600 orders, 435,000, 5.44."""

from decimal import Decimal

import pytest

from promoplan.findings.finding import Finding, Severity
from tests.rules.offers import marked, of

BOTH = ("PP112", "PP113")


def goals(*targets: str, also: str = "") -> str:
    """A snippet whose plan has these goals in place of its own."""
    others = ["{id: revenue, metric: nps, milestones: null}", "{id: roas, metric: nps}", "{id: loyalty, metric: nps}"]
    lines = "".join(f"\n    - {each}" for each in [*others, *targets])
    return f"goals:\n  targets:{lines}\n{also}"


def judged(snippet: str) -> list[str]:
    """The codes of both rules that speak, in the order of the plan."""
    return sorted(finding.code for code in BOTH for finding in of(code, snippet))


def one(snippet: str) -> Finding:
    """The one finding of both rules."""
    (finding,) = [finding for code in BOTH for finding in of(code, snippet)]
    return finding


def goal(fields: str, name: str = "aim") -> str:
    """A goal by the end of the plan."""
    return f"{{id: {name}, by: 2027-06-30, {fields}}}"


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        # 1,600 orders are expected: 80 % of 2,000, 150 % of 1,066.7
        ("metric: orders, target: 2000", []),
        ("metric: orders, target: 2001", ["PP112"]),
        ("metric: orders, target: 1067", []),
        ("metric: orders, target: 1066", ["PP113"]),
        ("metric: orders, target: 0", []),
        ("metric: orders, baseline: 1000, change: +101%", ["PP112"]),
        ("metric: revenue, target: 543750", []),
        ("metric: revenue, target: 543751", ["PP112"]),
        ("metric: revenue, target: 290000", []),
        ("metric: revenue, target: 289999", ["PP113"]),
        # 435,000 / 80,000 = 5.4375
        ("metric: roas, target: 6.796875", []),
        ("metric: roas, target: 6.8", ["PP112"]),
        ("metric: roas, target: 3.625", []),
        ("metric: roas, target: 3.62", ["PP113"]),
        # its own metric: 4.4375 net, which is 80 % of 5.546875
        ("metric: roi, basis: net, target: 5.546875", []),
        ("metric: roi, basis: net, target: 5.55", ["PP112"]),
        ("metric: roi, basis: revenue, target: 6.75", []),
        ("metric: roi, basis: gross-profit, target: 2.3", []),
        ("metric: roi, basis: gross-profit, target: 2.97", ["PP112"]),
        # 80,000 / 1,600 = 50 an order: lower is better
        ("metric: cpa, target: 40", []),
        ("metric: cpa, target: 39.99", ["PP112"]),
        ("metric: cpa, target: 75", []),
        ("metric: cpa, target: 75.01", ["PP113"]),
        ("metric: cpa, target: 0", []),
        # net 411,300 x 0.65 - 80,000 = 187,345
        ("metric: contribution, target: 187000", []),
        ("metric: contribution, target: 250000", ["PP112"]),
        ("metric: net_revenue, target: 411000", []),
        ("metric: cvr, of: clicks, target: 3.2%", []),
        ("metric: cvr, of: clicks, target: 5%", ["PP112"]),
        ("metric: cvr, of: visits, target: 5%", []),
        ("metric: aov, target: 272", []),
        ("metric: refund_rate, target: 5.5%", []),
        ("metric: refund_rate, target: 4%", ["PP112"]),
        # the funnel tells nothing of these, or the plan lacks the figures
        ("metric: new_customers, target: 900000", []),
        ("metric: impressions, target: 900000000", []),
        ("metric: awareness, target: 99%", []),
        ("metric: spend, target: 10", []),
        ("metric: roi, target: 90", []),
        ("metric: cltv, target: 90000", []),
        ("metric: orders", []),
        ("metric: roas, target: 500%", []),
        ("metric: orders, target: 300%", []),
        ("metric: cvr, of: clicks, target: 28", []),
    ],
)
def test_point_figures(fields: str, codes: list[str]) -> None:
    """At the limit is fine, beyond is not; in the goal's own metric, and the other way round where lower is better."""
    assert judged(goals(goal(fields))) == codes


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        # video 500 orders, by time: 30 % over 45 days of warm-up, 50 % over 36 of peak, 20 % over 10
        ("metric: orders, scope: {channel: video}, target: 625", []),
        ("metric: orders, scope: {channel: video}, target: 626", ["PP112"]),
        ("metric: orders, scope: {channel: video}, target: 333", ["PP113"]),
        ("metric: orders, scope: {phase: peak}, target: 1000", []),
        ("metric: orders, scope: {phase: peak}, target: 1001", ["PP112"]),
        ("metric: orders, scope: {phase: peak, channel: video}, target: 313", ["PP112"]),
        ("metric: roas, scope: {phase: peak}, target: 5.4375", []),
        ("metric: orders, by: 2027-05-15, target: 600", []),
        ("metric: orders, by: 2027-05-15, target: 601", ["PP112"]),
        ("metric: orders, by: 2027-06-02, target: 1100", []),
        ("metric: orders, by: 2027-06-02, target: 1101", ["PP112"]),
        ("metric: orders, by: 2027-06-29, scope: {phase: peak}, target: 1001", ["PP112"]),
        ("metric: orders, by: 2027-03-01, target: 1000", []),
        ("metric: orders, by: 2027-08-01, target: 2001", ["PP112"]),
        ("metric: orders, scope: {segment: young}, target: 90000", []),
        ("metric: orders, scope: {channel: nowhere}, target: 90000", []),
        ("metric: orders, scope: {phase: nowhere}, target: 90000", []),
    ],
)
def test_scope_and_deadline(fields: str, codes: list[str]) -> None:
    """Only the money in a goal's channel, phase and time counts; segments and what no one defines are not judged."""
    fields = fields if "by:" in fields else f"by: 2027-06-30, {fields}"
    assert judged(goals(f"{{id: aim, {fields}}}")) == codes


def test_without_a_deadline_the_whole_plan_counts() -> None:
    """That the deadline is missing is another rule's."""
    assert judged(goals("{id: aim, metric: orders, target: 2001}")) == ["PP112"]


@pytest.mark.parametrize(
    ("target", "codes"),
    [
        ("100", ["PP113"]),
        ("454", ["PP113"]),
        ("456", []),
        ("500", []),
        ("529", []),
        ("531", ["PP112"]),
        ("600", ["PP112"]),
    ],
)
def test_ranges_are_judged_by_chance(target: str, codes: list[str]) -> None:
    """25,000 clicks at 1.8 % to 2.2 % bring 450 to 550 orders: 455 with a chance of 95 %, 530 with one of 20 %."""
    video = "channels:\n  items:\n    - {id: video, economics: {cvr: {rate: 1.8%..2.2%, of: clicks}}}"
    snippet = goals(goal(f"metric: orders, scope: {{channel: video}}, target: {target}"), also=video)
    assert judged(snippet) == codes


def test_what_is_said_of_a_goal_out_of_reach() -> None:
    """Figures expected and wanted, how far off, and the money it takes at the same returns."""
    finding = one(goals(goal("metric: orders, target: 2500")))
    assert (finding.severity, marked(finding), finding.variant) == (Severity.WARNING, "2500", "")
    values = {name: getattr(value, "amount", value) for name, value in finding.values.items()}
    assert values["wanted"] == 2500
    assert values["expected"] == 1600
    assert values["gap"] == Decimal("0.36")
    assert values["most"] == Decimal("0.2")
    assert values["money"] == 80000
    assert values["needed"] == 125000


def test_what_is_said_of_a_chance() -> None:
    """The mean of the ranges and the chance; a change is marked where no target is given."""
    video = (
        "channels:\n  items:\n    - {id: video, economics: {cvr: {rate: {low: 1%, mode: 2%, high: 2.1%}, of: clicks}}}"
    )
    finding = one(goals(goal("metric: orders, baseline: 1600, change: +1%"), also=video))
    assert (finding.code, marked(finding), finding.variant) == ("PP112", "+1%", "range")
    assert finding.values["expected"] == 1525
    assert finding.values["limit"] == Decimal("0.2")
    assert 0 < Decimal(str(finding.values["probability"])) < Decimal("0.2")


@pytest.mark.parametrize(
    ("fields", "variant"),
    [("metric: roas, target: 9", "rate"), ("metric: refunds, target: 1", "rate"), ("metric: revenue, target: 9M", "")],
)
def test_money_helps_only_amounts(fields: str, variant: str) -> None:
    """A return or a rate does not grow with the spend."""
    assert one(goals(goal(fields))).variant == variant


@pytest.mark.parametrize(
    ("other", "codes"),
    [
        ("metric: orders, target: 1600", []),
        ("metric: revenue, target: 435000", []),
        ("metric: orders", ["PP113"]),
        ("metric: refunds, target: 26000", ["PP113"]),
        ("metric: awareness, target: 20%", ["PP113"]),
        ("metric: orders, target: 500, scope: {channel: video}", ["PP113"]),
    ],
)
def test_a_floor_may_be_easy(other: str, codes: list[str]) -> None:
    """A return or a cost beside an amount that is wanted of the same scope; out of reach it may not be."""
    assert judged(goals(goal("metric: roas, target: 2"), goal(other, "other"))) == codes
    hard = judged(goals(goal("metric: roas, target: 9"), goal(other, "other")))
    assert hard == ["PP112"]


@pytest.mark.parametrize(
    "also",
    [
        "channels: {items: [{id: club, economics: {cpc: null}}]}",
        "channels: {items: [{id: club, economics: {cvr: null}}]}",
        "channels: {items: [{id: club, economics: null}]}",
        "channels: {items: [{id: club, objective: awareness, economics: null}]}",
        "channels: {items: [{id: site, name: Own site, role: support, kind: own-site, positioning: Home}]}",
        "channels: {items: [{id: club, economics: {cpc: 0..2}}]}",
    ],
)
def test_a_sum_that_leaves_something_out_accuses_nobody(also: str) -> None:
    """One channel without the figures, with or without money, keeps the whole plan from being judged."""
    far, easy = "metric: orders, target: 90000", "metric: orders, target: 1"
    assert judged(goals(goal(far), goal(easy, "easy"), also=also)) == []
    assert judged(goals(goal(f"{far}, scope: {{channel: video}}"), also=also)) == (
        ["PP112"] if "0..2" not in also else []
    )


def test_media_money_without_a_channel_keeps_the_plan_from_being_judged() -> None:
    """Nobody knows what it brings; a channel alone can be judged."""
    also = "budget:\n  lines:\n    - {name: Video, amount: 40000, category: media, channel: video}"
    line = "\n    - {name: Somewhere, amount: 10000, category: media}"
    far = "metric: orders, target: 90000"
    alone = "\nchannels: {items: [{id: search, placements: null}, {id: club, placements: null}]}"
    assert judged(goals(goal(far), also=also + alone)) == ["PP112"]
    assert judged(goals(goal(far), also=also + line + alone)) == []
    assert judged(goals(goal(f"{far}, scope: {{channel: video}}"), also=also + line + alone)) == ["PP112"]


@pytest.mark.parametrize(("orders", "codes"), [("400", []), ("2000", ["PP113"]), ("10", [])])
def test_planned_volumes_count(orders: str, codes: list[str]) -> None:
    """A channel that states its orders needs no economics, and one without money may add some too."""
    site = f"id: site, name: Own site, role: support, kind: own-site, expected: {{orders: {orders}}}"
    snippet = goals(goal("metric: orders, target: 1700"), also=f"channels: {{items: [{{{site}}}]}}")
    assert judged(snippet) == codes


def test_a_return_is_one_of_money() -> None:
    """A channel without any keeps no return from being judged, and adds nothing to it."""
    for expected in ("", ", expected: {revenue: 9M}"):
        site = f"{{id: site, name: Own site, role: support, kind: own-site{expected}}}"
        also = f"channels: {{items: [{site}]}}"
        assert judged(goals(goal("metric: roas, target: 6.8"), also=also)) == ["PP112"]


def test_no_money_no_judgement() -> None:
    """A plan whose money is not yet given out promises nothing."""
    empty = "budget: {lines: []}\nchannels: {items: ["
    empty += ", ".join(f"{{id: {name}, placements: []}}" for name in ("video", "search", "club")) + "]}"
    assert judged(goals(goal("metric: orders, target: 90000"), also=empty)) == []


def test_diminishing_returns_are_counted() -> None:
    """At twice the spend at which its figures hold, a channel with an elasticity of 0.5 brings 71 % of the orders."""
    video = "channels: {items: [{id: video, saturation: {elasticity: 0.5, spend: 20000}}]}"
    aim = goal("metric: orders, scope: {channel: video}, target: 500")
    assert judged(goals(aim)) == []
    assert judged(goals(aim, also=video)) == ["PP112"]


def test_refunds_that_are_not_stated_are_not_zero_refunds() -> None:
    """A goal for the refund rate is not easy because the plan does not say how much comes back."""
    economics = "channels: {items: [{id: video, economics: {refund_rate: null}}]}"
    assert judged(goals(goal("metric: refund_rate, target: 30%"), also=economics)) == []
    assert judged(goals(goal("metric: refund_rate, target: 30%"))) == ["PP113"]


def test_very_many_goals_take_no_longer_than_many() -> None:
    """Of goals beyond the bound nothing is said."""
    many = [goal("metric: orders, target: 2001", f"g{index}") for index in range(3400)]
    assert 3300 < len(of("PP112", goals(*many))) < 3400


@pytest.mark.parametrize(
    ("fields", "trend"),
    [
        # 300,000 grows to 324,000 by itself
        ("metric: revenue, baseline: 300000, trend: +8%, target: 324000", True),
        ("metric: revenue, baseline: 300000, trend: +8%, target: 324001", False),
        ("metric: revenue, baseline: 300000, trend: +8%, change: +5%", True),
        # no better than the baseline is another rule's, and to hold what falls is an effort
        ("metric: revenue, baseline: 300000, trend: +8%, target: 300000", False),
        ("metric: revenue, baseline: 300000, trend: -5%, target: 310000", False),
        ("metric: revenue, trend: +8%, target: 310000", False),
        ("metric: cpc, baseline: 2, trend: -10%, target: 1.9", True),
        ("metric: cpc, baseline: 2, trend: -10%, target: 1.79", False),
        ("metric: cpc, baseline: 2, trend: +10%, target: 1.9", False),
        # also of what the funnel tells nothing of, and of a rate beside an amount
        ("metric: repurchase_rate, baseline: 28%, trend: +2pp, target: 30%", True),
        ("metric: repurchase_rate, baseline: 28%, trend: +2pp, target: 30.1%", False),
        ("metric: roas, baseline: 5, trend: +10%, target: 5.4", True),
        ("metric: unheard_of, baseline: 5, trend: +10%, target: 5.4", False),
        ("metric: revenue, baseline: 300000, trend: +2pp, target: 300001", False),
    ],
)
def test_what_comes_by_itself_is_no_goal(fields: str, trend: bool) -> None:
    """Better than the baseline, but no better than its own trend: at the trend is too easy, beyond it is not."""
    found = [each for each in of("PP113", goals(goal(fields))) if each.variant == "trend"]
    assert bool(found) is trend


def test_the_trend_is_told_once() -> None:
    """A goal under its trend that the plan's figures reach as well has one finding, with the figure of the trend."""
    found = one(goals(goal("metric: revenue, baseline: 200000, trend: +10%, target: 210000")))
    assert (found.variant, found.values["expected"], found.values["trend"]) == ("trend", 220_000, "+10%")


def test_a_trend_needs_a_start_that_it_can_move() -> None:
    """Without a baseline it says nothing, and points are added to rates alone."""
    assert [each.variant for each in of("PP102", goals(goal("metric: revenue, trend: +8%, target: 310000")))] == [
        "trend"
    ]
    points = goals(goal("metric: revenue, baseline: 300000, trend: +2pp, target: 310000"))
    assert [each.variant for each in of("PP106", points)] == ["points"]
