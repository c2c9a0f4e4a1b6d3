"""The sheet of the calendar: everything that the plan dates, with real days, to sort and to filter."""

from decimal import Decimal

from promoplan.report.view.agenda import EntryView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.figures import WHOLE
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.words import word

_START, _END, _DAYS, _KIND, _DONE = 0, 1, 2, 3, 9


def calendar(sheet: Sheet, context: ReportContext) -> None:
    """Writes the sheet: a row for each entry of the agenda."""
    voice, language = Voice(context.language), context.language
    head = sheet.opening(word("sheet.calendar", language), word("note.calendar", language))
    titles = [
        *(word(f"col.{key}", language) for key in ("start", "end", "days", "kind", "what")),
        *(voice.label(f"field.{key}") for key in ("channels", "cadence", "owner", "note")),
        word("col.done", language),
    ]
    first = sheet.heads(head, titles, frozenset({_DAYS}))
    for row, entry in enumerate(context.agenda, first):
        _entry(sheet, row, entry)
    sheet.finish(heads=head, context=context, filtered=(head, first + len(context.agenda) - 1, _DONE))


def _entry(sheet: Sheet, row: int, entry: EntryView) -> None:
    sheet.day(row, _START, entry.start)
    sheet.day(row, _END, entry.end)
    start, end = (sheet.at(row, column).inside.replace("$", "") for column in (_START, _END))
    sheet.formula(row, _DAYS, f"{end}-{start}+1", Decimal((entry.end - entry.start).days + 1), WHOLE)
    told = (entry.kind, entry.what, entry.where, entry.rhythm, entry.owner, entry.note, "✓" if entry.done else "")
    sheet.texts(row, _KIND, told)
