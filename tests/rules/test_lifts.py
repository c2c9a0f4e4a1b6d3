"""Break-even lift against the planned growth of units sold."""

import pytest

from promoplan.findings.finding import Finding
from promoplan.rules.page import DAY
from tests.rules.snippets import found


def lifts(fields: str, *, cost: str = "60", fee: str = "0%", price: str = "100") -> list[Finding]:
    """What PP823 finds in one offer on one product."""
    snippet = f"""
products:
  - {{id: p, name: P, price: {price}, unit_cost: {cost}, fee_rate: {fee}}}
promotions:
  items:
    - {{id: may, name: May, goal: revenue, start: 2027-05-20, end: 2027-05-26, {fields}}}
"""
    return [finding for finding in found(snippet, DAY) if finding.code == "PP823"]


@pytest.mark.parametrize(
    ("cost", "rate", "enough", "short"),
    [("60", "10%", "+33.34%", "+33.33%"), ("60", "20%", "+100%", "+99.99%"), ("40", "20%", "+50%", "+49.9%")],
)
def test_price_cuts(cost: str, rate: str, enough: str, short: str) -> None:
    """Margin 40 % and 10 % off need +33.33 %; 20 % off +100 %; margin 60 % and 20 % off +50 %."""
    cut = f"mechanic: limited-discount, rate: {rate}, planned_lift:"
    assert lifts(f"{cut} {enough}", cost=cost) == []
    assert len(lifts(f"{cut} {short}", cost=cost)) == 1


def test_fees_count() -> None:
    """At p 499, c 210, f 6 %, s 0: 20 % off leaves 165.25 of 259.06, which needs +56.8 %."""
    cut = "mechanic: limited-discount, rate: 20%, planned_lift:"
    assert len(lifts(f"{cut} +56%", price="499", cost="210", fee="6%")) == 1
    assert lifts(f"{cut} +57%", price="499", cost="210", fee="6%") == []


def test_thresholds_at_the_basket_where_they_take_most() -> None:
    """300-60 is 20 % of the basket at its threshold: margin 40 % needs +100 %."""
    offer = "mechanic: threshold-off, threshold: 300, amount: 60, planned_lift:"
    assert len(lifts(f"{offer} +99%")) == 1
    assert lifts(f"{offer} +100%") == []


def test_only_the_shops_part_counts() -> None:
    """Of a cross-store 300-60 the shop bears half: 10 %, which needs +33.34 %."""
    offer = "mechanic: cross-store, threshold: 300, amount: 60, merchant_share: 50%, planned_lift:"
    assert len(lifts(f"{offer} +33%")) == 1
    assert lifts(f"{offer} +33.4%") == []


@pytest.mark.parametrize(
    "fields",
    [
        "mechanic: limited-discount, rate: 20%",
        "mechanic: limited-discount, rate: 45%, planned_lift: +10%",
        "mechanic: gift, threshold: 100, gift: {name: G, cost: 5}, planned_lift: +1%",
        "mechanic: coupon, amount: 5, issue: 100, planned_lift: +1%",
    ],
    ids=["no plan", "nothing is left: other rules", "a gift leaves the price", "no threshold, no share"],
)
def test_not_judged(fields: str) -> None:
    """Where nothing is planned, or the cut has no one size."""
    assert lifts(fields) == []
