"""Hostile plans in every format: readers other than ours open each file, show the texts, and find nothing that acts."""

import io
import re
import time
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import docx
import icalendar
import openpyxl
import pikepdf
import pptx
import pymupdf
import pytest

from promoplan.model.leaves import leaves
from promoplan.report import typst_text
from promoplan.report.blocks import Heading, Paragraph, Text
from promoplan.report.glyphs import printable
from promoplan.report.render import Report, plan_language
from promoplan.report.targets import Format
from tests.report.hostile import CODE, LONG, MARKUP, UNICODE, Chosen, free_texts, plan_of, plan_with
from tests.report.plans import DAY, PLANS, checked_file, parsed

TEXTS = (*MARKUP, *CODE, *UNICODE)
LONGEST = 20
"""Seconds for one file, on a machine that is busy."""
SOME_SAMPLES = pytest.mark.parametrize("path", [PLANS[0], PLANS[-1]], ids=lambda path: path.stem)
ALL_SAMPLES = pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)


@lru_cache
def hostile(path: Path) -> Report:
    """A sample whose every text is a hostile one, the next one each time."""
    return _report(path, lambda number: TEXTS[number % len(TEXTS)])


@lru_cache
def harmless(path: Path) -> Report:
    """Its twin with words in their place."""
    return _report(path, "Word {}".format)


def _report(path: Path, chosen: Chosen) -> Report:
    return Report(plan_with(path, chosen), language=plan_language(checked_file(path)), today=DAY)


@lru_cache
def links(path: Path) -> frozenset[str]:
    """The addresses that a sample's plan gives, which are never replaced."""
    found = (value for section in checked_file(path).sections.values() for _, value in leaves(section))
    return frozenset(value for value in found if isinstance(value, str) and value.startswith(("http", "mailto:")))


def squeezed(text: str) -> str:
    """The text without white space and what stands for none, as line ends fall anywhere."""
    return "".join(text.split()).replace("\u200b", "")


def missing(shown: str, texts: tuple[str, ...] = TEXTS) -> list[str]:
    """Those of the texts that are not shown."""
    found = squeezed(shown)
    return [text for text in texts if squeezed(text) not in found]


@ALL_SAMPLES
def test_markdown(path: Path) -> None:
    """A strict reader finds no kind of element that the harmless report has not, and every text as text."""
    found, twin = ([*parsed(made(path).rendered(Format.MARKDOWN).main.decode())] for made in (hostile, harmless))
    assert {kind for kind, _ in found} <= {kind for kind, _ in twin}
    assert not missing(" ".join(text for _, text in found))


class Page(HTMLParser):
    """What a browser would make of a page: elements with their attributes, addresses, styles and text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: set[tuple[str, str]] = set()
        self.addresses: set[str] = set()
        self.styles: list[str] = []
        self.text = ""
        self._within = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self._within = tag
        self.elements |= {(tag, ""), *((tag, name) for name, _ in attrs)}
        self.addresses |= {value or "" for name, value in attrs if name in {"href", "src", "xlink:href", "action"}}
        self.styles += [value or "" for name, value in attrs if name == "style"]

    def handle_data(self, data: str) -> None:
        """Notes a text."""
        if self._within == "style":
            self.styles.append(data)
        else:
            self.text += data

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the library calls it so
        """Ends an element."""
        self._within = ""


def ruled(style: str) -> str:
    """A style sheet without its strings, which are written as numbers, and without figures such as widths."""
    return re.sub(r'"(?:\\[0-9a-f]+ )*"|[0-9.]+', "", style)


@ALL_SAMPLES
def test_html(path: Path) -> None:
    """No element, attribute, style or address that the harmless page has not; every text is read."""
    page, twin = (Page(made(path).rendered(Format.HTML).main.decode()) for made in (hostile, harmless))
    assert page.elements <= twin.elements
    assert not [tag for tag, _ in page.elements if tag in {"script", "iframe", "object", "embed", "form", "base"}]
    assert not [name for _, name in page.elements if name.startswith("on")]
    assert {each for each in page.addresses if not each.startswith("#")} <= links(path)
    assert set(map(ruled, page.styles)) == set(map(ruled, twin.styles))
    assert not missing(page.text)


ACTING = {"/JS", "/JavaScript", "/Launch", "/AA", "/EmbeddedFiles", "/RichMediaContent", "/XFA", "/AcroForm"}
"""Keys by which a PDF does something of itself or holds other files."""


def dictionaries(document: pikepdf.Pdf) -> Iterator[pikepdf.Object]:
    """Every dictionary of a PDF, also within others."""
    waiting: list[Any] = list(document.objects)
    while waiting:
        each = waiting.pop()
        if isinstance(each, pikepdf.Dictionary | pikepdf.Stream):
            yield each
            waiting += [value for _, value in each.items() if not getattr(value, "is_indirect", False)]
        elif isinstance(each, pikepdf.Array):
            waiting += [value for value in each if not getattr(value, "is_indirect", False)]


@SOME_SAMPLES
def test_pdf(path: Path) -> None:
    """No action but going to places and to the plan's own addresses; the texts are there, but what fonts lack."""
    data = hostile(path).rendered(Format.PDF).main
    with pikepdf.open(io.BytesIO(data)) as document:
        found = [dict(each.items()) for each in dictionaries(document)]
    assert not ACTING & {key for each in found for key in each}
    assert {str(each["/S"]) for each in found if each.get("/Type") == "/Action"} <= {"/URI", "/GoTo"}
    assert {str(each["/URI"]) for each in found if "/URI" in each} <= links(path)
    with pymupdf.open(stream=data) as document:  # type: ignore[no-untyped-call]
        shown = "".join(page.get_text() for page in document)
    told = tuple(text for text in TEXTS if printable(text) == text)
    assert len(told) > len(TEXTS) / 2
    assert not missing(shown.replace("\u00ad", ""), told)


