"""Plans sold in a market, and what one rule of law finds in them, on by default or not."""

from textwrap import dedent

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.findings.policy import EVERY, Policy
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import help_text, message
from promoplan.rules.page import DAY, over_minimal

CURRENCIES = {"CN": "CNY", "TW": "TWD", "US": "USD", "DE": "EUR"}


def sold(market: str, *parts: str) -> str:
    """A snippet of a plan that sells there, in its money."""
    return "\n".join((f"plan: {{markets: [{market}], currency: {CURRENCIES[market]}}}", *map(dedent, parts)))


def offers(*promotions: str, products: tuple[str, ...] = ()) -> str:
    """Sections with promotions and products, each written as a flow mapping."""
    lines = ["products:", *(f"  - {each}" for each in products)] if products else []
    lines += ["promotions:", "  stacking: exclusive", "  items:"] if promotions else []
    return "\n".join([*lines, *(f"    - {each}" for each in promotions)])


def law(code: str, snippet: str) -> list[Finding]:
    """The findings of one rule, whose texts are there in every language."""
    document = over_minimal(snippet)
    found = check(document, today=DAY, policy=Policy(select=(*EVERY, code))).findings
    assert not [each for each in found if each.code in {"PP001", "PP010", "PP011", "PP012", "PP013", "PP014", "PP015"}]
    findings = [each for each in found if each.code == code]
    for each in findings:
        for language in Language:
            assert "{" not in message(code, each.variant, each.values, language)
            assert "{" not in help_text(code, each.variant, each.values, language)
    return findings


def told(code: str, snippet: str) -> list[tuple[str, str]]:
    """Variant and underlined text of each finding of one rule."""
    return [
        (each.variant, each.source.text[each.span.start : each.span.end].splitlines()[0]) for each in law(code, snippet)
    ]
