"""The sheet of phasing: what of each line of the ledger falls into which phase."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.report.view.budget import BudgetView, LineView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice
from promoplan.report.workbook.budget import Ledger
from promoplan.report.workbook.figures import figure_shape
from promoplan.report.workbook.looks import Look
from promoplan.report.workbook.sheet import Place, Sheet
from promoplan.report.workbook.texts import distinct
from promoplan.report.workbook.words import word

_NUMBER, _LINE, _PHASE, _SHARE, _AMOUNT = range(5)


class Phasing(NamedTuple):
    """Where the sheet holds phases and their amounts, and what it calls the phases by id."""

    phases: Place
    amounts: Place
    names: dict[str, str]


def phasing(sheet: Sheet, context: ReportContext, view: BudgetView, ledger: Ledger) -> Phasing:
    """Writes the sheet: a row for each line and phase."""
    voice = Voice(context.language)
    names = distinct({part.key: part.label for line in view.lines for part in line.schedule})
    head = sheet.opening(word("sheet.phasing", context.language), word("note.phasing", context.language))
    titles = [voice.label(f"field.{key}") for key in ("number", "line", "phase")]
    titles += [word("col.share-of-line", context.language), voice.label("field.amount")]
    row = first = sheet.heads(head, titles, frozenset({_NUMBER, _SHARE, _AMOUNT}))
    for number, (line, amount) in enumerate(zip(view.lines, ledger.lines, strict=True), 1):
        begin = row
        for place, formula in enumerate(_parts(sheet, line, amount, begin)):
            part = line.schedule[place]
            shape = figure_shape("ratio", "", context.language, [part.share])
            sheet.figure(row, _NUMBER, Decimal(number), "0")
            sheet.texts(row, _LINE, (line.name, names[part.key]))
            sheet.figure(row, _SHARE, part.share, shape, Look.TYPED)
            sheet.formula(row, _AMOUNT, formula, part.value, ledger.shape, live=ledger.live)
            row += 1
    sheet.finish(heads=head, context=context, filtered=(head, row - 1, _AMOUNT))
    return Phasing(sheet.span(first, row - 1, _PHASE), sheet.span(first, row - 1, _AMOUNT), names)


def _parts(sheet: Sheet, line: LineView, amount: Place, begin: int) -> Iterator[str]:
    """The formula of each part: what has been given out is rounded, not the part, so that the parts sum up."""
    for row in range(begin, begin + len(line.schedule)):
        reached = f"SUM({sheet.span(begin, row, _SHARE).inside})"
        upto = f"IF(ROUND({reached},9)=1,{amount.outside},ROUND({amount.outside}*{reached},2))"
        yield upto if row == begin else f"ROUND({upto}-SUM({sheet.span(begin, row - 1, _AMOUNT).inside}),2)"
