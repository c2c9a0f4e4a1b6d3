"""`Entry`: all about one rule in one language, as the terminal, the Markdown reference and the site show it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from promoplan.checker import check
from promoplan.emit.rule_pages import passage, shown_limit
from promoplan.emit.said import said
from promoplan.findings.finding import Finding
from promoplan.i18n.catalogue import Language
from promoplan.i18n.formatting import shown
from promoplan.i18n.messages import rule_text
from promoplan.rules.page import Page, page_of
from promoplan.rules.rule import Rule


@dataclass(frozen=True)
class Parameter:
    """A parameter of a rule and its default, as settings write it."""

    name: str
    value: str


@dataclass(frozen=True)
class Entry:
    """A rule in words.

    `says` are the messages that its bad snippet gets, each once, with their help below; `fix` is "safe" or "unsafe"
    where one mends the snippet, else "".
    """

    code: str
    name: str
    severity: str
    summary: str
    why: str
    source: str
    parameters: tuple[Parameter, ...]
    bad: str
    good: str
    says: tuple[str, ...]
    fix: str
    by_default: bool


def entry(rule: Rule, language: Language) -> Entry:
    """All about a rule in a language."""
    page = page_of(rule.code)
    found = _found(page)
    told = (said(finding, language) for finding in found)
    fixes = {"safe" if finding.fix.safe else "unsafe" for finding in found if finding.fix is not None}
    return Entry(
        rule.code,
        rule.name,
        rule.severity.value,
        rule_text(rule.code, "summary", language) or "",
        rule_text(rule.code, "why", language) or "",
        shown(tuple(passage(each, language) for each in page.sources), language),
        tuple(_parameters(rule)),
        page.bad.rstrip(),
        page.good.rstrip(),
        tuple(dict.fromkeys(f"{each.message}\n{each.help}".rstrip() for each in told)),
        min(fixes, default=""),
        rule.by_default,
    )


@lru_cache(maxsize=512)
def _found(page: Page) -> tuple[Finding, ...]:
    """What the rule finds in its own bad snippet."""
    policy = replace(page.policy, baseline=page.known)
    found = check(page.bad_document, today=page.today, policy=policy).findings
    return tuple(finding for finding in found if finding.code == page.code)


def _parameters(rule: Rule) -> Iterator[Parameter]:
    for name, value in rule.limits._asdict().items() if rule.limits is not None else ():
        yield Parameter(name, shown_limit(value))
