"""A comparison as JSON, for programs; the form is versioned, figures are numbers, ratios and money alike."""

import json
from decimal import Decimal

from promoplan.checker import Checked
from promoplan.comparison.changes import ThingChange, ValueChange
from promoplan.comparison.comparison import Group
from promoplan.comparison.money import VIEWS
from promoplan.comparison.said import finding_message
from promoplan.comparison.told import Origin, Told
from promoplan.comparison.tree import keys_of
from promoplan.comparison.values import exact
from promoplan.emit.safe import file_name
from promoplan.findings.finding import Finding
from promoplan.model.figure import Figure
from promoplan.model.money import Money
from promoplan.model.numbers import Spread
from promoplan.report.view.material import Material

VERSION = 1
"""Version of the form; a change that a reader must know of raises it."""

Json = dict[str, object]


def as_json(told: Told) -> str:
    """One object: both plans, the changes in groups, things, shares, findings. ASCII only; no CI command in it."""
    comparison = told.comparison
    plans = zip(told.origins, (told.before, told.after), strict=True)
    moved = (("new", comparison.findings.new, comparison.after), ("gone", comparison.findings.gone, comparison.before))
    holds: Json = {
        "version": VERSION,
        **dict(zip(("before", "after"), (_plan(*each) for each in plans), strict=True)),
        "same": comparison.same,
        "compared_as_written": list(comparison.raw),
        "not_compared": list(comparison.absent),
        "changes": {group.value: [_value(each) for each in comparison.values.get(group, ())] for group in Group},
        "added": [_thing(each) for each in comparison.things if each.pair.before is None],
        "removed": [_thing(each) for each in comparison.things if each.pair.after is None],
        "renamed": [_renamed(each) for each in comparison.things if each.pair.renamed],
        "reserve": _reserve(told),
        "shares": {view: _shares(told, view) for view in VIEWS},
        "findings": {name: [_finding(told, each, side) for each in found] for name, found, side in moved},
    }
    return json.dumps(holds, ensure_ascii=True, allow_nan=False, indent=2).replace("##", "\\u0023#") + "\n"


def _plan(origin: Origin, side: Material) -> Json:
    name = side.raw_header.get("name")
    return {
        "path": file_name(origin.path),
        "revision": origin.revision or None,
        "exists": origin.there,
        "readable": side.checked.document.data is not None,
        "name": name if isinstance(name, str) else None,
        "currency": side.voice.currency or None,
    }


def _value(change: ValueChange) -> Json:
    return {"path": list(change.place.keys), "before": _written(change.before), "after": _written(change.after)}


def _thing(change: ThingChange) -> Json:
    thing = change.pair.known
    return {"path": list(change.place.keys), "kind": thing.kind or None, "id": thing.id or None, "name": thing.name}


def _renamed(change: ThingChange) -> Json:
    return {**_thing(change), "before": change.pair.before.id if change.pair.before else None}


def _reserve(told: Told) -> Json | None:
    moved = told.comparison.money.reserve
    return None if moved is None else {"before": _number(moved[0]), "after": _number(moved[1])}


def _shares(told: Told, view: str) -> list[Json]:
    return [
        {"id": share.key, "before": _number(share.before), "after": _number(share.after)}
        for share in told.comparison.money.shares
        if share.view == view
    ]


def _finding(told: Told, finding: Finding, side: Checked) -> Json:
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding_message(told, finding),
        "path": list(keys_of(side.document.data, finding.path)[0]),
    }


def _written(value: object) -> object:
    """A value as JSON: numbers as numbers, ranges with their ends, days and what has words of its own as text."""
    made: object
    match value:
        case None | bool():
            made = value
        case Money(amount=number) | Figure(number=number):
            made = _number(number)
        case Decimal() | int():
            made = _number(Decimal(value))
        case Spread(low=low, high=high, mode=mode):
            made = {"low": _written(low), "mode": _written(mode), "high": _written(high)}
        case tuple():
            made = [_written(each) for each in value]
        case _:
            made = exact(value)
    return made


def _number(figure: Decimal) -> float | int:
    return int(figure) if figure == figure.to_integral_value() else float(figure)
