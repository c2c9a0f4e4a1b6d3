"""Slides drawn: each element of a page becomes a native shape that a person can edit."""

import io
from datetime import date
from typing import Any
from xml.sax.saxutils import escape

from pptx.chart.data import CategoryChartData
from pptx.dml.fill import FillFormat
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.slide import Slide
from pptx.table import _Cell
from pptx.util import Pt

from promoplan.report.blocks import Align
from promoplan.report.inert import clean
from promoplan.report.slides.fitting import fitted, in_one_line
from promoplan.report.slides.ink import ALIGN, Ink, bare, frame, name
from promoplan.report.slides.look import Box
from promoplan.report.slides.page import Bars, Drawing, Element, Form, Grid, Line, Mark, Picture, Text
from promoplan.report.slides.tables import PAD_X, PAD_Y, Sheet, sheet
from promoplan.report.slides.workbook import workbook

_FORMS = {
    Form.BOX: MSO_SHAPE.RECTANGLE,
    Form.CHEVRON: MSO_SHAPE.CHEVRON,
    Form.DIAMOND: MSO_SHAPE.DIAMOND,
    Form.DOT: MSO_SHAPE.OVAL,
    Form.RULE: MSO_SHAPE.RECTANGLE,
}
_PLAIN_TABLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own style of a table without any lines or fills."""
_LABEL = 0.55
"""The room for a label in parts of the chart's width; programs break it into two lines."""
_FIGURE = 144.0
"""The room, in points, that is kept for the figure behind the longest bar."""
_INSET = 3.0


def draw(slide: Slide, element: Element, ink: Ink, today: date) -> tuple[str, ...]:
    """Draws an element; what found no room on the slide comes back for the notes, a paragraph each."""
    match element:
        case Text():
            return _text(slide, element, ink)
        case Grid():
            return _grid(slide, element, ink)
        case Bars():
            _bars(slide, element, ink, today)
        case Drawing():
            _drawing(slide, element, ink)
        case Picture():
            _picture(slide, element, ink)
    return ()


def _text(slide: Slide, text: Text, ink: Ink) -> tuple[str, ...]:
    inside = Box(text.box.x, text.box.y, text.box.width - 2 * text.inset, text.box.height - 2 * text.inset)
    made = fitted(text.lines, inside.width, inside.height, text.sizes, ink.more)
    shape = slide.shapes.add_textbox(*map(Pt, text.box))
    ink.paint(shape.fill, text.fill)
    if text.edge:
        ink.paint(shape.line.fill, text.edge)
        shape.line.width = Pt(1)
    body = frame(shape, text.inset, MSO_ANCHOR.MIDDLE if text.centred else MSO_ANCHOR.TOP)
    for number, line in enumerate(made.lines):
        paragraph = body.add_paragraph() if number else body.paragraphs[0]
        ink.write(paragraph, line, made.size, first=not number)
    return tuple(clean(line.text) for line in made.cut)


def _grid(slide: Slide, grid: Grid, ink: Ink) -> tuple[str, ...]:
    if not grid.rows:
        return ()
    made = sheet(grid)
    box = grid.box
    height = sum(made.heights)
    shape = slide.shapes.add_table(len(made.rows), len(made.widths), *map(Pt, (box.x, box.y, box.width, height)))
    name(shape, grid.title, grid.title)
    table = shape.table
    table.horz_banding = False
    style = shape.element.find(f".//{qn('a:tableStyleId')}")
    if style is not None:
        style.text = _PLAIN_TABLE
    for column, width in zip(table.columns, made.widths, strict=True):
        column.width = Pt(width)
    for place, (row, tall) in enumerate(zip(table.rows, made.heights, strict=True)):
        row.height = Pt(tall)
        for column, cell in enumerate(row.cells):
            _cell(cell, made, (place, column), ink, strong=grid.strong)
    if made.left_out:
        told = Line(ink.more.format(count=made.left_out), "muted", size=12)
        left = Box(box.x + PAD_X, box.y + height + 3, box.width - PAD_X, 17)
        _text(slide, Text(left, (told,), (12,)), ink)
    return tuple(" · ".join(filter(None, map(clean, row))) for row in made.cut)


def _cell(cell: _Cell, made: Sheet, place: tuple[int, int], ink: Ink, *, strong: bool) -> None:
    row, column = place
    is_head = row == 0
    cell.margin_left = cell.margin_right = Pt(PAD_X)
    cell.margin_top = cell.margin_bottom = Pt(PAD_Y)
    paragraph = cell.text_frame.paragraphs[0]
    line = Line(made.rows[row][column], "deep" if is_head else "ink", bold=is_head or (strong and column == 0))
    ink.write(paragraph, line, made.size)
    paragraph.alignment = ALIGN["right" if made.aligns[column] is Align.RIGHT else "left"]
    ink.paint(cell.fill, "soft" if is_head else "")
    _underline(cell, ink.palette.deep if is_head else ink.palette.line, 1.25 if is_head else 0.5)


