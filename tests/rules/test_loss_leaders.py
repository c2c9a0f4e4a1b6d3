"""PP819: offers that lose money on each unit after fees and shipping, and that nothing bounds."""

from decimal import Decimal

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of, offer

SERUM = "{id: serum, name: Light serum, price: 100, unit_cost: 60, fee_rate: 10%, shipping: 6, stock: 5000}"


def snippet(*promotions: str, products: str = SERUM) -> str:
    """Products and promotions."""
    return "\n".join([f"products: [{products}]", "promotions:", "  items:", *(f"    - {each}" for each in promotions)])


def test_a_product_that_loses_at_its_list_price_is_an_info() -> None:
    """No offer is at fault: the price, the loss and the price that would break even are told."""
    products = "{id: serum, name: Light serum, price: 100, unit_cost: 60, fee_rate: 30%, shipping: 20}"
    (finding,) = of("PP819", snippet(offer("mechanic: limited-discount, rate: 5%"), products=products))
    assert (finding.variant, finding.severity) == ("listed", Severity.INFO)
    assert (finding.values["loss"], marked(finding)) == (Decimal(10), "100")


@pytest.mark.parametrize(
    ("fields", "loss"),
    [
        ("limited-discount, rate: 26%", None),
        ("limited-discount, rate: 26.67%", None),
        ("limited-discount, rate: 30%", Decimal("3.00")),
        ("limited-discount, rate: 40%", Decimal("12.00")),
        ("limited-discount, rate: 41%", None),
        ("direct-off, amount: 30", Decimal("3.00")),
        ("second-item, rate: 60%", Decimal("3.00")),
        ("buy-get, buy: 7, get: 3", Decimal("3.00")),
        ("n-for-rate, buy: 2, rate: 30%", Decimal("3.00")),
        ("coupon, amount: 30, limit_per_user: 1", None),
        ("limited-discount, rate: 30%, limit_per_user: 1", None),
        ("limited-discount, rate: 30%, issue: 100", None),
        ("limited-discount, x-note: none", None),
    ],
)
def test_the_margin_after_fees_and_shipping_counts(fields: str, loss: Decimal | None) -> None:
    """From 73.34 on a unit earns; from unit cost down PP804 speaks; a limit per buyer or a number bounds the loss."""
    findings = of("PP819", snippet(offer(f"mechanic: {fields}")))
    assert [each.values["loss"] for each in findings] == ([] if loss is None else [loss])
    assert all(marked(each) in fields for each in findings)


@pytest.mark.parametrize(
    ("product", "count"),
    [
        ("price: 100, unit_cost: 60, fee_rate: 20%", 1),
        ("price: 100, unit_cost: 60, shipping: 20", 1),
        ("price: 100, unit_cost: 60", 0),
        ("price: 100, fee_rate: 90%, shipping: 20", 0),
        ("price: 100, unit_cost: 60, fee_rate: 40%", 1),
        ("price: 100, unit_cost: 0, fee_rate: 100%, shipping: 0", 0),
        ("price: 0, unit_cost: 0, shipping: 1", 0),
    ],
)
def test_it_is_the_offer_that_makes_the_loss(product: str, count: int) -> None:
    """Without a cost nothing is known; what loses money at its list price is no leader."""
    products = f"{{id: serum, name: Light serum, {product}}}"
    assert len(of("PP819", snippet(offer("mechanic: limited-discount, rate: 30%"), products=products))) == count


def test_an_offer_is_one_finding() -> None:
    """The greatest loss in figures, with the price from which nothing is lost; the others by name."""
    mask = "{id: mask, name: Night mask, price: 100, unit_cost: 65, shipping: 7}"
    (finding,) = of("PP819", snippet(offer("mechanic: limited-discount, rate: 30%"), products=f"{mask}, {SERUM}"))
    assert finding.values["product"] == "Light serum"
    assert finding.values["loss"] == Decimal("3.00")
    assert finding.values["floor"] == Decimal("73.33")
    assert finding.values["others"] == ("Night mask",)
