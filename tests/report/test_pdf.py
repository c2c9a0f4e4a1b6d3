"""The PDF report: figures, structure and fonts as read back by two independent readers; the same bytes each time."""

import io
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pikepdf
import pymupdf
import pytest
from msgspec.structs import replace

from promoplan.errors import OutputError
from promoplan.i18n.catalogue import Language, find
from promoplan.report import glyphs
from promoplan.report.front import front
from promoplan.report.markdown import body
from promoplan.report.pdf import pdf, typeset
from promoplan.report.pictures import pictures
from promoplan.report.typst_text import literal
from tests.report import making


def opened(data: bytes) -> Any:
    """A PDF, opened for its text and links."""
    return pymupdf.open(stream=data)  # type: ignore[no-untyped-call] # the library has no types


def text_of(data: bytes) -> str:
    """The text of a PDF with its white space closed up, zero-width spaces gone."""
    with opened(data) as document:
        return " ".join("".join(page.get_text() for page in document).replace("\u200b", "").split())


def no_blanks(text: str) -> str:
    """A text without white space, as line breaks may stand anywhere."""
    return "".join(text.split())


@pytest.fixture(scope="module")
def whole() -> bytes:
    """The whole report of the minimal plan."""
    context = making.context(Language.ZH_HANT)
    drawn = pictures(context)
    text = body(context, drawn, target=lambda name: f"chart:{name}", front=False)
    return pdf(text, front(context), {name: picture.svg for name, picture in drawn.items()}).data


@pytest.fixture(scope="module")
def elements() -> bytes:
    """A body with every kind of element."""
    return pdf(making.BODY, making.shown(), making.charts()).data


@pytest.fixture(scope="module")
def structure(whole: bytes) -> pikepdf.Pdf:
    """The whole report, opened for its structure."""
    return pikepdf.open(io.BytesIO(whole))


def test_figures(whole: bytes) -> None:
    """The plan's figures are in the text: on the cover, in tables, and in charts."""
    told = no_blanks(text_of(whole))
    for said in ("Springpromotion", "US$100,000", "US$10,000", "US$40,000", "44.4%", "R1", "2027年6月30日", "目錄"):
        assert said in told, said


def test_page_numbers_and_running_head(whole: bytes) -> None:
    """Every page but the cover has its number of all and the running head."""
    with opened(whole) as document:
        count = len(document)
        for number, page in enumerate(document, 1):
            told = page.get_text()
            assert (f"{number} / {count}" in told) == (number > 1)
            assert "Spring promotion" in told


def test_document_information(structure: pikepdf.Pdf) -> None:
    """Title, author, language, and the standards that readers check for."""
    root: Any = structure.Root
    assert str(root.Lang) == "zh-TW"
    assert bool(root.MarkInfo.Marked)
    assert bool(root.ViewerPreferences.DisplayDocTitle)
    with structure.open_metadata() as told:
        assert told["dc:title"] == "Spring promotion"
        assert told["pdfaid:part"] == "2"
        assert told["pdfaid:conformance"] == "A"
        assert told["pdfuaid:part"] == "1"


def tags_of(element: Any) -> list[str]:
    """The structure types below an element, in reading order."""
    found = [str(element.S)] if isinstance(element, pikepdf.Dictionary) and "/S" in element else []
    children: Any = element.get("/K", []) if isinstance(element, pikepdf.Dictionary) else []
    for child in children if isinstance(children, pikepdf.Array) else [children]:
        if isinstance(child, pikepdf.Dictionary):
            found += tags_of(child)
    return found


def test_structure(structure: pikepdf.Pdf) -> None:
    """Headings, tables with head cells, lists and figures are tagged as such."""
    tags = set(tags_of(structure.Root.StructTreeRoot))
    assert {"/H1", "/H2", "/P", "/Table", "/THead", "/TH", "/TR", "/TD", "/L", "/LI", "/Figure", "/TOC"} <= tags


