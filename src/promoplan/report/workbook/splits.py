"""The sheet of splits: the money by category, channel and phase, summed over the ledger."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import cents
from promoplan.report.view.budget import BudgetView, Part
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.budget import Ledger
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.phasing import Phasing
from promoplan.report.workbook.sheet import Place, Sheet, sum_where
from promoplan.report.workbook.words import word

_LABEL, _AMOUNT, _OF_WORKING, _OF_TOTAL, _CHART = 0, 1, 2, 3, 5
_FEW_BARS = 2
_MOST_BARS = 20
_ROWS_OF_CHART = 20  # pixels of a row
_ROWS_OF_PAGE = 80


class _Split(NamedTuple):
    """One split: its parts, what they are called in the ledger, and where the ledger holds them."""

    key: str
    parts: Sequence[Part]
    names: Mapping[str, str]
    labels: Place
    amounts: Place


def splits(sheet: Sheet, context: ReportContext, view: BudgetView, ledger: Ledger, phases: Phasing | None) -> None:
    """Writes the sheet: a table and a chart for each split."""
    found = [
        _Split("category", view.by_category, {}, ledger.categories, ledger.amounts),
        _Split("channel", view.by_channel, ledger.channel_names, ledger.channels, ledger.amounts),
    ]
    if phases:
        found.append(_Split("phase", view.by_phase, phases.names, phases.phases, phases.amounts))
    row = sheet.opening(word("sheet.splits", context.language), word("note.splits", context.language))
    for split in found:
        if split.parts:
            row = _table(sheet, row + 1, context, view, ledger, split)
    sheet.finish(heads=1, context=context, page=row < _ROWS_OF_PAGE)


def _table(sheet: Sheet, row: int, context: ReportContext, view: BudgetView, ledger: Ledger, split: _Split) -> int:
    """One split, closed by reserve, what is left, and the total; gives the first row below it and its chart."""
    voice = Voice(context.language)
    title = voice.label(f"heading.budget-{split.key}")
    titles = [voice.label(f"field.{key}") for key in (split.key, "amount", "of-working", "of-total")]
    first = sheet.heads(sheet.section(row, title, _OF_TOTAL + 1), titles, frozenset({1, 2, 3}))
    named = [part for part in split.parts if part.key]
    for place, part in enumerate(named, first):
        sheet.text(place, _LABEL, split.names.get(part.key, part.label))
        formula = sum_where(split.labels, sheet.at(place, _LABEL), split.amounts)
        _row(sheet, place, formula, part.value, view, ledger)
    last = first + len(named) - 1
    parts, label = sheet.span(first, last, _AMOUNT), voice.label("budget.untagged")
    rest = view.working_value - sum((part.value for part in named), Decimal(0))
    sheet.text(last + 1, _LABEL, label)
    _row(sheet, last + 1, f"ROUND({ledger.working.outside}-SUM({parts.inside}),2)", cents(rest), view, ledger)
    for place, name, source, value in (
        (last + 2, voice.label("field.reserve"), ledger.reserve, view.reserve.value),
        (last + 3, word("col.left", context.language), ledger.left, cents(view.gap_value)),
    ):
        sheet.text(place, _LABEL, name)
        sheet.formula(place, _AMOUNT, source.outside, value, ledger.shape, live=ledger.live)
        sheet.text(place, _OF_WORKING, "")
        _share(sheet, (place, _OF_TOTAL), ledger.total, (value, view.whole.value), ledger)
    _total(sheet, last + 4, first, voice.label("field.total"), view, ledger)
    if _FEW_BARS <= len(named) <= _MOST_BARS and ledger.live:
        sheet.bars((row, _CHART), title, sheet.span(first, last, _LABEL), parts, len(named))
    return max(last + 5, row + (110 + 28 * len(named)) // _ROWS_OF_CHART + 1)


def _row(sheet: Sheet, row: int, formula: str, value: Decimal, view: BudgetView, ledger: Ledger) -> None:
    sheet.formula(row, _AMOUNT, formula, value, ledger.shape, live=ledger.live)
    _share(sheet, (row, _OF_WORKING), ledger.working, (value, view.working_value), ledger)
    _share(sheet, (row, _OF_TOTAL), ledger.total, (value, view.whole.value), ledger)


def _share(sheet: Sheet, place: tuple[int, int], whole: Place, values: tuple[Decimal, Decimal], ledger: Ledger) -> None:
    """The share of an amount in its row."""
    sheet.share(place, (sheet.at(place[0], _AMOUNT).inside, whole.outside), values, live=ledger.live)


def _total(sheet: Sheet, row: int, first: int, name: str, view: BudgetView, ledger: Ledger) -> None:
    """The sum of all rows above, which is the total again."""
    for column in range(_OF_TOTAL + 1):
        sheet.text(row, column, name if column == 0 else "", Look.SUM_TEXT)
    summed = f"SUM({sheet.span(first, row - 1, _AMOUNT).inside})"
    value = view.working_value + view.reserve.value + cents(view.gap_value)
    sheet.formula(row, _AMOUNT, summed, value, ledger.shape, Look.SUM, live=ledger.live)
