"""One product at two prices on two channels."""

import pytest

from tests.rules.offers import marked, of, offer, plan

CUT = "mechanic: limited-discount, rate: 20%, products: serum, channels: video"


def conflicts(*others: str) -> list[str]:
    """What is marked where these offers stand beside one of 20 % off the serum on the video platform."""
    offers = [offer(CUT, "first"), *(offer(each, f"other-{n}") for n, each in enumerate(others))]
    return [marked(finding) for finding in of("PP317", plan(*offers, stacking="exclusive"))]


@pytest.mark.parametrize(
    ("other", "mark"),
    [
        ("mechanic: limited-discount, rate: 10%, products: serum, channels: search", "10%"),
        ("mechanic: limited-discount, rate: 20%, products: serum, channels: search", None),
        ("mechanic: direct-off, amount: 15.80, products: serum, channels: search", None),
        ("mechanic: direct-off, amount: 15, products: [mask, serum], channels: [search, club]", "15"),
        ("mechanic: limited-discount, rate: 10%, channels: search", "10%"),
        ("mechanic: limited-discount, rate: 10%, products: mask, channels: search", None),
        ("mechanic: limited-discount, rate: 10%, products: nothing, channels: search", None),
        ("mechanic: limited-discount, rate: 10%, products: serum, channels: [search, video]", None),
        ("mechanic: limited-discount, rate: 10%, products: serum", None),
        ("mechanic: limited-discount, products: serum, channels: search", None),
        ("mechanic: coupon, amount: 5, products: serum, channels: search", None),
        ("mechanic: second-item, rate: 50%, products: serum, channels: search", None),
    ],
)
def test_prices_of_two_channels(other: str, mark: str | None) -> None:
    """Cuts of one unit's price that name different channels; equal prices are fine, however they are made."""
    assert conflicts(other) == ([mark] if mark else [])


@pytest.mark.parametrize(
    ("days", "found"),
    [
        ("start: 2027-05-26, end: 2027-05-30", True),
        ("start: 2027-05-27, end: 2027-05-30", False),
        ("start: 2027-05-01, end: 2027-05-19", False),
        ("start: 2027-05-01, end: 2027-05-20", True),
    ],
)
def test_days_in_common(days: str, found: bool) -> None:
    """One is enough."""
    other = f"mechanic: limited-discount, rate: 10%, products: serum, channels: search, {days}"
    assert bool(conflicts(other)) is found


@pytest.mark.parametrize(
    ("first", "other", "found"),
    [("", "", True), ("young", "old", False), ("young", "[old, young]", True), ("young", "", True), ("", "old", True)],
)
def test_people_in_common(first: str, other: str, found: bool) -> None:
    """Offers for different segments may have different prices; one for everybody meets all."""
    whom = [f", segments: {each}" if each else "" for each in (first, other)]
    offers = (
        offer(f"{CUT}{whom[0]}", "first"),
        offer(f"{CUT.replace('20%', '10%').replace('video', 'search')}{whom[1]}"),
    )
    assert bool(of("PP317", plan(*offers, stacking="exclusive"))) is found


def test_each_offer_is_told_once() -> None:
    """With the first that it conflicts with."""
    cut = "mechanic: limited-discount, rate: {}, products: serum, channels: {}"
    assert conflicts(cut.format("10%", "search"), cut.format("5%", "club")) == ["10%", "5%"]
