"""Snippets with promotions over the rules' minimal plan, and what is found in them of one code."""

import re
from datetime import date

from promoplan.findings.finding import Finding
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import help_text, message
from promoplan.rules.page import DAY
from tests.rules.snippets import found

PRODUCTS = (
    "{id: serum, name: Light serum, price: 79, unit_cost: 31}",
    "{id: mask, name: Night mask, price: 49, unit_cost: 24.50}",
    "{id: cream, name: Hand cream, price: 20}",
)


def offer(fields: str, name: str = "may") -> str:
    """A promotion that lacks nothing but what `fields` say: its mechanic and parameters."""
    days = "" if re.search(r"\bstart:", fields) else ", start: 2027-05-20, end: 2027-05-26"
    return f"{{id: {name}, name: Offer {name}, goal: revenue{days}, {fields}}}"


def plan(*promotions: str, stacking: str = "", also: str = "") -> str:
    """A snippet with products and promotions, and `also` above them."""
    lines = [also, "products:", *(f"  - {product}" for product in PRODUCTS), "promotions:"]
    lines += [f"  stacking: {stacking}"] if stacking else []
    lines += ["  items:", *(f"    - {promotion}" for promotion in promotions)]
    return "\n".join(lines)


def of(code: str, snippet: str, today: date = DAY) -> list[Finding]:
    """The findings of one code; their texts, whatever the variant, are there in every language."""
    findings = [finding for finding in found(snippet, today) if finding.code == code]
    for finding in findings:
        for language in Language:
            assert message(code, finding.variant, finding.values, language)
            assert help_text(code, finding.variant, finding.values, language)
    return findings


def marked(finding: Finding) -> str:
    """The text that a finding underlines."""
    return finding.source.text[finding.span.start : finding.span.end]