def parts(data: bytes) -> Mapping[str, bytes]:
    """The parts of an office file; each XML part is well-formed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        found = {name: archive.read(name) for name in archive.namelist()}
    for name, content in found.items():
        if name.endswith((".xml", ".rels")):
            ET.fromstring(content)  # noqa: S314 - made by us
    return found


def outward(found: Mapping[str, bytes]) -> set[str]:
    """The addresses out of a package that its relationships name."""
    told = (ET.fromstring(content) for name, content in found.items() if name.endswith(".rels"))  # noqa: S314 - as above
    return {each.attrib["Target"] for root in told for each in root if each.get("TargetMode") == "External"}


@SOME_SAMPLES
def test_docx(path: Path) -> None:
    """The parts and fields are the harmless document's; links lead where the plan's own addresses do."""
    data = hostile(path).rendered(Format.DOCX).main
    found, twin = parts(data), parts(harmless(path).rendered(Format.DOCX).main)
    assert set(found) == set(twin)
    assert outward(found) <= links(path)
    fields = re.compile(rb"<w:(?:instrText|fldSimple)[^>]*>([^<]*)")
    for name in twin:
        assert set(fields.findall(found[name])) == set(fields.findall(twin[name]))
    document = docx.Document(io.BytesIO(data))
    shown = [paragraph.text for paragraph in document.paragraphs]
    shown += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    told = tuple(re.sub("[\u200e\u200f]", "", text) for text in TEXTS)
    assert not missing(re.sub("[\u200e\u200f]", "", " ".join(shown)), told)


@ALL_SAMPLES
def test_xlsx(path: Path) -> None:
    """Formulas, names, links and sheets are the harmless workbook's; every text that has a cell is a text there."""
    data, other = (report.rendered(Format.XLSX).main for report in (hostile(path), harmless(path)))
    book, twin = (openpyxl.load_workbook(io.BytesIO(each)) for each in (data, other))
    assert book.sheetnames == twin.sheetnames
    assert set(book.defined_names) == set(twin.defined_names)
    assert outward(parts(data)) == set()
    assert acting(book) == acting(twin)
    shown = [cell.value for sheet in book for row in sheet for cell in row if cell.data_type == "s"]
    assert len(missing(" ".join(shown))) < len(TEXTS) / 3


def acting(book: openpyxl.Workbook) -> set[tuple[str, str, str]]:
    """The cells that compute or lead somewhere, with what they do."""
    cells = [(sheet.title, cell) for sheet in book for row in sheet for cell in row]
    formulas = {(name, cell.coordinate, cell.value) for name, cell in cells if cell.data_type == "f"}
    return formulas | {(name, cell.coordinate, cell.hyperlink.location) for name, cell in cells if cell.hyperlink}


