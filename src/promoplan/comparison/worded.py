"""Changed values in words and figures, as the language of the comparison writes them."""

from collections.abc import Iterable
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

from promoplan.comparison.changes import ValueChange
from promoplan.comparison.values import exact, meaning
from promoplan.emit.safe import MAX_SHOWN, shortened
from promoplan.i18n import formatting
from promoplan.i18n.catalogue import find, text
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.figure import Figure
from promoplan.model.money import Money
from promoplan.model.numbers import HUNDRED, Change, Ratio, Spread
from promoplan.model.references import Reference
from promoplan.model.times import Duration, Frequency, Unit
from promoplan.report.view.figures import figure_text
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, duration, frequency
from promoplan.report.view.voice import Voice

NONE = "–"
"""Stands where there is no value."""

_MINUS = "−"
_BEFORE_DIFFERENCE = 20
_TENTH_OF_PERCENT = Decimal("0.001")


def metric_of(change: ValueChange) -> str:
    """The metric whose figure a value is; "" where it is none's."""
    return next((pair.known.said("metric") for pair in reversed(change.place.things)), "")


def both(before: Material, after: Material, change: ValueChange) -> tuple[str, str]:
    """The value before and after; of long texts and lists the part that differs, of figures as many digits as do."""
    metric = metric_of(change)
    one, other = shown(before, change.before, metric), shown(after, change.after, metric)
    if one == other:
        one, other = _exactly(change.before), _exactly(change.after)
    if isinstance(change.before, tuple) and isinstance(change.after, tuple) and len(one) + len(other) > MAX_SHOWN:
        one, other = _only(before, change.before, change.after), _only(after, change.after, change.before)
    return excerpts(one, other)


def _exactly(value: object) -> str:
    return NONE if value is None else exact(value)


def _only(side: Material, values: Iterable[object], others: Iterable[object]) -> str:
    """What one list holds and the other does not; the whole list where they differ in their order alone."""
    values, known = tuple(values), {meaning(other, "") for other in others}
    alone = tuple(value for value in values if meaning(value, "") not in known)
    return shown(side, alone, "") if alone else NONE


def excerpts(before: str, after: str) -> tuple[str, str]:
    """Two texts, cut to the part around the first character in which they differ where one is long."""
    if max(len(before), len(after)) <= MAX_SHOWN:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(before), len(after)))
    start = max(0, same - _BEFORE_DIFFERENCE)
    mark = "…" if start else ""
    return shortened(mark + before[start:]), shortened(mark + after[start:])


def shown(side: Material, value: object, metric: str) -> str:
    """A value of a plan in words."""
    voice = side.voice
    match value:
        case None | ():
            told = NONE
        case bool():
            told = text("diff", "flag.yes" if value else "flag.no", voice.language)
        case date():
            told = day(voice, value)
        case Enum():
            told = find("labels", f"{type(value).__name__}.{value.value}", voice.language) or str(value.value)
        case Reference():
            told = side.name(value)
        case tuple():
            told = voice.listed(shown(side, each, metric) for each in value)
        case str():
            told = " ".join(value.split())
        case _:
            told = _figure(side, value, metric)
    return told


def _figure(side: Material, value: object, metric: str) -> str:
    voice = side.voice
    match value:
        case Money() if value.may_be(voice.currency):
            told = _money(voice, value.amount)
        case Ratio():
            told = voice.percent(value)
        case Decimal() | int():
            told = voice.number(value)
        case Spread(low=low, high=high, mode=mode):
            told = voice.label("range", low=_figure(side, low, metric), high=_figure(side, high, metric))
            told = told if mode is None else voice.label("with-note", text=told, note=_figure(side, mode, metric))
        case Figure() if metric:
            told = figure_text(side, metric, value.number, percent=value.percent, unit=value.unit)
        case Change():
            told = voice.change(value)
        case Duration():
            told = duration(voice, value)
        case Frequency():
            told = frequency(voice, value)
        case _:
            told = exact(value)
    return told


def _money(voice: Voice, amount: Decimal) -> str:
    """Money with all its digits, where a report rounds to the cent."""
    return formatting.money(amount, voice.currency, voice.language).replace("-", _MINUS)


def difference(before: Material, after: Material, change: ValueChange, *, growth: bool = True) -> str:
    """How far a value has moved, with its sign; "" where that can't be told. `growth`: of money also in percent."""
    voice, told = after.voice, ""
    match change.before, change.after:
        case Money(amount=one), Money(amount=other):
            told = money_difference(before, after, one, other, growth=growth)
        case Ratio() as one, Ratio() as other:
            told = points(voice, other - one)
        case Figure() as one, Figure() as other:
            told = _of_figures(before, after, metric_of(change), one, other)
        case Change(kind=kind, by=one), Change(kind=same, by=other) if kind is same:
            told = points(voice, other - one)
        case (Decimal() | int()) as one, (Decimal() | int()) as other if not isinstance(other, bool):
            told = voice.signed(Decimal(other) - Decimal(one), voice.number)
        case date() as one, date() as other:
            told = shift(voice, (other - one).days)
    return told


def money_difference(before: Material, after: Material, one: Decimal, other: Decimal, *, growth: bool = True) -> str:
    """The difference of two amounts; nothing where they are of two currencies."""
    voice = after.voice
    if before.voice.currency != voice.currency:
        return ""
    by = voice.signed(other - one, lambda amount: _money(voice, amount))
    return _with_growth(voice, one, other, by) if growth else by


def _of_figures(before: Material, after: Material, metric: str, one: Figure, other: Figure) -> str:
    unit = METRICS[metric].unit if metric in METRICS else None
    voice, by = after.voice, other.number - one.number
    if unit is MetricUnit.MONEY or (unit is None and (one.unit or other.unit)):
        return money_difference(before, after, one.number, other.number)
    if unit is MetricUnit.RATIO or one.percent or other.percent:
        return points(voice, by)
    told = voice.signed(by, voice.number)
    return _with_growth(voice, one.number, other.number, told) if unit is MetricUnit.COUNT else told


def _with_growth(voice: Voice, before: Decimal, after: Decimal, told: str) -> str:
    by = _growth(voice, before, after)
    return voice.label("with-note", text=told, note=by) if by else told


def _growth(voice: Voice, before: Decimal, after: Decimal) -> str:
    """The growth in percent, to a tenth; "" for none, and from nothing."""
    growth = ((after - before) / before).quantize(_TENTH_OF_PERCENT, ROUND_HALF_UP) if before else before
    return voice.signed(growth, voice.percent) if growth else ""


def growth_of(before: Material, after: Material, change: ValueChange) -> str:
    """By how much an amount has grown, in percent; "" where that can't be told."""
    match change.before, change.after:
        case Money(amount=one), Money(amount=other) if before.voice.currency == after.voice.currency:
            return _growth(after.voice, one, other)
    return ""


def points(voice: Voice, by: Decimal) -> str:
    """A difference of two shares in percentage points."""
    return voice.label("points", figure=voice.signed(by * HUNDRED, voice.number))


def shift(voice: Voice, days: int) -> str:
    """How many days later or earlier."""
    length = duration(voice, Duration("", Decimal(abs(days)), Unit.DAY))
    return text("diff", "shift.later" if days > 0 else "shift.earlier", voice.language).format(length=length)
