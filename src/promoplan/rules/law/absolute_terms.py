"""Superlatives in what consumers read: those that the law names, and those that practice counts with them."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.rules.law.claims import is_in_a_name, own_names, without_evidence
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.goods import Sort, shelf
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import Hit, apart, each_once, lexicon
from promoplan.rules.rule import Problem, Sections, problem, rule

_SENSITIVE = frozenset({Sort.MEDICAL, Sort.HEALTH, Sort.FINANCE})
"""Fields in which an untrue superlative harms most."""


@rule("PP850", Severity.ERROR)
def absolute_term(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """A word that the Advertising Law names as absolute, in a text that consumers in China read."""
    if not sold_in(plan, "CN") or not sections.known("products"):
        return
    for passage in sections.once(passages):
        for hit in each_once(_statutory(passage.folded.text, sections)):
            yield problem(passage.path, word=passage.written(hit))


@rule("PP851", Severity.WARNING, by_default=False)
def near_absolute_term(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """A superlative without evidence in a text that consumers in China read; an error for health, medicine, finance."""
    if not sold_in(plan, "CN") or not (sections.known("products") and sections.known("compliance")):
        return
    for passage in sections.once(passages):
        text = passage.folded.text
        found = apart(_named_out(superlatives(text), text, sections), _statutory(text, sections))
        sorts = sections.once(shelf).goods(passage.products).sorts
        severity = None if _SENSITIVE.isdisjoint(sorts) else Severity.ERROR
        yield from without_evidence(found, passage, sections, severity)


def superlatives(text: str) -> Iterator[Hit]:
    """Words of list B in a folded text, whatever is known of them."""
    return lexicon("near_absolute", and_harmless="absolute").hits(text)


def _statutory(text: str, sections: Sections) -> Iterator[Hit]:
    return _named_out(lexicon("absolute").hits(text), text, sections)


def _named_out(hits: Iterator[Hit], text: str, sections: Sections) -> Iterator[Hit]:
    """The hits that are no part of the brand's or a product's name."""
    return (hit for hit in hits if not is_in_a_name(hit, text, sections.once(own_names)))
