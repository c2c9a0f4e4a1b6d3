"""How cells look: names of looks, the format of each, and `Styles`, which makes them."""

from enum import StrEnum
from typing import Any

from promoplan.i18n.catalogue import Language
from promoplan.report.office_fonts import CHINESE, LATIN
from promoplan.report.palette import Palette
from promoplan.report.theme import Theme
from promoplan.report.workbook.figures import PLAIN

FONTS = CHINESE | {Language.EN: LATIN}
"""The one font of a workbook, by its language."""
SIZE = 10
_TYPED = "#fff8e1"


class Look(StrEnum):
    """What a cell is; `typed` is filled in by people, `computed` by a formula."""

    TITLE = "title"
    NOTE = "note"
    SECTION = "section"
    HEAD = "head"
    HEAD_FIGURE = "head-figure"
    DAY = "day"
    TEXT = "text"
    FIGURE = "figure"
    TYPED = "typed"
    COMPUTED = "computed"
    COMPUTED_TEXT = "computed-text"
    SUM = "sum"
    SUM_TEXT = "sum-text"
    LINK = "link"


def formats(palette: Palette) -> dict[Look, dict[str, Any]]:
    """The format of each look in a palette."""
    row = {"valign": "top", "bottom": 1, "bottom_color": palette.line}
    total = {"bold": True, "valign": "top", "bg_color": palette.soft, "top": 1, "top_color": palette.deep}
    right = {"align": "right", "indent": 1}
    head = {
        "bold": True,
        "font_color": palette.on_band,
        "bg_color": palette.band,
        "text_wrap": True,
        "valign": "vcenter",
    }
    deep = {"bold": True, "font_color": palette.deep}
    return {
        Look.TITLE: deep | {"font_size": 18, "valign": "vcenter"},
        Look.NOTE: {"font_color": palette.muted, "valign": "vcenter"},
        Look.SECTION: deep | {"font_size": 12, "bottom": 2, "bottom_color": palette.deep},
        Look.HEAD: head,
        Look.HEAD_FIGURE: head | right,
        Look.DAY: row | {"align": "left"},
        Look.TEXT: row | {"text_wrap": True},
        Look.FIGURE: row | right,
        Look.TYPED: row | right | {"bg_color": _TYPED},
        Look.COMPUTED: row | right | {"bg_color": palette.soft},
        Look.COMPUTED_TEXT: row | {"bg_color": palette.soft},
        Look.SUM: total | right,
        Look.SUM_TEXT: total | {"text_wrap": True},
        Look.LINK: row | {"font_color": palette.blue, "underline": 1},
    }


def font_of(theme: Theme, language: Language) -> str:
    """The font of all cells: the theme's, or the language's."""
    return theme.body.name or FONTS[language]


class Styles:
    """The formats of a workbook in the look of a theme, each made once."""

    def __init__(self, book: Any, language: Language, theme: Theme) -> None:
        self.language = language
        self.theme = theme
        self.font = font_of(theme, language)
        self._book = book
        self._formats = formats(theme.light)
        self._made: dict[tuple[Look, str], Any] = {}

    def get(self, look: Look, shape: str = PLAIN) -> Any:
        """The format of a look with a number format."""
        if (look, shape) not in self._made:
            told = {"font_name": self.font, "font_size": SIZE, "num_format": shape} | self._formats[look]
            self._made[look, shape] = self._book.add_format(told)
        return self._made[look, shape]