@SOME_SAMPLES
def test_pptx(path: Path) -> None:
    """The parts are the harmless deck's, nothing leads out of it, and the workbooks behind charts have no formula."""
    data = hostile(path).rendered(Format.PPTX).main
    found = parts(data)
    assert {re.sub(r"\d+", "", name) for name in found} == {
        re.sub(r"\d+", "", name) for name in parts(harmless(path).rendered(Format.PPTX).main)
    }
    assert outward(found) <= links(path)
    assert not [name for name, content in found.items() if b"<a:hlinkClick" in content or b"ppaction" in content]
    for name, content in found.items():
        if name.endswith(".xlsx"):
            cells = [cell for sheet in openpyxl.load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
            assert not [cell.value for cell in cells if cell.data_type == "f"]
    deck = pptx.Presentation(io.BytesIO(data))
    shown = " ".join(
        node.text or "" for slide in deck.slides for part in (slide, slide.notes_slide) for node in part.element.iter()
    )
    assert len(missing(shown)) < len(TEXTS) / 3


@ALL_SAMPLES
def test_ics(path: Path) -> None:
    """One calendar with as many events and the same properties as the harmless one; lines are short and whole."""
    data = hostile(path).rendered(Format.ICS).main
    (made,) = icalendar.Calendar.from_ical(data, multiple=True)
    (twin,) = icalendar.Calendar.from_ical(harmless(path).rendered(Format.ICS).main, multiple=True)
    assert [each.name for each in made.walk()] == [each.name for each in twin.walk()]
    properties, wanted = (sorted(tuple(sorted(each)) for each in one.walk()) for one in (made, twin))
    assert properties == wanted
    starts, others = (sorted(each["dtstart"].to_ical() for each in one.walk("VEVENT")) for one in (made, twin))
    assert starts == others
    names = [each["uid"] for each in made.walk("VEVENT")]
    assert len(set(names)) == len(names)
    assert all(len(line) <= 75 and b"\r" not in line and b"\n" not in line for line in data.split(b"\r\n"))
    shown = " ".join(str(value) for each in made.walk() for value in each.values())
    assert len(missing(shown)) < len(TEXTS) / 3


def opened(form: Format, data: bytes) -> object:
    """A file as a reader of its format opens it; HTML and Markdown are read as they are."""
    match form:
        case Format.PDF:
            with pymupdf.open(stream=data) as document:  # type: ignore[no-untyped-call]
                return document.page_count
        case Format.DOCX:
            return docx.Document(io.BytesIO(data))
        case Format.XLSX:
            return openpyxl.load_workbook(io.BytesIO(data))
        case Format.PPTX:
            return pptx.Presentation(io.BytesIO(data))
        case Format.ICS:
            return icalendar.Calendar.from_ical(data)
        case _:
            return data.decode()


def test_every_text_is_hostile() -> None:
    """The checks above mean something only while a sample has texts by the hundred, each of which was replaced."""
    for path in PLANS:
        assert len(free_texts(path)) > 10 * len(TEXTS)


@pytest.mark.parametrize("form", Format)
def test_every_value_hostile(form: Format) -> None:
    """With figures, dates, ids and words of the vocabulary replaced, too, there still is a report."""
    checked = plan_of(PLANS[0], lambda number: TEXTS[number % len(TEXTS)])
    report = Report(checked, language=plan_language(checked), today=DAY)
    assert opened(form, report.rendered(form).main)


@lru_cache
def endless() -> Report:
    """A sample with words that no line holds, spread over its texts."""
    return _report(PLANS[0], lambda number: LONG[number // 20 % len(LONG)] if number % 20 == 3 else f"Word {number}")


@pytest.mark.parametrize("form", [form for form in Format if form is not Format.PDF])
def test_words_without_end(form: Format) -> None:
    """Cost little time, and the file can be read."""
    endless().context  # noqa: B018 - made once for all formats
    begun = time.monotonic()
    made = endless().rendered(form).main
    assert time.monotonic() - begun < LONGEST
    assert opened(form, made)


def test_words_without_end_on_paper() -> None:
    """Cost little time, too; lines end within them, and what is printed stays within the paper's edges."""
    begun = time.monotonic()
    made = endless().rendered(Format.PDF).main
    assert time.monotonic() - begun < LONGEST
    with pymupdf.open(stream=made) as document:  # type: ignore[no-untyped-call]
        for page in document:
            for left, top, right, bottom, *_ in page.get_text("blocks"):
                assert left > 40
                assert top > 0
                assert right < page.rect.width - 40
                assert bottom < page.rect.height


def test_words_that_no_column_holds() -> None:
    """A table whose every column is too narrow for its words still is one."""
    page = Page(_report(PLANS[0], lambda _: UNICODE[1]).rendered(Format.HTML).main.decode())
    assert ("table", "") in page.elements


def test_accents_without_number() -> None:
    """One mark tells of those that no font holds; what a font has as one letter is that letter, and markup stays."""
    assert printable("Cafe\u0301 e\u0301\u0489\u0322\u0489 \u0489") == "Café é□ □"
    assert printable(">\u0338<\u0338") == ">□<□"


def test_texts_that_no_line_shows() -> None:
    """Alternatives, properties and bookmarks are short enough for PDF/A-2, whose strings hold 32,767 bytes."""
    assert len(typst_text.unseen("長" * 20_000).encode("utf-16")) < 32_767
    heading = Heading(1, "part-1", (Text("長" * 20_000),))
    assert len(typst_text.body([heading], {}).encode("utf-16")) < 32_767


def test_a_word_without_end_is_cut() -> None:
    """On paper, where nobody reads it; between Chinese characters and in words as long as links nothing is lost."""
    assert "…" in typst_text.body([Paragraph((Text("x" * 2001),))], {})
    for text in ("x" * 2000, "長" * 10_000, "long words " * 1000):
        assert text in typst_text.body([Paragraph((Text(text),))], {}).replace("\u200b", "")
