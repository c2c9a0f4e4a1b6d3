"""The parameters of mechanics: present, in range, in order; and prices against cost."""

from decimal import Decimal

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of, offer, plan

COMPLETE = {
    "limited-discount": "rate: 20%",
    "direct-off": "amount: 5",
    "threshold-off": "threshold: 300, amount: 50",
    "tiered-off": "tiers: [{threshold: 250, amount: 20}, {threshold: 300, amount: 40}]",
    "gift": "gift: {name: Pouch, cost: 6, value: 29}",
    "coupon": "amount: 5, issue: 500, limit_per_user: 1",
    "cross-store": "threshold: 300, amount: 50, merchant_share: 60%",
    "presale": "deposit: 5, counts_as: 10, deposit_end: 2027-05-22, balance_start: 2027-05-23, delivery_by: 2027-06-10",
    "second-item": "rate: 50%",
    "buy-get": "buy: 3, get: 1",
    "n-for-rate": "buy: 3, rate: 20%",
    "bundle": "products: [serum, mask], price: 109",
    "points": "earn: 1, point_value: 0.01, redemption: 60%",
    "free-shipping": "threshold: 99",
}


@pytest.mark.parametrize("mechanic", COMPLETE)
def test_a_complete_mechanic_is_clean(mechanic: str) -> None:
    """An offer with all that its mechanic needs triggers none of the rules on promotions."""
    snippet = plan(offer(f"mechanic: {mechanic}, {COMPLETE[mechanic]}"))
    assert [finding.code for code in range(800, 830) for finding in of(f"PP{code}", snippet)] == []


@pytest.mark.parametrize(
    ("mechanic", "fields", "missing"),
    [
        ("limited-discount", "", ("rate",)),
        ("direct-off", "rate: 20%", ("amount",)),
        ("threshold-off", "", ("threshold", "amount")),
        ("tiered-off", "tiers: []", ("tiers",)),
        ("gift", "", ("gift",)),
        ("cross-store", "amount: 50", ("threshold", "merchant_share")),
        ("presale", "counts_as: 10, delivery_by: 2027-06-10", ("deposit", "deposit_end", "balance_start")),
        ("second-item", "", ("rate",)),
        ("buy-get", "buy: 2", ("get",)),
        ("n-for-rate", "rate: 20%", ("buy",)),
        ("bundle", "", ("products", "price")),
        ("points", "point_value: 0.01, redemption: 60%", ("earn",)),
    ],
)
def test_missing_parameters_are_named_together(mechanic: str, fields: str, missing: tuple[str, ...]) -> None:
    """One finding names all that a mechanic lacks, and underlines the mechanic."""
    (finding,) = of("PP824", plan(offer(f"mechanic: {mechanic}, {fields}".rstrip(", "))))
    assert finding.values["missing"] == missing
    assert marked(finding) == mechanic


def test_a_coupon_needs_an_amount_or_a_rate() -> None:
    """Either will do; neither is found."""
    either = "mechanic: coupon, issue: 500, limit_per_user: 1"
    assert not of("PP824", plan(offer(f"{either}, rate: 10%")))
    (finding,) = of("PP824", plan(offer(either)))
    assert finding.variant == "either"


@pytest.mark.parametrize(
    ("fields", "variant", "at"),
    [
        ("mechanic: limited-discount, rate: 0%", "", "0%"),
        ("mechanic: limited-discount, rate: 100%", "", "100%"),
        ("mechanic: n-for-rate, buy: 3, rate: 100%", "", "100%"),
        ("mechanic: second-item, rate: 0%", "", "0%"),
        ("mechanic: coupon, rate: 100%, issue: 5, limit_per_user: 1", "", "100%"),
        ("mechanic: direct-off, amount: 0", "nothing", "0"),
        ("mechanic: threshold-off, threshold: 300, amount: 0", "nothing", "0"),
        ("mechanic: tiered-off, tiers: [{threshold: 200, amount: 0}]", "nothing", "0"),
        ("mechanic: direct-off, amount: 20", "amount", "20"),
        ("mechanic: direct-off, amount: 49, products: [mask]", "amount", "49"),
        ("mechanic: buy-get, buy: 2, get: 0", "count", "0"),
        ("mechanic: n-for-rate, buy: 1, rate: 20%", "count", "1"),
        ("mechanic: points, earn: 1, point_value: 1, redemption: 60%", "points", "1"),
        ("mechanic: bundle, products: [serum, mask], price: 128", "bundle", "128"),
        ("mechanic: bundle, products: [serum, mask], price: 0", "bundle", "0"),
        ("mechanic: presale, deposit: 20, counts_as: 10", "credit", "10"),
        ("mechanic: presale, deposit: 5, counts_as: 20", "counts_as", "20"),
        ("mechanic: presale, deposit: 20", "deposit", "20"),
    ],
)
def test_offers_out_of_range(fields: str, variant: str, at: str) -> None:
    """What takes off nothing, or everything, is found once, at the figure that is wrong."""
    (finding,) = of("PP803", plan(offer(fields)))
    assert (finding.variant, finding.severity, marked(finding)) == (variant, Severity.ERROR, at)
    assert not of("PP804", plan(offer(fields)))