def test_outline(structure: pikepdf.Pdf) -> None:
    """Every section is a bookmark."""
    with structure.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[0] == "目錄"
    assert len(titles) > 12


def test_fonts_are_embedded(structure: pikepdf.Pdf) -> None:
    """Only the reports' own fonts are used, and their outlines are in the file."""
    fonts = [item for item in structure.objects if isinstance(item, pikepdf.Dictionary) and "/FontName" in item]
    assert fonts
    for font in fonts:
        assert re.fullmatch(r"/[A-Z]{6}\+PlanSans(TC|SC)-(Regular|Bold).*", str(font.FontName))
        assert {"/FontFile3", "/FontFile2"} & set(font.keys())


def test_table_heads_are_repeated() -> None:
    """A table that runs over pages has its head on each of them."""
    rows = "".join(f"| {n} | row |\n" for n in range(120))
    data = pdf(f"## T\n\n| Number | Headword |\n|---|---|\n{rows}", making.shown(), {}).data
    with opened(data) as document:
        told = [page.get_text() for page in document]
    over = [text for text in told if "\nrow" in text]
    assert len(over) > 2
    assert all("Headword" in text for text in over)


def test_every_element(elements: bytes) -> None:
    """Text of every kind of element comes through, links only to the web, pictures only of the report."""
    told = no_blanks(text_of(elements))
    for said in (
        "strong",
        '#panic("code")',
        "[nolink](javascript:alert(1))",
        "raw<b>#text",
        "Quoted",
        "¥3,000",
        "third",
    ):
        assert said in told, said
    assert "a/very-long-identifier-that-nobody-could-break-or-read-in-one-line" in told
    assert "中文换行。" in told
    with opened(elements) as document:
        links = {link["uri"] for page in document for link in page.get_links() if "uri" in link}
    assert links == {"https://example.com/a?b=c&d"}


def test_equal_bytes(elements: bytes) -> None:
    """The same plan and day give the same file, in another process too."""
    assert pdf(making.BODY, making.shown(), making.charts()).data == elements


def test_hostile_texts_are_text() -> None:
    """Whatever a plan's text holds is printed: nothing is read, called or left out."""
    data = pdf(making.hostile_body(), making.shown(), making.charts('"#panic()')).data
    told = no_blanks(text_of(data))
    for text in making.HOSTILE:
        assert told.count(no_blanks(text)) >= 4, text
    assert "root:" not in told


def test_what_announces_a_table_stays_with_it() -> None:
    """A line that ends in a colon goes to the next page with its table, where this one has no room for both."""
    found = []
    for end in (":", "."):
        text = "x\n\n" * 40 + f"As planned{end}\n\n| A | B |\n|---|---|\n" + "| one | 2 |\n" * 4
        pages = [page.get_text() for page in opened(pdf(text, making.shown(), {}).data)]
        (told,) = (page for page in pages if "As planned" in page)
        found.append("one" in told)
    assert found == [True, False]


def test_missing_glyphs_are_marked_and_told() -> None:
    """A character that no font has is printed as a mark and named; what only joins emoji goes without a trace."""
    text = "a 🎉 𠮷 👩\u200d💻 ✅ b"
    assert pdf(text, making.shown(), {}).unprintable == ("🎉", "𠮷", "👩", "💻")
    assert pdf("![chart](chart:money)", making.shown(), making.charts("🎉")).unprintable == ("🎉",)
    assert pdf("no chart", making.shown(), making.charts("🎉")).unprintable == ()
    assert "a □ □ □□ ✅ b" in text_of(pdf(text, making.shown(), making.charts("🎉")).data)


def test_own_fonts_hold_what_reports_say() -> None:
    """Everything in the catalogues and themes can be printed."""
    folder = Path(glyphs.__file__).parents[1] / "i18n" / "locale"
    for catalogue in folder.glob("*/LC_MESSAGES/*.po"):
        assert not glyphs.missing(catalogue.read_text(encoding="utf-8")), catalogue


