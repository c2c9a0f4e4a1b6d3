"""People and the law of China: profiles, data, those who recommend, and those under age."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.law_structure import law, offers, sold, told

DAYS = "start: 2027-05-20, end: 2027-05-26"


@pytest.mark.parametrize(
    ("fields", "found"), [("", []), (", personalised: false", []), (", personalised: true", [("", "true")])]
)
def test_a_price_by_profile_is_told(fields: str, found: list[tuple[str, str]]) -> None:
    """Only where the plan says so, and in China."""
    snippet = offers(f"{{id: a, name: A, mechanic: direct-off, amount: 5, goal: revenue, {DAYS}{fields}}}")
    assert told("PP865", sold("CN", snippet)) == found
    assert told("PP865", sold("US", snippet)) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [("personalised: true", 1), ("personalised: true, without_profile: switch in the app", 0), ("consent: opt-in", 0)],
)
def test_messages_by_profile_need_a_way_without(fields: str, found: int) -> None:
    """A warning."""
    findings = law("PP865", sold("CN", f"compliance: {{messaging: {{{fields}}}}}"))
    assert [each.severity for each in findings] == [Severity.WARNING] * found


@pytest.mark.parametrize(
    ("does", "needs"),
    [
        ("collects: phone", "basis: consent at sign-up"),
        ("sensitive: [face]", "separate_consent: asked before upload"),
        ("under_14: true", "guardian_consent: form"),
        ("shared_with: courier", "sharing_consent: asked at check-out"),
        ("sent_to: [US]", "transfer_route: standard-contract"),
        ("automated_decisions: true", "assessed_on: 2027-01-05"),
    ],
)
def test_what_is_done_with_data_needs_what_allows_it(does: str, needs: str) -> None:
    """Each by itself; machines that decide are a warning."""
    (finding,) = law("PP866", sold("CN", f"compliance: {{personal_data: {{{does}}}}}"))
    assert finding.variant == needs.split(":", maxsplit=1)[0]
    assert finding.severity is (Severity.WARNING if "automated" in does else Severity.ERROR)
    assert law("PP866", sold("CN", f"compliance: {{personal_data: {{{does}, {needs}}}}}")) == []
    assert law("PP866", sold("US", f"compliance: {{personal_data: {{{does}}}}}")) == []


def test_what_is_not_stated_is_not_asked() -> None:
    """No block, or one that denies, is silent; data that stay in China leave no country."""
    assert law("PP866", sold("CN")) == []
    assert law("PP866", sold("CN", "compliance: {personal_data: {under_14: false, automated_decisions: false}}")) == []
    assert law("PP866", sold("CN", "compliance: {personal_data: {sent_to: [CN]}}")) == []
    assert law("PP866", sold("CN", "compliance: {personal_data: {sent_to: [CN, HK]}}")) != []


@pytest.mark.parametrize(("age", "found"), [("14-18", []), ("13-18", [("segment", "13-18")])])
def test_a_segment_under_fourteen_needs_guardians(age: str, found: list[tuple[str, str]]) -> None:
    """Where the plan gathers data; stated as such, it is told there alone."""
    segments = f"audience: {{segments: [{{id: young, age: {age}}}]}}"
    data = "collects: phone, basis: consent"
    assert told("PP866", sold("CN", segments, f"compliance: {{personal_data: {{{data}}}}}")) == found
    assert (
        told("PP866", sold("CN", segments, f"compliance: {{personal_data: {{{data}, guardian_consent: form}}}}")) == []
    )
    assert [
        variant for variant, _ in told("PP866", sold("CN", segments, "compliance: {personal_data: {under_14: true}}"))
    ] == ["guardian_consent"]


def creator(fields: str) -> str:
    """A creator with these fields."""
    given = f"name: Mia, kind: endorser, fee: 1, deliverables: x, metric: ctr, label: 广告, {fields}"
    return f"content: {{creators: [{{{given}}}]}}"


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("age: 10", []),
        ("age: 9", [("age", "9")]),
        ("has_used: true", []),
        ("has_used: false", [("use", "false")]),
        ("sanctioned_on: 2024-04-01", []),  # three years on the plan's first day
        ("sanctioned_on: 2024-04-02", [("sanctioned", "2024-04-02")]),
        ("followers: 5", []),
    ],
)
def test_who_may_recommend(fields: str, found: list[tuple[str, str]]) -> None:
    """Ten years or older, a user, and three years after a punishment, on the plan's first day, 1 April 2027."""
    assert told("PP871", sold("CN", creator(fields))) == found
    assert told("PP871", sold("US", creator(fields))) == []


