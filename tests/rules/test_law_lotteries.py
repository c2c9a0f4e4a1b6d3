"""Lotteries in China: what is won, what is told, and what is changed once they run."""

import pytest

from tests.rules.law_structure import law, offers, sold, told

TOLD = {
    "prizes": "[{name: Trip, kind: service, value: 50000, quantity: 1}]",
    "conditions": "one order",
    "date": "2027-06-01",
    "method": "drawn by a notary",
    "redemption": "30 days",
    "sponsor": "Example (400-000)",
}
DAYS = "start: 2027-05-20, end: 2027-05-26"


def lottery(**fields: str | None) -> str:
    """A draw that tells all but what `fields` change; None leaves a field out."""
    draw = ", ".join(f"{key}: {value}" for key, value in (TOLD | fields).items() if value is not None)
    return offers(
        f"{{id: draw, name: Draw, mechanic: lottery, goal: revenue, limit_per_user: 1, {DAYS}, draw: {{{draw}}}}}"
    )


@pytest.mark.parametrize("field", TOLD)
def test_each_thing_untold_is_named(field: str) -> None:
    """Prizes, conditions, day, way, redemption, sponsor; all told, nothing is found."""
    assert law("PP858", sold("CN", lottery())) == []
    (finding,) = law("PP858", sold("CN", lottery(**{field: None})))
    assert (finding.variant, finding.values["missing"]) == ("", (field,))


def test_an_instant_win_has_no_day() -> None:
    """Everybody learns at once, so no day is asked for; the way still is."""
    assert law("PP858", sold("CN", lottery(date=None, instant="true"))) == []
    (finding,) = law("PP858", sold("CN", lottery(date=None, instant="true", method=None)))
    assert finding.values["missing"] == ("method",)


@pytest.mark.parametrize(
    ("prize", "missing"),
    [
        ("{name: Trip, kind: goods, value: 1, quantity: 1}", None),
        ("{name: Trip, kind: goods, value: 1, odds: 0.5%}", None),
        ("{name: Trip, kind: goods, value: 1}", ("quantity",)),
        ("{name: Trip}", ("kind", "value", "quantity")),
    ],
)
def test_a_prize_tells_kind_value_and_number_or_odds(prize: str, missing: tuple[str, ...] | None) -> None:
    """Number and odds stand for each other."""
    findings = law("PP858", sold("CN", lottery(prizes=f"[{prize}]")))
    assert [each.values["missing"] for each in findings] == ([] if missing is None else [missing])


@pytest.mark.parametrize(("value", "found"), [("50000", []), ("50000.01", [("prize", "50000.01")])])
def test_the_dearest_prize_is_worth_50_000_yuan_at_most(value: str, found: list[tuple[str, str]]) -> None:
    """Exactly the limit is allowed; the sum of prizes does not count."""
    cup, trip = (
        "name: Cup, kind: goods, value: 49999, quantity: 9",
        f"name: Trip, kind: money, value: {value}, odds: 1%",
    )
    prizes = f"[{{{cup}}}, {{{trip}}}]"
    assert told("PP858", sold("CN", lottery(prizes=prizes))) == found


@pytest.mark.parametrize(
    ("fields", "found"),
    [
        ({"changed_on": "2027-05-20"}, []),
        ({"changed_on": "2027-05-21"}, [("changed", "2027-05-21")]),
        ({"changed_on": "2027-05-21", "change_reason": "the notary was ill"}, []),
    ],
)
def test_terms_stay_once_the_draw_runs(fields: dict[str, str], found: list[tuple[str, str]]) -> None:
    """A change on the first day may be before it; a later one needs a reason."""
    assert told("PP858", sold("CN", lottery(**fields))) == found


def test_other_markets_and_other_money_are_not_judged() -> None:
    """The limit is one in yuan, the duty one of China; a lottery without a draw is incomplete, nothing else."""
    assert law("PP858", sold("US", lottery(sponsor=None))) == []
    dear = "[{name: Trip, kind: money, value: 60000, quantity: 1}]"
    assert law("PP858", "plan: {markets: [CN]}\n" + lottery(prizes=dear)) == []
    empty = sold("CN", offers(f"{{id: draw, name: Draw, mechanic: lottery, goal: revenue, {DAYS}}}"))
    assert law("PP858", empty) == []
    assert told("PP824", empty) == [("", "lottery")]


def test_a_lottery_needs_a_limit_per_person() -> None:
    """Without one a single account takes all chances."""
    assert told("PP839", sold("CN", lottery().replace("limit_per_user: 1, ", ""))) == [
        ("lottery", lottery().splitlines()[-1].strip("- ").replace("limit_per_user: 1, ", ""))
    ]


def test_a_lottery_changes_no_basket() -> None:
    """It meets a discount without a word on stacking, and leaves the worst basket as it is."""
    cut = f"{{id: cut, name: Cut, mechanic: limited-discount, rate: 20%, goal: revenue, {DAYS}}}"
    serum = "{id: serum, name: Serum, price: 100, unit_cost: 78}"
    both = "\n".join((offers(cut, products=(serum,)), lottery().splitlines()[-1]))
    alone = law("PP829", sold("CN", offers(cut, products=(serum,))))
    assert [each.values for each in law("PP829", sold("CN", both))] == [each.values for each in alone] != []
    assert law("PP808", sold("CN", both.replace("  stacking: exclusive\n", ""))) == []
