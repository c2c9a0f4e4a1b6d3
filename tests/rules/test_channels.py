"""Step 03: how many channels carry the plan, what each is for, and where they hand people on to."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of
from tests.rules.snippets import codes

PLACED = "placements: [{format: post}]"


def items(*channels: str, also: str = "") -> str:
    """Changes to the channels video, search (core) and club (private, support), or further ones."""
    return "channels:\n  items:" + "".join(f"\n    - {{{each}}}" for each in channels) + f"\n{also}"


def new(name: str, fields: str = "", role: str = "support") -> str:
    """A further channel."""
    return f"id: {name}, name: {name}, role: {role}, kind: social, {fields}"


def names(code: str, snippet: str) -> list[object]:
    """The channels that the findings of a code name."""
    return [finding.values["channel"] for finding in of(code, snippet)]


@pytest.mark.parametrize("code", [*range(301, 306), *range(307, 318), *range(319, 325)])
def test_absent_channels_are_another_rules_business(code: int) -> None:
    """Without the section, no rule on channels speaks."""
    assert of(f"PP{code}", "channels: null") == []


@pytest.mark.parametrize(
    ("video", "search", "club", "more", "variant"),
    [
        ("core", "core", "support", (), None),
        ("core", "core", "core", (), None),
        ("core", "core", "core", ("core",), ""),
        ("core", "support", "test", (), ""),
        ("support", "support", "test", (), "none"),
    ],
)
def test_two_or_three_core_channels(
    video: str, search: str, club: str, more: tuple[str, ...], variant: str | None
) -> None:
    """One is too few, four are too many, none is said in its own words."""
    roles = {"video": video, "search": search, "club": club}
    changes = [f"id: {name}, role: {role}" for name, role in roles.items()]
    findings = of("PP301", items(*changes, *(new(f"more-{n}", role=role) for n, role in enumerate(more))))
    assert [finding.variant for finding in findings] == ([] if variant is None else [variant])


def test_no_channel_at_all_is_one_finding() -> None:
    """An empty list has no core channel; nothing is said of its channels, nor of private ones."""
    assert {code for code in codes("channels: {items: []}") if code.startswith("PP3")} == {"PP301"}
    assert [marked(each) for each in of("PP301", "channels: {items: []}")] == ["channels"]


def test_only_core_channels_need_placements() -> None:
    """The role decides."""
    assert names("PP302", items("id: video, placements: []", "id: club, placements: []")) == ["Video platform"]


@pytest.mark.parametrize(("name", "severity"), [("video", Severity.ERROR), ("club", Severity.WARNING)])
def test_positioning_weighs_more_for_core_channels(name: str, severity: Severity) -> None:
    """An error for a core channel, a warning for another."""
    assert [each.severity for each in of("PP303", items(f"id: {name}, positioning: null"))] == [severity]


@pytest.mark.parametrize(
    ("positioning", "same"),
    [("New products", True), ("new-products!", True), ("新品", False), ("New product", False), ("null", False)],
)
def test_same_positioning(positioning: str, same: bool) -> None:
    """Case, spaces and marks make no difference; other words do, and none is another rule's."""
    assert bool(of("PP304", items(f"id: search, positioning: {positioning}"))) is same


def test_positioning_of_marks_alone_is_not_compared() -> None:
    """Nothing is left to compare."""
    assert of("PP304", items('id: video, positioning: "?"', 'id: search, positioning: "?"')) == []


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("segments: []", True),
        ("segments: young", False),
        ("segments: [], placements: [{format: search, segments: young}, {format: search}]", False),
        ("segments: [], placements: []", True),
    ],
)
def test_segments_of_a_channel(change: str, found: bool) -> None:
    """Its own, or those of a placement."""
    assert bool(of("PP305", items(f"id: search, {change}"))) is found


@pytest.mark.parametrize("audience", ["null", "{segments: []}"])
def test_a_plan_without_segments_lacks_more(audience: str) -> None:
    """Channels can't name what is not there."""
    assert of("PP305", items("id: search, segments: []", also=f"audience: {audience}")) == []


