"""The workbook of a report: its sheets in order, each where the plan has something for it."""

from collections.abc import Callable
from datetime import datetime, time
from io import BytesIO
from typing import Any

import xlsxwriter

from promoplan.report.inert import in_one_line
from promoplan.report.theme import Theme
from promoplan.report.view.budget import BudgetView
from promoplan.report.view.context import ReportContext
from promoplan.report.workbook.budget import Ledger, budget
from promoplan.report.workbook.calendar import calendar
from promoplan.report.workbook.content import content
from promoplan.report.workbook.goals import goals
from promoplan.report.workbook.kpis import kpis
from promoplan.report.workbook.looks import SIZE, Styles, font_of
from promoplan.report.workbook.overview import Overview
from promoplan.report.workbook.phasing import phasing
from promoplan.report.workbook.risks import risks
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.splits import splits
from promoplan.report.workbook.words import word

_MOST_OF_PROPERTY = 255


def workbook(context: ReportContext, theme: Theme) -> bytes:
    """The whole file in the look of a theme; the same bytes for the same plan and day."""
    target = BytesIO()
    fonts = {"font_name": font_of(theme, context.language), "font_size": SIZE}
    inert = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(target, {"in_memory": True, "default_format_properties": fonts, **inert})
    _about(book, context)
    _write(book, context, theme)
    book.close()
    return target.getvalue()


def _about(book: Any, context: ReportContext) -> None:
    """The document's properties; its day is the report's."""
    cover = context.cover
    told = {
        "title": cover.name,
        "subject": " · ".join(filter(None, (cover.draft, cover.what_if, cover.kind, cover.period))),
        "author": cover.owner or cover.brand,
        "company": cover.brand,
        "category": cover.kind,
        "status": cover.status,
    }
    short = {key: in_one_line(value)[:_MOST_OF_PROPERTY] for key, value in told.items()}
    book.set_properties(short | {"created": datetime.combine(context.today, time())})


def _write(book: Any, context: ReportContext, theme: Theme) -> None:
    styles, others = Styles(book, context.language, theme), []

    def sheet(key: str) -> Sheet:
        made = Sheet(book, styles, word(f"sheet.{key}", context.language))
        others.append((made, word(f"note.{key}", context.language)))
        return made

    overview = Overview(Sheet(book, styles, word("sheet.overview", context.language)), context)
    overview.facts()
    if context.budget:
        ledger = _money(sheet, context, context.budget)
        overview.money(context.budget, ledger)
        for name, place in (("Total", ledger.total), ("Reserve", ledger.reserve), ("Working", ledger.working)):
            book.define_name(f"Budget_{name}", f"={place.outside}")
    if context.goals:
        overview.goals(goals(sheet("goals"), context))
    overview.expected()
    if context.monitoring and context.monitoring.kpis:
        overview.measured(kpis(sheet("kpis"), context, context.monitoring.kpis))
    if context.agenda:
        calendar(sheet("calendar"), context)
    if context.content and context.content.calendar:
        content(sheet("content"), context, context.content)
    if context.risks and context.risks.items:
        risks(sheet("risks"), context, context.risks)
    overview.dates()
    overview.sheets(others)
    overview.finish()


def _money(sheet: Callable[[str], Sheet], context: ReportContext, view: BudgetView) -> Ledger:
    """The ledger and what is computed from it."""
    ledger = budget(sheet("budget"), context, view)
    split = sheet("splits")
    scheduled = any(line.schedule for line in view.lines)
    phases = phasing(sheet("phasing"), context, view, ledger) if scheduled else None
    splits(split, context, view, ledger, phases)
    return ledger
