"""What channels are expected to bring, and how the money is spread over them."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of
from tests.rules.test_budget import ledger

CLUB = "name: Club, category: media, channel: club"
SEARCH = "name: Search, category: media, channel: search"
VIDEO = "name: Video, category: media, channel: video"


def items(*channels: str, also: str = "") -> str:
    """Changes to the channels video (ROAS 3.375), search (6), both core, and club (12, private, support)."""
    return "channels:\n  items:" + "".join(f"\n    - {{{each}}}" for each in channels) + f"\n{also}"


def returning(name: str, roas: str, fields: str = "") -> str:
    """A channel that brings this ROAS: a hundredth of the clicks, at 1 each, buy for a hundred times as much."""
    figures = f"cpc: 1, cpm: null, ctr: null, cvr: {{rate: 1%, of: clicks}}, aov: {float(roas) * 100:.2f}"
    return f"id: {name}, economics: {{{figures}}}{', ' if fields else ''}{fields}"


@pytest.mark.parametrize(
    ("support", "below"),
    [("3.374", []), ("3.375", []), ("3.38", ["Video platform"]), ("6", ["Video platform"]), ("12", ["both"])],
)
def test_support_channels_that_promise_more(support: str, below: list[str]) -> None:
    """Each core channel that promises less than the best of them; as much is enough."""
    findings = of("PP309", items(returning("club", support, "domain: public")))
    names = [finding.values["core"] for finding in findings]
    assert names == (["Video platform", "Shop search"] if below == ["both"] else below)


@pytest.mark.parametrize(
    ("video", "club"),
    [
        ("", ""),
        ("domain: private", "domain: public"),
        ("objective: awareness", "domain: public, objective: sales"),
        ("", "domain: public, objective: awareness"),
        ("", "domain: public, role: test"),
        ("economics: null", "domain: public"),
        ("", "domain: public, placements: []"),
    ],
)
def test_returns_that_are_not_compared(video: str, club: str) -> None:
    """Private channels, those that are to be seen, tests, and what is unpaid or has no figures."""
    budget = ledger(f"{VIDEO}, amount: 100", f"{SEARCH}, amount: 100")
    if "placements" not in club:
        budget = ""
    snippet = items(f"id: video, {video}", "id: search, role: test", f"id: club, {club}", also=budget)
    assert of("PP309", snippet) == []


def test_equal_returns_by_different_ways_are_equal() -> None:
    """A third and a third of one are the same, whatever the division loses."""
    figures = "cvr: {rate: 1%, of: clicks}, aov: 100"
    core = f"id: video, economics: {{cpc: null, cpm: 10, ctr: 3%, {figures}}}"
    support = f"id: club, domain: public, economics: {{cpc: null, cpm: 20, ctr: 6%, {figures}}}"
    assert of("PP309", items(core, "id: search, role: test", support)) == []


BRAND = "goals: {targets: [{id: seen, metric: awareness, target: 20%, by: 2027-06-30SCOPE}]}"


@pytest.mark.parametrize(
    ("channel", "also", "severity"),
    [
        ("role: core", "", Severity.ERROR),
        ("role: support", "", Severity.WARNING),
        ("role: test", "", Severity.INFO),
        ("role: core, objective: awareness", "", Severity.WARNING),
        ("role: core, objective: sales", "", Severity.ERROR),
        ("role: core", "plan: {purpose: awareness}", Severity.WARNING),
        ("role: core", BRAND.replace("SCOPE", ""), Severity.WARNING),
        ("role: core", BRAND.replace("SCOPE", ", scope: {channel: search}"), Severity.WARNING),
        ("role: core", BRAND.replace("SCOPE", ", scope: {channel: video}"), Severity.ERROR),
        ("role: test, objective: awareness", "", Severity.INFO),
        ("role: core", "goals: null", Severity.ERROR),
    ],
)
def test_a_loss_weighs_as_the_channel_does(channel: str, also: str, severity: Severity) -> None:
    """An error for a core channel without a brand goal, an info for a test."""
    findings = of("PP322", items(returning("search", "1.5", channel), also=also))
    assert [finding.severity for finding in findings] == [severity]


def test_a_brand_goal_may_be_of_the_plans_own_metric() -> None:
    """Its dimension says so."""
    own = "monitoring: {metrics: [{id: buzz, name: Buzz, dimension: brand}]}"
    goal = BRAND.replace("SCOPE", "").replace("awareness", "buzz")
    (finding,) = of("PP322", items(returning("search", "1.5"), also=f"{goal}\n{own}"))
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("roas", "margin", "refunds", "variant"),
    [
        ("2", "50%", "0%", None),
        ("1.99", "50%", "0%", ""),
        ("4", "50%", "50%", None),
        ("3.99", "50%", "50%", ""),
        ("4", "50%", "null", None),
        ("1", "0%", "0%", "nothing"),
        ("1", "50%", "100%", "nothing"),
        ("0", "50%", "0%", "nothing"),
        ("1", "null", "0%", None),
    ],
)
def test_break_even(roas: str, margin: str, refunds: str, variant: str | None) -> None:
    """1 / (margin x (1 - refunds)) is enough; without a margin nothing is judged, with none all is lost."""
    figures = f"gross_margin: {margin}, refund_rate: {refunds}"
    findings = of("PP322", items(returning("search", roas).replace("cpc: 1", f"cpc: 1, {figures}")))
    assert [finding.variant for finding in findings] == ([] if variant is None else [variant])


def test_the_loss_is_that_of_the_money() -> None:
    """30,000 at ROAS 1.5 leave 45,000 x 0.65 x 0.94 = 27,495: 2,505 lost."""
    (finding,) = of("PP322", items(returning("search", "1.5")))
    assert (finding.values["loss"], finding.values["spend"], marked(finding)) == (2505, 30000, "economics")


@pytest.mark.parametrize(
    "channel",
    [
        "id: search, economics: null",
        "id: search, economics: {cpc: 900, aov: null}",
        "id: search, economics: {cpc: 900}, placements: []",
        "id: search, economics: {cpc: 900}, placements: [{format: search, spend: 0}]",
    ],
)
def test_a_loss_needs_figures_and_money(channel: str) -> None:
    """Without either, nothing is said."""
    assert of("PP322", items(channel, also=ledger(f"{VIDEO}, amount: 40000"))) == []
    assert of("PP322", items("id: search, economics: {cpc: 900}", also=ledger(f"{VIDEO}, amount: 40000")))


@pytest.mark.parametrize(("club", "found"), [("15", False), ("15.01", True)])
def test_share_of_tests(club: str, found: bool) -> None:
    """15 % of the media money is fine; money for content does not count."""
    lines = (f"{VIDEO}, amount: {85 - float(club) + 15:.2f}", f"{CLUB}, amount: {club}", "name: Work, amount: 500")
    findings = of("PP316", items("id: club, role: test", also=ledger(*lines)))
    assert bool(findings) is found
    assert [marked(finding) for finding in findings] == ([club] if found else [])


def test_tests_are_counted_together() -> None:
    """Two of 10 % are 20 %; every line of theirs is pointed at."""
    lines = [f"{VIDEO}, amount: 80", f"{CLUB}, amount: 4", f"{CLUB}, amount: 6", f"{SEARCH}, amount: 10"]
    (finding,) = of("PP316", items("id: club, role: test", "id: search, role: test", also=ledger(*lines)))
    assert finding.values["channels"] == ("Shop search", "Customer club")
    assert (marked(finding), len(finding.related)) == ("4", 2)


@pytest.mark.parametrize(
    ("lines", "channel"),
    [
        ((f"{VIDEO}, amount: 70", f"{SEARCH}, amount: 30"), None),
        ((f"{VIDEO}, amount: 70.01", f"{SEARCH}, amount: 29.99"), "Video platform"),
        ((f"{VIDEO}, amount: 40", f"{VIDEO}, amount: 40", f"{SEARCH}, amount: 20"), "Video platform"),
        ((f"{CLUB}, amount: 5",), "Customer club"),
        ((f"{VIDEO}, amount: 60", "name: Media, category: media, amount: 40"), None),
        (("name: Films, category: content, channel: video, amount: 9", f"{SEARCH}, amount: 1"), "Shop search"),
        (("name: Else, category: media, channel: nowhere, amount: 9",), None),
        ((f"{VIDEO}, amount: 0",), None),
        ((), None),
    ],
)
def test_concentration(lines: tuple[str, ...], channel: str | None) -> None:
    """70 % of the media money is fine; an id that nothing defines is another rule's."""
    found = [finding.values["channel"] for finding in of("PP319", ledger(*lines))]
    assert found == ([channel] if channel else [])


