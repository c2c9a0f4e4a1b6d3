"""What was found in single plans, in words, so that any format can be made of it."""

import json
import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

from promoplan.cache import store
from promoplan.cache.witness import hold, of_file, of_folder, of_presence, of_root
from promoplan.emit.told import Told, unpacked
from promoplan.source.discovery import PLAN_FILE

if TYPE_CHECKING:
    from promoplan.source.document import Document


class Unknown:
    """Stands for a plan of which nothing is known."""


UNKNOWN = Unknown()


def recall(name: str) -> tuple[Told | None, tuple[str, ...]] | Unknown:
    """What is known of a plan (None: it is only a base) with the witnesses it hangs on."""
    kept = store.read(name)
    if kept is None:
        return UNKNOWN
    try:
        witnesses, packed = json.loads(kept)
        if not hold(witnesses):
            return UNKNOWN
        return (None if packed is None else unpacked(packed)), tuple(witnesses)
    except (ValueError, TypeError):
        return UNKNOWN


def remember(name: str, told: Told | None, witnesses: tuple[str, ...]) -> None:
    """Keeps what was found in a plan."""
    store.write(name, json.dumps((witnesses, told), ensure_ascii=True))


def witnesses_of(document: "Document") -> tuple[str, ...]:
    """All that a plan's findings hang on besides the program, the day and the settings: its files and its root."""
    own = os.path.abspath(document.path)
    return tuple(dict.fromkeys(_witnesses(document, own)))


def _witnesses(document: "Document", own: str) -> Iterator[str]:
    for source in document.sources:
        yield of_file(os.path.abspath(source.path))
    yield from of_root(own)
    folder = os.path.dirname(own)
    yield of_presence(os.path.join(folder, PLAN_FILE))
    if os.path.basename(own) == PLAN_FILE:
        yield of_folder(folder)
