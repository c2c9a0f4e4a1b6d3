"""Gifts and prizes in Taiwan against their caps; the rule runs only where it is selected."""

from decimal import Decimal

import pytest

from promoplan.checker import check
from promoplan.findings.finding import Severity
from promoplan.rules.page import DAY, over_minimal
from tests.rules.law_structure import law, offers, sold, told

DAYS = "start: 2027-05-20, end: 2027-05-26"


def gift(value: str, price: str, fields: str = "") -> str:
    """A gift of a value with a product of a price."""
    given = f"gift: {{name: Pouch, cost: 1, value: {value}}}"
    return offers(
        f"{{id: pouch, name: Pouch, mechanic: gift, goal: revenue, {DAYS}{fields}, {given}}}",
        products=(f"{{id: serum, name: Serum, price: {price}}}", "{id: sofa, name: Sofa, price: 9000}"),
    )


@pytest.mark.parametrize(
    ("value", "price", "fields", "cap"),
    [
        ("50", "100", "", None),  # half of 100
        ("50.01", "100", "", "50"),
        ("50", "99", "", None),  # under 100 the cap is 50 itself
        ("51", "99", "", "50"),
        ("100", "200", "", None),
        ("101", "200", "", "100"),
        ("500", "200", ", threshold: 1000", None),  # what is spent to get it
        ("501", "200", ", threshold: 1000", "500"),
        ("101", "200", ", products: [sofa]", None),
    ],
)
def test_a_gift_is_worth_half_of_what_is_bought(value: str, price: str, fields: str, cap: str | None) -> None:
    """Half a price of NT$100 or more, NT$50 under it; exactly that is allowed."""
    findings = law("PP874", sold("TW", gift(value, price, fields)))
    assert [(each.variant, each.values["cap"]) for each in findings] == ([("gift", Decimal(cap))] if cap else [])


def draws(*prizes: tuple[str, str], sales: str | None = None, start: str = "2027-05-20") -> str:
    """A draw for each prize of a value and number."""
    text = offers(
        *(
            f"{{id: draw{at}, name: Draw {at}, mechanic: lottery, goal: revenue, start: {start}, end: 2027-05-26, "
            f"draw: {{prizes: [{{name: Car, value: {value}, quantity: {count}}}]}}}}"
            for at, (value, count) in enumerate(prizes)
        )
    )
    return text if sales is None else text.replace("  items:", f"  sales_last_year: {sales}\n  items:")


@pytest.mark.parametrize(("value", "found"), [("500万", []), ("5000001", [("prize", "5000001")])])
def test_a_prize_is_worth_five_million_at_most(value: str, found: list[tuple[str, str]]) -> None:
    """Exactly that is allowed."""
    assert told("PP874", sold("TW", draws((value, "1")))) == found


@pytest.mark.parametrize(
    ("total", "sales", "found"),
    [
        ("15000", "750_000_000", None),
        ("15001", "750_000_000", "150000000"),
        ("15001", "750_050_000", None),  # a fifth is 150,010,000
        ("15002", "750_050_000", "150010000"),
        ("60000", "3_000_000_000", None),
        ("60001", "3_000_000_000", "600000000"),
        ("60001", "9_000_000_000", "600000000"),
    ],
)
def test_a_year_of_prizes_is_capped_by_sales(total: str, sales: str, found: str | None) -> None:
    """150 million up to 750 million of sales, a fifth of them, 600 million from 3,000 million on."""
    findings = law("PP874", sold("TW", draws(("1万", total), sales=sales)))
    assert [(each.variant, each.values["cap"]) for each in findings] == ([("year", Decimal(found))] if found else [])


@pytest.mark.parametrize(
    ("total", "found"),
    [("15000", None), ("15001", ("sales", Severity.WARNING)), ("60001", ("year", Severity.ERROR))],
)
def test_without_sales_only_what_no_shop_may_is_an_error(total: str, found: tuple[str, Severity] | None) -> None:
    """Between the least and the highest cap the figure of the sales is asked for."""
    findings = law("PP874", sold("TW", draws(("1万", total))))
    assert [(each.variant, each.severity) for each in findings] == ([found] if found else [])


def test_the_draws_of_a_year_count_together() -> None:
    """Two draws of 100 million each; the dearer one is pointed at, the other is related."""
    (finding,) = law("PP874", sold("TW", draws(("1万", "10000"), ("1万", "10001"), sales="7亿")))
    assert (finding.path[:3], len(finding.related)) == (("promotions", "items", 1), 1)


def test_it_is_off_until_its_code_is_named() -> None:
    """Its sources are secondary; other markets and other money are not judged either."""
    snippet = sold("TW", gift("101", "200"))
    assert "PP874" not in {each.code for each in check(over_minimal(snippet), today=DAY).findings}
    assert law("PP874", sold("US", gift("101", "200"))) == []
    assert law("PP874", "plan: {markets: [TW]}\n" + gift("101", "200")) == []
