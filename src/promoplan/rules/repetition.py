"""Long texts that stand twice in a plan: one of them was copied and never written."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.findings.finding import Severity
from promoplan.model.numbers import ONE, Ratio
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

MOST_COMPARED = 40
"""The texts of which each is held against every other; copies to the letter are found among all."""

MOST_READ = 3_000
"""The characters of a text that are compared, as all of them are with all."""

_RUN = 3
_REPEATED_ON_PURPOSE = {"compliance", "ad_copy", "terms"}
"""Keys at or above texts for consumers, who may read the same in many places."""


class RepetitionLimits(NamedTuple):
    """The most characters of a text that is not long yet, and from what likeness on two are one."""

    max_characters: int = 200
    min_likeness: Decimal = Decimal("0.90")


@dataclass(frozen=True)
class _Text:
    """A text with its place, without regard to case, width, spaces and punctuation."""

    path: Path
    plain: str

    @cached_property
    def runs(self) -> Counter[str]:
        """How often each run of three characters stands in it."""
        return Counter(self.plain[start : start + _RUN] for start in range(len(self.plain) - _RUN + 1))


@rule("PP050", Severity.INFO, limits=RepetitionLimits)
def duplicated_text(sections: Sections, *, limits: RepetitionLimits) -> Iterator[Problem]:
    """A long text that says nearly the same as one before it; what consumers read is not judged.

    Likeness is the share of runs of three characters that both texts have (the coefficient of Dice and Sørensen).
    """
    known: dict[str, _Text] = {}
    for text in _long_texts(sections, limits.max_characters):
        same = known.setdefault(text.plain, text)
        if same is not text:
            yield _copy(text, same, ONE)
        elif len(known) <= MOST_COMPARED:
            alike = ((_likeness(text, other), other) for other in known.values() if other is not text)
            near = next((each for each in alike if each[0] >= limits.min_likeness), None)
            if near is not None:
                yield _copy(text, near[1], near[0])


def _copy(text: _Text, earlier: _Text, likeness: Decimal) -> Problem:
    return problem(text.path, related=[earlier.path], likeness=Ratio(round(likeness, 3)))


def _long_texts(sections: Sections, most: int) -> Iterator[_Text]:
    for path, value in sections.leaves:
        if type(value) is str and len(value) > most and _REPEATED_ON_PURPOSE.isdisjoint(path):
            wide = unicodedata.normalize("NFKC", value[:MOST_READ]).casefold()
            plain = "".join(character for character in wide if character.isalnum())
            if len(plain) >= _RUN:
                yield _Text(path, plain)


def _likeness(one: _Text, other: _Text) -> Decimal:
    """The coefficient, from 0 to 1; 0 where one text is twice as long as the other, or longer."""
    short, long = sorted((len(one.plain), len(other.plain)))
    if 2 * short <= long:
        return ZERO
    return Decimal(2 * (one.runs & other.runs).total()) / (one.runs.total() + other.runs.total())
