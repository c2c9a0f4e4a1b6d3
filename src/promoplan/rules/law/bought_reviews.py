"""Reviews and orders that are made up or paid for by what they say."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.content import Content
from promoplan.model.header import PlanHeader
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.folding import Folded, fold
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import each_once, lexicon
from promoplan.rules.rule import Path, Problem, Sections, problem, rule


@rule("PP868", Severity.ERROR)
def fabricated_reviews(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """Orders or reviews made up, or a reward that depends on what a review says; in every market."""
    if not plan.markets:
        return
    place = ".cn" if sold_in(plan, "CN") else ""
    for path, folded in _read_or_asked_for(sections):
        for kind in ("fake_orders", "bought_praise"):
            for hit in each_once(lexicon(kind).hits(folded.text)):
                yield problem(path, variant=f"{kind}{place}", word=folded.written(hit.start, hit.end))


def _read_or_asked_for(sections: Sections) -> Iterator[tuple[Path, Folded]]:
    """What consumers read, and what they are led to publish."""
    for passage in sections.once(passages):
        yield passage.path, passage.folded
    content = sections.whole.get("content")
    if isinstance(content, Content):
        for index, way in enumerate(content.user_content):
            yield content.at("user_content", index), fold(way)
