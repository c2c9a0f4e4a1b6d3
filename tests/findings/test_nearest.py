"""The word that was meant: which is nearest, and whether it is surely that one."""

import pytest

from promoplan.findings.nearest import MOST_KNOWN, is_surely, nearest

KNOWN = (
    "owner",
    "due",
    "status",
    "acceptance",
    "risk",
    "warm-up",
    "tier-1",
    "tier-2",
    "cpm",
    "cpc",
    "h5",
    "ann",
    "derek",
)

SURE = {
    "ownr": "owner", "onwer": "owner", "OWNER": "owner", "stauts": "status", "warmup": "warm-up", "Warm_Up": "warm-up",
    "risks": "risk", "acceptence": "acceptance", "amn": "ann", "tier_1": "tier-1",
}  # fmt: skip

UNSURE = {
    "cp": "as near to cpm as to cpc",
    "tier-3": "another number",
    "h6": "another number",
    "derrick": "maybe another person",
    "dues paid": "hardly alike",
}


@pytest.mark.parametrize(("word", "meant"), SURE.items())
def test_a_slip_of_the_pen_is_surely_meant(word: str, meant: str) -> None:
    """A letter too much, too few or swapped, other capitals and hyphens."""
    assert nearest(word, KNOWN) == meant
    assert is_surely(word, meant, KNOWN)


@pytest.mark.parametrize("word", UNSURE)
def test_what_may_be_something_else_is_not_sure(word: str) -> None:
    """It may still be named as the nearest."""
    near = nearest(word, KNOWN)
    assert near is None or not is_surely(word, near, KNOWN)


def test_only_so_many_words_are_compared() -> None:
    """A plan with thousands of ids does not take for ever."""
    known = [f"{number:05}" for number in range(MOST_KNOWN)] + ["owner"]
    assert nearest("ownr", known) is None
