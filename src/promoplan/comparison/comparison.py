"""`compare`: from two checked plans to all that differs between them, in groups."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from promoplan.checker import Checked
from promoplan.comparison.changes import Change, Place, ThingChange, ValueChange, changes
from promoplan.comparison.findings import FindingsMoved, findings_moved
from promoplan.comparison.money import MoneyMoved, money_moved
from promoplan.comparison.tree import own_values, tree_of
from promoplan.comparison.values import is_figure
from promoplan.model.plan import SECTIONS
from promoplan.source.document import Document, Places
from promoplan.source.tree import Map


class Group(StrEnum):
    """What a changed value is about."""

    MONEY = "money"
    GOALS = "goals"
    DATES = "dates"
    PROMOTIONS = "promotions"
    FIGURES = "figures"
    STATUS = "status"
    OTHER = "other"


@dataclass(frozen=True)
class Comparison:
    """Two plans side by side.

    Each changed value stands in one group. `raw` names sections that one plan can't be read whole in, and which are
    compared as written; `absent` those that could not be compared at all. Where a plan is no plan at all (`unreadable`)
    only findings are compared.
    """

    before: Checked
    after: Checked
    values: Mapping[Group, tuple[ValueChange, ...]]
    things: tuple[ThingChange, ...]
    money: MoneyMoved
    findings: FindingsMoved
    raw: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()

    @property
    def unreadable(self) -> bool:
        """Whether one of the plans can't be read to its end."""
        return self.before.document.data is None or self.after.document.data is None

    @property
    def same(self) -> bool:
        """Whether the plans say the same, and the same is found in them."""
        moved = (*self.values.values(), self.things, self.findings.new, self.findings.gone)
        return not self.unreadable and not any(moved)


def nothing(path: str) -> Checked:
    """Stands for a plan that did not exist yet: it says nothing, and nothing is found in it."""
    return Checked(Document(path, (), Map(), Places({}), ()), {}, frozenset(), None, ())


def compare(before: Checked, after: Checked) -> Comparison:
    """All that differs between two plans, both judged as on one day."""
    sides = (before, after)
    findings = findings_moved(before, after)
    if any(side.document.data is None for side in sides):
        return Comparison(before, after, {}, (), MoneyMoved(), findings)
    absent = {name for side in sides for name in side.document.broken}
    raw = {name for side in sides for name in side.broken} - absent
    typed = SECTIONS.keys() - raw
    found = [*changes(tree_of(before, typed, absent), tree_of(after, typed, absent), Place()), *_own(before, after)]
    values: dict[Group, list[ValueChange]] = {group: [] for group in Group}
    for change in found:
        if isinstance(change, ValueChange):
            values[_group(change)].append(change)
    return Comparison(
        before,
        after,
        {group: tuple(held) for group, held in values.items()},
        tuple(change for change in found if isinstance(change, ThingChange)),
        money_moved(before, after),
        findings,
        tuple(name for name in SECTIONS if name in raw),
        tuple(sorted(absent)),
    )


def _own(before: Checked, after: Checked) -> Iterator[Change]:
    """The changed values of a team's own keys."""
    first, second = own_values(before), own_values(after)
    for keys in dict.fromkeys((*first, *second)):
        one, other = first.get(keys), second.get(keys)
        if one != other:
            yield ValueChange(Place.at(keys), one and one.value, other and other.value)


_STATUS = frozenset({"status", "owner", "version"})
_WORDS = frozenset({"id", "name", "rationale", "terms", "theme", "form", "reward", "flow"})
_AMOUNTS = (("total",), ("reserve",))


def _group(change: ValueChange) -> Group:
    """The group of a change, by where it stands and what sort of value it is."""
    keys = change.place.keys
    section, field = keys[0], keys[-1]
    kind = change.place.things[0].known.kind if change.place.things else ""
    if field in _STATUS:
        return Group.STATUS
    if section == "budget" and (keys[1:2] in _AMOUNTS or (kind == "Line" and field == "amount")):
        return Group.OTHER if field == "release" else Group.MONEY
    if section == "goals" and kind == "Target" and field not in _WORDS:
        return Group.GOALS
    if isinstance(change.known, date):
        return Group.DATES
    if section == "promotions" and field not in _WORDS:
        return Group.PROMOTIONS
    return Group.FIGURES if is_figure(change.known) else Group.OTHER
