"""The rules on the worst basket: what they say of it, where, and when they leave it to others."""

from decimal import Decimal

import pytest

from promoplan.findings.finding import Finding, Severity
from promoplan.rules.page import DAY
from tests.rules.offers import marked
from tests.rules.snippets import found

SERUM = "{id: serum, name: Light serum, price: 499, unit_cost: 210, fee_rate: 6%, shipping: 12}"
CODES = {"PP800", "PP807", "PP820", "PP829"}


def offer(name: str, fields: str) -> str:
    """An offer in a week of May."""
    return f"{{id: {name}, name: Offer {name}, goal: revenue, start: 2027-05-20, end: 2027-05-26, {fields}}}"


def stack(*offers: str, mode: str = "sequential", products: tuple[str, ...] = (SERUM,)) -> list[Finding]:
    """What the rules on the worst basket find in these offers."""
    lines = ["products:", *(f"  - {product}" for product in products), "promotions:"]
    lines += [f"  stacking: {mode}"] if mode else []
    lines += ["  items:", *(f"    - {each}" for each in offers)]
    return [finding for finding in found("\n".join(lines), DAY) if finding.code in CODES]


EIGHT = offer("eight", "mechanic: limited-discount, rate: 20%")
HALF = offer("half", "mechanic: second-item, rate: 50%")
SHOP = offer("shop", "mechanic: threshold-off, threshold: 500, amount: 50")
COUPON = offer("coupon", "mechanic: coupon, threshold: 400, amount: 30, limit_per_user: 1")
CROSS = offer("cross", "mechanic: cross-store, threshold: 400, amount: 50, merchant_share: 100%")


def test_the_stack_that_loses_although_no_step_does() -> None:
    """ST7: two units, five offers, 468.80 paid, 3.33 lost; the last offer is marked, the others are related."""
    (finding,) = stack(EIGHT, HALF, SHOP, COUPON, CROSS)
    assert (finding.code, finding.severity) == ("PP807", Severity.ERROR)
    assert finding.values["basket"] == ("2 × Light serum",)
    assert (finding.values["payable"], finding.values["loss"]) == (Decimal("468.80"), Decimal("3.33"))
    assert "cross" in marked(finding)
    assert len(finding.related) == 4


def test_one_offer_less_is_only_under_the_floor() -> None:
    """Without the last one the same basket leaves 43.67, 8.4 %: a warning."""
    (finding,) = stack(EIGHT, HALF, SHOP, COUPON)
    assert (finding.code, finding.severity) == ("PP829", Severity.WARNING)
    assert finding.values["kept"] == Decimal("43.67")


def test_the_floor_itself_is_enough() -> None:
    """A basket that leaves exactly 10 % is fine; a cent of cost more is not."""
    fine = "{id: p, name: P, price: 100, unit_cost: 81}"
    short = "{id: p, name: P, price: 100, unit_cost: 81.01}"
    ten = offer("ten", "mechanic: limited-discount, rate: 10%")
    assert stack(ten, products=(fine,)) == []
    assert [finding.code for finding in stack(ten, products=(short,))] == ["PP829"]


def test_a_basket_for_nothing() -> None:
    """A coupon worth more than the smallest basket: nothing is left to pay, and no other rule repeats it."""
    small = "{id: mini, name: Mini, price: 25, unit_cost: 9}"
    (finding,) = stack(offer("coupon", "mechanic: coupon, amount: 30, limit_per_user: 1"), products=(SERUM, small))
    assert (finding.code, finding.variant) == ("PP820", "alone")
    assert finding.values["basket"] == ("1 × Mini",)


def test_parallel_thresholds_pay_nothing_where_a_sequence_does_not() -> None:
    """ST1: the same offers, judged in parallel and in sequence."""
    good = ("{id: p, name: P, price: 400, unit_cost: 5}",)
    offers = (
        offer("a", "mechanic: threshold-off, threshold: 400, amount: 380, stackable_with: [b]"),
        offer("b", "mechanic: threshold-off, threshold: 400, amount: 50"),
    )
    assert [finding.code for finding in stack(*offers, mode="parallel", products=good)] == ["PP820"]
    assert stack(*offers, mode="sequential", products=good) == []


def test_offers_are_judged_alone_where_nothing_says_how_they_stack() -> None:
    """No mode is another rule's error; then no stack is assumed."""
    assert stack(EIGHT, HALF, SHOP, COUPON, CROSS, mode="") == []
    assert stack(EIGHT, HALF, SHOP, COUPON, CROSS, mode="exclusive") == []


@pytest.mark.parametrize(
    "wrong",
    [
        offer("wrong", "mechanic: limited-discount, rate: 70%"),
        offer("wrong", "mechanic: threshold-off, threshold: 40, amount: 300"),
        offer("wrong", "mechanic: threshold-off, threshold: 400"),
        offer("wrong", "mechanic: limited-discount, rate: 55%"),
    ],
    ids=["below cost", "threshold below reduction", "incomplete", "a loss leader"],
)
def test_offers_that_are_wrong_alone_are_left_to_their_rules(wrong: str) -> None:
    """One fault, one finding."""
    assert stack(wrong) == []


