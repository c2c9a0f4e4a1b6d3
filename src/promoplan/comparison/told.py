"""`Told`: a comparison in one language; the words for things that changed, and for where they stand."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from promoplan.comparison.changes import Place
from promoplan.comparison.comparison import Comparison
from promoplan.comparison.matching import Pair
from promoplan.comparison.tree import Leaf
from promoplan.comparison.values import is_figure
from promoplan.comparison.worded import shown
from promoplan.emit.safe import shortened
from promoplan.i18n.catalogue import Language, find, text
from promoplan.report.view.material import Material

MOST_FACTS = 5
"""Facts that are told of a thing that came or went."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a plan of a comparison comes from: its path for display, and its git revision, "" for the file itself.

    Not `there`: at that revision there was no such plan yet.
    """

    path: str
    revision: str = ""
    there: bool = True


@dataclass(frozen=True, slots=True)
class Told:
    """A comparison, both plans with their names and currencies, and where they come from."""

    comparison: Comparison
    before: Material
    after: Material
    origins: tuple[Origin, Origin]

    @property
    def language(self) -> Language:
        """The language that the comparison is told in."""
        return self.after.voice.language

    def label(self, key: str, /, **values: object) -> str:
        """A word or phrase, its blanks filled."""
        return text("diff", key, self.language).format_map(values)

    def counted(self, what: str, count: int) -> str:
        """The phrase for so many of something."""
        form = "one" if count == 1 and self.language is Language.EN else "many"
        return self.label(f"{what}.{form}", count=self.after.voice.count(count))

    def listed(self, phrases: Iterable[str]) -> str:
        """Several phrases in a row."""
        return self.label("comma").join(filter(None, phrases))

    @property
    def title(self) -> str:
        """The plan's name, or where it lies."""
        names = (side.raw_header.get("name") for side in (self.after, self.before))
        named = next((name for name in names if isinstance(name, str) and name.strip()), self.origins[1].path)
        return shortened(" ".join(named.split()))

    def field(self, name: str) -> str:
        """What a key of the plan is called; one that has no word stands as it is written."""
        own = find("diff", f"field.{name}", self.language)
        if own:
            return own
        known = find("labels", f"field.{name.replace('_', '-')}", self.language) or name
        return known[:1].lower() + known[1:] if known[1:2].islower() else known

    def section(self, name: str) -> str:
        """What a section of the plan is called."""
        return find("diff", f"section.{name}", self.language) or shortened(name)

    def name(self, pair: Pair) -> str:
        """What a thing is called, or its number in the list."""
        return shortened(" ".join(pair.known.name.split())) or str(pair.number + 1)

    def name_and_id(self, pair: Pair) -> str:
        """A thing's name with its id, once where they are the same."""
        name, key = self.name(pair), pair.known.id
        return self.label("with-id", name=name, id=key) if key and key != name else name

    def thing(self, place: Place) -> str:
        """The thing that stands at a place, with its sort, and the things that it belongs to."""
        *outer, pair = place.things
        noun = find("diff", f"thing.{pair.known.kind}", self.language) or self.section(place.keys[0])
        named = self.label("noun-name", noun=noun, name=self.name_and_id(pair))
        return " / ".join((*map(self.name, outer), named))

    def what(self, place: Place) -> str:
        """What stands at a place: Phase Sale (peak): end; Amazon Ads / Placement SMS: spend."""
        depth = max((number for number, step in enumerate(place.steps, 1) if step.pair), default=1)
        bearer = self.thing(place) if place.things else self.section(place.keys[0])
        inside = self.inside(place, depth)
        return self.label("of", bearer=bearer, field=inside) if inside else bearer

    def inside(self, place: Place, depth: int) -> str:
        """What stands below the first `depth` steps of a place, by the words for its keys."""
        return " ".join(self.name(step.pair) if step.pair else self.field(step.key) for step in place.steps[depth:])

    def facts(self, pair: Pair) -> str:
        """The first days and figures of a thing that came or went."""
        side, metric = self.after if pair.after else self.before, pair.known.said("metric")
        facts = (
            self.label("fact", field=self.field(name), value=shown(side, leaf.value, metric))
            for name, leaf in pair.known.fields.items()
            if isinstance(leaf, Leaf) and not leaf.implied and (isinstance(leaf.value, date) or is_figure(leaf.value))
        )
        return self.listed(islice(facts, MOST_FACTS))
