"""PP817: products that are on sale on more than 30 of the 60 days before some day of the plan."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.rules.sale_days import _most
from tests.rules.offers import marked, of, offer, plan

CUT = "mechanic: limited-discount, rate: 20%, products: [serum]"


@pytest.mark.parametrize(
    ("days", "found"),
    [
        (["start: 2027-04-10, end: 2027-05-09"], None),
        (["start: 2027-04-10, end: 2027-05-10"], 31),
        (["start: 2027-04-01, end: 2027-06-30"], 60),
        (["start: 2027-04-01, end: 2027-04-15", "start: 2027-05-01, end: 2027-05-15"], None),
        (["start: 2027-04-01, end: 2027-04-15", "start: 2027-05-01, end: 2027-05-16"], 31),
        (["start: 2027-04-01, end: 2027-04-20", "start: 2027-04-11, end: 2027-04-30"], None),
        (["start: 2027-04-01, end: 2027-04-20", "start: 2027-06-11, end: 2027-06-30"], None),
        (["start: 2027-06-01, end: 2027-06-30"], None),
        (["start: 2027-05-10, end: 2027-04-01"], None),
    ],
)
def test_sales_are_counted_day_by_day(days: list[str], found: int | None) -> None:
    """Thirty days are allowed, days of two sales count once, and what runs to the plan's last day is past on none."""
    findings = of("PP817", plan(*(offer(f"{CUT}, {each}", f"sale-{n}") for n, each in enumerate(days))))
    assert [each.values["found"] for each in findings] == ([] if found is None else [found])


@pytest.mark.parametrize(
    ("mechanic", "counts"),
    [
        ("direct-off, amount: 5", True),
        ("second-item, rate: 50%", True),
        ("n-for-rate, buy: 2, rate: 10%", True),
        ("buy-get, buy: 2, get: 1", True),
        ("bundle, price: 110", True),
        ("presale, deposit: 10, counts_as: 20, delivery_by: 2027-06-30", True),
        ("presale, deposit: 10, delivery_by: 2027-06-30", False),
        ("limited-discount, rate: 0%", False),
        ("limited-discount, rate: 20%, segments: [young]", False),
        ("coupon, amount: 5, limit_per_user: 1", False),
        ("threshold-off, threshold: 300, amount: 30", False),
        ("gift, gift: {name: Pouch, cost: 2}", False),
    ],
)
def test_only_cuts_of_the_item_price_count(mechanic: str, counts: bool) -> None:
    """Coupons and thresholds leave the price as it is; an offer for a few is no sale for all."""
    days = "start: 2027-04-01, end: 2027-06-01, products: [serum]"
    assert bool(of("PP817", plan(offer(f"mechanic: {mechanic}, {days}")))) == counts


@pytest.mark.parametrize(
    ("history", "found"),
    [
        ("{start: 2026-01-01, price: 79}", None),
        ("{start: 2027-01-01, price: 63}, {start: 2027-03-02, price: 79}", None),
        ("{start: 2027-01-01, price: 63}, {start: 2027-03-03, price: 79}", 31),
        ("{start: 2027-03-03, price: 79}, {start: 2027-01-01, price: 63}", 31),
        ("{start: 2027-02-28, price: 63}", 32),
        ("{start: 2027-03-03, price: 63}", None),
        ("{start: 2027-01-01, price: 99}", None),
        ("{start: 2027-05-01, price: 63}", None),
    ],
)
def test_earlier_prices_count(history: str, found: int | None) -> None:
    """A price under the list price counts until the next one, or until the plan begins."""
    snippet = f"products: [{{id: serum, name: Light serum, price: 79, price_history: [{history}]}}]"
    findings = of("PP817", snippet)
    assert [each.values["found"] for each in findings] == ([] if found is None else [found])


def test_the_window_is_named() -> None:
    """Product, days and the window that holds most; each product is one finding, at its price."""
    findings = of("PP817", plan(offer("mechanic: limited-discount, rate: 20%, start: 2027-04-11, end: 2027-05-20")))
    assert [each.values["product"] for each in findings] == ["Light serum", "Night mask", "Hand cream"]
    assert [marked(each) for each in findings] == ["79", "49", "20"]
    values = findings[0].values
    assert (values["start"], values["end"]) == (date(2027, 3, 22), date(2027, 5, 20))
    assert (values["found"], values["allowed"], values["window"]) == (40, 30, 60)


@given(st.lists(st.tuples(st.integers(1, 90), st.integers(0, 40)), max_size=6), st.integers(40, 90), st.integers(0, 30))
def test_the_most_is_the_most(sales: list[tuple[int, int]], first: int, length: int) -> None:
    """As counted day by day over every window."""
    days = [(start, start + lasting) for start, lasting in sales]
    on_sale = {day for start, end in days for day in range(start, end + 1)}
    counts = {day: sum(other in on_sale for other in range(day - 20, day)) for day in range(first, first + length + 1)}
    found, day = _most(days, first, first + length, 20)
    assert found == max(counts.values())
    assert counts[day] == found