def test_a_loss_leader_with_a_limit_is_meant_alone_but_not_under_a_stack() -> None:
    """35 % off one unit is a choice; that a coupon joins it is not: 45 is paid, for goods of 60, fees and shipping."""
    good = ("{id: p, name: P, price: 100, unit_cost: 60, fee_rate: 5%, shipping: 5}",)
    flash = offer("flash", "mechanic: limited-discount, rate: 35%, limit_per_user: 1")
    coupon = offer("coupon", "mechanic: coupon, amount: 20, threshold: 60, limit_per_user: 1")
    assert stack(flash, products=good) == []
    (finding,) = stack(flash, coupon, products=good)
    assert (finding.code, finding.values["loss"]) == ("PP807", Decimal("22.25"))


LEADER = "{id: leader, name: Leader, price: 100, unit_cost: 60, fee_rate: 5%, shipping: 5}"
FLASH = offer("flash", "mechanic: limited-discount, rate: 36%, limit_per_user: 1, products: [leader]")


def test_a_loss_leader_does_not_hide_a_stack_that_loses_less() -> None:
    """36 % off one leader loses 4.20 of 64, 6.6 %, and is meant; ST7 on the other product loses 0.7 % and is not."""
    stacked = [each.replace("mechanic:", "products: [serum], mechanic:") for each in (EIGHT, HALF, SHOP, COUPON, CROSS)]
    (finding,) = stack(FLASH, *stacked, products=(LEADER, SERUM))
    assert (finding.code, finding.values["basket"]) == ("PP807", ("2 × Light serum",))
    assert finding.values["loss"] == Decimal("3.33")


def test_two_loss_leaders_in_one_basket_are_meant_as_each_is() -> None:
    """On different products; two cuts that are joined on one product are a stack."""
    other = LEADER.replace("leader", "second")
    both = offer("more", "mechanic: limited-discount, rate: 35%, limit_per_user: 1, products: [second]")
    assert stack(FLASH, both, products=(LEADER, other)) == []
    joined = offer("more", "mechanic: direct-off, amount: 32, limit_per_user: 1, stackable_with: [flash]")
    (finding,) = stack(FLASH, joined, products=(LEADER,))
    assert (finding.code, finding.values["payable"]) == ("PP807", Decimal(32))


def test_a_gift_that_makes_the_loss_is_named() -> None:
    """An offer that costs something acts, even where it takes nothing off."""
    good = ("{id: p, name: P, price: 100, unit_cost: 60, fee_rate: 5%, shipping: 5}",)
    gift = offer("mug", "mechanic: gift, threshold: 90, gift: {name: Mug, cost: 31}")
    (finding,) = stack(gift, products=good)
    assert (finding.code, finding.variant, finding.values["offers"]) == ("PP807", "alone", ("Offer mug",))


def test_a_reduction_without_end_is_followed_to_where_it_bites() -> None:
    """Per 300 less 50 on units of 175: twelve of them make 2,100, of which 350 goes, and cost 1,776."""
    good = ("{id: p, name: P, price: 175, unit_cost: 148}",)
    per = offer("per", "mechanic: threshold-off, threshold: 300, amount: 50, repeating: true")
    (finding,) = stack(per, products=good)
    assert (finding.code, finding.values["basket"], finding.values["loss"]) == ("PP807", ("12 × P",), Decimal(26))


def test_a_product_that_loses_at_its_list_price_is_no_promotions_fault() -> None:
    """Neither is one of which the cost is unknown."""
    dear = "{id: p, name: P, price: 100, unit_cost: 99, fee_rate: 6%}"
    unknown = "{id: q, name: Q, price: 100}"
    assert stack(offer("coupon", "mechanic: coupon, amount: 20, limit_per_user: 1"), products=(dear, unknown)) == []


def test_a_plain_product_hides_no_stack() -> None:
    """One that leaves 6% at its list price, and no offer covers, is not the basket that is judged: 160 leaves 14."""
    plain = "{id: plain, name: Plain, price: 50, unit_cost: 47}"
    dear = "{id: p, name: P, price: 200, unit_cost: 146}"
    (finding,) = stack(offer("sale", "mechanic: limited-discount, rate: 20%, products: [p]"), products=(dear, plain))
    assert (finding.code, finding.values["basket"], finding.values["kept"]) == ("PP829", ("1 × P",), Decimal(14))


def test_broken_products_silence_the_rules() -> None:
    """A section that can't be read is not judged."""
    findings = stack(EIGHT, products=("{id: serum, name: Light serum, price: much}",))
    assert findings == []


def test_a_search_over_its_work_budget_is_told() -> None:
    """Thirty odd prices under a high threshold: the rule says that not all was searched, and the check ends."""
    many = tuple(
        f"{{id: p{n}, name: P{n}, price: {n * 7 + 3}.{n * 37 % 100:02d}, unit_cost: {n}}}" for n in range(1, 31)
    )
    findings = stack(offer("shop", "mechanic: threshold-off, threshold: 650, amount: 40"), products=many)
    assert [finding.code for finding in findings] == ["PP800"]
    assert findings[0].severity is Severity.INFO
