"""The views of the money: wanted splits, core channels, high returns, innovation, peak events and the reserve."""

import pytest

from promoplan.findings.finding import Finding, Severity
from tests.rules.offers import marked, of
from tests.rules.snippets import codes, found
from tests.rules.test_budget import ledger

VIDEO = "name: Video, category: media, channel: video"
SEARCH = "name: Search, category: media, channel: search"
CLUB = "name: Club, category: media, channel: club"
WORK = "name: Production, category: content"


def targets(view: str, *lines: str) -> str:
    """A budget with a wanted split and, where given, lines."""
    if not lines:
        return f"budget: {{targets: {{{view}}}}}"
    kept = "{high_roi: null, " if view.startswith("phase") else "{phase: null, high_roi: null, "
    return ledger(*lines).replace("{phase: null, high_roi: null}", kept + view + "}")


def tags(findings: list[Finding]) -> list[tuple[object, str]]:
    """What is off, and which way."""
    return [(finding.values["tag"], finding.variant) for finding in findings]


@pytest.mark.parametrize(
    ("content", "off"),
    [("10%", []), ("16.1%", []), ("16.2%", [("content", "under")]), ("6.1%", [("content", "over")])],
)
def test_category_tolerance(content: str, off: list[tuple[str, str]]) -> None:
    """Five points either way are fine, more is not: production is 11.1 % of the working money."""
    assert tags(of("PP603", targets(f"category: {{content: {content}}}"))) == off


def test_category_bases() -> None:
    """The same lines are 80 % of the total, 88.9 % of the working money and all of media."""
    for base, share in (("total", "80%"), ("working", "89%"), ("media", "100%")):
        assert not of("PP603", targets(f"category: {{base: {base}, media: {share}}}"))
        assert of("PP603", targets(f"category: {{base: {base}, media: 50%}}"))


def test_an_untagged_budget_is_not_held_against_its_categories() -> None:
    """Lines without category are a fault of their own."""
    snippet = targets("category: {media: 100%}", f"{VIDEO}, amount: 40000", "name: Search, amount: 50000")
    assert codes(snippet) & {"PP603", "PP608"} == {"PP608"}


def test_unknown_category_is_an_unknown_value() -> None:
    """A tag that is no category is found while reading."""
    assert [(each.code, each.variant) for each in found(targets("category: {medai: 100%}"))] == [("PP013", "near")]


@pytest.mark.parametrize(
    ("view", "off"),
    [
        ("{base: media, video: 50%, search: 37%, club: 13%}", []),
        ("{base: media, video: 40%, search: 47%, club: 13%}", [("video", "over"), ("search", "under")]),
        ("{base: total, video: 60%}", [("video", "under")]),
        ("{base: media, radio: 60%}", []),
    ],
)
def test_channel_targets(view: str, off: list[tuple[str, str]]) -> None:
    """Channels are held against their targets too; an id that nothing defines is not."""
    assert tags(of("PP603", targets(f"channel: {view}"))) == off


@pytest.mark.parametrize(
    ("peak", "off"),
    [("50%", []), ("55%", []), ("45%", []), ("55.1%", [("peak", "under")]), ("44.9%", [("peak", "over")])],
)
def test_phase_tolerance(peak: str, off: list[tuple[str, str]]) -> None:
    """Exactly five points off is still fine."""
    assert tags(of("PP604", targets(f"phase: {{base: working, peak: {peak}}}"))) == off


def test_money_without_phase() -> None:
    """Little of it is let pass, much of it can't be judged, and a broken schedule is said elsewhere."""
    split = "phases: {warm-up: 30%, peak: 50%, closing: 20%}"
    view = "phase: {warm-up: 30%, peak: 50%, closing: 20%}"

    def variants(rest: str, schedule: str = split) -> list[str]:
        return [each.variant for each in of("PP604", targets(view, f"{VIDEO}, amount: 86000, {schedule}", rest))]

    assert variants(f"{WORK}, amount: 4000") == []
    assert variants(f"{WORK}, amount: 5000") == ["loose"]
    assert variants(f"{WORK}, amount: 4000, phase: peak") == []
    assert variants(f"{WORK}, amount: 4000, phase: peak", "phases: {peak: 50%}") == []


