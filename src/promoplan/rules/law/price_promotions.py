"""Offers without terms, and price words without a basis or an end."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.law.claims import covering, known_claims
from promoplan.rules.law.consumer_texts import Passage, passages
from promoplan.rules.law.folding import fold
from promoplan.rules.law.goods import shelf
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import Hit, each_once, lexicon
from promoplan.rules.rule import Problem, Sections, problem, rule

_CONDITIONAL = frozenset(
    {
        Mechanic.LIMITED_DISCOUNT,
        Mechanic.THRESHOLD_OFF,
        Mechanic.TIERED_OFF,
        Mechanic.COUPON,
        Mechanic.CROSS_STORE,
    }
)
"""Offers for a time or from a basket on."""


@rule("PP857", Severity.ERROR, by_default=False)
def price_promotion_without_terms(
    plan: PlanHeader, promotions: Promotions | None = None, *, sections: Sections
) -> Iterator[Problem]:
    """An offer in China whose terms are missing or name no end, or a price word without a basis or an end.

    Only a warning for terms without an end, and for words that the measures on penalties do not name themselves.
    """
    if not sold_in(plan, "CN"):
        return
    for offer in promotions.items if promotions else ():
        if offer.mechanic in _CONDITIONAL:
            yield from _without_terms(offer)
    if not (sections.known("products") and sections.known("compliance")):
        return
    for passage in sections.once(passages):
        yield from _without_basis(passage, sections)
        yield from _without_end(passage, sections)


def _without_terms(offer: Promotion) -> Iterator[Problem]:
    if offer.terms is None:
        yield problem(offer.at("id"), name=offer.name, mechanic=offer.mechanic)
    elif not lexicon("ending").holds(fold(offer.terms).text):
        yield problem(offer.at("terms"), variant="end", severity=Severity.WARNING, name=offer.name, end=offer.end)


def _without_basis(passage: Passage, sections: Sections) -> Iterator[Problem]:
    """Reference prices that neither the text nor a claim explains; one that the products hold is another rule's."""
    found = _unproved("reference_price", passage, sections)
    explained = found and (
        lexicon("price_basis").holds(passage.folded_around) or sections.once(shelf).goods(passage.products).compared
    )
    for hit in found if not explained else ():
        yield problem(passage.path, variant="basis", severity=Severity.WARNING, word=passage.written(hit))


def _without_end(passage: Passage, sections: Sections) -> Iterator[Problem]:
    """Words of haste and of clearance in a text that names no end."""
    clearance, haste = _unproved("clearance", passage, sections), _unproved("urgency", passage, sections)
    if (clearance or haste) and lexicon("ending").holds(passage.folded_around):
        return
    for hit in clearance:
        yield problem(passage.path, variant="urgency", word=passage.written(hit))
    for hit in haste:
        yield problem(passage.path, variant="urgency", severity=Severity.WARNING, word=passage.written(hit))


def _unproved(name: str, passage: Passage, sections: Sections) -> tuple[Hit, ...]:
    """Words of a list for which no claim of the plan names a source."""
    text, claims = passage.folded.text, sections.once(known_claims)
    covered = {hit: covering(hit, text, claims) for hit in lexicon(name).hits(text)}
    return tuple(each_once(hit for hit, claim in covered.items() if claim is None or "source" in claim.missing))
