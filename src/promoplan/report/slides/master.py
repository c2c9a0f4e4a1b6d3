"""An empty deck of 16:9 in our look: one layout for the cover, one for all other slides, and the theme of both.

Titles, footers and page numbers are placeholders, so that outlines and screen readers find them, and whoever edits the
deck can restyle it in one place.
"""

from lxml import etree
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import SlideLayout, SlideMaster
from pptx.util import Pt

from promoplan.report.slides.look import (
    CONTENT,
    FOOTER,
    HEIGHT,
    LEFT,
    NUMBER,
    ROOM,
    TITLE,
    WIDTH,
    Box,
    Palette,
    Typeface,
)

COVER_TITLE, COVER_SUBTITLE = Box(LEFT + 16, 150, ROOM - 32, 140), Box(LEFT + 16, 306, ROOM - 32, 60)
_COVER, _CONTENT = 0, 5
"""The layouts of the library's own template that are kept."""
_KEPT = frozenset({"title", "ctrTitle", "subTitle", "ftr", "sldNum", "body"})
_SLOTS = {
    "dk1": "ink", "lt1": "paper", "dk2": "deep", "lt2": "soft", "accent1": "blue", "accent2": "accent",
    "accent3": "sky", "accent4": "warm", "accent5": "muted", "accent6": "good", "hlink": "blue", "folHlink": "muted",
}  # fmt: skip
"""Which of our colours stands in each place of the theme."""


def empty_deck(palette: Palette, face: Typeface) -> Deck:
    """A deck without slides; its first layout is for the cover, its second for content."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    size = deck.element.find(qn("p:sldSz"))
    if size is not None:
        size.attrib.pop("type", None)
    master = deck.slide_masters[0]
    cover, content = master.slide_layouts[_COVER], master.slide_layouts[_CONTENT]
    for layout in tuple(master.slide_layouts):
        if layout not in (cover, content):
            master.slide_layouts.remove(layout)
    _theme(master, palette, face)
    for page in (master, cover, content):
        _without_others(page)
    _master(master)
    _cover(cover)
    content.shapes.element.append(_rule(Box(LEFT, 90, 56, 3), 90))
    _without_leftovers(deck)
    return deck


def place(shape: BaseShape, box: Box) -> None:
    """Puts a shape to its place."""
    shape.left, shape.top, shape.width, shape.height = map(Pt, box)


def kind_of(shape: BaseShape) -> str:
    """What a placeholder is for, as the standard calls it: title, body, ftr, sldNum and so on."""
    return str(shape.element.find(f".//{qn('p:ph')}").get("type", "body"))


def _master(master: SlideMaster) -> None:
    """Places, and titles to the left; the footer, too."""
    places = {"title": TITLE, "body": CONTENT, "ftr": FOOTER, "sldNum": NUMBER}
    for shape in master.placeholders:
        kind = kind_of(shape)
        place(shape, places[kind])
        body = shape.text_frame
        body.margin_left = body.margin_right = body.margin_top = body.margin_bottom = 0
        if kind == "title":
            shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "b")
        elif kind == "ftr":
            shape.element.find(f".//{qn('a:lvl1pPr')}").set("algn", "l")
    for style in master.element.iter(qn("p:titleStyle")):
        level = style.find(qn("a:lvl1pPr"))
        level.set("algn", "l")
        run = level.find(qn("a:defRPr"))
        run.set("sz", "2800")
        run.set("b", "1")
        for colour in run.iter(qn("a:schemeClr")):
            colour.set("val", "tx2")


def _cover(layout: SlideLayout) -> None:
    """White on the deep colour, with the accent along the lower edge."""
    places = {"ctrTitle": COVER_TITLE, "subTitle": COVER_SUBTITLE}
    for shape in tuple(layout.placeholders):
        kind = kind_of(shape)
        if kind in places:
            place(shape, places[kind])
            shape.element.find(f".//{qn('a:bodyPr')}").set("anchor", "b" if kind == "ctrTitle" else "t")
            for level in shape.element.iter(qn("a:lvl1pPr")):
                level.set("algn", "l")
        else:
            layout.shapes.element.remove(shape.element)
    fill = '<a:solidFill><a:schemeClr val="tx2"/></a:solidFill><a:effectLst/>'
    ground = parse_xml(f"<p:bg {nsdecls('p', 'a')}><p:bgPr>{fill}</p:bgPr></p:bg>")
    layout.element.find(qn("p:cSld")).insert(0, ground)
    layout.shapes.element.append(_rule(Box(0, HEIGHT - 10, WIDTH, 10), 91))


def _rule(box: Box, number: int) -> etree._Element:
    """A bar of the accent's colour that belongs to a layout."""
    x, y, width, height = (Pt(value).emu for value in box)
    return parse_xml(
        f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{number}" name="Accent"/><p:cNvSpPr/><p:nvPr userDrawn="1"/>'
        f'</p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{width}" cy="{height}"/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent2"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    )


def _theme(master: SlideMaster, palette: Palette, face: Typeface) -> None:
    part = master.part.part_related_by(RT.THEME)
    root = etree.fromstring(part.blob)
    for slot, name in _SLOTS.items():
        for found in root.iter(qn(f"a:{slot}")):
            found.clear()
            etree.SubElement(found, qn("a:srgbClr"), val=getattr(palette, name))
    for kind in ("a:majorFont", "a:minorFont"):
        for font in root.iter(qn(kind)):
            font.find(qn("a:latin")).set("typeface", face.latin)
            font.find(qn("a:ea")).set("typeface", face.east_asian)
    part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)  # noqa: SLF001 - the library can't write a theme


def _without_others(page: SlideMaster | SlideLayout) -> None:
    """Takes away the placeholders that no slide uses, such as the date, which would be the clock's."""
    for shape in tuple(page.placeholders):
        if kind_of(shape) not in _KEPT:
            page.shapes.element.remove(shape.element)


def _without_leftovers(deck: Deck) -> None:
    """Takes away the template's thumbnail and printer settings, which tell of another deck."""
    for rels in (deck.part.package._rels, deck.part.rels):  # noqa: SLF001 - the library has no other way to them
        for key, rel in tuple(rels.items()):
            if rel.reltype.rsplit("/", 1)[-1] in {"thumbnail", "printerSettings"}:
                rels.pop(key)
