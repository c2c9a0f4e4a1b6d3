"""What mends a section that has the wrong shape: offered only where the section's model takes it."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from pydantic import ValidationError

from promoplan.model.node import Node
from promoplan.rules.rule import Path, Problem
from promoplan.source.changes import Change, What
from promoplan.source.document import Document
from promoplan.source.tree import Map

Coded = tuple[str, Problem]

_FIRST_DIGITS = re.compile("(?:.*[^0-9.,_])?[1-9][0-9]{0,2}")
MORE_DIGITS = re.compile("[0-9]{3}(?:[.][0-9]+)?(?: ?(?:[A-Z]{3}|%|[KM千百万萬亿億元$¥￥€£₩]{1,3}))?")
"""What {total: 1,200,000元} is read as behind its first digits: keys of their own."""

HasFix = Callable[[Any, Path], bool]
"""Whether one error of Pydantic's, of a value at a path, can be mended in turn."""


def confirmed(
    problems: Sequence[Coded], section: str, value: object, model: type[Node], has_fix: HasFix
) -> Iterator[Coded]:
    """The problems of a section, without the changes after which something would still be wrong at the same place.

    Below a key that gets its right name a value may be wrong that has a fix: only then is it known what it should be.
    """
    wanted = [change for _, found in problems for change in found.changes]
    wrong = _wrong_after(wanted, section, value, model, has_fix) if wanted else set()
    for code, found in problems:
        kept = wrong.isdisjoint((found.at, *(_place_after(change, value) for change in found.changes)))
        yield code, found if kept else replace(found, changes=())


def _wrong_after(
    changes: Sequence[Change], section: str, value: object, model: type[Node], has_fix: HasFix
) -> set[Path]:
    """The places where the section is still wrong when all changes are made."""
    after = _copied(value)
    for change in changes:
        _make(change, section, after)
    wrong = set(_twins(changes, after))
    renamed = {_place_after(change, value) for change in changes if change.what is What.KEY}
    try:
        model.model_validate(after)
    except ValidationError as error:
        for detail in error.errors(include_url=False):
            place = _in_data((section, *detail["loc"]), after)
            if place not in renamed or not has_fix(detail, place):
                wrong.add(place)
    return wrong


def _twins(changes: Iterable[Change], after: object) -> Iterator[Path]:
    """The places of changed ids that something else in their list has then too."""
    ids: dict[Path, Counter[object]] = {}
    for change in changes:
        path = _in_data(change.path, after)
        if path[-1] == "id":
            items = path[:-2]
            if items not in ids:
                listed = _at(items, after)
                ids[items] = (
                    Counter(str(_below(item, "id")) for item in listed) if isinstance(listed, list) else Counter()
                )
            if ids[items][change.text] > 1:
                yield path


def _make(change: Change, section: str, value: object) -> None:
    """Makes a change in the values of a section, where it can be made."""
    path = _in_data(change.path, value)
    above, key = _at(path[:-1], value), path[-1]
    if path == (section,) or not isinstance(above, Map | list):
        return
    if change.what is What.KEY and isinstance(above, Map) and change.text not in above:
        above[str(change.text)] = above.pop(str(key))
    elif change.what is What.DROP and isinstance(above, Map):
        above.pop(str(key), None)
    elif change.what is What.VALUE and isinstance(above, Map):
        above[str(key)] = change.text
    elif change.what is What.VALUE and isinstance(above, list) and isinstance(key, int):
        above[key] = change.text


def _place_after(change: Change, value: object) -> Path:
    """Where what is changed stands afterwards."""
    path = _in_data(change.path, value)
    return (*path[:-1], str(change.text)) if change.what is What.KEY else path


def _in_data(path: Path, value: object) -> Path:
    """The steps of a path that the data has; Pydantic and short forms add others."""
    found = [path[0]]
    for step in path[1:]:
        below = _below(value, step)
        if below is not _NOTHING:
            value = below
            found.append(step)
    return tuple(found)


_NOTHING = object()


def _at(path: Path, value: object) -> object:
    """What stands at a path of a section with this value."""
    for step in path[1:]:
        value = _below(value, step)
    return value


def _below(value: object, step: str | int) -> object:
    if isinstance(value, Map):
        return value.get(str(step), _NOTHING)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return _NOTHING


def _copied(value: object) -> object:
    if isinstance(value, Map):
        copy = Map(value.path)
        copy.update((key, _copied(item)) for key, item in value.items())
        return copy
    return [_copied(item) for item in value] if isinstance(value, list) else value


def joined(document: Document, path: Path) -> tuple[Change, ...]:
    """The changes that make one figure of {total: 1,200,000}, which YAML reads as three keys; `path` is one of them."""
    section = _below(document.data, path[0])
    path = _in_data(path, section)
    above = _at(path[:-1], section)
    if not isinstance(above, Map) or path[-1] not in above:
        return ()
    keys = list(above)
    first = last = keys.index(str(path[-1]))
    while first and _is_rest(above, keys[first]):
        first -= 1
    while last + 1 < len(keys) and _is_rest(above, keys[last + 1]):
        last += 1
    figure, rest = above[keys[first]], keys[first + 1 : last + 1]
    parts = [(*path[:-1], key) for key in keys[first : last + 1]]
    if not (isinstance(figure, str) and _FIRST_DIGITS.fullmatch(figure) and _are_in_a_row(document, parts)):
        return ()
    return (
        Change(parts[0], "".join((figure, *rest))),
        *(Change(part, "", What.DROP) for part in parts[1:]),
    )


def _is_rest(above: Mapping[str, object], key: str) -> bool:
    return above[key] is None and MORE_DIGITS.fullmatch(key) is not None


def _are_in_a_row(document: Document, parts: Sequence[Path]) -> bool:
    """Whether nothing but a comma stands between a value and the keys behind it."""
    spots = document.places.spots
    if any(part not in spots for part in parts):
        return False
    row = [spots[part] for part in parts]
    between = (one[0].text[one[4] : other[1]].strip() for one, other in pairwise(row))
    return all(spot[0] is row[0][0] for spot in row) and all(text == "," for text in between)
