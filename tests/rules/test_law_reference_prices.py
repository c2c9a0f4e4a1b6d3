"""Struck-through prices, and prices raised before they are reduced."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.law_structure import law, offers, sold, told

HISTORY = "price_history: [{start: 2026-09-01, price: 100}]"


def sale(start: str, end: str, fields: str = "", name: str = "may", rate: str = "10%") -> str:
    """A discount on these days."""
    days = f"start: {start}, end: {end}"
    return f"{{id: {name}, name: {name}, mechanic: limited-discount, rate: {rate}, goal: revenue, {days}{fields}}}"


def serum(fields: str = HISTORY, price: str = "100") -> tuple[str, ...]:
    """One product."""
    return (f"{{id: serum, name: Serum, price: {price}, unit_cost: 40, {fields}}}",)


@pytest.mark.parametrize(
    ("market", "end", "found"),
    [
        ("CN", "2027-05-13", True),  # 7 days before the 20th
        ("CN", "2027-05-12", False),  # 8 days before
        ("DE", "2027-04-20", True),  # 30 days before
        ("DE", "2027-04-19", False),  # 31 days before
        ("US", "2027-05-19", False),
    ],
)
def test_an_earlier_offer_makes_the_lowest_price(market: str, end: str, found: bool) -> None:
    """80 was charged until `end`; from 20 May 100 is struck through: seven days count in China, thirty in the EU."""
    first = sale("2027-04-10", end, name="first", rate="20%")
    may = sale("2027-05-20", "2027-05-26", ", compare_at: 100")
    findings = law("PP859", sold(market, offers(first, may, products=serum())))
    assert [(each.severity, each.values["low"]) for each in findings] == ([(Severity.ERROR, 80)] if found else [])


@pytest.mark.parametrize(("shown", "found"), [("90", False), ("90.01", True)])
def test_the_history_makes_the_lowest_price(shown: str, found: bool) -> None:
    """The list price was 90 until three days before: at most that may be shown."""
    history = "price_history: [{start: 2026-09-01, price: 90}, {start: 2027-05-17, price: 100}]"
    may = sale("2027-05-20", "2027-05-26", f", compare_at: {shown}")
    assert bool(law("PP859", sold("CN", offers(may, products=serum(history))))) is found


@pytest.mark.parametrize(
    ("basis", "found"),
    [("former-price", True), ("recommended-price", False), ("price-elsewhere", False), ("later-price", False)],
)
def test_another_basis_is_not_judged(basis: str, found: bool) -> None:
    """Only what was charged before is looked up in the plan."""
    may = sale("2027-05-20", "2027-05-26", f", compare_at: 120, compare_basis: {basis}")
    assert bool(law("PP859", sold("CN", offers(may, products=serum())))) is found


def test_a_product_shows_its_comparison_all_the_time() -> None:
    """It is judged on the plan's first day and whenever it is reduced, and told once."""
    shown = f"compare_at: 120, {HISTORY}"
    assert told("PP859", sold("CN", offers(products=serum(shown)))) == [("cn", "120")]
    first, second = sale("2027-05-01", "2027-05-19", name="first", rate="20%"), sale("2027-05-20", "2027-05-26")
    shown = f"compare_at: 100, {HISTORY}"
    assert told("PP859", sold("CN", offers(second, products=serum(shown)))) == []
    assert told("PP859", sold("CN", offers(first, second, products=serum(shown)))) == [("cn", "100")]


@pytest.mark.parametrize(
    ("market", "start", "found"),
    [
        ("CN", "2027-04-08", []),
        ("CN", "2027-04-07", ["history"]),
        ("DE", "2027-05-01", []),
        ("DE", "2027-04-30", ["history"]),
    ],
)
def test_without_history_the_plan_itself_tells_its_own_days(market: str, start: str, found: list[str]) -> None:
    """The plan begins on 1 April: from 8 April on it holds seven days, from 1 May on thirty; else a warning."""
    may = sale(start, "2027-05-26", ", compare_at: 100")
    findings = law("PP859", sold(market, offers(may, products=serum("stock: 9"))))
    assert [each.variant for each in findings] == found
    assert all(each.severity is Severity.WARNING for each in findings)


def test_other_places_and_closed_circles_do_not_count() -> None:
    """A lower price on another channel, or for a segment alone, is no price of this offer."""
    may = sale("2027-05-20", "2027-05-26", ", compare_at: 100, channels: [video]")
    for fields, found in ((", channels: [video]", 1), (", channels: [search]", 0), (", segments: [young]", 0)):
        first = sale("2027-05-10", "2027-05-19", fields, name="first", rate="20%")
        assert len(law("PP859", sold("CN", offers(first, may, products=serum())))) == found


@pytest.mark.parametrize(
    ("price", "start", "found"),
    [
        ("105", "2027-05-01", False),  # exactly 5 %
        ("105.01", "2027-05-01", True),
        ("120", "2027-04-21", True),  # 100 held until 20 April, 30 days before 20 May
        ("120", "2027-04-20", False),  # 31 days before
    ],
)
def test_a_rise_before_a_discount_is_told(price: str, start: str, found: bool) -> None:
    """More than 5 % in the 30 days before."""
    history = f"price_history: [{{start: 2026-09-01, price: 100}}, {{start: {start}, price: {price}}}]"
    snippet = offers(sale("2027-05-20", "2027-05-26"), products=serum(history, price))
    assert told("PP861", sold("CN", snippet)) == ([("", price)] if found else [])
    assert told("PP861", sold("US", snippet)) == []


def test_a_reason_answers_for_a_rise() -> None:
    """It stands beside the new price."""
    history = "price_history: [{start: 2026-09-01, price: 100}, {start: 2027-05-01, price: 120, reason: new size}]"
    assert told("PP861", sold("CN", offers(sale("2027-05-20", "2027-05-26"), products=serum(history, "120")))) == []


def test_a_price_that_history_does_not_tell_is_the_plans() -> None:
    """The plan sells at 120 from its first day, before that at 100: a sale in its first month finds a rise."""
    assert told("PP861", sold("CN", offers(sale("2027-04-10", "2027-04-16"), products=serum(price="120")))) == [
        ("", "120")
    ]
    assert told("PP861", sold("CN", offers(sale("2027-05-20", "2027-05-26"), products=serum(price="120")))) == []


def test_one_fault_is_told_once() -> None:
    """Where a struck-through price tells of the rise, the rise is not told again."""
    history = "price_history: [{start: 2026-09-01, price: 100}, {start: 2027-05-17, price: 120}]"
    plain, shown = sale("2027-05-20", "2027-05-26"), sale("2027-05-20", "2027-05-26", ", compare_at: 120")
    for offer, codes in ((plain, (0, 1)), (shown, (1, 0))):
        snippet = sold("CN", offers(offer, products=serum(history, "120")))
        assert (len(law("PP859", snippet)), len(law("PP861", snippet))) == codes
