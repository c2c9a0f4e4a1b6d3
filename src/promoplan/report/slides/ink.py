"""Runs, fills and edges: how a text or form gets its font, language and colour."""

from msgspec import Struct
from pptx.dml.color import RGBColor
from pptx.dml.fill import FillFormat
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.text.text import Font, TextFrame, _Paragraph
from pptx.util import Pt

from promoplan.report.inert import clean
from promoplan.report.slides.fitting import GAP, INDENT, LEADING
from promoplan.report.slides.look import Palette, Typeface
from promoplan.report.slides.page import Line

_THEME = {
    "paper": MSO_THEME_COLOR.BACKGROUND_1, "ink": MSO_THEME_COLOR.TEXT_1, "deep": MSO_THEME_COLOR.TEXT_2,
    "soft": MSO_THEME_COLOR.BACKGROUND_2, "blue": MSO_THEME_COLOR.ACCENT_1, "accent": MSO_THEME_COLOR.ACCENT_2,
    "sky": MSO_THEME_COLOR.ACCENT_3, "warm": MSO_THEME_COLOR.ACCENT_4, "muted": MSO_THEME_COLOR.ACCENT_5,
    "good": MSO_THEME_COLOR.ACCENT_6,
}  # fmt: skip
"""Colours that the theme holds, so that another theme recolours the deck."""
_NAME, _TOLD = 120, 2_000
"""The most characters of a shape's name and of its alternative text."""
ALIGN = {"left": PP_ALIGN.LEFT, "center": PP_ALIGN.CENTER, "right": PP_ALIGN.RIGHT}


class Ink(Struct, frozen=True):
    """What everything on a deck is written and painted with; `more` counts what is left out."""

    palette: Palette
    face: Typeface
    more: str

    def paint(self, fill: FillFormat, name: str) -> None:
        """Fills with a colour of the palette; "" leaves it open."""
        if not name:
            fill.background()
            return
        fill.solid()
        if name in _THEME:
            fill.fore_color.theme_color = _THEME[name]
        else:
            fill.fore_color.rgb = RGBColor.from_string(getattr(self.palette, name))

    def font(self, font: Font, size: float, name: str = "ink", *, bold: bool = False) -> None:
        """Sets size, colour, fonts and language."""
        font.size, font.bold, font.name = Pt(size), bold, self.face.latin
        self.paint(font.fill, name)
        element = font._element  # noqa: SLF001 - the library knows no East Asian font
        element.set("lang", self.face.lang)
        if not self.face.lang.startswith("en"):
            element.set("altLang", "en-US")
        latin = element.find(qn("a:latin"))
        for old in element.findall(qn("a:ea")):
            element.remove(old)
        asian = latin.makeelement(qn("a:ea"), {"typeface": self.face.east_asian})
        latin.addnext(asian)

    def write(self, paragraph: _Paragraph, line: Line, size: float, *, first: bool = True) -> None:
        """Writes one paragraph: exact leading, so that every program breaks a box alike."""
        used = line.size or size
        paragraph.line_spacing = Pt(round(LEADING * used, 2))
        paragraph.space_before = Pt(0 if first else round(GAP * used, 2))
        style = paragraph._p.get_or_add_pPr()  # noqa: SLF001 - the library knows no bullets
        indent = Pt(round(INDENT * used, 1)).emu if line.bullet else 0
        style.set("marL", str(indent))
        style.set("indent", str(-indent))
        for tag, attribute in (("a:buFont", "typeface"), ("a:buChar", "char")) if line.bullet else (("a:buNone", ""),):
            told = {attribute: "Arial" if attribute == "typeface" else "•"} if attribute else {}
            style.append(style.makeelement(qn(tag), told))
        text = clean(line.text)
        if text:
            run = paragraph.add_run()
            run.text = text
            self.font(run.font, used, line.ink, bold=line.bold)
        end = paragraph._p.makeelement(qn("a:endParaRPr"), {"lang": self.face.lang, "sz": str(round(100 * used))})  # noqa: SLF001 - an empty paragraph is as high as this says
        paragraph._p.append(end)  # noqa: SLF001 - as above


def frame(shape: BaseShape, inset: float = 0, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP, *, wrap: bool = True) -> TextFrame:
    """The text frame of a shape, which never changes its size by itself."""
    body: TextFrame = shape.text_frame
    body.word_wrap, body.auto_size, body.vertical_anchor = wrap, MSO_AUTO_SIZE.NONE, anchor
    body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = Pt(inset)
    return body


def name(shape: BaseShape, title: str, told: str = "") -> None:
    """Names a shape, and tells those who can't see it what it shows."""
    about = shape.element.find(f".//{qn('p:cNvPr')}")
    about.set("name", clean(title)[:_NAME])
    if told:
        about.set("descr", clean(told)[:_TOLD])


def bare(shape: BaseShape) -> None:
    """Takes the theme's shadow and edge off a shape."""
    for style in shape.element.findall(qn("p:style")):
        shape.element.remove(style)
