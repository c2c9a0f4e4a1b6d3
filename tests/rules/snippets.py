"""What is found in a snippet laid over the rules' minimal plan."""

from datetime import date
from textwrap import dedent

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.findings.policy import EVERY, Policy
from promoplan.rules import RULES
from promoplan.rules.page import DAY, over_minimal

ALL = Policy(select=(*EVERY, *(rule.code for rule in RULES if rule.code.startswith("PP8") and not rule.by_default)))
"""Also the rules of law that are off by default."""


def found(snippet: str, today: date = DAY) -> list[Finding]:
    """The findings, in order, also of the rules of law that are off by default."""
    return list(check(over_minimal(dedent(snippet)), today=today, policy=ALL).findings)


def codes(snippet: str, today: date = DAY) -> set[str]:
    """Their codes."""
    return {finding.code for finding in found(snippet, today)}
