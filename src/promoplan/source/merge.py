"""Laying one tree of values over another, places included: what `extends` means.

Mappings merge key by key; lists of mappings with an `id` merge by id; other lists and scalars replace; null deletes.
"""

from collections.abc import Mapping

from promoplan.source.text import Path
from promoplan.source.tree import Map, Spot

Spots = Mapping[Path, Spot]


def merged(base: Map, base_spots: Spots, over: Map, over_spots: Spots) -> tuple[Map, dict[Path, Spot]]:
    """A new mapping of both, with its places; neither of the two is changed."""
    merge = _Merge(base_spots, over_spots)
    return merge.maps(base, over, ()), merge.spots


class _Merge:
    """Builds the merged values; `spots` fills as it goes."""

    def __init__(self, base_spots: Spots, over_spots: Spots) -> None:
        self.base_spots = base_spots
        self.over_spots = over_spots
        self.spots: dict[Path, Spot] = {}

    def maps(self, base: Map, over: Map, path: Path) -> Map:
        """Keys in the order of the base, then the new ones."""
        self.spots[path] = self.over_spots[over.path]
        result = Map(path)
        for key, value in base.items():
            if key not in over:
                result[key] = self.copy(value, self.base_spots, (*base.path, key), (*path, key))
            elif over[key] is not None:
                result[key] = self.both(value, over[key], (*over.path, key), (*path, key))
        for key, value in over.items():
            if key not in base:
                result[key] = self.copy(value, self.over_spots, (*over.path, key), (*path, key))
        return result

    def both(self, base: object, over: object, over_path: Path, path: Path) -> object:
        """What stands in both: merged where its kind allows, else taken from above."""
        if isinstance(base, Map) and isinstance(over, Map):
            return self.maps(base, over, path)
        if isinstance(base, list) and isinstance(over, list):
            base_items, over_items = _with_ids(base), _with_ids(over)
            if base_items and over_items:
                self.spots[path] = self.over_spots[over_path]
                return self.lists(base_items, over_items, path)
        return self.copy(over, self.over_spots, over_path, path)

    def lists(self, base: list[Map], over: list[Map], path: Path) -> list[object]:
        """Items in the order of the base, then the new ones; a repeated id stays repeated."""
        changes: dict[object, Map] = {}
        added = []
        known = {item["id"] for item in base}
        for item in over:
            if item["id"] in known and item["id"] not in changes:
                changes[item["id"]] = item
            else:
                added.append(item)
        result: list[object] = []
        for item in base:
            at = (*path, len(result))
            change = changes.pop(item["id"], None)
            result.append(
                self.maps(item, change, at) if change is not None else self.copy(item, self.base_spots, item.path, at)
            )
        for item in added:
            result.append(self.copy(item, self.over_spots, item.path, (*path, len(result))))
        return result

    def copy(self, value: object, spots: Spots, old: Path, new: Path) -> object:
        """The same value at its new path."""
        self.spots[new] = spots[old]
        if isinstance(value, Map):
            result = Map(new)
            for key, child in value.items():
                result[key] = self.copy(child, spots, (*old, key), (*new, key))
            return result
        if isinstance(value, list):
            return [self.copy(child, spots, (*old, at), (*new, at)) for at, child in enumerate(value)]
        return value


def _with_ids(items: list[object]) -> list[Map]:
    """The items, if each is a mapping with a text as id; else none."""
    maps = [item for item in items if isinstance(item, Map) and isinstance(item.get("id"), str)]
    return maps if len(maps) == len(items) else []
