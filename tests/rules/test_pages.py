"""Every rule's page: its bad snippet triggers it, its good one does not, and its texts exist in three languages."""

from dataclasses import replace
from itertools import product

import pytest

from promoplan.checker import check
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import help_text, message, rule_text
from promoplan.rules import RULES
from promoplan.rules.page import DAY, minimal_plan, over_minimal, page_of

CODES = tuple(rule.code for rule in RULES)


def test_the_minimal_plan_is_clean() -> None:
    """Nothing at all is found in the plan under the snippets."""
    assert check(minimal_plan(), today=DAY).findings == ()


def test_codes_stand_in_order_each_once() -> None:
    """RULES is sorted by code, and no code stands twice."""
    assert list(CODES) == sorted(set(CODES))


@pytest.mark.parametrize("code", CODES)
def test_bad_snippet_triggers_its_rule_and_no_other(code: str) -> None:
    """The bad snippet triggers the rule, besides it only what the page says it can't help, and fills its texts."""
    page = page_of(code)
    assert page.sources
    findings = check(page.bad_document, today=page.today, policy=replace(page.policy, baseline=page.known)).findings
    assert {finding.code for finding in findings} == {code, *page.also}
    for finding, language in product([finding for finding in findings if finding.code == code], Language):
        shown = message(code, finding.variant, finding.values, language)
        assert shown
        assert "\n" not in shown
        assert "{" not in help_text(code, finding.variant, finding.values, language)


@pytest.mark.parametrize("code", CODES)
def test_good_snippet_is_clean(code: str) -> None:
    """The good snippet triggers nothing at all."""
    page = page_of(code)
    assert check(over_minimal(page.good), today=page.today, policy=page.policy).findings == ()


@pytest.mark.parametrize("language", Language)
def test_every_rule_says_what_it_finds_and_why(language: Language) -> None:
    """Summary and why are there."""
    assert all(rule_text(code, key, language) for code in CODES for key in ("summary", "why"))
