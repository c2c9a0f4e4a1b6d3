"""Promotions in the plan: days, goals, caps, cost, warm-up and brief; and how they stack."""

import pytest

from promoplan.findings.finding import Severity
from promoplan.rules.stacking import MOST_PAIRS
from tests.rules.offers import marked, of, offer, plan

CUT = "mechanic: limited-discount, rate: 20%"
SAVE = "mechanic: threshold-off, threshold: 300, amount: 50"


@pytest.mark.parametrize(
    ("start", "end", "variants"),
    [
        ("2027-04-01", "2027-06-30", []),
        ("2027-03-31", "2027-06-30", ["start"]),
        ("2027-04-01", "2027-07-01", ["end"]),
        ("2027-03-31", "2027-07-01", ["start", "end"]),
        ("2027-07-01", "2027-07-08", ["wholly"]),
        ("2027-03-01", "2027-03-31", ["wholly"]),
        ("2027-07-08", "2027-07-01", []),
    ],
)
def test_promotions_lie_in_the_period(start: str, end: str, variants: list[str]) -> None:
    """First and last day of the plan are in it; a promotion wholly outside is one finding, reversed days another's."""
    findings = of("PP801", plan(offer(f"{CUT}, start: {start}, end: {end}")))
    assert [finding.variant for finding in findings] == variants
    assert [marked(finding) for finding in findings] == [end if each == "end" else start for each in variants]


@pytest.mark.parametrize(
    ("fields", "codes"),
    [
        ("", ["PP809"]),
        (", issue: 5000", ["PP839"]),
        (", limit_per_user: 1", []),
        (", issue: 5000, limit_per_user: 2", []),
    ],
)
def test_coupons_are_bounded(fields: str, codes: list[str]) -> None:
    """No bound at all and no bound per buyer are different findings, never both."""
    snippet = plan(offer(f"mechanic: coupon, amount: 5{fields}"))
    assert [finding.code for code in ("PP809", "PP839") for finding in of(code, snippet)] == codes


@pytest.mark.parametrize(
    ("days", "variants"),
    [
        ("deposit_end: 2027-05-22, balance_start: 2027-05-22, delivery_by: 2027-05-22", []),
        ("deposit_end: 2027-05-23, balance_start: 2027-05-22, delivery_by: 2027-06-10", [""]),
        ("deposit_end: 2027-05-19, balance_start: 2027-05-18, delivery_by: 2027-06-10", ["deposit"]),
        ("deposit_end: 2027-05-22, balance_start: 2027-05-23", ["delivery"]),
        ("deposit_end: 2027-05-22, balance_start: 2027-05-23, delivery_by: 2027-05-22", ["late"]),
        ("delivery_by: 2027-05-22", []),
    ],
)
def test_presale_days_follow_each_other(days: str, variants: list[str]) -> None:
    """Deposit, balance, delivery; they may meet on one day, and missing windows are another rule's."""
    findings = of("PP811", plan(offer(f"mechanic: presale, deposit: 5, {days}")))
    assert [finding.variant for finding in findings] == variants


def test_a_gift_of_no_cost_is_a_stated_cost() -> None:
    """What a supplier gives costs 0; a gift beside another mechanic needs its cost too."""
    assert not of("PP812", plan(offer("mechanic: gift, gift: {name: Pouch, cost: 0}")))
    (finding,) = of("PP812", plan(offer(f"{SAVE}, gift: {{name: Pouch}}")))
    assert marked(finding) == "gift"


@pytest.mark.parametrize(
    ("fields", "missing"),
    [("", ("point_value", "redemption")), (", point_value: 0.01", ("redemption",))],
)
def test_points_name_what_they_lack(fields: str, missing: tuple[str, ...]) -> None:
    """Value and redeemed share are both needed."""
    (finding,) = of("PP813", plan(offer(f"mechanic: points, earn: 1{fields}")))
    assert finding.values["missing"] == missing


def test_without_goals_no_promotion_is_asked_for_one() -> None:
    """Where the plan has no goals, a promotion can't serve one."""
    assert not of("PP815", plan(offer(CUT).replace("goal: revenue, ", ""), also="goals: {targets: null}"))


CAMPAIGN = "plan: {kind: campaign}"
BARE = """
plan: {kind: campaign}
phases: null
content: null
channels: null
"""


@pytest.mark.parametrize(
    ("also", "days", "count"),
    [
        (CAMPAIGN, "start: 2027-04-01, end: 2027-04-10", 1),
        (CAMPAIGN, "start: 2027-04-01, end: 2027-04-03", 1),
        (CAMPAIGN, "start: 2027-04-01, end: 2027-04-02", 0),
        (CAMPAIGN, "start: 2027-04-02, end: 2027-04-10", 0),
        (CAMPAIGN, "start: 2027-04-10, end: 2027-04-02", 0),
        (BARE, "start: 2027-05-20, end: 2027-05-26", 1),
        ("plan: {kind: quarterly}", "start: 2027-04-01, end: 2027-04-10", 0),
    ],
)
def test_a_campaign_warms_up(also: str, days: str, count: int) -> None:
    """From three days of sale on, a campaign has something before it: a phase, content, a placement."""
    assert len(of("PP825", plan(offer(f"{CUT}, {days}"), also=also))) == count


