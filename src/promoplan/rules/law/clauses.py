"""Terms that take from buyers what the law gives them."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import each_once, lexicon
from promoplan.rules.rule import Problem, Sections, problem, rule


@rule("PP869", Severity.ERROR)
def unfair_clause(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """最终解释权, 概不退换 and the like in a text that consumers in China read."""
    if not sold_in(plan, "CN"):
        return
    for passage in sections.once(passages):
        for hit in each_once(lexicon("unfair_clause").hits(passage.folded.text)):
            yield problem(passage.path, word=passage.written(hit))
