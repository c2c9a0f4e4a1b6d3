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


def _bare(word: str) -> str:
    return word.casefold().replace("_", "-")
