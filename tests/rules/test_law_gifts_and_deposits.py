"""Gifts and deposits in China."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.law_structure import law, offers, sold, told

DAYS = "start: 2027-05-20, end: 2027-05-26"
PRODUCTS = ("{id: serum, name: Serum, price: 399}", "{id: mask, name: Mask, price: 49}")


def gift(fields: str) -> str:
    """A promotion with a gift."""
    return offers(
        f"{{id: g, name: G, mechanic: gift, goal: revenue, threshold: 300, {DAYS}, "
        f"gift: {{name: Pouch, cost: 1{fields}}}}}",
        products=PRODUCTS,
    )


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ("", [("spec", "quantity", "method")]),
        (", spec: small", [("quantity", "method")]),
        (", spec: small, quantity: 10, method: in the parcel", []),
    ],
)
def test_a_gift_tells_size_number_and_way(fields: str, missing: list[tuple[str, ...]]) -> None:
    """In China alone; its name and days are the promotion's."""
    assert [each.values["missing"] for each in law("PP862", sold("CN", gift(fields)))] == missing
    assert law("PP862", sold("TW", gift(fields))) == []


@pytest.mark.parametrize(("value", "found"), [("49", []), ("48", [("value", "48")]), ("59", [("value", "59")])])
def test_a_gift_is_worth_its_price_in_this_shop(value: str, found: list[tuple[str, str]]) -> None:
    """Where the gift is one of the plan's products."""
    told_all = ", spec: small, quantity: 10, method: in the parcel"
    assert told("PP862", sold("CN", gift(f"{told_all}, product: mask, value: {value}"))) == found
    assert told("PP862", sold("CN", gift(f"{told_all}, value: {value}"))) == []


def presale(deposit: str, fields: str = "") -> str:
    """A pre-sale with a deposit."""
    days = "deposit_end: 2027-05-22, balance_start: 2027-05-23, delivery_by: 2027-06-10"
    return offers(
        f"{{id: p, name: P, mechanic: presale, goal: revenue, deposit: {deposit}, {DAYS}, {days}{fields}}}",
        products=PRODUCTS,
    )


@pytest.mark.parametrize(
    ("deposit", "fields", "most"),
    [
        ("79.80", ", products: [serum]", None),  # exactly 20 % of 399
        ("79.81", ", products: [serum]", "79.80"),
        ("9.80", "", None),  # the cheapest that it covers costs 49
        ("9.81", "", "9.80"),
    ],
)
def test_a_deposit_is_a_fifth_at_most(deposit: str, fields: str, most: str | None) -> None:
    """Of the cheapest product; in China alone."""
    findings = law("PP863", sold("CN", presale(deposit, fields)))
    assert [f"{each.values['most']:.2f}" for each in findings] == ([most] if most else [])
    assert law("PP863", sold("US", presale(deposit, fields))) == []


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("付定金50元", "订金可退", ["words"]),
        ("付定金50元", "訂金可退", ["words"]),
        ("付定金50元", "定金不退", []),
        ("订金可退", "订金50元", []),
        ("订金可退", "凑满固定金额", []),
        ("订金可退", "指定金店可用", []),
        ("预订金额以页面为准", "付定金50元", []),
        ("定 金 50 元，订 金可退", "", ["words"]),
    ],
)
def test_the_two_words_are_not_mixed(one: str, other: str, found: list[str]) -> None:
    """A warning where texts that consumers read say both, in either script; words that only hold them do not count."""
    texts = [f"    - {{id: t{at}, text: {text}}}" for at, text in enumerate((one, other)) if text]
    findings = law("PP863", sold("CN", "compliance:\n  texts:\n" + "\n".join(texts)))
    assert [each.variant for each in findings] == found
    assert all(each.severity is Severity.WARNING for each in findings)
