"""What buyers in China did not ask for, and what is on file of live streams."""

import pytest

from promoplan.checker import check
from promoplan.rules.page import DAY, over_minimal
from tests.rules.law_structure import law, offers, sold, told

DAYS = "start: 2027-05-20, end: 2027-05-26"
GOODS = ("{id: serum, name: Serum, price: 79}", "{id: mask, name: Mask, price: 49}")


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("mechanic: bundle, products: [serum, mask], price: 109, preselected: true", [("", "true")]),
        ("mechanic: bundle, products: [serum, mask], price: 109, preselected: false", []),
        ("mechanic: bundle, products: [serum, mask], price: 109", []),
        ("mechanic: direct-off, amount: 5, preselected: true", []),
    ],
)
def test_bundles_are_the_buyers_choice(fields: str, found: list[tuple[str, str]]) -> None:
    """A reduction that applies by itself ties nothing in."""
    snippet = offers(f"{{id: a, name: A, goal: revenue, {DAYS}, {fields}}}", products=GOODS)
    assert told("PP867", sold("CN", snippet)) == found
    assert told("PP867", sold("TW", snippet)) == []


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ("format: splash", [("", "splash")]),
        ("format: popup", [("", "popup")]),
        ("format: popup, close: one-click", []),
        ("format: popup, close: several-steps", [("otherwise", "several-steps")]),
        ("format: splash, close: after-countdown", [("otherwise", "after-countdown")]),
        ("format: feed", []),
        ("format: feed, close: not-at-all", []),
    ],
)
def test_pop_ups_go_with_one_click(fields: str, found: list[tuple[str, str]]) -> None:
    """Pop-ups and splashes alone, and the plan says so."""
    place = f"channels:\n  items:\n    - {{id: video, placements: [{{{fields}, spend: 40000}}]}}"
    assert told("PP870", sold("CN", place)) == found
    assert told("PP870", sold("US", place)) == []


def live(*fields: str) -> str:
    """The minimal plan's live stream with this on file."""
    return "content:\n  pieces:\n    - {id: evening, live: {" + ", ".join(fields) + "}}"


FILE = ("operator: Example Ltd", "host_identity: checked", "pre_review: by counsel", "price_statement: as on the page")


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        ("3 years", []),
        ("36 months", []),
        ("12 quarters", []),
        ("1095 days", []),
        ("2 years", ["short"]),
        ("35 months", ["short"]),
        ("1094 days", ["short"]),
    ],
)
def test_records_are_kept_for_three_years(kept: str, found: list[str]) -> None:
    """In whatever unit."""
    assert [each.variant for each in law("PP873", sold("CN", live(*FILE, f"records_kept: {kept}")))] == found


def test_what_a_live_file_lacks_is_named() -> None:
    """All of it where there is none; other formats and markets have none."""
    (finding,) = law("PP873", sold("CN", live(*FILE)))
    assert finding.values["missing"] == ("records_kept",)
    (finding,) = law("PP873", sold("CN"))
    assert finding.values["missing"] == ("operator", "host_identity", "pre_review", "price_statement", "records_kept")
    assert law("PP873", sold("US")) == []


def test_it_is_off_until_its_code_is_named() -> None:
    """Its sources are secondary."""
    assert "PP873" not in {each.code for each in check(over_minimal(sold("CN")), today=DAY).findings}
