"""`Sheet`: one sheet, through which all cells are written, so that no text of a plan becomes a formula or a link."""

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from xlsxwriter.utility import xl_rowcol_to_cell

from promoplan.i18n.catalogue import Language, text
from promoplan.report.inert import in_one_line, inert
from promoplan.report.view.context import ReportContext
from promoplan.report.workbook.figures import PLAIN, SHARE, WHOLE, day_shape, fits
from promoplan.report.workbook.looks import SIZE, Look, Styles
from promoplan.report.workbook.room import Room
from promoplan.report.workbook.texts import fitted, for_print

_A4 = 9
_TITLE_HEIGHT = 30
_MARGINS = {"left": 0.5, "right": 0.5, "top": 0.8, "bottom": 0.7}
_HEADS = frozenset({Look.HEAD, Look.HEAD_FIGURE})
_REMARKS = ("number_stored_as_text", "formula_differs", "formula_range")
"""What a spreadsheet would remark on in many cells, and which is as it should be."""


class Place(NamedTuple):
    """A cell of the workbook; `outside` is its address from other sheets, `inside` from its own."""

    outside: str
    inside: str


class Sheet:
    """A sheet that grows by cells; rows and columns count from 0.

    `name` is unique in the workbook and free of what sheet names may not hold. Columns become as wide as their cells.
    """

    def __init__(self, book: Any, styles: Styles, name: str) -> None:
        self.name = name
        self.page = book.add_worksheet(name)
        self._book, self._styles = book, styles
        self._room = Room()
        self.page.hide_gridlines(2)

    def at(self, row: int, column: int) -> Place:
        """The address of a cell."""
        inside = xl_rowcol_to_cell(row, column, row_abs=True, col_abs=True)
        return Place(f"'{self.name}'!{inside}", inside)

    def span(self, first: int, last: int, column: int) -> Place:
        """The address of the cells of a column from one row to another."""
        ends = f"{self.at(first, column).inside}:{self.at(last, column).inside}"
        return Place(f"'{self.name}'!{ends}", ends)

    def opening(self, title: str, note: str) -> int:
        """Title and note over the sheet; gives the first row below them."""
        self.page.set_row(0, _TITLE_HEIGHT)
        self.page.write_string(0, 0, fitted(in_one_line(title)), self._styles.get(Look.TITLE))
        self.page.write_string(1, 0, fitted(in_one_line(note)), self._styles.get(Look.NOTE))
        return 2

    def section(self, row: int, title: str, columns: int) -> int:
        """A heading within the sheet, with its rule over so many columns; gives the row below it."""
        for column in range(columns):
            self.page.write_string(row, column, title if column == 0 else "", self._styles.get(Look.SECTION))
        return row + 1

    def heads(self, row: int, titles: Sequence[str], figures: frozenset[int] = frozenset()) -> int:
        """The heads of columns, those of figures to the right; gives the row below them."""
        for column, title in enumerate(titles):
            self.text(row, column, title, Look.HEAD_FIGURE if column in figures else Look.HEAD)
        return row + 1

    def text(self, row: int, column: int, told: str, look: Look = Look.TEXT) -> None:
        """A text as text, whatever it holds, as long as a cell may be."""
        shown = fitted(inert(told))
        if not shown:
            self.page.write_blank(row, column, None, self._styles.get(look))
            return
        self._room.text(row, column, shown, head=look in _HEADS)
        self.page.write_string(row, column, shown, self._styles.get(look))

    def texts(self, row: int, column: int, texts: Sequence[str]) -> None:
        """Several texts from a column on."""
        for place, told in enumerate(texts, column):
            self.text(row, place, told)

    def over(self, row: int, column: int, told: str, last: int) -> None:
        """A text over several columns."""
        shown = fitted(in_one_line(told))
        look = self._styles.get(Look.TEXT)
        self.page.merge_range(row, column, row, last, "", look)
        self.page.write_string(row, column, shown, look)
        self._room.over(row, column, last, shown)

    def figure(self, row: int, column: int, value: Decimal | None, shape: str, look: Look = Look.FIGURE) -> None:
        """A number, exact; as text with all its digits where a spreadsheet would round it; None as an empty cell."""
        if value is None:
            if look is Look.TYPED:
                self._room.typing(column)
            self.page.write_blank(row, column, None, self._styles.get(look, shape))
        elif fits(value):
            self._room.figure(column, value, shape)
            self.page.write_number(row, column, float(value), self._styles.get(look, shape))
        else:
            self.text(row, column, f"{value:,f}", look)

    def formula(
        self,
        row: int,
        column: int,
        formula: str,
        value: Decimal | str,
        shape: str = PLAIN,
        look: Look = Look.COMPUTED,
        *,
        live: bool = True,
    ) -> None:
        """A formula of our own with its value, which readers show that compute nothing; the value alone if not live."""
        if not live:
            if isinstance(value, Decimal):
                self.figure(row, column, value, shape, look)
            else:
                self.text(row, column, value, look)
            return
        if isinstance(value, Decimal):
            self._room.figure(column, value, shape)
        elif value:
            self._room.text(row, column, value)
        held = float(value) if isinstance(value, Decimal) else value
        self.page.write_formula(row, column, f"={formula}", self._styles.get(look, shape), held)

    def share(
        self,
        place: tuple[int, int],
        cells: tuple[str, str],
        values: tuple[Decimal, Decimal],
        look: Look = Look.COMPUTED,
        *,
        live: bool,
    ) -> None:
        """The share of a part in a whole, by the cells and values of both; empty where the whole is nothing."""
        (part, whole), (value, total) = cells, values
        shown = value / total if total else ""
        self.formula(*place, f'IF({whole}=0,"",{part}/{whole})', shown, SHARE, look, live=live)

    def day(self, row: int, column: int, value: date | None, look: Look = Look.DAY) -> None:
        """A day as a day, which sorts and counts; None as an empty cell."""
        shape = day_shape(self._styles.language)
        if value is None:
            self.page.write_blank(row, column, None, self._styles.get(look, shape))
            return
        self._room.text(row, column, "28 Sept 2027" if self._styles.language is Language.EN else "2027年12月31日")
        self.page.write_datetime(row, column, value, self._styles.get(look, shape))

    def link(self, row: int, column: int, other: "Sheet") -> None:
        """A link to another sheet, by its name."""
        self._room.text(row, column, other.name)
        self.page.write_url(row, column, f"internal:'{other.name}'!A1", self._styles.get(Look.LINK), other.name)

    def levels(self, first: int, last: int, column: int, colours: Mapping[int, str]) -> None:
        """Colours for whole numbers of a column, by the least number of each, the greatest first."""
        for least, colour in colours.items():
            found = {"type": "cell", "criteria": ">=", "value": least, "stop_if_true": True}
            look = self._book.add_format({"bg_color": colour})
            self.page.conditional_format(first, column, last, column, found | {"format": look})

    def bars(self, place: tuple[int, int], title: str, names: Place, amounts: Place, rows: int) -> None:
        """A bar chart of cells, which follows them."""
        chart = self._book.add_chart({"type": "bar"})
        fill = {"color": self._styles.theme.light.blue}
        series = {"categories": f"={names.outside}", "values": f"={amounts.outside}", "fill": fill}
        font = {"name": self._styles.font, "size": SIZE - 1}
        chart.add_series(
            series | {"gap": 60, "name": title, "data_labels": {"value": True, "font": font, "num_format": WHOLE}}
        )
        chart.set_title({"name": title, "name_font": font | {"size": SIZE + 1}, "overlay": False})
        chart.set_y_axis({"reverse": True, "num_font": font, "line": {"none": True}})
        chart.set_x_axis({"visible": False, "major_gridlines": {"visible": False}})
        chart.set_legend({"none": True})
        chart.set_size({"width": 560, "height": 110 + 28 * rows})
        self.page.insert_chart(*place, chart, {"description": title, "object_position": 2})

    def finish(
        self,
        *,
        heads: int,
        context: ReportContext,
        filtered: tuple[int, int, int] | None = None,
        frozen: int = 0,
        page: bool = False,
        upright: bool = False,
    ) -> None:
        """Fits columns, freezes all down to row `heads` and the first columns, and sets up the print.

        `filtered` are head row, last row and last column of a table with a filter; `page` prints all on one page,
        `upright` on paper that stands.
        """
        cover = context.cover
        header = " · ".join(filter(None, (cover.draft, cover.what_if, cover.name)))
        printed = text("page", "printed", context.language).format(day=cover.printed)
        footer = " · ".join(filter(None, (printed, self._styles.theme.footer)))
        for column, width in self._room.widths().items():
            self.page.set_column(column, column, width)
        for row, height in self._room.heights():
            self.page.set_row(row, height)
        self.page.ignore_errors(dict.fromkeys(_REMARKS, "A1:XFD1048576"))
        self.page.freeze_panes(heads + 1, frozen)
        if filtered and filtered[1] > filtered[0]:
            self.page.autofilter(filtered[0], 0, filtered[1], filtered[2])
        if not upright:
            self.page.set_landscape()
        self.page.set_paper(_A4)
        self.page.fit_to_pages(1, int(page))
        self.page.repeat_rows(0, heads)
        self.page.set_margins(**_MARGINS)
        self.page.set_header(f"&L{for_print(header)}&R{for_print(self.name)}")
        self.page.set_footer(f"&L{for_print(footer)}&R&P / &N")


def sum_where(labels: Place, label: Place, amounts: Place) -> str:
    """The formula for the sum of amounts whose labels are exactly that of a cell.

    Not SUMIF: it takes wild cards, signs (">5") and what looks like a number or a day for more than a name, and names
    of more than 255 characters for an error.
    """
    return f"SUMPRODUCT(--EXACT({labels.outside},{label.inside}),{amounts.outside})"
