"""The sheet of the content calendar: what appears in each week or month."""

from decimal import Decimal

from promoplan.report.view.content import ContentView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.figures import WHOLE
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.words import word

_PIECES = 4


def content(sheet: Sheet, context: ReportContext, view: ContentView) -> None:
    """Writes the sheet, closed by the number of pieces."""
    voice, language = Voice(context.language), context.language
    head = sheet.opening(word("sheet.content", language), word("note.content", language))
    keys = ("week" if view.weekly else "month", "phases", "starts", "by-channel")
    titles = [*(voice.label(f"field.{key}") for key in keys), word("col.pieces", language)]
    first = sheet.heads(head, titles, frozenset({_PIECES}))
    for row, each in enumerate(view.calendar, first):
        when = voice.label("with-basis", name=each.label, basis=each.dates) if each.dates else each.label
        sheet.texts(row, 0, (when, each.phase, each.starts, each.channels))
        sheet.figure(row, _PIECES, Decimal(each.count), WHOLE)
    last = first + len(view.calendar) - 1
    for column in range(_PIECES):
        sheet.text(last + 1, column, word("col.sum", language) if column == 0 else "", Look.SUM_TEXT)
    whole = Decimal(sum(each.count for each in view.calendar))
    sheet.formula(last + 1, _PIECES, f"SUM({sheet.span(first, last, _PIECES).inside})", whole, WHOLE, Look.SUM)
    sheet.finish(heads=head, context=context)
