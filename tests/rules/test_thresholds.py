"""PP828: thresholds against the average order value, 271.875 in the minimal plan: 270, 300 and 240 by channel.

PP806: thresholds that every basket reaches.
"""

import pytest

from promoplan.findings.finding import Finding
from promoplan.rules.page import DAY
from tests.rules.offers import marked, of, offer, plan
from tests.rules.snippets import found as all_found


@pytest.mark.parametrize(
    ("threshold", "variants"),
    [
        ("244.69", []),
        ("244.68", ["low"]),
        ("679.68", []),
        ("679.69", ["high"]),
        ("50.01", ["low"]),
        ("50", []),
        ("0", []),
    ],
)
def test_thresholds_lie_near_the_basket(threshold: str, variants: list[str]) -> None:
    """From 0.9 to 2.5 times, limits included; what gives the whole basket away is another rule's."""
    findings = of("PP828", plan(offer(f"mechanic: threshold-off, threshold: {threshold}, amount: 50")))
    assert [each.variant for each in findings] == variants
    assert all(marked(each) == threshold for each in findings)


@pytest.mark.parametrize(
    ("fields", "at"),
    [
        ("threshold-off, threshold: 900, amount: 90, repeating: true", "900"),
        ("cross-store, threshold: 900, amount: 90, merchant_share: 60%", "900"),
        ("coupon, threshold: 900, amount: 90, limit_per_user: 1", "900"),
        ("coupon, threshold: 900, rate: 10%, cap: 90, limit_per_user: 1", "900"),
        ("gift, threshold: 900, gift: {name: Pouch, cost: 6}", "900"),
        ("tiered-off, tiers: [{threshold: 900, amount: 90}, {threshold: 1200, amount: 150}]", "900"),
        ("tiered-off, tiers: [{threshold: 300, amount: 30}, {threshold: 1200, amount: 150}]", None),
        ("coupon, amount: 5, limit_per_user: 1", None),
        ("gift, gift: {name: Pouch, cost: 6}", None),
        ("tiered-off, tiers: []", None),
        ("free-shipping, threshold: 900", None),
        ("limited-discount, rate: 20%", None),
    ],
)
def test_every_mechanic_with_a_threshold(fields: str, at: str | None) -> None:
    """Of several steps the lowest counts; carriage is no reduction of the basket."""
    findings = of("PP828", plan(offer(f"mechanic: {fields}")))
    assert [marked(each) for each in findings] == ([] if at is None else [at])


@pytest.mark.parametrize(
    ("channels", "threshold", "found"),
    [
        ("", 260, False),
        (", channels: [search]", 260, True),
        (", channels: [search]", 270, False),
        (", channels: [club]", 216, False),
        (", channels: [club]", 601, True),
        (", channels: [club, nothing]", 601, True),
        (", channels: [nothing]", 9000, False),
    ],
)
def test_the_basket_is_that_of_the_offers_channels(channels: str, threshold: int, found: bool) -> None:
    """Revenue over orders of the channels it runs on; of unknown ones nothing is known."""
    findings = of("PP828", plan(offer(f"mechanic: threshold-off, threshold: {threshold}, amount: 20{channels}")))
    assert bool(findings) == found


@pytest.mark.parametrize(
    "also",
    [
        "channels: null",
        "channels: {items: []}",
        "channels: {items: [{id: video, economics: null}, {id: search, economics: null}, {id: club, economics: null}]}",
    ],
)
def test_without_order_values_nothing_is_known(also: str) -> None:
    """No channel, or none that tells what an order is worth."""
    assert not of("PP828", plan(offer("mechanic: threshold-off, threshold: 9000, amount: 20"), also=also))


def binding(fields: str, *, sale: str = "") -> list[Finding]:
    """What PP806 finds in one threshold over two products, beside a price cut."""
    other = f", {{id: sale, name: Sale, goal: revenue, start: 2027-05-20, end: 2027-05-26, {sale}}}" if sale else ""
    snippet = f"""
products:
  - {{id: dear, name: Dear, price: 300, unit_cost: 60}}
  - {{id: cheap, name: Cheap, price: 120, unit_cost: 30}}
promotions:
  stacking: sequential
  items: [{{id: may, name: May, goal: revenue, start: 2027-05-20, end: 2027-05-26, {fields}}}{other}]
"""
    return [finding for finding in all_found(snippet, DAY) if finding.code == "PP806"]


