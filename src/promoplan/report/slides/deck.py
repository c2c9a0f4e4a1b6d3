"""Pages drawn as a deck: titles and numbers in placeholders, notes beneath, the same bytes for the same pages."""

import io
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time

from msgspec import Struct
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide, SlideLayout

from promoplan.report.inert import clean
from promoplan.report.packing import repacked
from promoplan.report.slides.drawing import draw
from promoplan.report.slides.fitting import fitted, in_one_line, shortened
from promoplan.report.slides.ink import Ink, frame
from promoplan.report.slides.look import FOOTER, MARK, TITLE
from promoplan.report.slides.master import COVER_SUBTITLE, COVER_TITLE, empty_deck, kind_of
from promoplan.report.slides.page import Element, Line, Page, Text

_TITLE_SIZES = (28.0, 26.0, 24.0, 22.0, 20.0)
_COVER_SIZES = (44.0, 40.0, 36.0, 32.0, 28.0)
_FOOTER_SIZE = 10
_MOST_NOTES, _LONGEST_NOTE = 80, 600
"""The most paragraphs that the notes of one slide hold, and the most characters of one."""


class About(Struct, frozen=True):
    """What a deck tells of itself: `cut` is the heading of what a slide had no room for, `footer` runs over slides.

    `mark` stands on every slide of a draft.
    """

    title: str
    author: str
    subject: str
    footer: str
    cut: str
    today: date
    mark: str = ""


def drawn(pages: Sequence[Page], about: About, ink: Ink) -> bytes:
    """The deck as a file."""
    deck = empty_deck(ink.palette, ink.face)
    cover, content = deck.slide_layouts
    for number, page in enumerate(pages, 1):
        layout = cover if page.is_cover else content
        slide = deck.slides.add_slide(layout)
        _title(slide, page, ink)
        left_out = [told for element in page.elements for told in _drawn(slide, element, page, ink, about.today)]
        if about.mark:
            line = Line(about.mark, "paper" if page.is_cover else "warm", bold=True)
            draw(slide, Text(MARK, (line,), (14.0,)), ink, about.today)
        if not page.is_cover:
            _running(slide, layout, number, about.footer, ink)
        _notes(slide, page.notes, left_out, about, ink)
    _properties(deck, about, ink)
    out = io.BytesIO()
    deck.save(out)
    return repacked(out.getvalue())


def _drawn(slide: Slide, element: Element, page: Page, ink: Ink, today: date) -> tuple[str, ...]:
    """Draws an element; on the cover the first text is the subtitle."""
    if page.is_cover and element is page.elements[0] and isinstance(element, Text):
        made = fitted(element.lines, COVER_SUBTITLE.width, COVER_SUBTITLE.height, element.sizes, ink.more)
        _fill(slide.placeholders[1], made.lines, made.size, ink)
        return tuple(clean(line.text) for line in made.cut)
    return draw(slide, element, ink, today)


def _title(slide: Slide, page: Page, ink: Ink) -> None:
    box, sizes, most = (COVER_TITLE, _COVER_SIZES, 3) if page.is_cover else (TITLE, _TITLE_SIZES, 2)
    colour = "paper" if page.is_cover else "deep"
    line = Line(page.title, colour, bold=True)
    made = fitted((line,), box.width, box.height, sizes, ink.more)
    if made.cut:
        line = Line(shortened(page.title, sizes[-1], box.width, most, bold=True), colour, bold=True)
        made = fitted((line,), box.width, box.height, sizes, ink.more)
    title = slide.shapes.title
    if title is not None:
        _fill(title, made.lines, made.size, ink, MSO_ANCHOR.BOTTOM)


def _fill(shape: BaseShape, lines: Iterable[Line], size: float, ink: Ink, anchor: MSO_ANCHOR = MSO_ANCHOR.TOP) -> None:
    body = frame(shape, 0, anchor)
    for number, line in enumerate(lines):
        paragraph = body.add_paragraph() if number else body.paragraphs[0]
        ink.write(paragraph, line, size, first=not number)


def _running(slide: Slide, layout: SlideLayout, number: int, footer: str, ink: Ink) -> None:
    """Footer and page number, as placeholders of the layout."""
    for shape in layout.placeholders:
        kind, slot = kind_of(shape), shape.placeholder_format.idx
        if kind not in {"ftr", "sldNum"}:
            continue
        slide.shapes.element.append(
            parse_xml(
                f'<p:sp {nsdecls("p", "a")}><p:nvSpPr><p:cNvPr id="{900 + slot}" name="{shape.name}"/><p:cNvSpPr>'
                f'<a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="{kind}" sz="quarter" idx="{slot}"/></p:nvPr>'
                "</p:nvSpPr><p:spPr/><p:txBody><a:bodyPr/><a:lstStyle/><a:p/></p:txBody></p:sp>"
            )
        )
        run = slide.placeholders[slot].text_frame.paragraphs[0].add_run()
        run.text = in_one_line(footer, _FOOTER_SIZE, FOOTER.width) if kind == "ftr" else str(number)
        ink.font(run.font, _FOOTER_SIZE, "muted")
        if kind == "sldNum":
            run._r.tag = qn("a:fld")  # noqa: SLF001 - the library knows no fields
            run._r.set("id", "{C1FF6DA9-008F-8B48-92A6-B652298478BF}")  # noqa: SLF001 - as above
            run._r.set("type", "slidenum")  # noqa: SLF001 - as above


def _notes(slide: Slide, notes: Sequence[str], left_out: Sequence[str], about: About, ink: Ink) -> None:
    told = [*notes, *((about.cut, *left_out) if left_out else ())]
    told = list(filter(None, map(clean, told)))
    if not told:
        return
    shown = [text if len(text) <= _LONGEST_NOTE else f"{text[:_LONGEST_NOTE]}…" for text in told[:_MOST_NOTES]]
    if len(told) > _MOST_NOTES:
        shown.append(ink.more.format(count=len(told) - _MOST_NOTES))
    page = slide.notes_slide
    for shape in tuple(page.placeholders):
        if kind_of(shape) == "sldNum":
            page.shapes.element.remove(shape.element)
    body = page.notes_text_frame
    if body is None:
        return
    for number, text in enumerate(shown):
        paragraph = body.add_paragraph() if number else body.paragraphs[0]
        run = paragraph.add_run()
        run.text = text
        ink.font(run.font, 12)


def _properties(deck: Deck, about: About, ink: Ink) -> None:
    told, when = deck.core_properties, datetime.combine(about.today, time(), UTC).replace(tzinfo=None)
    told.title, told.author, told.subject = (clean(text)[:255] for text in (about.title, about.author, about.subject))
    told.created = told.modified = when
    told.last_modified_by, told.language, told.revision = clean(about.author)[:255], ink.face.lang, 1
    told.keywords = told.comments = told.category = ""
