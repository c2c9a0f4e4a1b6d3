"""Tracking codes, attribution, and revenue that is counted twice."""

import pytest

from tests.rules.offers import marked, of

UTM = "utm: {source: video, medium: paid, campaign: spring}"


def placements(*own: str) -> str:
    """The channel video with these placements."""
    listed = ", ".join(f"{{format: feed, {placement}}}" for placement in own)
    return f"channels: {{items: [{{id: video, placements: [{listed}]}}]}}"


@pytest.mark.parametrize(
    ("placement", "count"),
    [
        ("spend: 40000", 1),
        ("spend: 0", 0),
        ("name: For free", 0),
        (f"spend: 40000, {UTM}", 0),
        ("spend: 40000, landing: https://shop.example/spring", 0),
    ],
)
def test_what_is_paid_is_tracked(placement: str, count: int) -> None:
    """A tracking code or a landing page for every placement that costs money."""
    assert len(of("PP514", placements(placement))) == count


@pytest.mark.parametrize(
    ("snippet", "variants"),
    [
        ("monitoring: {attribution: null}", [""]),
        ("monitoring: {attribution: {window: null}}", ["window"]),
        ("monitoring: {attribution: {model: linear, window: 1 day}}", []),
        ("monitoring: {tools: [{id: shop, window: 1 week}]}", []),
        ("monitoring: {tools: [{id: shop, window: 28 days}]}", ["differs"]),
        ("monitoring: {attribution: {window: null}, tools: [{id: shop, window: 28 days}]}", ["window"]),
        ("monitoring: {attribution: null}\nchannels: {items: null}", []),
        ("monitoring: {attribution: null}\nbudget: null", [""]),
    ],
)
def test_attribution_of_several_paid_channels(snippet: str, variants: list[str]) -> None:
    """A model and a window where two channels cost money, by budget or placements; no tool has another window."""
    assert [finding.variant for finding in of("PP517", snippet)] == variants


def test_one_paid_channel_needs_no_attribution() -> None:
    """Where only one costs money, all orders of the paid kind are its own."""
    free = ", ".join(f"{{id: {id_}, placements: null}}" for id_ in ("search", "club"))
    snippet = f"channels: {{items: [{free}]}}\nmonitoring: {{attribution: null}}\n"
    assert of("PP517", snippet)
    assert of("PP517", f"{snippet}budget: null") == []


@pytest.mark.parametrize(
    ("video", "search", "count"),
    [
        ("{revenue: 190000}", "{revenue: 188000}", 0),
        ("{revenue: 190000}", "{revenue: 188001}", 1),
        ("{revenue: 990000}", "null", 0),
        ("{orders: 9000000}", "{orders: 9000000}", 0),
    ],
)
def test_stated_revenues_against_the_plans(video: str, search: str, count: int) -> None:
    """Five per cent above the revenue goal of 360,000 are fine; one channel alone is not counted twice."""
    snippet = f"channels: {{items: [{{id: video, expected: {video}}}, {{id: search, expected: {search}}}]}}"
    assert len(of("PP518", snippet)) == count


@pytest.mark.parametrize(
    ("goal", "underlined"),
    [
        ("{id: revenue, scope: {}}", ["360000"]),
        ("{id: revenue, target: null}", ["+20%"]),
        ("{id: revenue, by: 2027-04-30}", ["400000"]),
        ("{id: revenue, scope: {channel: video}}", ["400000"]),
        ("{id: revenue, metric: net_revenue}", ["400000"]),
        ("{id: revenue, target: 900000}", []),
        ("{id: revenue, target: 0}", []),
    ],
)
def test_which_revenue_is_the_plans(goal: str, underlined: list[str]) -> None:
    """The goal of the whole plan that runs to its end, as target or as change; else the KPI."""
    snippet = (
        "channels: {items: [{id: video, expected: {revenue: 300000}}, {id: search, expected: {revenue: 300000}}]}\n"
        "monitoring: {kpis: [{metric: revenue, target: 400000}]}\n"
        f"goals: {{targets: [{goal}]}}"
    )
    assert [marked(finding) for finding in of("PP518", snippet)] == underlined


def test_placements_state_revenue_too() -> None:
    """Where the channel states none, its placements' revenues are summed."""
    snippet = placements("expected: {revenue: 200000}", "expected: {revenue: 100000}")
    other = "{id: search, expected: {revenue: 90000}}"
    (finding,) = of("PP518", snippet.replace("items: [", f"items: [{other}, "))
    assert str(finding.values["together"]) == "390000"


@pytest.mark.parametrize(
    ("utm", "told"),
    [
        ("source: video, medium: paid, campaign: spring", []),
        ("source: video, medium: paid, campaign: 青禾-春夏", []),
        ("source: Video, medium: paid, campaign: Spring Sale", ["Video", "Spring Sale"]),
        ("source: video, medium: paid, campaign: spring, content: Red Dress", ["Red Dress"]),
        ("source: video, medium: paid, campaign: 春夏　大促", ["春夏　大促"]),
    ],
)
def test_spelling_of_parameters(utm: str, told: list[str]) -> None:
    """Capitals and spaces, also full-width ones, each under the value that holds them."""
    assert [marked(finding) for finding in of("PP519", placements(f"utm: {{{utm}}}"))] == told


@pytest.mark.parametrize(
    ("utm", "missing"),
    [("{}", ("source", "medium", "campaign")), ("{source: video, content: red}", ("medium", "campaign"))],
)
def test_parts_that_are_missing(utm: str, missing: tuple[str, ...]) -> None:
    """All of them in one finding."""
    (finding,) = of("PP519", placements(f"utm: {utm}"))
    assert (finding.variant, finding.values["missing"]) == ("missing", missing)


@pytest.mark.parametrize(
    ("first", "second", "count"),
    [
        (f"{UTM}, landing: https://shop.example/a", f"{UTM}, landing: https://shop.example/b", 1),
        (f"{UTM}, landing: https://shop.example/a", f"{UTM}, landing: https://shop.example/a", 0),
        (f"{UTM}, landing: https://shop.example/a", UTM, 0),
        (UTM, f"{UTM}, landing: https://shop.example/a", 0),
        (
            f"{UTM}, landing: https://shop.example/a",
            f"{UTM[:-1]}, content: red}}, landing: https://shop.example/b",
            0,
        ),
    ],
)
def test_one_code_for_one_landing_page(first: str, second: str, count: int) -> None:
    """The same parameters lead to one page; a part that differs tells two apart."""
    found = [finding for finding in of("PP519", placements(first, second)) if finding.variant == "two"]
    assert len(found) == count