@pytest.mark.parametrize("amount", [0, 90000])
def test_nothing_to_share_is_not_shared(amount: int) -> None:
    """Views over a base without money stay silent."""
    lines = [f"{WORK}, amount: {amount}"]
    for view in ("phase: {base: media, peak: 50%}", "category: {base: media, media: 9%}"):
        assert not codes(targets(view, *lines)) & {"PP603", "PP604", "PP605", "PP606"}


@pytest.mark.parametrize(
    ("view", "variant"),
    [
        ("phase: {warm-up: 30%, peak: 50%, closing: 20%}", None),
        ("phase: {warm-up: 33.3%, peak: 33.3%, closing: 33.3%}", None),
        ("phase: {warm-up: 30%, peak: 50%, closing: 19%}", ""),
        ("phase: {warm-up: 30%, peak: 50%, closing: 21%}", ""),
        ("phase: {base: media}", None),
        ("category: {base: total, media: 80%, content: 10%}", None),
        ("category: {base: total, media: 85%, content: 15%}", "total"),
        ("category: {base: working, platform: 20%, content: 30%, media: 40%, team: 10%}", None),
        ("channel: {base: media, video: 50%, search: 38%, club: 13%}", ""),
        ("channel: {base: working, video: 45%, search: 33%}", None),
        ("channel: {base: working, video: 65%, search: 43%}", ""),
    ],
)
def test_targets_add_up_to_their_base(view: str, variant: str | None) -> None:
    """To all of it; of the total the reserve has its part; channels need not share the money that has none."""
    assert [each.variant for each in of("PP614", targets(view))] == ([] if variant is None else [variant])


@pytest.mark.parametrize(
    ("video", "rest", "found"),
    [
        (45000, f"{CLUB}, amount: 45000", False),
        (44999, f"{CLUB}, amount: 45001", True),
        (0, f"{WORK}, amount: 9", False),
    ],
)
def test_core_channels_hold_half(video: int, rest: str, found: bool) -> None:
    """Exactly half is enough; without media money there is no half."""
    assert bool(of("PP605", ledger(f"{VIDEO}, amount: {video}", rest))) is found


def test_media_money_without_channel_may_be_core() -> None:
    """What is not known is not held against the plan."""
    lines = f"{VIDEO}, amount: 30000", f"{CLUB}, amount: 40000", "name: More, amount: 20000, category: media"
    assert not of("PP605", ledger(*lines))


@pytest.mark.parametrize(
    ("high_roi", "found"),
    [
        ("{at_least: 3.375}", False),
        ("{at_least: 3.38}", True),
        ("{at_least: 3.38, share: 50%}", False),
        ("{at_least: 3.38, share: 50.1%}", True),
        ("{metric: roi, at_least: 2.375}", False),
        ("{metric: roi, at_least: 2.4}", True),
        ("{metric: cpa, at_least: 9}", False),
        ("{base: total, at_least: 3, share: 80%}", False),
        ("{base: total, at_least: 3, share: 81%}", True),
        ("{base: working, at_least: 3.38, share: 44.4%}", False),
    ],
)
def test_high_returns_hold_their_share(high_roi: str, found: bool) -> None:
    """Video has a ROAS of 3.375 on half of the media money, the others more; both comparisons are exact."""
    assert bool(of("PP606", f"budget:\n  targets:\n    high_roi: {high_roi}")) is found


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("metric: roas, target: 3.3", False),
        ("metric: roas, target: 3.4", True),
        ("metric: roas, baseline: 3, change: +20%", True),
        ("metric: roi, target: 2.3", False),
        ("metric: roi, target: 2.4", True),
        ("metric: roi, basis: revenue, target: 2.4", False),
        ("metric: roi, basis: gross-profit, target: 2.4", False),
        ("metric: roas, target: 3.4, scope: {channel: video}", False),
        ("metric: orders, target: 900", False),
        ("metric: roas", False),
    ],
)
def test_a_goal_sets_the_threshold_where_no_view_does(goal: str, found: bool) -> None:
    """A return goal of the whole plan, on the basis that it names."""
    targets = f"[{{id: roas, metric: orders, target: 900}}, {{id: main, {goal}}}]"
    snippet = f"budget:\n  targets: {{high_roi: null}}\ngoals:\n  targets: {targets}\n"
    assert bool(of("PP606", snippet)) is found


