"""Every format of every sample in every language, opened again by other people's libraries."""

import io
from collections.abc import Callable, Mapping
from itertools import product
from pathlib import Path

import docx
import icalendar
import openpyxl
import pptx
import pytest

from promoplan.i18n.catalogue import Language
from promoplan.report.render import Report
from promoplan.report.targets import Format
from tests.report.plans import DAY, PLANS, checked_file
from tests.report.test_pdf import text_of

PAIRS = list(product(PLANS, Language))


def _squeezed(text: str) -> str:
    """A text without white space, as lines break anywhere."""
    return "".join(text.split())


def _docx(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "".join(document.element.body.itertext())


def _pptx(data: bytes) -> str:
    shapes = (shape for slide in pptx.Presentation(io.BytesIO(data)).slides for shape in slide.shapes)
    return "".join("".join(shape.element.itertext()) for shape in shapes)


TEXTS: Mapping[Format, Callable[[bytes], str]] = {
    Format.MARKDOWN: lambda data: data.decode().replace("\\", ""),
    Format.HTML: lambda data: data.decode(),
    Format.PDF: text_of,
    Format.DOCX: _docx,
    Format.PPTX: _pptx,
}
"""How what people read in a format is read back."""


@pytest.mark.parametrize(("path", "language"), PAIRS, ids=[f"{path.stem}-{language}" for path, language in PAIRS])
def test_figures_are_the_view_model_s(path: Path, language: Language) -> None:
    """Money, goals and core channels in what is read; the exact amounts in the workbook; each date in the calendar."""
    report = Report(checked_file(path), language=language, today=DAY)
    context = report.context
    assert context.budget is not None
    told = [context.summary.total, context.summary.reserve, context.summary.revenue]
    told += [goal.target for goal in context.goals] + [channel.amount for channel in context.summary.channels]
    for fmt, read in TEXTS.items():
        text = _squeezed(read(report.rendered(fmt).main))
        assert [(fmt, figure) for figure in told if _squeezed(figure) not in text] == []
    book = openpyxl.load_workbook(io.BytesIO(report.rendered(Format.XLSX).main), data_only=True)
    numbers = {cell for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    exact = [context.budget.whole.value, context.budget.reserve.value, *(goal.target_value for goal in context.goals)]
    assert [amount for amount in exact if amount is not None and float(amount) not in numbers] == []
    events = icalendar.Calendar.from_ical(report.rendered(Format.ICS).main).events
    assert len(events) == len(context.agenda) > 0
