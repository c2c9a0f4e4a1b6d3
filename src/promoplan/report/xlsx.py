"""The report as a workbook for Excel and its kin."""

import importlib.util

from promoplan.errors import MissingExtra
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.context import ReportContext


def xlsx(context: ReportContext, theme: Theme = DEFAULT) -> bytes:
    """Overview, budget, splits, phasing, goals, KPIs, calendar, content calendar and risks as live sheets.

    A theme gives colours, font and footer. Formulas carry their values; texts of the plan are texts, never formulas or
    links. Money is held in binary64, which gives back decimal numbers of up to 15 digits as they were; a longer one is
    written as text with all its digits, and then the sheet holds figures instead of formulas. Raises MissingExtra
    without xlsxwriter.
    """
    if importlib.util.find_spec("xlsxwriter") is None:
        raise MissingExtra('XLSX: xlsxwriter is not installed; pip install "promoplan[office]"')
    from promoplan.report.workbook.book import workbook  # noqa: PLC0415 - it imports xlsxwriter

    return workbook(context, theme)
