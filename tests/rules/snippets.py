"""What is found in a snippet laid over the rules' minimal plan."""

from datetime import date
from textwrap import dedent

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.rules.page import DAY, over_minimal


def found(snippet: str, today: date = DAY) -> list[Finding]:
    """The findings, in order."""
    return list(check(over_minimal(dedent(snippet)), today=today).findings)


def codes(snippet: str, today: date = DAY) -> set[str]:
    """Their codes."""
    return {finding.code for finding in found(snippet, today)}