def test_a_leap_day_ends_on_the_first_of_march() -> None:
    """Three years after 29 February 2024."""
    (finding,) = law(
        "PP871",
        "plan: {markets: [CN], period: {start: 2027-02-28, end: 2027-05-31}}\n" + creator("sanctioned_on: 2024-02-29"),
    )
    assert str(finding.values["free"]) == "2027-03-01"


SERUM = "\n  - {id: serum, name: Serum, category: 护肤, price: 9}"
GOODS = "products:\n  - {id: pills, name: Pills, category: 保健食品, price: 9}" + SERUM


@pytest.mark.parametrize(
    ("category", "products", "found"),
    [
        ("保健食品", "[pills]", True),
        ("医疗器械", "[pills]", True),
        ("药品", "[serum, pills]", True),
        ("食品", "[pills]", False),
        ("健康家电", "[pills]", False),
        ("保健食品", "[serum]", False),
        ("保健食品", "[]", False),  # the plan sells other things too
    ],
)
def test_what_nobody_may_recommend(category: str, products: str, found: bool) -> None:
    """Medical goods and health food; without named products only where the plan sells nothing else."""
    goods = GOODS.replace("保健食品", category)
    findings = law("PP871", sold("CN", creator(f"products: {products}"), goods))
    assert [each.variant for each in findings] == (["goods"] if found else [])


def test_a_plan_of_medical_goods_has_no_endorser() -> None:
    """All that it sells may not be recommended."""
    assert [each.variant for each in law("PP871", sold("CN", creator("age: 30"), GOODS.rsplit("\n", 1)[0]))] == [
        "goods"
    ]


@pytest.mark.parametrize(
    ("segment", "found"),
    [
        ("age: 12-17", True),
        ("age: 15-24", False),
        ("age: 17-18", False),
        ("age: 15-24, minors: true", True),
        ("age: 12-17, minors: true", True),
        ("age: 25-34", False),
    ],
)
def test_whom_the_law_calls_minors(segment: str, found: bool) -> None:
    """Bands that lie wholly under 18, and segments that say so; each channel that speaks to them is told."""
    segments = f"audience: {{segments: [{{id: young, {segment}}}]}}"
    findings = law("PP872", sold("CN", segments, GOODS))
    assert [each.values["channel"] for each in findings] == (
        ["Video platform", "Shop search", "Customer club"] if found else []
    )
    assert law("PP872", sold("US", segments, GOODS)) == []


@pytest.mark.parametrize(
    ("category", "found"),
    [
        ("护肤", True), ("化妆品", True), ("药品", True), ("保健食品", True), ("白酒", True), ("wine", True),
        ("美容", True), ("酒店", False), ("文具", False), ("食品", False), ("", False),
    ],
)  # fmt: skip
def test_what_the_law_keeps_from_minors(category: str, found: bool) -> None:
    """Medical goods, health food, cosmetics, beauty, alcohol; what the plan does not tell is not guessed."""
    goods = f"products: [{{id: p, name: P, price: 9{f', category: {category}' if category else ''}}}]"
    assert bool(law("PP872", sold("CN", "audience: {segments: [{id: young, minors: true}]}", goods))) is found


def test_a_placement_that_shows_other_goods_is_free() -> None:
    """What a placement promotes, and to whom, goes before what the plan and the channel say."""
    goods = f"products:{SERUM}\n  - {{id: pens, name: Pens, category: 文具, price: 9}}"
    place = "channels: {items: [{id: video, placements: [{format: feed, spend: 40000, products: [pens]}]}]}"
    segments = "audience: {segments: [{id: young, minors: true}]}"
    assert "Video platform" not in [each.values["channel"] for each in law("PP872", sold("CN", segments, goods, place))]
    assert "Video platform" in [
        each.values["channel"] for each in law("PP872", sold("CN", segments, goods, place.replace("pens", "serum")))
    ]