def test_a_presale_is_a_warm_up() -> None:
    """A pre-sale before the sale makes it expected; alone it is no sale."""
    sale = offer(f"{CUT}, start: 2027-05-20, end: 2027-05-26")
    early = offer("mechanic: presale, deposit: 5, start: 2027-05-01, end: 2027-05-26", "early")
    assert not of("PP825", plan(sale, early, also=BARE))
    assert not of("PP825", plan(early, also=BARE))
    assert of("PP825", plan(sale, early.replace("2027-05-01", "2027-05-20"), also=BARE))


@pytest.mark.parametrize(
    ("brief", "also", "missing"),
    [
        ("{form: on-line, reward: 20 % off, flow: Buy}", "", None),
        ("{form: on-line, reward: 20 % off, flow: Buy}", "plan: {theme: null}", ("theme",)),
        ("{}", "", ("form", "reward", "flow")),
    ],
)
def test_a_brief_is_whole(brief: str, also: str, missing: tuple[str, ...] | None) -> None:
    """Theme (the plan's will do), form, reward and flow."""
    findings = of("PP826", plan(offer(f"{CUT}, brief: {brief}"), also=also))
    assert [finding.values["missing"] for finding in findings] == ([] if missing is None else [missing])


def test_only_a_campaign_needs_a_brief() -> None:
    """A coupon within a quarter goes without; a campaign has one brief at least."""
    assert not of("PP826", plan(offer(CUT)))
    (finding,) = of("PP826", plan(offer(CUT), also=CAMPAIGN))
    assert (finding.variant, marked(finding)) == ("none", "promotions")


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (CUT, SAVE, True),
        (CUT, f"{SAVE}, start: 2027-05-26, end: 2027-05-30", True),
        (CUT, f"{SAVE}, start: 2027-05-27, end: 2027-05-30", False),
        (f"{CUT}, products: [serum]", f"{SAVE}, products: [mask]", False),
        (f"{CUT}, products: [serum]", f"{SAVE}, products: [mask, serum]", True),
        (f"{CUT}, products: [serum]", SAVE, True),
        (f"{CUT}, channels: [video]", f"{SAVE}, channels: [search]", False),
        (f"{CUT}, segments: [young]", SAVE, True),
        (CUT, "mechanic: gift, gift: {name: Pouch, cost: 6}", False),
        (CUT, "mechanic: free-shipping", False),
        (f"{CUT}, excludes: [two]", SAVE, False),
        (CUT, f"{SAVE}, excludes: [may]", False),
        (f"{CUT}, stackable_with: [two]", SAVE, True),
    ],
)
def test_offers_that_meet_need_a_mode(one: str, other: str, meet: bool) -> None:
    """Days, products, channels and people in common, and two price cuts: then the plan says how they stack."""
    findings = of("PP808", plan(offer(one), offer(other, "two")))
    assert [finding.severity for finding in findings] == ([Severity.ERROR] if meet else [])


@pytest.mark.parametrize("stacking", ["sequential", "parallel", "exclusive"])
def test_a_stated_mode_settles_offers_of_different_layers(stacking: str) -> None:
    """Discount, threshold and coupon follow each other by their layers."""
    three = (offer(CUT), offer(SAVE, "two"), offer("mechanic: coupon, amount: 5, limit_per_user: 1", "three"))
    assert not of("PP808", plan(*three, stacking=stacking))


@pytest.mark.parametrize(
    ("fields", "stacking", "variant"),
    [
        ("", "sequential", "all"),
        (", products: [serum]", "parallel", ""),
        ("", "exclusive", None),
        (", stackable_with: [may]", "sequential", None),
        (", excludes: [may]", "sequential", None),
    ],
)
def test_two_offers_of_one_layer_need_a_word(fields: str, stacking: str, variant: str | None) -> None:
    """Joined, excluding, or one alone by the plan's mode: stated somewhere."""
    findings = of(
        "PP808", plan(offer(CUT), offer(f"mechanic: direct-off, amount: 5{fields}", "two"), stacking=stacking)
    )
    assert [(each.variant, each.severity) for each in findings] == (
        [] if variant is None else [(variant, Severity.WARNING)]
    )


def test_of_very_many_pairs_the_first_are_told() -> None:
    """Twenty price cuts on the same days are 190 pairs: a hundred are told, so that findings don't grow as squares."""
    findings = of("PP808", plan(*(offer(CUT, f"n{number}") for number in range(20)), stacking="sequential"))
    assert len(findings) == MOST_PAIRS == 100


@pytest.mark.parametrize(
    ("one", "other", "variants"),
    [
        (", excludes: [two]", ", stackable_with: [may]", [""]),
        (", excludes: [two], stackable_with: [two]", "", [""]),
        (", excludes: [two]", ", excludes: [may]", []),
        (", excludes: [may]", "", ["itself"]),
        (", stackable_with: [may]", "", ["itself"]),
    ],
)
def test_contradictions(one: str, other: str, variants: list[str]) -> None:
    """Joined and excluded at once, on either side, or naming itself; a pair is found once."""
    snippet = plan(offer(CUT + one), offer(SAVE + other, "two"), stacking="sequential")
    assert [finding.variant for finding in of("PP821", snippet)] == variants