def test_a_threshold_that_the_cheapest_unit_reaches() -> None:
    """At its price, not above; a price cut lowers it, and only the products covered count."""
    at = "mechanic: threshold-off, amount: 10, threshold:"
    assert len(binding(f"{at} 120")) == 1
    assert binding(f"{at} 120.01") == []
    assert binding(f"{at} 120", sale="mechanic: limited-discount, rate: 10%") == []
    assert len(binding(f"{at} 250, products: [dear]")) == 1


def test_the_first_tier_and_free_carriage_too() -> None:
    """Whatever has a threshold."""
    tiers = "mechanic: tiered-off, tiers: [{threshold: 100, amount: 5}, {threshold: 300, amount: 40}]"
    assert len(binding(tiers)) == 1
    assert len(binding("mechanic: free-shipping, threshold: 99, carriage: 8")) == 1


ITEM = "mechanic: limited-discount, rate: 20%"
SHOP = "mechanic: threshold-off, threshold: 80, amount: 20"
COUPON = "mechanic: coupon, amount: 5, limit_per_user: 1, threshold:"


@pytest.mark.parametrize(
    ("mode", "threshold", "found"),
    [
        ("sequential", "76", True),
        ("sequential", "76.01", False),
        ("parallel", "96", True),
        ("parallel", "96.01", False),
        ("exclusive", "120", True),
        ("exclusive", "120.01", False),
        ("sequential\n  judged_on: list", "120", True),
        ("sequential\n  judged_on: list", "120.01", False),
    ],
)
def test_a_threshold_is_held_against_what_earlier_offers_leave(mode: str, threshold: str, found: bool) -> None:
    """120 less 20 % is 96, less 20 is 76: in parallel only the item's price counts, alone or on list prices none."""
    offers = [offer(ITEM, "item"), offer(SHOP, "shop"), offer(f"{COUPON} {threshold}")]
    products = "products: [{id: cheap, name: Cheap, price: 120, unit_cost: 30}]"
    snippet = "\n".join(
        [products, "promotions:", f"  stacking: {mode}", "  items:", *(f"    - {each}" for each in offers)]
    )
    findings = [each for each in all_found(snippet, DAY) if each.code == "PP806" and marked(each) == threshold]
    assert bool(findings) == found


@pytest.mark.parametrize(
    "sale",
    [
        "mechanic: second-item, rate: 50%",
        "mechanic: buy-get, buy: 1, get: 1",
        "mechanic: n-for-rate, buy: 3, rate: 20%",
        "mechanic: limited-discount, rate: 10%, products: [dear]",
        "mechanic: limited-discount, rate: 10%, excludes: [may]",
        "mechanic: coupon, amount: 10, limit_per_user: 1",
    ],
)
def test_what_does_not_come_off_one_unit_before_does_not_count(sale: str) -> None:
    """Offers on several units, on other products, of a later stage, and excluded ones."""
    assert len(binding("mechanic: threshold-off, amount: 10, threshold: 120", sale=sale)) == 1


def test_offers_of_other_days_do_not_count() -> None:
    """A sale that is over lowers no price."""
    at = "mechanic: threshold-off, amount: 10, threshold: 120"
    over = "mechanic: limited-discount, rate: 10%, start: 2027-05-01, end: 2027-05-19"
    sale = f"{{id: sale, name: Sale, goal: revenue, {over}}}"
    snippet = f"""
products: [{{id: cheap, name: Cheap, price: 120, unit_cost: 30}}]
promotions:
  stacking: sequential
  items: [{{id: may, name: May, goal: revenue, start: 2027-05-20, end: 2027-05-26, {at}}}, {sale}]
"""
    assert [each.code for each in all_found(snippet, DAY) if each.code == "PP806"] == ["PP806"]


@pytest.mark.parametrize(("off", "found"), [("300", False), ("250", True)])
def test_two_units_above_a_threshold_may_pay_less_than_one(off: str, found: bool) -> None:
    """Two of 250 less 300 pay 200 and miss the coupon's 240; less 250 they pay what one does, and reach it."""
    offers = [offer(f"mechanic: threshold-off, threshold: 500, amount: {off}", "shop"), offer(f"{COUPON} 240")]
    products = "products: [{id: cheap, name: Cheap, price: 250, unit_cost: 30}]"
    snippet = "\n".join(
        [products, "promotions:", "  stacking: sequential", "  items:", *(f"    - {each}" for each in offers)]
    )
    findings = of("PP806", snippet)
    assert [each.values["price"] for each in findings] == ([250] if found else [])