def ranked(*channels: tuple[int, str], fields: str = "") -> str:
    """Further public channels with money and ROAS; those of the minimal plan have no money."""
    more = [
        f"{returning(f'c{n}', roas)}, name: C{n}, role: support, kind: social{fields}"
        for n, (_, roas) in enumerate(channels)
    ]
    lines = [f"name: L, category: media, channel: c{n}, amount: {money}" for n, (money, _) in enumerate(channels)]
    minimal = [f"id: {name}, placements: []" for name in ("video", "search", "club")]
    return items(*minimal, *more, also=ledger(*lines))


@pytest.mark.parametrize(
    ("channels", "correlation"),
    [
        (((3, "1"), (2, "2"), (1, "3")), "-1"),
        (((3, "3"), (2, "2"), (1, "1")), None),
        (((3, "2"), (2, "3"), (1, "1")), None),
        (((3, "1"), (2, "3"), (1, "2")), "-0.5"),
        (((2, "1"), (1, "2")), None),
        (((1, "1"), (1, "2"), (1, "3")), None),
        (((3, "2"), (2, "2"), (1, "2")), None),
        (((2, "1"), (2, "2"), (1, "3")), "-0.866"),
        (((4, "2"), (3, "1"), (2, "4"), (1, "3")), "-0.6"),
        (((4, "2"), (3, "4"), (2, "1"), (1, "3")), None),
        (((2, "1"), (1, "1"), (2, "2"), (1, "2")), None),
    ],
)
def test_money_and_return_by_rank(channels: tuple[tuple[int, str], ...], correlation: str | None) -> None:
    """Spearman's coefficient below zero, equal values sharing their rank; exactly zero is fine, two say nothing."""
    found = [round(float(str(finding.values["correlation"])), 3) for finding in of("PP323", ranked(*channels))]
    assert found == ([float(correlation)] if correlation else [])


@pytest.mark.parametrize("fields", [", domain: private", ", objective: awareness"])
def test_ranks_are_those_of_public_channels_that_count_by_their_return(fields: str) -> None:
    """Private contacts and brand channels have other measures."""
    assert of("PP323", ranked((3, "1"), (2, "2"), (1, "3"), fields=fields)) == []


def test_the_order_is_shown_by_money() -> None:
    """Most money first, with what each promises; a long list is cut."""
    (finding,) = of("PP323", ranked((1, "3"), (3, "1"), (2, "2")))
    assert finding.values["channels"] == ("C1", "C2", "C0")
    assert finding.values["roas"] == (1, 2, 3)
    (long,) = of("PP323", ranked(*((n, f"{50 - n}") for n in range(1, 20))))
    assert len(str(long.values["channels"]).split(",")) == 8
