"""PP818: offers for new customers that others can use."""

import pytest

from tests.rules.offers import marked, of, offer, plan

PEOPLE = """
audience:
  segments:
    - {id: young, stage: new}
    - {id: mixed, name: Mixed, stage: [new, active]}
    - {id: owners, name: Owners, stage: [active, dormant]}
    - {id: unknown, name: Unknown}
goals:
  targets:
    - {id: first, metric: new_customers, target: 500, by: 2027-06-30}
    - {id: cost, metric: cac, target: 40, by: 2027-06-30}
"""


def found(fields: str, goal: str, mechanic: str = "coupon") -> list[str]:
    """Variants of what is found in an offer that serves a goal."""
    promotion = offer(f"mechanic: {mechanic}, amount: 5, {fields}").replace("goal: revenue", f"goal: {goal}")
    return [each.variant for each in of("PP818", plan(promotion, also=PEOPLE))]


@pytest.mark.parametrize("goal", ["first", "cost"])
@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        ("limit_per_user: 1", ["everybody"]),
        ("limit_per_user: 1, segments: [young]", []),
        ("limit_per_user: 1, segments: [young, mixed]", []),
        ("limit_per_user: 1, segments: [unknown]", []),
        ("limit_per_user: 1, segments: [nobody]", []),
        ("limit_per_user: 1, segments: [young, owners]", ["others"]),
        ("segments: [owners]", ["others"]),
        ("issue: 100, segments: [young]", []),
    ],
)
def test_a_goal_of_new_customers_is_for_them(goal: str, fields: str, variants: list[str]) -> None:
    """Its offers name segments, and none without new customers; a coupon's missing limit is another rule's."""
    assert found(fields, goal) == variants


@pytest.mark.parametrize(
    ("fields", "variants"),
    [
        ("segments: [young]", [""]),
        ("segments: [young], limit_per_user: 1", []),
        ("segments: [young], limit_per_user: 2", []),
        ("segments: [young, owners]", []),
        ("segments: [mixed]", []),
        ("segments: [nobody]", []),
        ("limit_per_user: 1", []),
        ("x-note: for all", []),
    ],
)
def test_segments_of_new_customers_alone_say_so_too(fields: str, variants: list[str]) -> None:
    """An offer whose segments hold nobody else has a limit per buyer; one for several groups is for all of them."""
    assert found(fields, "revenue", "direct-off") == variants


def test_it_points_at_what_leaks() -> None:
    """At the segments, and names those that should not be there."""
    promotion = offer("mechanic: coupon, amount: 5, limit_per_user: 1, segments: [young, owners]")
    (finding,) = of("PP818", plan(promotion.replace("goal: revenue", "goal: first"), also=PEOPLE))
    assert marked(finding) == "[young, owners]"
    assert finding.values["others"] == ("Owners",)


def test_without_goals_and_audience_nothing_is_known() -> None:
    """Nothing is said of offers whose purpose nobody knows."""
    bare = "goals: null\naudience: null"
    assert not of("PP818", plan(offer("mechanic: direct-off, amount: 5, segments: [young]"), also=bare))
