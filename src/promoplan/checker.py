"""`check`: from a Document to all that promoplan finds in it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from promoplan.economics.exact import exact
from promoplan.findings.baseline import Entry
from promoplan.findings.finding import Finding, Fix, Related, Severity, in_order
from promoplan.findings.policy import EVERYTHING, Policy
from promoplan.findings.suppression import Silenced
from promoplan.findings.values import Amount, Share
from promoplan.model.codes import CURRENCIES
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import Ratio
from promoplan.model.plan import FORMAT_VERSION, Plan
from promoplan.rules import RULES
from promoplan.rules.limits import with_limits
from promoplan.rules.rule import Path, Problem, Rule, Sections
from promoplan.sift import OWN, sift
from promoplan.source.document import Document
from promoplan.source.edits import edits_of
from promoplan.source.text import Edit, Flaw, Source, Span
from promoplan.structure import read_sections

RULE_OF: Mapping[str, Rule] = {rule.code: rule for rule in RULES}


@dataclass(frozen=True)
class Checked:
    """A plan's document with what was read from it and what was found.

    `sections` are the whole ones by name, `broken` the names of the others; `plan` is there when none is broken and
    the document itself is sound. `findings` stand in the order of the text, each once; `silenced` are those that a
    comment or a baseline keeps from being told, `stale` the baseline's entries whose findings are gone.
    """

    document: Document
    sections: Mapping[str, Node]
    broken: frozenset[str]
    plan: Plan | None
    findings: tuple[Finding, ...]
    silenced: tuple[Silenced, ...] = ()
    stale: tuple[Entry, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many findings of this severity there are."""
        return sum(finding.severity is severity for finding in self.findings)


def check(document: Document, *, today: date, policy: Policy = EVERYTHING) -> Checked:
    """Judges a document as on the day `today` by the rules of a policy; wrong input is found, never raised.

    Raises ConfigError where the policy gives a rule a parameter that it can't take.
    """
    settled = [with_limits(rule, policy) for rule in RULES]  # of all of them, so that no mistake waits to be found
    rules = tuple(rule for rule in settled if policy.runs(rule.code, by_default=rule.by_default))
    counts = {rule.code: rule for rule in rules}
    findings = [_of_flaw(flaw) for flaw in document.flaws]
    if document.data is None:
        return _checked(document, Sections({}), findings, counts, policy, today)
    sections, shape = read_sections(document)
    findings += [_finding(document, RULE_OF[code], problem) for code, problem in shape]
    with exact():
        for rule in rules:
            findings += [_finding(document, rule, problem) for problem in rule.problems(sections, today)]
    return _checked(document, sections, findings, counts, policy, today)


def _checked(
    document: Document,
    sections: Sections,
    findings: Iterable[Finding],
    rules: Mapping[str, Rule],
    policy: Policy,
    today: date,
) -> Checked:
    """Sifts the findings of the rules that count; a text that can't be read to its end is told whatever counts."""

    def ran(code: str) -> bool:
        return code in rules and rules[code].can_run(sections) and not sections.broken

    counted = [_weighed(finding, policy) for finding in findings if document.data is None or _counts(finding, policy)]
    sifted = sift(document, in_order(counted), policy, ran, today)
    told = [_weighed(finding, policy) for finding in sifted.told if finding.code not in OWN or finding.code in rules]
    plan = _plan(sections.whole) if not sections.broken and "plan" in sections.whole else None
    return Checked(document, sections.whole, sections.broken, plan, in_order(told), sifted.silenced, sifted.stale)


def _counts(finding: Finding, policy: Policy) -> bool:
    """Whether a finding is asked for; errors of shape also beside a selection, as they keep rules from judging."""
    if finding.code.startswith("PP0") and finding.severity is Severity.ERROR:
        return not finding.code.startswith(policy.ignore)
    return policy.runs(finding.code, by_default=RULE_OF[finding.code].by_default)


def _weighed(finding: Finding, policy: Policy) -> Finding:
    """The finding with the severity that the policy gives its rule."""
    severity = policy.severities.get(finding.code)
    return finding if severity is None else replace(finding, severity=severity)


def _plan(sections: Mapping[str, Node]) -> Plan:
    parts: dict[str, Any] = {"promoplan": FORMAT_VERSION, **sections}
    return Plan.model_construct(**parts)


def _of_flaw(flaw: Flaw) -> Finding:
    rule = RULE_OF[flaw.code]
    related = tuple(Related(source, span) for source, span in flaw.related)
    edits = tuple(Edit(flaw.source, span, text) for span, text in flaw.edits) if flaw.source.quotable else ()
    fix = Fix(edits) if edits else None
    return Finding(
        flaw.source, flaw.span, rule.code, rule.name, rule.severity, (), flaw.values, flaw.variant, related, fix
    )


def _finding(document: Document, rule: Rule, problem: Problem) -> Finding:
    source, span = _spot(document, problem.at, on_key=problem.on_key)
    return Finding(
        source=source,
        span=span,
        code=rule.code,
        name=rule.name,
        severity=problem.severity or rule.severity,
        path=problem.at,
        values={name: _to_show(value, document) for name, value in problem.values.items()},
        variant=problem.variant,
        related=tuple(_related(document, problem.related)),
        fix=_fix(document, problem),
    )


def _fix(document: Document, problem: Problem) -> Fix | None:
    edits = edits_of(document, problem.changes) if problem.changes else ()
    return Fix(edits, problem.safe) if edits else None


def _to_show(value: object, document: Document) -> object:
    """A figure of the plan as messages show it: money in the plan's currency, shares in percent."""
    match value:
        case Money():
            return Amount.of(value.amount, value.unit or _currency(document))
        case Ratio():
            return Share(value)
        case tuple() | list():
            return tuple(_to_show(each, document) for each in value)
    return value


def _currency(document: Document) -> str:
    """The plan's currency, as far as it is known."""
    header = document.data.get("plan") if document.data is not None else None
    currency = header.get("currency") if isinstance(header, Mapping) else None
    return str(currency) if currency in CURRENCIES else ""


def _related(document: Document, paths: tuple[Path, ...]) -> Iterator[Related]:
    for path in paths:
        source, span = _spot(document, path, on_key=False)
        yield Related(source, span)


def _spot(document: Document, path: Path, *, on_key: bool) -> tuple[Source, Span]:
    place = document.place(path)
    return place.source, place.key if on_key and place.key is not None else place.value
