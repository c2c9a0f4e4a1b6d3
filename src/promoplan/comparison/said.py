"""What a comparison says, as blocks: money, goals, dates and the like first, texts last.

Of many changes of a kind only so many are put into words, and the others counted.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from promoplan.comparison.changes import ThingChange, ValueChange
from promoplan.comparison.comparison import Group
from promoplan.comparison.money_rows import LINES, Row, money_changes, money_row, share_row, shares_moved
from promoplan.comparison.summary import summary
from promoplan.comparison.told import Origin, Told
from promoplan.comparison.worded import both, difference
from promoplan.emit.safe import MAX_SHOWN, file_name, quoted, shortened
from promoplan.findings.finding import Finding
from promoplan.i18n.messages import message
from promoplan.report.outlook.blocks import Block, Heading, Items, Line, Table, Tone

MAX_MESSAGE = 280

T = TypeVar("T")


def said(told: Told, most: int) -> Iterator[Block]:
    """All but the textual rest; of a kind at most so many."""
    yield Heading(told.label("title", name=told.title), 1)
    yield Items(tuple(_origin(told, key, each) for key, each in zip(("before", "after"), told.origins, strict=True)))
    yield from _notes(told)
    if told.comparison.same:
        yield Line(told.label("same"), Tone.GOOD)
        return
    if not told.comparison.unreadable:
        yield Line(summary(told), Tone.OPEN)
        yield from _changes(_Writer(told, most))
    yield from _findings(_Writer(told, most))


def rest(told: Told, most: int) -> Iterator[Block]:
    """The other changes: texts and words, each by its path."""
    writer = _Writer(told, most)
    yield from writer.items(told.comparison.values.get(Group.OTHER, ()), lambda change: _text(told, change))


def _text(told: Told, change: ValueChange) -> str:
    before, after = both(told.before, told.after, change)
    path = shortened(".".join(change.place.keys), 2 * MAX_SHOWN)
    return told.label("changed", path=path, before=before, after=after)


def _origin(told: Told, side: str, origin: Origin) -> str:
    """Which of the two plans is which."""
    path = file_name(origin.path)
    shown = told.label("at", path=path, revision=shortened(origin.revision)) if origin.revision else path
    return told.label(f"side.{side}", path=shown)


def _notes(told: Told) -> Iterator[Block]:
    """What hinders the comparison, and what may mislead in it."""
    comparison, (first, second) = told.comparison, told.origins
    if not first.there:
        yield Line(told.label("new-plan", path=file_name(second.path), revision=shortened(first.revision)))
    for side, key in ((comparison.before, "unreadable.before"), (comparison.after, "unreadable.after")):
        if side.document.data is None:
            yield Line(told.label(key), Tone.BAD)
    for key, sections in (("raw", comparison.raw), ("absent", comparison.absent)):
        if sections:
            yield Line(told.label(key, sections=told.listed(map(told.section, sections))), Tone.OPEN)
    currencies = (told.before.voice.currency, told.after.voice.currency)
    if all(currencies) and currencies[0] != currencies[1]:
        yield Line(told.label("currencies", before=currencies[0], after=currencies[1]), Tone.OPEN)


@dataclass(frozen=True)
class _Writer:
    """Makes tables and lists of changes; no more than `most` of each are put into words."""

    told: Told
    most: int

    def table(self, first: str, changes: Sequence[T], row: Callable[[T], Row], names: int = 1) -> Iterator[Block]:
        """A table, without the column of differences where it would be empty."""
        rows = tuple(map(row, changes[: self.most]))
        heads = (first, *(["field"] if names > 1 else []), "before", "after", "difference")
        width = len(heads) if any(cells[-1] for cells in rows) else len(heads) - 1
        if rows:
            head = tuple(self.told.label(f"column.{key}") for key in heads[:width])
            yield Table(head, tuple(cells[:width] for cells in rows), names)
        yield from self._more(len(changes))

    def items(self, changes: Sequence[T], item: Callable[[T], str]) -> Iterator[Block]:
        """A list."""
        if shown := tuple(map(item, changes[: self.most])):
            yield Items(shown)
        yield from self._more(len(changes))

    def _more(self, count: int) -> Iterator[Block]:
        if count > self.most:
            yield Line(self.told.counted("more", count - self.most))


def _changes(writer: _Writer) -> Iterator[Block]:
    yield from _money(writer)
    yield from _named(writer, Group.GOALS, 3)
    yield from _placed(writer, Group.DATES)
    yield from _named(writer, Group.PROMOTIONS, 2)
    yield from _placed(writer, Group.FIGURES)
    yield from _things(writer)
    yield from _placed(writer, Group.STATUS)


def _money(writer: _Writer) -> Iterator[Block]:
    told = writer.told
    money, shares = money_changes(told), shares_moved(told)
    if money or shares:
        yield Heading(told.label("heading.money"))
    if money:
        yield from writer.table("what", money, lambda change: money_row(told, change))
    if shares:
        yield Line(told.label("shares"))
        yield from writer.table("part", shares, lambda share: share_row(told, share))


def _named(writer: _Writer, group: Group, depth: int) -> Iterator[Block]:
    """What changed in things of one sort, which stand at this depth: the thing, what of it, before, after, by how much.

    What stands beside them is told as the section's.
    """
    told = writer.told

    def row(change: ValueChange) -> Row:
        things, place = change.place.things, change.place
        bearer = told.name(things[0]) if things else told.section(place.keys[0])
        return (bearer, *_row(told, told.inside(place, depth if things else 1), change))

    if changes := told.comparison.values[group]:
        yield Heading(told.label(f"heading.{group}"))
        yield from writer.table(group, changes, row, names=2)


def _placed(writer: _Writer, group: Group) -> Iterator[Block]:
    """What changed all over the plan: what, before, after, by how much."""
    told = writer.told
    if changes := told.comparison.values[group]:
        yield Heading(told.label(f"heading.{group}"))
        yield from writer.table("what", changes, lambda change: _row(told, told.what(change.place), change))


def _row(told: Told, what: str, change: ValueChange) -> Row:
    return (what, *both(told.before, told.after, change), difference(told.before, told.after, change))


def _things(writer: _Writer) -> Iterator[Block]:
    """What came and went, but for the budget's lines, which stand with the money; and what has another id."""
    told = writer.told
    kinds: dict[str, list[ThingChange]] = {"added": [], "removed": [], "renamed": []}
    for change in told.comparison.things:
        if change.pair.renamed:
            kinds["renamed"].append(change)
        elif change.place.keys[:2] != LINES:
            kinds["added" if change.pair.after else "removed"].append(change)
    if any(kinds.values()):
        yield Heading(told.label("heading.things"))
    for kind, changes in kinds.items():
        if changes:
            yield Line(told.label(kind))
            yield from writer.items(changes, lambda change: _thing(told, change))


