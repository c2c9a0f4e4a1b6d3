"""Competitors named in what consumers read."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.competitors import Competitors
from promoplan.model.header import PlanHeader
from promoplan.rules.law.claims import MOST_SOUGHT, SHORTEST_NAME, own_names
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.folding import fold
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.words import Hit, lexicon
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

_SENTENCE = re.compile(r"(?:[^。!?;\n.]|(?<=[0-9])\.(?=[0-9]))+")


class Rival(NamedTuple):
    """A competitor's name or brand as the plan has it, and where."""

    name: str
    path: Path


@dataclass(frozen=True)
class Rivals:
    """The competitors by their folded names and brands; `pattern` finds these, not within a longer Latin word."""

    by_name: Mapping[str, Rival]
    pattern: re.Pattern[str]


@rule("PP852", Severity.WARNING)
def disparages_competitor(plan: PlanHeader, *, sections: Sections) -> Iterator[Problem]:
    """A sentence that names a competitor and compares with it, or speaks ill of it; one finding per text."""
    rivals = sections.once(_rivals)
    if not plan.markets or rivals is None:
        return
    variant = "cn" if sold_in(plan, "CN") else ""
    for passage in sections.once(passages):
        found = next(_in_one_sentence(passage.folded.text, rivals.pattern), None)
        if found:
            rival, word = rivals.by_name[found[0]], passage.written(found[1])
            yield problem(passage.path, variant=variant, related=[rival.path], name=rival.name, word=word)


def _rivals(sections: Sections) -> Rivals | None:
    """The competitors that the plan names, but for its own brand and products; None without any."""
    competitors = sections.whole.get("competitors")
    items = competitors.items[:MOST_SOUGHT] if isinstance(competitors, Competitors) else ()
    named = [Rival(item.name, item.at("name")) for item in items]
    named += [Rival(brand, item.at("brands", index)) for item in items for index, brand in enumerate(item.brands)]
    own = sections.once(own_names)
    folded = {fold(rival.name).text: rival for rival in reversed(named[:MOST_SOUGHT])}
    by_name = {name: rival for name, rival in folded.items() if len(name) >= SHORTEST_NAME and name not in own}
    longest_first = sorted(by_name, key=len, reverse=True)
    return Rivals(by_name, re.compile("|".join(map(_alone, longest_first)))) if by_name else None


def _alone(name: str) -> str:
    """The pattern of a name; one that begins or ends in Latin stands alone there."""
    before = "(?<![a-z0-9])" if name[0].isascii() else ""
    after = "(?![a-z0-9])" if name[-1].isascii() else ""
    return f"{before}{re.escape(name)}{after}"


def _in_one_sentence(text: str, names: re.Pattern[str]) -> Iterator[tuple[str, Hit]]:
    """Competitors in a sentence that compares, with the word that does; a word inside a name is none."""
    if not names.search(text):
        return
    for sentence in _SENTENCE.finditer(text):
        hits = tuple(lexicon("disparagement").hits(sentence[0]))
        for name in names.finditer(sentence[0]) if hits else ():
            for hit in hits:
                if hit.end <= name.start() or name.end() <= hit.start:
                    yield name[0], Hit(hit.word, hit.start + sentence.start(), hit.end + sentence.start())
