"""The most important of a comparison in one line."""

from collections.abc import Iterator

from promoplan.comparison.comparison import Group
from promoplan.comparison.told import Told
from promoplan.comparison.worded import both, difference, growth_of
from promoplan.i18n.catalogue import Language
from promoplan.model.money import Money

_TOTAL, _PERIOD = ("budget", "total"), ("plan", "period")


def summary(told: Told) -> str:
    """Budget $250,000 → $270,000 (+8%), 2 goals changed, ends 14 days later, 3 further changes."""
    said = told.label("summary.join").join(_parts(told))
    return said[:1].upper() + said[1:] if told.language is Language.EN else said


def _parts(told: Told) -> Iterator[str]:
    values, things = told.comparison.values, told.comparison.things
    counted = 0
    for change in values[Group.MONEY]:
        if change.place.keys == _TOTAL and isinstance(change.known, Money):
            before, after = both(told.before, told.after, change)
            by = growth_of(told.before, told.after, change)
            key = "summary.budget" if told.origins[0].there else "summary.total"
            yield told.label(key, before=before, after=after, by=told.label("by", by=by) if by else "")
            counted += 1
    if goals := {change.place.keys[:3] for change in values[Group.GOALS]}:
        yield told.counted("summary.goals", len(goals))
        counted += len(values[Group.GOALS])
    for change in values[Group.DATES]:
        by = difference(told.before, told.after, change)
        if change.place.keys[:2] == _PERIOD and by:
            yield told.label(f"summary.{change.place.keys[2]}", by=by)
            counted += 1
    for what, count in (
        ("added", sum(change.pair.before is None for change in things)),
        ("removed", sum(change.pair.after is None for change in things)),
        ("renamed", sum(change.pair.renamed for change in things)),
        ("changes" if counted or things else "all", sum(map(len, values.values())) - counted),
        ("new", len(told.comparison.findings.new)),
        ("gone", len(told.comparison.findings.gone)),
    ):
        if count:
            yield told.counted(f"summary.{what}", count)