def _thing(told: Told, change: ThingChange) -> str:
    thing = told.thing(change.place)
    if change.pair.renamed and change.pair.before:
        return told.label("other-id", thing=thing, id=change.pair.before.id)
    facts = told.facts(change.pair)
    return told.label("thing-facts", thing=thing, facts=facts) if facts else thing


def _findings(writer: _Writer) -> Iterator[Block]:
    told, moved = writer.told, writer.told.comparison.findings
    if moved.new or moved.gone:
        yield Heading(told.label("heading.findings"))
    if moved.new:
        yield Line(told.label("findings.new"))
        yield from writer.items(moved.new, lambda finding: f"{_place(finding)}: {_finding(told, finding)}")
    if moved.gone:
        yield Line(told.label("findings.gone"))
        yield from writer.items(moved.gone, lambda finding: _finding(told, finding))


def _place(finding: Finding) -> str:
    line, column = finding.source.position(finding.span.start)
    return f"{file_name(finding.source.path)}:{line}:{column}"


def _finding(told: Told, finding: Finding) -> str:
    return f"{finding.code} {finding.severity}: {finding_message(told, finding)}"


def finding_message(told: Told, finding: Finding) -> str:
    """What is wrong, in one line."""
    values = {name: quoted(value) for name, value in finding.values.items()}
    return shortened(message(finding.code, finding.variant, values, told.language), MAX_MESSAGE)
