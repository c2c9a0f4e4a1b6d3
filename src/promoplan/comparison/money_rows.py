"""The money of a comparison as rows of tables: total, reserve and lines; shares of the working budget."""

from decimal import ROUND_HALF_UP, Decimal

from promoplan.comparison.changes import Place, ThingChange, ValueChange
from promoplan.comparison.comparison import Group
from promoplan.comparison.money import Share
from promoplan.comparison.told import Told
from promoplan.comparison.tree import Leaf, Thing
from promoplan.comparison.worded import NONE, both, difference, points, shown
from promoplan.i18n.catalogue import find
from promoplan.model.money import Money
from promoplan.model.references import Kind

Row = tuple[str, ...]

LINES = ("budget", "lines")
"""Where the budget's lines stand."""

_RESERVE = Place.at(("budget", "reserve", "in-money"))
_AMOUNT = ("budget", "reserve", "amount")
_KINDS = {"channel": Kind.CHANNEL, "phase": Kind.PHASE}
_TENTH_OF_PERCENT = Decimal("0.001")


def money_changes(told: Told) -> list[ValueChange | ThingChange]:
    """Total and reserve, then the lines whose amount changed, and those that came or went."""
    changes = told.comparison.values[Group.MONEY]
    moved = told.comparison.money.reserve
    is_told = any(change.place.keys == _AMOUNT and change.before and change.after for change in changes)
    return [
        *(change for change in changes if not change.place.things),
        *([ValueChange(_RESERVE, *map(Money, moved))] if moved and not is_told else []),
        *(change for change in changes if change.place.things),
        *(each for each in told.comparison.things if each.place.keys[:2] == LINES and not each.pair.renamed),
    ]


def money_row(told: Told, change: ValueChange | ThingChange) -> Row:
    """What, before, after, and by how much; the whole amount for a line that came or went."""
    if isinstance(change, ThingChange):
        return _line(told, change)
    things = change.place.things
    what = told.name_and_id(things[-1]) if things else told.what(change.place)
    return (what, *both(told.before, told.after, change), difference(told.before, told.after, change))


def _line(told: Told, moved: ThingChange) -> Row:
    before, after = _amount(moved.pair.before), _amount(moved.pair.after)
    by = ""
    if isinstance(before or after, Money):
        zero = Money(Decimal(0))
        by = difference(told.before, told.after, ValueChange(moved.place, before or zero, after or zero), growth=False)
    return (told.name_and_id(moved.pair), shown(told.before, before, ""), shown(told.after, after, ""), by)


def _amount(line: Thing | None) -> object:
    leaf = line.fields.get("amount") if line else None
    return leaf.value if isinstance(leaf, Leaf) else None


def shares_moved(told: Told) -> list[Share]:
    """The shares of the working budget that moved by a tenth of a percent or more."""
    return [share for share in told.comparison.money.shares if _moved(share)]


def _moved(share: Share) -> Decimal:
    return (share.after - share.before).quantize(_TENTH_OF_PERCENT, ROUND_HALF_UP)


def share_row(told: Told, share: Share) -> Row:
    """The channel, category or phase, its share before and after, and the difference in points."""
    voice = told.after.voice
    before, after = (voice.share(ratio) if ratio else NONE for ratio in (share.before, share.after))
    return _part(told, share), before, after, points(voice, _moved(share))


def _part(told: Told, share: Share) -> str:
    """The channel, category or phase that a share is of."""
    if share.view in _KINDS:
        name = (told.after if share.after else told.before).names.get(_KINDS[share.view], share.key)
    else:
        name = find("labels", f"Category.{share.key}", told.language) or share.key
    return told.label("noun-name", noun=told.label(f"share.{share.view}"), name=name)
