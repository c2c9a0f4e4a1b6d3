"""Single faults laid into the sample plans: the rule that owns the fault speaks, at its line, and no other does.

`mutations/SAMPLE.yaml` lists them; each entry says

    fault: what goes wrong, in words
    old:   the text that is replaced; where it stands more than once, the first place behind `after`
    new:   what stands there then; left out, nothing. `section` in the place of both takes a whole section away
    finds: the code that owns the fault
    at:    text on the line where it is found, with `last: true` its last place; left out, where `new` begins
    count: how often the owner speaks, first at `at`; left out, once
    also:  codes that can't but speak too, each with the reason
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

import pytest
import yaml

from promoplan.checker import check
from promoplan.findings.finding import Finding
from promoplan.source.includes import resolve
from promoplan.source.text import Source
from tests.rules.snippets import ALL

PLANS = Path(__file__).parent.parent / "plans"
TABLES = sorted((Path(__file__).parent / "mutations").glob("*.yaml"))
TODAY = date(2027, 1, 15)
FEWEST, FEWEST_CODES = 150, 110


@dataclass(frozen=True)
class Mutation:
    """One fault in one sample."""

    sample: str
    fault: str
    finds: str
    old: str = ""
    new: str = ""
    section: str = ""
    after: str = ""
    at: str = ""
    last: bool = False
    count: int = 1
    also: Mapping[str, str] = field(default_factory=dict)

    def applied(self) -> tuple[str, int]:
        """The sample's text with the fault, and the number of the line where it is to be found."""
        text = sample(self.sample)
        start, end = self._replaced(text)
        mutated = text[:start] + self.new + text[end:]
        assert self.at or self.new, f"{self.fault}: `at` tells where what is gone is missed"
        place = (mutated.rindex(self.at) if self.last else mutated.index(self.at)) if self.at else start
        return mutated, mutated.count("\n", 0, place) + 1

    def _replaced(self, text: str) -> tuple[int, int]:
        """Begin and end of what goes."""
        if self.section:
            found = re.search(rf"^{self.section}:.*\n(?:(?![a-z]).*\n?)*", text, re.MULTILINE)
            assert found, self.section
            return found.span()
        behind = text.index(self.after) if self.after else 0
        assert self.after or text.count(self.old) == 1, f"{self.old!r} stands {text.count(self.old)} times"
        start = text.index(self.old, behind)
        return start, start + len(self.old)


@cache
def sample(name: str) -> str:
    """The text of a sample plan."""
    return (PLANS / f"{name}.yaml").read_text(encoding="utf-8")


def judged(name: str, text: str) -> list[Finding]:
    """What is found in a text, also by the rules of law that are off by default."""
    return list(check(resolve(Source(f"{name}.yaml", text), PLANS, PLANS), today=TODAY, policy=ALL).findings)


@cache
def known(name: str) -> Counter[tuple[object, ...]]:
    """What is found in the sample as it is."""
    return Counter(map(_key, judged(name, sample(name))))


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.code, finding.path, finding.variant


def added(name: str, text: str) -> Iterator[Finding]:
    """What is found in a text and not in the sample that it comes from."""
    left = known(name).copy()
    for finding in judged(name, text):
        left[_key(finding)] -= 1
        if left[_key(finding)] < 0:
            yield finding


def mutations() -> list[Mutation]:
    """All entries of all tables."""
    tables = {table.stem: yaml.safe_load(table.read_text(encoding="utf-8")) for table in TABLES}
    return [Mutation(name, **entry) for name, entries in tables.items() for entry in entries]


MUTATIONS = mutations()


def name_of(mutation: Mutation) -> str:
    """Sample, code and fault."""
    return f"{mutation.sample.partition('-')[0]}-{mutation.finds}-{mutation.fault}"


@pytest.mark.parametrize("mutation", MUTATIONS, ids=name_of)
def test_the_owner_of_a_fault_finds_it_alone(mutation: Mutation) -> None:
    """The right rule, at the right line, as often as it should, and nothing else but what the entry explains."""
    text, line = mutation.applied()
    found = list(added(mutation.sample, text))
    lines = [(each.code, each.source.position(each.span.start)[0]) for each in found]
    assert {code for code, _ in lines} == {mutation.finds, *mutation.also}, lines
    assert (mutation.finds, line) in lines, (lines, line)
    assert sum(code == mutation.finds for code, _ in lines) == mutation.count, (lines, line)


def test_there_are_enough_mutations_of_enough_codes() -> None:
    """Every sample is broken in many ways, each way once, and most codes own a fault."""
    assert len(MUTATIONS) >= FEWEST
    assert {each.sample for each in MUTATIONS} == {path.stem for path in PLANS.glob("*.yaml")}
    assert len(set(map(name_of, MUTATIONS))) == len(MUTATIONS)
    assert len({each.finds for each in MUTATIONS}) >= FEWEST_CODES
