"""Every value of a node with its path."""

from promoplan.checker import check
from promoplan.model.leaves import leaves
from promoplan.model.money import Money
from promoplan.model.references import Reference
from promoplan.rules.page import DAY, minimal_plan

BUDGET = check(minimal_plan(), today=DAY).sections["budget"]


def test_paths_lead_to_the_values() -> None:
    """In lists, mappings and below them, in the order of the fields."""
    money = {path: value.amount for path, value in leaves(BUDGET) if isinstance(value, Money)}
    assert next(iter(money)) == ("budget", "total")
    assert money["budget", "lines", 3, "amount"] == 10000
    assert len(money) == 5


def test_keys_of_a_free_mapping_are_values_too() -> None:
    """A line's schedule names phases by its keys."""
    named = {path: value for path, value in leaves(BUDGET) if isinstance(value, Reference)}
    assert named["budget", "lines", 0, "phases", "peak"] == "peak"