def test_a_return_that_divides_badly_still_reaches_its_threshold() -> None:
    """1 / 3 has no end; 4 % of 225 at a click price of 3 is a ROAS of exactly 3."""
    economics = "{cpm: null, ctr: null, cpc: 3, cvr: {rate: 4%}, aov: 225}"
    snippet = "budget:\n  targets: {high_roi: {at_least: 3, share: 100%}}\n"
    snippet += f"channels:\n  items: [{{id: video, economics: {economics}}}]"
    assert not of("PP606", snippet)


def test_a_channel_without_economics_gets_the_benefit_of_the_doubt() -> None:
    """Its money may be what is missing."""
    high = "budget:\n  targets: {high_roi: {at_least: 4, share: 90%}}\n"
    assert of("PP606", high)
    assert not of("PP606", high + "channels:\n  items: [{id: video, economics: null}]")


@pytest.mark.parametrize(
    ("innovation", "found"),
    [
        ("{share: 11.1%}", False),
        ("{share: 11.2%}", True),
        ("{base: media, share: 12.5%}", False),
        ("{share: 0%}", False),
    ],
)
def test_innovation_share(innovation: str, found: bool) -> None:
    """The plan's own share and base count before the method's tenth."""
    assert bool(of("PP617", f"budget: {{targets: {{innovation: {innovation}}}}}")) is found


@pytest.mark.parametrize(
    ("amount", "variant"), [("9000, purpose: innovation", None), ("8999, purpose: innovation", ""), ("9000", "none")]
)
def test_innovation_without_target(amount: str, variant: str | None) -> None:
    """A tenth of the working money tries something new; below that an info says so."""
    rest = 90000 - int(amount.partition(",")[0])
    findings = of("PP617", ledger(f"{VIDEO}, amount: {rest}", f"{CLUB}, amount: {amount}"))
    assert [each.variant for each in findings] == ([] if variant is None else [variant])
    assert all(each.severity is Severity.INFO for each in findings)


@pytest.mark.parametrize(
    ("event", "found"),
    [
        ("start: 2027-04-20, peak: true", True),
        ("start: 2027-04-20", False),
        ("start: 2027-06-01, peak: true", False),
        ("start: 2027-06-25, peak: true", False),
        ("start: 2027-05-10, end: 2027-05-20, peak: true", False),
        ("start: 2027-07-20, peak: true", False),
        ("start: 2027-04-20, end: 2027-04-10, peak: true", False),
    ],
)
def test_peak_events_lie_where_the_money_is(event: str, found: bool) -> None:
    """The warm-up has 30 % of the money for half of the days; an event that reaches into the peak is served by it."""
    findings = of("PP616", f"plan:\n  events: [{{name: Festival, {event}}}]")
    assert [marked(each) for each in findings] == (["Festival"] if found else [])


def test_a_phase_with_just_its_share_of_days_is_not_low() -> None:
    """45 of 91 days and 45 of 91 parts of the money."""
    lines = ledger(
        f"{VIDEO}, amount: 45000, phase: warm-up", f"{SEARCH}, amount: 46000, phase: peak", total="101111.12"
    )
    assert not of("PP616", lines + "plan:\n  events: [{name: Festival, start: 2027-04-20, peak: true}]")


@pytest.mark.parametrize(("margin", "found"), [("17%", True), ("18.87%", True), ("18.88%", False), ("9%", False)])
def test_profit_that_the_reserve_would_eat(margin: str, found: bool) -> None:
    """Neither a profit that bears the reserve nor a loss is meant, only what lies between."""
    items = "[{id: video, economics: {gross_margin: 35%}}, {id: search, economics: {gross_margin: 20%}}, "
    snippet = f"channels:\n  items: {items}{{id: club, economics: {{gross_margin: {margin}}}}}]"
    assert bool(of("PP626", snippet)) is found


@pytest.mark.parametrize("unknown", ["{id: club, economics: null}", "{id: organic, name: Blog, role: test, kind: seo}"])
def test_profit_is_judged_only_where_every_channel_tells(unknown: str) -> None:
    """A channel that may earn unseen could be the profit that is missing."""
    items = "[{id: video, economics: {gross_margin: 35%}}, {id: search, economics: {gross_margin: 20%}}, "
    assert not of("PP626", f"channels:\n  items: {items}{unknown}]")
