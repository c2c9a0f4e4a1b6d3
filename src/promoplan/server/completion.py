"""What may be written at the cursor: the keys that a mapping knows and lacks, words, ids, metrics."""

from collections.abc import Mapping

from lsprotocol.types import CompletionItem, CompletionItemKind, TextEdit

from promoplan.i18n.catalogue import Language
from promoplan.server.fields import Word, keys_at, values_at
from promoplan.server.open_files import OpenFile
from promoplan.server.probe import Probed, probe


def completions(file: OpenFile, offset: int, data: Mapping[str, object], language: Language) -> list[CompletionItem]:
    """The proposals for an offset of a file, needed keys first; `data` is the plan, for its ids."""
    place = probe(file, offset)
    if place is None:
        return []
    words = dict.fromkeys(_words(place, {**_around(file, place), **data}, language))
    return [_item(file, place, word, number) for number, word in enumerate(words)]


def _around(file: OpenFile, place: Probed) -> Mapping[str, object]:
    """The plan as far as the file holds it, for a plan that could never be read yet."""
    if file.at:
        return {str(file.at[0]): place.holds}
    return place.holds if isinstance(place.holds, Mapping) else {}


def _words(place: Probed, data: Mapping[str, object], language: Language) -> list[Word]:
    if place.on_key:
        return _lacking(keys_at(place.path[:-1], data, language), place.keys)
    values = list(values_at(place.path, data, language))
    return values + (_lacking(keys_at(place.path, data, language), frozenset()) if place.alone else [])


def _lacking(keys: tuple[Word, ...], present: frozenset[str]) -> list[Word]:
    """The keys that are not there yet, those that are needed before the others."""
    return sorted((word for word in keys if word.text not in present), key=lambda word: not word.required)


def _item(file: OpenFile, place: Probed, word: Word, number: int) -> CompletionItem:
    new = f"{word.text}: " if word.is_key and not place.named else word.text
    return CompletionItem(
        label=word.text,
        kind=CompletionItemKind.Property if word.is_key else CompletionItemKind.Value,
        detail=word.means or None,
        sort_text=f"{number:04}",
        filter_text=word.text,
        text_edit=TextEdit(file.lines.range(place.word), new),
    )
