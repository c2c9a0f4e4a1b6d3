"""Figures, ranks and findings in what consumers read, and where they come from."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.compliance import TextKind
from promoplan.model.header import PlanHeader
from promoplan.rules.law.absolute_terms import superlatives
from promoplan.rules.law.claims import without_evidence
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import apart, lexicon
from promoplan.rules.rule import Problem, Sections, rule


@rule("PP855", Severity.WARNING)
def figure_without_source(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """A share, rank, number sold or finding without source, scope and period in a text that consumers in China read.

    A text that names its source itself is left to the reviewer; so are terms, whose figures are conditions.
    """
    if not sold_in(plan, "CN") or not sections.known("compliance"):
        return
    for passage in sections.once(passages):
        text = passage.folded.text
        found = tuple(apart(lexicon("figure").hits(text), superlatives(text)))
        told = passage.kind is TextKind.TERMS or (found and lexicon("source_told").holds(passage.folded_around))
        yield from without_evidence(() if told else found, passage, sections)