@pytest.mark.parametrize("text", [*making.HOSTILE, "a\nb\tc", "\\n", '\\"', "\u2028"])
def test_literals(text: str) -> None:
    """A literal has no quote that ends it early and no raw line end."""
    made = literal(text)
    assert re.fullmatch(r'"(?:[^"\\\n\r]|\\["\\n])*"', made)


def test_failure_is_told() -> None:
    """Source that does not compile is an OutputError with the typesetter's reason, and with what was to be made."""
    with pytest.raises(OutputError, match=r"PDF: .*unknown variable"):
        typeset({"main.typ": "#nothing"}, making.TODAY)
    with pytest.raises(OutputError, match=r"pictures: .*unknown variable"):
        typeset({"main.typ": "#nothing"}, making.TODAY, form="png")


def test_no_files_of_the_machine() -> None:
    """The typesetter has no file but those it is given."""
    with pytest.raises(OutputError, match="PDF: "):
        typeset({"main.typ": '#read("/etc/passwd")'}, making.TODAY)


def test_time_is_limited() -> None:
    """A job that does not end is ended."""
    endless = (
        "#let f(n) = { for a in range(9999) { for b in range(9999) { for c in range(9999) { n += 1 } } }; n }\n#f(1)"
    )
    with pytest.raises(OutputError, match="PDF: typesetting took more than 1 seconds"):
        typeset({"main.typ": endless}, making.TODAY, seconds=1)
    with pytest.raises(OutputError, match="pictures: drawing took more than 1 seconds"):
        typeset({"main.typ": endless}, making.TODAY, seconds=1, form="png")


@pytest.mark.skipif(sys.platform != "linux", reason="limits of memory are Linux's")
def test_memory_is_limited() -> None:
    """A job that takes too much memory ends alone."""
    greedy = '#let f(n) = { let s = "a" * 64; for i in range(n) { s += s }; s.len() }\n#f(26)'
    with pytest.raises(OutputError, match="PDF: typesetting needs more than 1 GB of memory"):
        typeset({"main.typ": greedy}, making.TODAY)


def test_without_typst() -> None:
    """Where typst is not installed, the error names what to install."""
    script = (
        "import sys; sys.modules['typst'] = None\n"
        "from promoplan.errors import MissingExtra\n"
        "from promoplan.report.pdf import pdf\n"
        "from tests.report import making\n"
        "try: pdf('', making.shown(), {})\n"
        "except MissingExtra as error: print(error)\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'PDF: typst is not installed; pip install "promoplan[pdf]"'


@pytest.mark.parametrize("language", [Language.ZH_HANT, Language.ZH_HANS])
@pytest.mark.parametrize(
    "template",
    [
        "PDF: {reason}",
        "PDF: typesetting took more than {seconds} seconds",
        "PDF: typesetting needs more than {limit} GB of memory; --section prints a part of the plan",
        'PDF: typst is not installed; pip install "promoplan[pdf]"',
        "pictures: {reason}",
        "pictures: drawing took more than {seconds} seconds",
        "pictures: drawing needs more than {limit} GB of memory",
    ],
)
def test_errors_are_translated(language: Language, template: str) -> None:
    """Every trouble with the PDF and with pictures is told in Chinese too."""
    assert find("errors", template, language)


def test_extreme_texts_stay_on_the_page() -> None:
    """Names without end, words that nothing breaks and cells longer than a page keep within the margins."""
    context = making.context()
    cover = replace(context.cover, name="x" * 300, theme="y" * 300, summary="z" * 3000)
    text = f"## {'w' * 200}\n\n| A | B |\n|---|---|\n| x | {'长文本内容，' * 1500} |\n"
    with opened(pdf(text, front(replace(context, cover=cover)), {}).data) as document:
        for page in document:
            right = max(block[2] for block in page.get_text("blocks"))
            bottom = max(block[3] for block in page.get_text("blocks"))
            assert right <= page.rect.width - 50
            assert bottom <= page.rect.height - 20