@pytest.mark.parametrize(
    ("fields", "also", "idle"),
    [
        ("", "", True),
        (PLACED, "", False),
        ("", "content: {pieces: [{id: guide, channels: [search, forum]}]}", False),
        ("", "content: {creators: [{name: Kim, kind: koc, channel: forum}]}", False),
        ("", "content: {ad_copy: [{text: Fresh, channel: forum}]}", False),
        ("", "budget: {lines: [{name: Forum, amount: 1, category: content, channel: forum}]}", False),
        ("hands_to: [club]", "", True),
        ("expected: {orders: 10}", "", True),
    ],
)
def test_idle_channels(fields: str, also: str, idle: bool) -> None:
    """Money of any kind, a piece, a creator, a text or a placement is enough; intentions are not."""
    assert bool(of("PP315", items(new("forum", fields), also=also))) is idle


def test_offers_keep_a_channel_busy() -> None:
    """A channel on which only a promotion runs is not idle."""
    offer = "{id: may, name: May, mechanic: free-shipping, start: 2027-05-01, end: 2027-05-03, channels: %s}"
    for name, idle in (("forum", False), ("video", True)):
        promotions = f"promotions: {{items: [{offer % name}]}}"
        assert bool(of("PP315", items(new("forum"), also=promotions))) is idle


def test_what_an_idle_core_channel_lacks_is_said_elsewhere() -> None:
    """By the rules on its placements and content."""
    snippet = items(new("forum", role="core"))
    assert codes(snippet) & {"PP302", "PP315", "PP405"} == {"PP302", "PP405"}


@pytest.mark.parametrize(
    ("domains", "lacks"), [(("public", "public", "public"), True), (("public", "private", "public"), False)]
)
def test_private_domain(domains: tuple[str, ...], lacks: bool) -> None:
    """One private channel is enough, whichever it is."""
    pairs = zip(("video", "search", "club"), domains, strict=True)
    assert bool(of("PP313", items(*(f"id: {name}, domain: {domain}" for name, domain in pairs)))) is lacks


@pytest.mark.parametrize(
    ("video", "search", "caught"),
    [
        ("[search]", "[video]", ("Video platform", "Shop search")),
        ("[search]", "[]", None),
        ("[search]", "[video, club]", None),
        ("[search, club]", "[video]", None),
        ("[video]", "[club]", ("Video platform",)),
        ("[search]", "[search]", ("Video platform", "Shop search")),
        ("[search]", "[video, nowhere]", None),
        ("[club]", "[club]", None),
    ],
)
def test_loops(video: str, search: str, caught: tuple[str, ...] | None) -> None:
    """A way out to a private channel, or to one where people stay, is no loop; an unknown id gets the doubt."""
    findings = of("PP314", items(f"id: video, hands_to: {video}", f"id: search, hands_to: {search}"))
    assert [finding.values["channels"] for finding in findings] == ([caught] if caught else [])


def test_a_long_chain_is_followed_to_its_end() -> None:
    """However many channels there are between."""
    chain = [new(f"c{n}", f"hands_to: [c{n + 1}]") for n in range(300)]
    assert of("PP314", items(*chain, new("c300", "hands_to: [club]"))) == []
    (finding,) = of("PP314", items(*chain, new("c300", "hands_to: [c0]")))
    assert len(finding.related) == 300


@pytest.mark.parametrize(
    ("video", "search", "club", "same"),
    [
        ("kind: social", "kind: social", "kind: social", True),
        ("kind: social", "kind: search", "kind: social", False),
        ("kind: social", "role: support, kind: social", "kind: social", False),
        ("kind: social", "kind: social", "role: core, kind: email", False),
    ],
)
def test_kinds_of_core_channels(video: str, search: str, club: str, same: bool) -> None:
    """Two or more core channels of one kind; one alone says nothing."""
    assert bool(of("PP320", items(f"id: video, {video}", f"id: search, {search}", f"id: club, {club}"))) is same


@pytest.mark.parametrize(
    ("objective", "formats", "variant"),
    [
        ("sales", ("splash",), "sales"),
        ("sales", ("splash", "display", "video"), "sales"),
        ("sales", ("splash", "feed"), None),
        ("sales", ("search",), None),
        ("sales", (), None),
        ("awareness", ("search", "shopping"), "awareness"),
        ("awareness", ("search", "video"), None),
        ("traffic", ("splash",), None),
        ("null", ("splash",), None),
    ],
)
def test_formats_and_objective(objective: str, formats: tuple[str, ...], variant: str | None) -> None:
    """Only where every format is of the other sort, and an objective is said."""
    booked = ", ".join(f"{{format: {each}}}" for each in formats)
    findings = of("PP324", items(f"id: video, objective: {objective}, placements: [{booked}]"))
    assert [finding.variant for finding in findings] == ([] if variant is None else [variant])
