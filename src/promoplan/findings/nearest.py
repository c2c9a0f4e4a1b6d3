"""`nearest`: the known word that was probably meant."""

from collections.abc import Iterable
from itertools import islice

MOST_KNOWN = 600
"""Words compared with one; comparing is slow, and a plan may hold thousands."""

MOST_SOUGHT = 20
"""Words of one kind for which a caller looks for the nearest, for the same reason."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like this one, whatever its capitals and hyphens; None when none is near."""
    from difflib import get_close_matches  # noqa: PLC0415 - only where something is wrong

    names = {_bare(name): name for name in islice(known, MOST_KNOWN)}
    close = get_close_matches(_bare(word), names, n=1)
    return names[close[0]] if close else None


_SURE = 0.75  # of 1, as difflib counts


def is_surely(word: str, near: str, known: Iterable[str]) -> bool:
    """Whether the nearest word is surely meant: much alike, with the same digits, and no other is as near."""
    from difflib import SequenceMatcher  # noqa: PLC0415 - only where something is wrong

    bare, meant = _bare(word), _bare(near)
    if [each for each in bare if each.isdigit()] != [each for each in meant if each.isdigit()]:
        return False
    matcher = SequenceMatcher(b=bare)
    matcher.set_seq1(meant)
    likeness = matcher.ratio()
    one_letter = len(bare) == len(meant) and sum(a != b for a, b in zip(bare, meant, strict=True)) == 1
    if likeness < _SURE and not one_letter:
        return False
    for other in map(_bare, islice(known, MOST_KNOWN)):
        matcher.set_seq1(other)
        if other != meant and matcher.real_quick_ratio() >= likeness and matcher.ratio() >= likeness:
            return False
    return True


def _bare(word: str) -> str:
    return word.casefold().replace("_", "-")
