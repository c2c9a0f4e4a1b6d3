"""The workbook behind a chart: texts stay texts, figures keep their form, and it is the same bytes each time."""

import io
from datetime import UTC, date, datetime, time

import xlsxwriter

from promoplan.report.slides.page import Bars


def workbook(chart: Bars, today: date) -> bytes:
    """The figures of a chart as the sheet that opens on "edit data": labels in column A, a column for each series."""
    out = io.BytesIO()
    inert = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(out, inert) as book:
        book.set_properties({"created": datetime.combine(today, time(), UTC)})
        page = book.add_worksheet("Sheet1")
        form = book.add_format({"num_format": chart.pattern})
        page.set_column(0, 0, 30)
        for row, label in enumerate(chart.labels, 1):
            page.write_string(row, 0, label)
        for column, series in enumerate(chart.series, 1):
            page.write_string(0, column, series.name)
            for row, value in enumerate(series.values, 1):
                page.write_number(row, column, value, form)
    return out.getvalue()
