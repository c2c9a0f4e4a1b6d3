"""A plan as comparisons walk through it: things with fields, lists of things, and values at the ends."""

from collections.abc import Collection, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeAlias, Union

from promoplan.checker import Checked
from promoplan.comparison.values import exact, meaning
from promoplan.model.budget import View
from promoplan.model.node import Node
from promoplan.model.paths import node_at
from promoplan.source.overrides import written
from promoplan.source.text import Path
from promoplan.source.tree import Map

MAX_NAME = 60
"""The most characters of a name in a path."""

ITEMS = "items"
"""Key of a list that its section is about; a path leaves it out."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value; two are equal when they mean the same. `implied`: the plan does not say it, the model does."""

    value: object = field(compare=False)
    meaning: Hashable
    implied: bool = field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Thing:
    """A mapping of a plan: what it says, by field. `kind` is the name of its model, "" where it has none."""

    fields: Mapping[str, "Tree"]
    kind: str = ""

    def said(self, name: str) -> str:
        """The text of a field; "" where there is none."""
        leaf = self.fields.get(name)
        return exact(leaf.value).strip() if isinstance(leaf, Leaf) else ""

    @property
    def id(self) -> str:
        """Its id, or ""."""
        return self.said("id")

    @property
    def name(self) -> str:
        """What people call it: its name or theme, else the first thing that it says."""
        return self.said("name") or self.said("theme") or (self.said(next(iter(self.fields))) if self.fields else "")


Tree: TypeAlias = Union[Leaf, Thing, "tuple[Thing, ...]"]


def content(tree: Tree) -> Hashable:
    """All that a part of a plan says, but for its own id."""
    match tree:
        case Leaf():
            return tree.meaning
        case Thing():
            return frozenset((name, content(part)) for name, part in tree.fields.items() if name != "id")
    return tuple((each.id, content(each)) for each in tree)


def tree_of(checked: Checked, typed: Collection[str], absent: Collection[str]) -> Thing:
    """A plan with the sections `typed` as their models read them, those of `absent` left out, the others as written."""
    data: Mapping[str, object] = checked.document.data or {}
    currency = _currency(data)
    parts = {
        key: _typed(checked.sections[key], currency) if key in typed and key in checked.sections else _raw(value)
        for key, value in data.items()
        if key not in absent and not key.startswith("x-")
    }
    return Thing({key: part for key, part in parts.items() if part is not None})


def own_values(checked: Checked) -> dict[tuple[str, ...], Leaf]:
    """The values of a team's own `x-` keys, which no model reads, by path."""
    found: dict[tuple[str, ...], Leaf] = {}
    for path in checked.document.places:
        if any(isinstance(step, str) and step.startswith("x-") for step in path):
            keys, value = keys_of(checked.document.data, path)
            if value is not None and not isinstance(value, Map | list):
                found[keys] = _leaf(written(value), "")
    return found


def keys_of(data: object, path: Path) -> tuple[tuple[str, ...], object]:
    """A path with items of lists by their names, and what stands there; a step that leads nowhere is kept as it is."""
    keys: list[str] = []
    node = data
    for step in path:
        if isinstance(step, int) and isinstance(node, list) and step < len(node):
            node = node[step]
            keys.append(_name_in_list(node, step))
            continue
        node = node.get(str(step)) if isinstance(node, Map) else None
        if step != ITEMS or not isinstance(node, list):
            keys.append(str(step))
    return tuple(keys), node


def _name_in_list(item: object, number: int) -> str:
    """What an item of a list is called in a path: by its id, its name, the first thing that it says, or its number."""
    if not isinstance(item, Map):
        return str(number)
    first = next(iter(item.values()), None)
    texts = (text for text in (item.get("id"), item.get("name"), first) if isinstance(text, str) and text.strip())
    return next(texts, str(number)).strip()[:MAX_NAME]


def _typed(value: object, currency: str) -> Tree | None:
    """What a model has read; what says nothing is None."""
    match value:
        case None | ():
            return None
        case View(base=base, shares=shares):
            return _fields({"base": base, **shares}, currency, {"base", *map(str, shares)}, type(value).__name__)
        case Node():
            return _fields(value.__dict__, currency, value.model_fields_set, type(value).__name__)
        case Mapping():
            return _fields(value, currency, value)
        case tuple() if isinstance(value[0], Node):
            return tuple(part for each in value if isinstance(part := _typed(each, currency), Thing))
    return _leaf(value, currency)


def _fields(values: Mapping[str, object], currency: str, given: Collection[str], kind: str = "") -> Thing:
    parts = ((str(name), _typed(value, currency), name not in given) for name, value in values.items())
    return Thing(
        {
            name: Leaf(part.value, part.meaning, implied) if isinstance(part, Leaf) else part
            for name, part, implied in parts
            if part is not None
        },
        kind,
    )


def _raw(value: object) -> Tree | None:
    """What stands in the file, where the section can't be read; days are known by their look."""
    if isinstance(value, Map):
        model = node_at(value.path)
        parts = {name: part for name, each in value.items() if (part := _raw(each)) is not None}
        own = {name: part for name, part in parts.items() if not name.startswith("x-")}
        return Thing(own, model.__name__ if model else "")
    if isinstance(value, list) and value and all(isinstance(each, Map) for each in value):
        return tuple(part for each in value if isinstance(part := _raw(each), Thing))
    if isinstance(value, list):
        return _leaf(tuple(map(written, value)), "") if value else None
    return None if value is None else _leaf(_day(written(value)), "")


def _day(text: str) -> date | str:
    try:
        return date.fromisoformat(text) if len(text) == len("2027-04-01") else text
    except ValueError:
        return text.strip()


def _leaf(value: object, currency: str) -> Leaf:
    return Leaf(value, meaning(value, currency))


def _currency(data: Mapping[str, object]) -> str:
    header = data.get("plan")
    return str(header.get("currency") or "") if isinstance(header, Mapping) else ""
