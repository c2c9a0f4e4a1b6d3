"""The differences of two plans: values that changed, and things that came, went or have another id."""

from collections.abc import Iterator
from dataclasses import dataclass

from promoplan.comparison.matching import Pair, paired
from promoplan.comparison.tree import ITEMS, Leaf, Thing, Tree


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: a key, or with `pair` a thing of the list that the step before names."""

    key: str
    pair: Pair | None = None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands, from the top of both plans."""

    steps: tuple[Step, ...] = ()

    @classmethod
    def at(cls, keys: tuple[str, ...]) -> "Place":
        """The place at the end of a path of keys."""
        return cls(tuple(map(Step, keys)))

    def down(self, key: str) -> "Place":
        """The place of a field; a list that is all that its section holds needs no step of its own."""
        return self if key == ITEMS else Place((*self.steps, Step(key)))

    def of(self, pair: Pair) -> "Place":
        """The place of a thing in the list that stands here."""
        return Place((*self.steps, Step(pair.key, pair)))

    @property
    def keys(self) -> tuple[str, ...]:
        """The path by keys, ids and names."""
        return tuple(step.key for step in self.steps)

    @property
    def things(self) -> tuple[Pair, ...]:
        """The things of lists on the way, the outermost first."""
        return tuple(step.pair for step in self.steps if step.pair)


@dataclass(frozen=True, slots=True)
class ValueChange:
    """A value before and after; None where there is none."""

    place: Place
    before: object
    after: object

    @property
    def known(self) -> object:
        """The value after, else before."""
        return self.before if self.after is None else self.after


@dataclass(frozen=True, slots=True)
class ThingChange:
    """A thing of a list that came, went, or has another id and is the same in all else."""

    place: Place
    pair: Pair


Change = ValueChange | ThingChange
_NOTHING = Thing({})


def changes(before: Thing, after: Thing, place: Place) -> Iterator[Change]:
    """What differs below two things, in the order of the first, then what only the second says."""
    for name in dict.fromkeys((*before.fields, *after.fields)):
        yield from _between(before.fields.get(name), after.fields.get(name), place.down(name))


def _between(before: Tree | None, after: Tree | None, place: Place) -> Iterator[Change]:
    match before, after:
        case (Leaf() | None, Leaf() | None):
            yield from _values(before, after, place)
        case (Thing() | None, Thing() | None):
            yield from changes(before or _NOTHING, after or _NOTHING, place)
        case (tuple() | None, tuple() | None):
            yield from _lists(before or (), after or (), place)
        case _:  # of another kind than before
            yield from _between(before, None, place)
            yield from _between(None, after, place)


def _values(before: Leaf | None, after: Leaf | None, place: Place) -> Iterator[Change]:
    if before == after or (before is None and after and after.implied) or (after is None and before and before.implied):
        return
    yield ValueChange(place, before and before.value, after and after.value)


def _lists(before: tuple[Thing, ...], after: tuple[Thing, ...], place: Place) -> Iterator[Change]:
    for pair in paired(before, after):
        here = place.of(pair)
        if pair.before is None or pair.after is None or pair.renamed:
            yield ThingChange(here, pair)
        else:
            yield from changes(pair.before, pair.after, here)
