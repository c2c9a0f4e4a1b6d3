"""`Lexicon`: words to look for in folded text, and the harmless turns of phrase that they stand in.

Lexicons are files in `lexicons/`, so that somebody who knows the law and no Python can read and mend them. Each line
under `[words]` and `[harmless]` is a regular expression on folded text (Simplified Chinese, lower case); `«name» = ...`
names a part that other lines use; `#` begins a comment.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from promoplan.rules.law.folding import CLAUSE_MARKS

MOST_HITS = 20
"""Hits that are looked at in one text; a text beyond that needs a rewrite, not a list."""

MOST_PER_TEXT = 5
"""Words of one text that a rule tells."""

_FOLDER = Path(__file__).parent / "lexicons"
_PLACES: Mapping[str, str] = {
    "«in»": f"[^{CLAUSE_MARKS}]",  # a character inside a clause
    "«end»": f"(?=[{CLAUSE_MARKS}]|$)",
    "«begin»": f"(?<![^{CLAUSE_MARKS}])",
}


class Hit(NamedTuple):
    """A word in a folded text: from `start` to before `end`."""

    word: str
    start: int
    end: int


@dataclass(frozen=True)
class Lexicon:
    """Words and harmless phrases, as patterns; compiled when they are first needed, as that takes longer than a check.

    A text is read from left to right, and what was read is not read again: a phrase protects the words in it, unless a
    word begins before it. Where both begin at one place the phrase wins.
    """

    word: str
    harmless: str

    def hits(self, text: str) -> Iterator[Hit]:
        """The first words outside harmless phrases, in the order of the folded text."""
        if not self._any_word.search(text):  # most texts have none, and the phrases are many
            return iter(())
        words = (match for match in self.pattern.finditer(text) if match["word"])
        return (Hit(match["word"], match.start(), match.end()) for match in islice(words, MOST_HITS))

    def holds(self, text: str) -> bool:
        """Whether one of the words stands in the folded text."""
        return next(self.hits(text), None) is not None

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds the next phrase, or the next word as the group `word`."""
        phrases = f"(?:{self.harmless})|" if self.harmless else ""
        return re.compile(f"{phrases}(?P<word>{self.word})")

    @cached_property
    def _any_word(self) -> re.Pattern[str]:
        return re.compile(self.word)


@cache
def lexicon(name: str, *, and_harmless: str | None = None) -> Lexicon:
    """The lexicon of a file, with another's harmless phrases where it is named."""
    words, harmless = _lines(name)
    if and_harmless is not None:
        harmless += _lines(and_harmless)[1]
    word = "|".join(words)
    return Lexicon(word, "|".join(harmless).replace("«word»", f"(?:{word})"))


def _lines(name: str) -> tuple[list[str], list[str]]:
    """The words and the harmless phrases of a file, with all named parts but «word» put in."""
    parts = dict(_PLACES)
    lists: dict[str, list[str]] = {"[words]": [], "[harmless]": []}
    into: list[str] = []
    for line in (_FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if line in lists:
            into = lists[line]
            continue
        for part, pattern in parts.items():
            line = line.replace(part, pattern)  # noqa: PLW2901 - a line with its parts put in
        key, is_part, pattern = line.partition("» = ")
        if is_part:
            parts[f"{key}»"] = pattern
        else:
            into.append(line)
    return lists["[words]"], lists["[harmless]"]


def apart(hits: Iterable[Hit], others: Iterable[Hit]) -> Iterator[Hit]:
    """The hits that share no character with any of the others."""
    found = tuple(hits)
    taken = tuple(others) if found else ()
    return (hit for hit in found if all(hit.end <= other.start or other.end <= hit.start for other in taken))


def each_once(hits: Iterable[Hit]) -> Iterator[Hit]:
    """The first hits of different words, at most `MOST_PER_TEXT`."""
    first: dict[str, Hit] = {}
    for hit in hits:
        first.setdefault(hit.word, hit)
    return islice(first.values(), MOST_PER_TEXT)
