"""What a plan can show for what its texts say: claims with evidence, and names that are no claims."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.compliance import ClaimEvidence, Compliance
from promoplan.model.header import PlanHeader
from promoplan.model.products import Products
from promoplan.rules.law.consumer_texts import Passage
from promoplan.rules.law.folding import fold
from promoplan.rules.law.words import Hit, each_once
from promoplan.rules.rule import Path, Problem, Sections, problem

MOST_SOUGHT = 100
"""Claims, and names of products, that are looked for in texts; no real plan has more."""

SHORTEST_NAME = 2
"""Characters of a name; one alone is part of other words."""

WHOLE = ("source", "scope", "period")
"""What evidence of a figure or a superlative states."""


class Known(NamedTuple):
    """A claim as texts have it, folded, with its evidence and its place."""

    text: str
    evidence: ClaimEvidence | None
    path: Path

    @property
    def missing(self) -> tuple[str, ...]:
        """Which of source, scope and period its evidence does not state."""
        return tuple(key for key in WHOLE if getattr(self.evidence, key, None) is None)


def known_claims(sections: Sections) -> tuple[Known, ...]:
    """The claims of a plan."""
    compliance = sections.whole.get("compliance")
    claims = compliance.claims if isinstance(compliance, Compliance) else ()
    folded = (Known(fold(claim.text).text, claim.evidence, claim.path) for claim in claims[:MOST_SOUGHT])
    return tuple(claim for claim in folded if claim.text)


def own_names(sections: Sections) -> tuple[str, ...]:
    """The brand and the names of the products, folded: a word inside a name claims nothing."""
    plan, products = sections.whole.get("plan"), sections.whole.get("products")
    names = [plan.brand] if isinstance(plan, PlanHeader) and plan.brand else []
    names += [product.name for product in products.items[:MOST_SOUGHT]] if isinstance(products, Products) else []
    return tuple(name for name in dict.fromkeys(fold(name).text for name in names) if len(name) >= SHORTEST_NAME)


def covering(hit: Hit, text: str, claims: Iterable[Known]) -> Known | None:
    """The claim whose words stand in the text around a hit; the one with most evidence where there are several."""
    around = [claim for claim in claims if _surrounds(hit, claim.text, text)]
    return min(around, key=lambda claim: len(claim.missing), default=None)


def without_evidence(
    hits: Iterable[Hit], passage: Passage, sections: Sections, severity: Severity | None = None
) -> Iterator[Problem]:
    """A problem for each word whose claim lacks source, scope or period, or that no claim of the plan covers."""
    text, claims = passage.folded.text, sections.once(known_claims)
    covered = {hit: covering(hit, text, claims) for hit in hits}
    for hit in each_once(hit for hit, claim in covered.items() if claim is None or claim.missing):
        claim = covered[hit]
        yield problem(
            passage.path,
            variant="partly" if claim else "",
            severity=severity,
            related=[claim.path] if claim else [],
            word=passage.written(hit),
            missing=claim.missing if claim else WHOLE,
        )


def is_in_a_name(hit: Hit, text: str, names: tuple[str, ...]) -> bool:
    """Whether a hit is part of one of these names."""
    return any(_surrounds(hit, name, text) for name in names)


def _surrounds(hit: Hit, part: str, text: str) -> bool:
    """Whether a part of the text stands in it so that it holds the hit."""
    return text.find(part, max(0, hit.end - len(part)), hit.start + len(part)) >= 0
