"""Figures that buyers read against what the plan computes."""

import pytest

from tests.rules.law_structure import law, offers, sold, told

DAYS = "start: 2027-05-20, end: 2027-05-26"
SERUM = "{id: serum, name: Serum, price: 199, unit_cost: 60}"
CREAM = "{id: cream, name: Cream, price: 500, unit_cost: 60}"


def shop(fields: str, *others: str, products: tuple[str, ...] = (SERUM,), stacking: str = "exclusive") -> str:
    """Offers, the first with these fields."""
    first = f"{{id: a, name: A, goal: revenue, {DAYS}, {fields}}}"
    rest = [f"{{id: b{at}, name: B{at}, goal: revenue, {DAYS}, {each}}}" for at, each in enumerate(others)]
    return offers(first, *rest, products=products).replace("stacking: exclusive", f"stacking: {stacking}")


def ad(text: str, price: str = "", products: str = "") -> str:
    """An advertisement, with the price that it shows."""
    shown = f", price: {price}" if price else ""
    named = f", products: [{products}]" if products else ""
    return f"content:\n  ad_copy: [{{id: ad, channel: video, headline: '{text}'{shown}{named}}}]"


SAVE = "mechanic: threshold-off, threshold: 300, amount: 40"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("满300减40", False),
        ("满 300 元减 40 元", False),
        ("滿 300 元折 40 元", False),
        ("满300元，立减40元", False),
        ("满300减50", True),
        ("满200减40", True),
        ("每满300元可减50元", True),
        ("满300元打9折", False),
        ("满2件减40", False),
        ("满300元减40%", False),
        ("满1,300减40", True),
    ],
)
def test_terms_tell_the_offers_own_threshold_and_reduction(text: str, found: bool) -> None:
    """However it is written; pieces and shares are no amounts."""
    assert [each.variant for each in law("PP864", sold("CN", shop(f"{SAVE}, terms: '{text}'")))] == (
        ["pair"] if found else []
    )


def test_terms_may_name_other_offers() -> None:
    """What another offer of the plan takes off is true as well, and a tier is one of several."""
    other = "mechanic: coupon, threshold: 200, amount: 20, issue: 9, limit_per_user: 1"
    assert law("PP864", sold("CN", shop(f"{SAVE}, terms: 可与满200减20同用", other))) == []
    tiers = "mechanic: tiered-off, tiers: [{threshold: 200, amount: 20}, {threshold: 300, amount: 40}]"
    assert law("PP864", sold("CN", shop(f"{tiers}, terms: '满200减20，满300减40'"))) == []
    (finding,) = law("PP864", sold("CN", shop(f"{tiers}, terms: '满200减20，满300减50'")))
    assert (str(finding.values["off"]), str(finding.values["wanted_off"])) == ("50", "40")


@pytest.mark.parametrize(("text", "found"), [("满600减80", False), ("满600减70", True), ("满450减60", True)])
def test_a_repeating_offer_is_true_at_multiples(text: str, found: bool) -> None:
    """Per 300 less 40: 600 less 80."""
    snippet = shop(f"{SAVE}, repeating: true, terms: {text}")
    assert bool(law("PP864", sold("CN", snippet))) is found


@pytest.mark.parametrize(("text", "found"), [("满300减40", []), ("满300减50", ["pair"]), ("满500减100", [])])
def test_an_advertisement_may_speak_of_what_the_plan_does_not_hold(text: str, found: list[str]) -> None:
    """Only where one of the plan's offers begins at the same amount it is that one."""
    assert [each.variant for each in law("PP864", sold("CN", shop(SAVE), ad(text)))] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [("8折", []), ("全场八折", []), ("打 8.0 折", []), ("85折", ["rate"]), ("八五折", ["rate"]), ("折扣多多", [])],
)
def test_terms_tell_the_offers_own_rate(text: str, found: list[str]) -> None:
    """A rate of 20 % is 8折."""
    snippet = shop(f"mechanic: limited-discount, rate: 20%, terms: {text}")
    assert [each.variant for each in law("PP864", sold("CN", snippet))] == found


@pytest.mark.parametrize(
    ("text", "found"), [("定金50抵100", []), ("付50元可抵100元", []), ("付定金50抵120", ["deposit"])]
)
def test_terms_tell_the_deposit_and_what_it_counts_for(text: str, found: list[str]) -> None:
    """Of a pre-sale with both."""
    days = "deposit_end: 2027-05-22, balance_start: 2027-05-23, delivery_by: 2027-06-10"
    snippet = shop(f"mechanic: presale, deposit: 50, counts_as: 100, {days}, terms: {text}", products=(CREAM,))
    assert [each.variant for each in law("PP864", sold("CN", snippet))] == found


