"""Which things of two lists belong together, wherever they stand."""

from collections import deque
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass

from promoplan.comparison.tree import MAX_NAME, Leaf, Thing, content

Key = Callable[[Thing, int], Hashable | None]
"""What two things share that belong together; None where a thing can have no partner by it."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A thing before and after; None where one plan lacks it. `number` is its place in its list, from 0."""

    before: Thing | None
    after: Thing | None
    number: int

    @property
    def known(self) -> Thing:
        """The thing as it is after, else as it was."""
        known = self.after or self.before
        assert known is not None  # noqa: S101 - a pair of nothing is never made
        return known

    @property
    def key(self) -> str:
        """What it is called in a path: by id, name, the first thing that it says, or number."""
        return (self.known.id or self.known.name or str(self.number))[:MAX_NAME]

    @property
    def renamed(self) -> bool:
        """Whether it has another id than before."""
        return bool(self.before and self.after and self.before.id and self.after.id != self.before.id and self.after.id)


def paired(before: Sequence[Thing], after: Sequence[Thing]) -> Iterator[Pair]:
    """The things of two lists in pairs, in the order of the first, then those that only the second has.

    By id; then what says the same under another id or elsewhere; what has no id also by its name, by the first thing
    that it says, and at last by its number.
    """
    partners: dict[int, int] = {}
    waiting = dict(enumerate(after))
    for key in (_id, _content, _name, _first, _number):
        _match(before, waiting, partners, key)
    for number, thing in enumerate(before):
        place = partners.get(number)
        yield Pair(thing, None, number) if place is None else Pair(thing, after[place], place)
    for place, thing in waiting.items():
        yield Pair(None, thing, place)


def _match(before: Sequence[Thing], waiting: dict[int, Thing], partners: dict[int, int], key: Key) -> None:
    """Gives each thing without a partner the first that waits with the same key, if there is one."""
    if not waiting or len(partners) == len(before):
        return
    places: dict[Hashable, deque[int]] = {}
    for place, thing in waiting.items():
        places.setdefault(key(thing, place), deque()).append(place)
    for number, thing in enumerate(before):
        found = None if number in partners else key(thing, number)
        if found is not None and places.get(found):
            partners[number] = place = places[found].popleft()
            del waiting[place]


def _id(thing: Thing, _: int) -> str | None:
    return thing.id or None


def _content(thing: Thing, _: int) -> Hashable:
    return content(thing)


def _name(thing: Thing, _: int) -> str | None:
    return None if thing.id else thing.said("name") or None


def _first(thing: Thing, _: int) -> Hashable | None:
    first = next(iter(thing.fields.values()), None)
    return first.meaning if not thing.id and isinstance(first, Leaf) else None


def _number(thing: Thing, number: int) -> int | None:
    return None if thing.id else number
