"""What goods are said to do for the body: treatment, which medicine alone may promise, and effects of cosmetics."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.rules.law.claims import covering, known_claims
from promoplan.rules.law.consumer_texts import Passage, passages
from promoplan.rules.law.goods import Sort, shelf
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import Hit, apart, each_once, lexicon
from promoplan.rules.rule import Problem, Sections, problem, rule

_FOR_THE_BODY = frozenset({Sort.COSMETIC, Sort.FOOD})


@rule("PP853", Severity.ERROR)
def medical_claim(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """Words of treatment for goods that are no medicine; of medical care too where they are cosmetics or food.

    Only a warning where the plan does not say what sort of goods the text speaks of.
    """
    if not sold_in(plan, "CN") or not sections.known("products"):
        return
    for passage in sections.once(passages):
        sorts = sections.once(shelf).goods(passage.products).sorts
        unknown = Sort.UNKNOWN in sorts and _FOR_THE_BODY.isdisjoint(sorts)
        for hit in each_once(_medical(passage, sorts)):
            yield problem(
                passage.path,
                variant="unknown" if unknown else "",
                severity=Severity.WARNING if unknown else None,
                word=passage.written(hit),
            )


@rule("PP854", Severity.WARNING)
def unsupported_efficacy(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """An effect of a cosmetic without evidence; an error for one that only registered cosmetics may have."""
    if not sold_in(plan, "CN") or not (sections.known("products") and sections.known("compliance")):
        return
    for passage in sections.once(passages):
        goods = sections.once(shelf).goods(passage.products)
        if Sort.COSMETIC in goods.sorts:
            if not goods.registered:
                yield from _special(passage, goods.sorts)
            yield from _unsupported(passage, goods.sorts, sections)


def _special(passage: Passage, sorts: frozenset[Sort]) -> Iterator[Problem]:
    found = apart(lexicon("special_effect").hits(passage.folded.text), _medical(passage, sorts))
    for hit in each_once(found):
        yield problem(passage.path, variant="special", severity=Severity.ERROR, word=passage.written(hit))


def _unsupported(passage: Passage, sorts: frozenset[Sort], sections: Sections) -> Iterator[Problem]:
    """Effects for which no claim of the plan names a source."""
    text, claims = passage.folded.text, sections.once(known_claims)
    found = apart(lexicon("effect").hits(text), _medical(passage, sorts))
    covered = {hit: covering(hit, text, claims) for hit in found}
    for hit in each_once(hit for hit, claim in covered.items() if claim is None or "source" in claim.missing):
        claim = covered[hit]
        yield problem(passage.path, related=[claim.path] if claim else [], word=passage.written(hit))


def _medical(passage: Passage, sorts: frozenset[Sort]) -> Iterator[Hit]:
    """The medical words that goods of these sorts may not bear; none where some of them are medicine."""
    if Sort.MEDICAL in sorts:
        return
    text = passage.folded.text
    yield from lexicon("treatment").hits(text)
    if not sorts.isdisjoint(_FOR_THE_BODY | {Sort.UNKNOWN}):
        yield from lexicon("medical_care", and_harmless="treatment").hits(text)