def _underline(cell: _Cell, colour: str, width: float) -> None:
    """A line below a cell, for which the library has no words."""
    style = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - as above
    line = style.makeelement(qn("a:lnB"), {"w": str(Pt(width).emu)})
    fill = line.makeelement(qn("a:solidFill"), {})
    fill.append(fill.makeelement(qn("a:srgbClr"), {"val": colour}))
    line.append(fill)
    style.insert(0, line)


def _bars(slide: Slide, bars: Bars, ink: Ink, today: date) -> None:
    labels = tuple(in_one_line(clean(label), 12, bars.box.width * _LABEL) or "–" for label in bars.labels)
    data = CategoryChartData(number_format=escape(bars.pattern))  # which the library writes as XML
    data.categories = labels
    for series in bars.series:
        data.add_series(clean(series.name), series.values)
    shape = slide.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *map(Pt, bars.box), data)
    name(shape, bars.title, bars.told)
    chart: Any = shape.chart
    told = Bars(bars.box, bars.title, bars.told, labels, bars.series, bars.pattern)
    chart.part.chart_workbook.update_from_xlsx_blob(workbook(told, today))
    ink.font(chart.font, 12)
    chart.has_title = False
    chart.has_legend = len(bars.series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    _axes(chart, bars)
    _numbered(chart)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap, plot.vary_by_categories = 45, -5, False
    for series, drawn in zip(bars.series, plot.series, strict=True):
        ink.paint(drawn.format.fill, series.ink)
        drawn.invert_if_negative = False
        _figures(drawn, bars, ink)
    if bars.outlined is not None:
        point = plot.series[0].points[bars.outlined].format
        ink.paint(point.fill, "paper")
        ink.paint(point.line.fill, "blue")
        point.line.width = Pt(1.25)


def _axes(chart: Any, bars: Bars) -> None:
    values, labels = chart.value_axis, chart.category_axis
    values.visible = values.has_major_gridlines = False
    every = [value for series in bars.series for value in series.values]
    if min(every) >= 0:
        values.minimum_scale = 0
    most = float(max(every))
    if most > 0:
        values.maximum_scale = most * (1 + _FIGURE / bars.box.width)
    labels.reverse_order, labels.tick_label_position = True, XL_TICK_LABEL_POSITION.LOW
    labels.major_tick_mark = labels.minor_tick_mark = XL_TICK_MARK.NONE
    labels.format.line.fill.background()


def _numbered(chart: Any) -> None:
    """Numbers of axes without a sign, which the library gives them and the standard does not know."""
    for each in chart._chartSpace.iter(qn("c:axId"), qn("c:crossAx")):  # noqa: SLF001 - the library has no way
        each.set("val", each.get("val").lstrip("-"))


def _figures(drawn: Any, bars: Bars, ink: Ink) -> None:
    told = drawn.data_labels
    told.show_value, told.number_format, told.number_format_is_linked = True, bars.pattern, False
    told.position = XL_LABEL_POSITION.OUTSIDE_END
    ink.font(told.font, 12, "deep", bold=True)
    told._element.find(f".//{qn('a:bodyPr')}").set("wrap", "none")  # noqa: SLF001 - the library breaks figures


def _drawing(slide: Slide, drawing: Drawing, ink: Ink) -> None:
    """All marks in one group, which reads as one picture."""
    shapes = [_mark(slide, mark, ink) for mark in drawing.marks]
    if shapes:
        name(slide.shapes.add_group_shape(shapes), drawing.title, drawing.told)


def _picture(slide: Slide, picture: Picture, ink: Ink) -> None:
    """A picture on paper, as its ground may be clear; one whose bytes are no picture after all is left out."""
    try:
        shape = slide.shapes.add_picture(io.BytesIO(picture.data), 0, 0)
    except (OSError, ValueError):
        return
    box, scale = picture.box, min(Pt(picture.box.width) / shape.width, Pt(picture.box.height) / shape.height)
    shape.width, shape.height = round(shape.width * scale), round(shape.height * scale)
    shape.left, shape.top = Pt(box.x + box.width) - shape.width, Pt(box.y)
    ink.paint(FillFormat.from_fill_parent(shape.element.spPr), "paper")
    name(shape, picture.told, picture.told)


def _mark(slide: Slide, mark: Mark, ink: Ink) -> Any:
    shape = slide.shapes.add_shape(_FORMS[mark.form], *map(Pt, mark.box))
    bare(shape)
    ink.paint(shape.fill, mark.fill)
    ink.paint(shape.line.fill, mark.edge)
    name(shape, mark.text or mark.form)
    body = frame(shape, 0, MSO_ANCHOR.MIDDLE, wrap=False)
    room = (mark.box.height if mark.turned else mark.box.width) - (0 if mark.align == "center" else 2 * _INSET)
    text = in_one_line(clean(mark.text), mark.size, room, bold=mark.bold)
    if mark.turned:
        shape.element.find(f".//{qn('a:bodyPr')}").set("vert", "vert270")
    body.margin_left = body.margin_right = Pt(0 if mark.align == "center" else _INSET)
    if text:
        ink.write(body.paragraphs[0], Line(text, mark.ink, bold=mark.bold), mark.size)
    body.paragraphs[0].alignment = ALIGN[mark.align]
    return shape