@pytest.mark.parametrize(
    "fields",
    [
        "mechanic: limited-discount, rate: 0.01%",
        "mechanic: second-item, rate: 100%",
        "mechanic: coupon, rate: 100%, cap: 5, issue: 5, limit_per_user: 1",
        "mechanic: direct-off, amount: 19.99",
        "mechanic: bundle, products: [serum, mask], price: 127.99",
        "mechanic: bundle, products: [serum, unknown], price: 500",
        "mechanic: points, earn: 1, point_value: 0.99, redemption: 0%",
        "mechanic: presale, deposit: 10, counts_as: 10",
        "mechanic: threshold-off, rate: 100%, threshold: 300, amount: 50",
    ],
)
def test_offers_in_range(fields: str) -> None:
    """Just inside the limits, or with figures that the mechanic does not read, nothing is found."""
    assert not of("PP803", plan(offer(fields)))


def test_a_cross_store_offer_that_costs_the_shop_nothing_is_a_warning() -> None:
    """A platform may pay for all of it, so it is no error."""
    (finding,) = of("PP803", plan(offer("mechanic: cross-store, threshold: 300, amount: 50, merchant_share: 0%")))
    assert (finding.variant, finding.severity) == ("share", Severity.WARNING)


@pytest.mark.parametrize(
    ("fields", "price"),
    [
        ("mechanic: limited-discount, rate: 51%", "24.01"),
        ("mechanic: direct-off, amount: 24.51", "24.49"),
        ("mechanic: second-item, rate: 100%, products: mask", None),
        ("mechanic: n-for-rate, buy: 3, rate: 60%", "19.6"),
        ("mechanic: buy-get, buy: 1, get: 2", "16.33"),
        ("mechanic: presale, deposit: 5, counts_as: 40", "14"),
        ("mechanic: limited-discount, rate: 50%", None),
        ("mechanic: buy-get, buy: 1, get: 1", None),
        ("mechanic: coupon, rate: 90%, issue: 5, limit_per_user: 1", None),
        ("mechanic: threshold-off, threshold: 60, amount: 59", None),
    ],
)
def test_price_against_cost(fields: str, price: str | None) -> None:
    """The mask (49.00, cost 24.50) at cost is fine, a cent under it is not; basket offers are another rule's."""
    findings = of("PP804", plan(offer(fields + ("" if "products" in fields else ", products: [mask]"))))
    assert [finding.values["price"] for finding in findings] == ([] if price is None else [Decimal(price)])


def test_several_products_below_cost_are_one_finding() -> None:
    """The greatest loss is told in figures, the others by name; a product of unknown cost is left out."""
    (finding,) = of("PP804", plan(offer("mechanic: limited-discount, rate: 70%")))
    assert (finding.variant, finding.values["product"]) == ("several", "Night mask")
    assert finding.values["others"] == ("Light serum",)
    assert len(finding.related) == 2


@pytest.mark.parametrize(
    ("products", "price", "count"),
    [("serum, mask", "55.49", 1), ("serum, mask", "55.50", 0), ("serum, cream", "1", 0), ("serum, serum", "40", 0)],
)
def test_bundle_against_cost(products: str, price: str, count: int) -> None:
    """A bundle is held against the cost of all in it (31.00 + 24.50), where every cost is known."""
    fields = f"mechanic: bundle, products: [{products}], price: {price}"
    assert len(of("PP804", plan(offer(fields)))) == count


@pytest.mark.parametrize(
    ("fields", "count"),
    [
        ("mechanic: threshold-off, threshold: 50, amount: 50", 1),
        ("mechanic: threshold-off, threshold: 50.01, amount: 50", 0),
        ("mechanic: coupon, threshold: 0, amount: 5, issue: 5, limit_per_user: 1", 1),
        ("mechanic: coupon, amount: 5, issue: 5, limit_per_user: 1", 0),
        ("mechanic: cross-store, threshold: 40, amount: 50, merchant_share: 60%", 1),
        ("mechanic: gift, threshold: 40, amount: 50, gift: {name: Pouch, cost: 6}", 0),
        ("mechanic: threshold-off, threshold: 0, amount: 0", 0),
        ("mechanic: tiered-off, tiers: [{threshold: 20, amount: 30}, {threshold: 300, amount: 40}]", 1),
    ],
)
def test_threshold_against_reduction(fields: str, count: int) -> None:
    """The threshold lies above what is taken off; equal figures leave nothing to pay."""
    assert len(of("PP805", plan(offer(fields)))) == count


@pytest.mark.parametrize(
    ("tiers", "variants"),
    [
        ("{threshold: 300, amount: 40}", []),
        ("{threshold: 300, amount: 40}, {threshold: 500, amount: 41}", []),
        ("{threshold: 300, amount: 40}, {threshold: 500, amount: 40}", ["amount"]),
        ("{threshold: 300, amount: 40}, {threshold: 300, amount: 60}", ["threshold"]),
        ("{threshold: 500, amount: 80}, {threshold: 300, amount: 40}, {threshold: 600, amount: 90}", ["threshold"]),
    ],
)
def test_tiers_rise(tiers: str, variants: list[str]) -> None:
    """Threshold and reduction rise from tier to tier; a swapped pair is found once."""
    findings = of("PP822", plan(offer(f"mechanic: tiered-off, tiers: [{tiers}]")))
    assert [finding.variant for finding in findings] == variants