@pytest.mark.parametrize(
    ("offer", "most"),
    [
        (SAVE, "40"),
        ("mechanic: tiered-off, tiers: [{threshold: 200, amount: 20}, {threshold: 300, amount: 45}]", "45"),
        (f"{SAVE}, repeating: true, cap: 120", "120"),
        ("mechanic: coupon, rate: 10%, cap: 30, issue: 9, limit_per_user: 1", "30"),
        ("mechanic: limited-discount, rate: 20%", "39.80"),  # of 199
        ("mechanic: direct-off, amount: 15", "15"),
    ],
)
def test_at_most_is_what_the_offer_comes_to(offer: str, most: str) -> None:
    """Computed from the mechanic, with or without its cents; a coin more or less is told."""
    whole = most.split(".", maxsplit=1)[0]
    for text, found in ((f"最高减{most}", []), (f"最高可省{whole}元", []), (f"最高减{int(whole) + 1}", ["most"])):
        assert [each.variant for each in law("PP864", sold("CN", shop(f"{offer}, terms: {text}")))] == found
        assert [each.variant for each in law("PP864", sold("CN", shop(offer), ad(text)))] == found


def test_at_most_may_be_several_offers_together() -> None:
    """40 and 20 are 60; 70 is told, with all that is true."""
    other = "mechanic: coupon, threshold: 200, amount: 20, issue: 9, limit_per_user: 1"
    assert law("PP864", sold("CN", shop(SAVE, other), ad("最高减60"))) == []
    (finding,) = law("PP864", sold("CN", shop(SAVE, other), ad("最高减70")))
    assert finding.values["wanted"] == (20, 40, 60)


def test_at_most_without_an_end_is_not_judged() -> None:
    """A reduction for every further threshold has no most, and a gift takes nothing off."""
    assert law("PP864", sold("CN", shop(f"{SAVE}, repeating: true, terms: 最高减400"))) == []
    assert law("PP864", sold("CN", shop("mechanic: gift, gift: {name: Pouch, cost: 1}"), ad("最高减400"))) == []


@pytest.mark.parametrize(
    ("price", "found"), [("199", []), ("159.20", []), ("159.19", [("price", "159.19")]), ("99", [("price", "99")])]
)
def test_an_advertisement_shows_no_less_than_one_unit_costs(price: str, found: list[tuple[str, str]]) -> None:
    """199 at 20 % off is 159.20."""
    snippet = shop("mechanic: limited-discount, rate: 20%")
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", price))) == found
    assert told("PP864", sold("US", snippet, ad("清爽不黏", price))) == []


@pytest.mark.parametrize(("stacking", "found"), [("sequential", []), ("exclusive", [("price", "139.20")])])
def test_offers_that_act_together_make_one_price(stacking: str, found: list[tuple[str, str]]) -> None:
    """159.20 less a coupon of 20 from 100 on is 139.20, unless only one offer acts."""
    coupon = "mechanic: coupon, threshold: 100, amount: 20, issue: 9, limit_per_user: 1"
    snippet = shop("mechanic: limited-discount, rate: 20%", coupon, stacking=stacking)
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "139.20"))) == found


def test_an_advertisement_shows_no_less_than_its_landing_page() -> None:
    """Of the same product."""
    page = "compliance:\n  texts: [{id: page, kind: landing, text: 清爽不黏, price: 179, products: [serum]}]"
    snippet = shop("mechanic: limited-discount, rate: 20%")
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "169"), page)) == [("landing", "169")]
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "179"), page)) == []


def test_a_price_without_one_product_is_not_judged() -> None:
    """Of several products nobody knows which is meant; named, it is known."""
    snippet = shop("mechanic: limited-discount, rate: 20%", products=(SERUM, CREAM))
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "9"))) == []
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "9", "serum"))) == [("price", "9")]


def test_more_sets_of_offers_than_are_tried_are_not_judged() -> None:
    """Seven coupons that join make 127 sets."""
    coupons = [
        f"mechanic: coupon, amount: {at}, issue: 9, limit_per_user: 1, stackable_with: [a, b0, b1, b2, b3, b4, b5]"
        for at in range(1, 8)
    ]
    snippet = shop(*coupons, stacking="sequential")
    assert told("PP864", sold("CN", snippet, ad("清爽不黏", "9"))) == []
