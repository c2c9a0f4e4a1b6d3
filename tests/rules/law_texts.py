"""What rules of law find in one text, laid over the minimal plan."""

import json

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.findings.policy import EVERY, Policy
from promoplan.rules.page import DAY, over_minimal

TEXT_RULES = ("PP850", "PP851", "PP852", "PP853", "PP854", "PP855", "PP856", "PP857", "PP868", "PP869")
_POLICY = Policy(select=(*EVERY, *TEXT_RULES))
"""With the rules that are not on by default."""


def law_findings(snippet: str, *, sound: bool = True) -> list[Finding]:
    """What the rules on texts find in a snippet, which is to be read whole unless it is not `sound`."""
    found = check(over_minimal(snippet), today=DAY, policy=_POLICY).findings
    unread = [each for each in found if each.code.startswith(("PP00", "PP01")) and each.code != "PP018"]
    assert bool(unread) is not sound
    return [each for each in found if each.code in TEXT_RULES]


def in_text(
    text: str, *, markets: str = "CN", category: str | None = "护肤", kind: str = "copy", more: str = ""
) -> list[Finding]:
    """What they find in one text for one product of a category; `more` holds further lines of the plan."""
    sort = f", category: {category}" if category else ""
    return law_findings(
        f"plan: {{markets: [{markets}], brand: 青禾}}\n"
        f"products: [{{id: lotion, name: 轻盈乳液, price: 168, unit_cost: 58, fee_rate: 5%, shipping: 6{sort}}}]\n"
        f"competitors: {{items: [{{id: rival-a, name: Rival A, brands: [澄叶]}}]}}\n"
        f"compliance:\n  texts: [{{id: one, kind: {kind}, text: {json.dumps(text, ensure_ascii=False)}}}]\n{more}"
    )
