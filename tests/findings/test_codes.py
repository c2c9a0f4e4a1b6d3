"""Codes are for ever: the lock file and the rules agree, and retired codes lead to their successors."""

import re

import pytest

from promoplan.findings.codes import Code, known_code, known_prefix, locked, nearest_code, nearest_prefix, read_lock
from promoplan.rules import RULES


def test_the_lock_and_the_rules_agree() -> None:
    """Each rule is locked under its name, and each locked code that is not retired is a rule's."""
    live = {code.code: code.name for code in locked().values() if code.successor == code.code}
    assert live == {rule.code: rule.name for rule in RULES}, 'run "make codes"'


def test_the_lock_is_in_order_and_names_each_code_once() -> None:
    """A code that stood in it twice would have been used again."""
    assert list(locked()) == sorted(locked())
    assert all(re.fullmatch("PP[0-9]{3}", code) for code in locked())
    assert len({code.name for code in locked().values()}) == len(locked())


def test_a_retired_code_leads_to_its_successor() -> None:
    """By code and by name, or to nothing where no rule took over."""
    codes = read_lock("# codes\nPP601 reserve-too-small\nPP699 reserve-low -> PP601\nPP698 gone -> -\n")
    assert codes["PP699"] == Code("PP699", "reserve-low", "PP601")
    assert [known_code(word, codes) for word in ("PP699", "reserve-low", "pp601", "PP698", "PP697")] == [
        "PP601", "PP601", "PP601", None, None,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("PP", "PP"),
        ("pp6", "PP6"),
        ("PP60", "PP60"),
        ("PP601", "PP601"),
        ("reserve-too-small", "PP601"),
        ("PP99", None),
        ("P", None),
        ("", None),
        ("PP6011", None),
    ],
)
def test_beginnings_of_codes_stand_for_all_that_begin_so(word: str, known: str | None) -> None:
    """As long as there is one."""
    assert known_prefix(word) == known


def test_what_was_probably_meant() -> None:
    """A code or a name that looks alike."""
    assert nearest_code("reserve-to-small") == "reserve-too-small"
    assert nearest_code("zzzzzz") is None


@pytest.mark.parametrize(
    ("word", "code", "prefix"),
    [
        ("PP9", None, None),
        ("PP999", None, None),
        ("PP6", "PP601", "PP6"),
        ("pp60", "PP601", "PP60"),
        ("PP69", "PP619", "PP6"),
        ("PP6011", "PP601", "PP601"),
        ("PP4044", "PP404", "PP404"),
        ("reserve-to-small", "reserve-too-small", "reserve-too-small"),
    ],
)
def test_what_looks_like_a_code_leads_to_its_like(word: str, code: str | None, prefix: str | None) -> None:
    """To a code or a beginning that starts as it does, or to none: another subject's rule is no help."""
    assert (nearest_code(word), nearest_prefix(word)) == (code, prefix)
