"""The Word report, read back by another library and part by part: its text is the report's, its package is sound."""

import io
import re
import xml.etree.ElementTree as ET
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from posixpath import dirname, join, normpath

import docx as reader
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language
from promoplan.report import blocks as kinds
from promoplan.report import palette
from promoplan.report.blocks import Block, plain
from promoplan.report.docx import docx
from promoplan.report.front import front
from promoplan.report.logo import logo
from promoplan.report.markdown import body
from promoplan.report.parsing import blocks
from promoplan.report.pictures import Picture, pictures
from promoplan.report.theme import DEFAULT, Font, Theme
from promoplan.report.view.context import ReportContext
from tests.report import making
from tests.report.plans import PLANS, checked_file, context_of

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
TYPES = "{http://schemas.openxmlformats.org/package/2006/content-types}"
DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


class Package:
    """A .docx file's parts; what every package must hold is looked at on opening it."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
            self.names = archive.namelist()
            self.files = {name: archive.read(name) for name in self.names}
        assert len(set(map(str.lower, self.names))) == len(self.names)
        self.document = self.part("word/document.xml")
        self._check_types()
        self._check_relationships()
        self._check_numbers()
        self._check_tables()

    def part(self, name: str) -> ET.Element:
        """A part's root."""
        return ET.fromstring(self.files[name])  # noqa: S314 - made by us

    def relationships(self, name: str) -> dict[str, ET.Element]:
        """The relationships of a part by their names, none of which comes twice."""
        file = join(dirname(name), "_rels", f"{name.rpartition('/')[2]}.rels")
        found = list(self.part(file)) if file in self.files else []
        assert len({each.attrib["Id"] for each in found}) == len(found)
        return {each.attrib["Id"]: each for each in found}

    def _check_types(self) -> None:
        """Every part has a content type, and every type a part."""
        root = self.part("[Content_Types].xml")
        endings = {each.attrib["Extension"] for each in root.iter(f"{TYPES}Default")}
        named = [each.attrib["PartName"].lstrip("/") for each in root.iter(f"{TYPES}Override")]
        assert len(set(named)) == len(named)
        assert set(named) <= set(self.names)
        assert {name.rpartition(".")[2] for name in self.names} - {"xml"} == endings - {"xml"}
        assert all(name in named for name in self.names if name.endswith(".xml") and not name.startswith("["))

    def _check_relationships(self) -> None:
        """Targets within the package exist, each part is the target of one, and what parts refer to is there."""
        targets = set()
        for name in ("", *self.names):
            known = self.relationships(name)
            for each in known.values():
                if each.get("TargetMode") != "External":
                    targets.add(normpath(join(dirname(name), each.attrib["Target"])))
            if name.endswith(".xml") and not name.startswith("["):
                asked = {
                    value
                    for element in self.part(name).iter()
                    for key, value in element.attrib.items()
                    if key.startswith(R)
                }
                assert asked <= set(known)
        assert targets == {name for name in self.names if not name.endswith(".rels") and not name.startswith("[")}

    def _check_numbers(self) -> None:
        """Pictures, bookmarks and lists have their numbers once; styles, lists and places that are used exist."""
        for path, key in ((f"{WP}docPr", "id"), (f"{W}bookmarkStart", f"{W}id"), (f"{W}bookmarkStart", f"{W}name")):
            numbers = [each.attrib[key] for each in self.document.iter(path)]
            assert len(set(numbers)) == len(numbers)
        places = {each.attrib[f"{W}name"] for each in self.document.iter(f"{W}bookmarkStart")}
        assert {
            each.attrib[f"{W}anchor"] for each in self.document.iter(f"{W}hyperlink") if f"{W}anchor" in each.attrib
        } <= places
        assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", place) for place in places)
        styles = {each.attrib[f"{W}styleId"] for each in self.part("word/styles.xml").iter(f"{W}style")}
        for name in ("document", "header", "footer", "first-header", "first-footer", "styles", "numbering"):
            root = self.part(f"word/{name}.xml")
            for kind in ("pStyle", "rStyle", "tblStyle", "basedOn", "next"):
                assert {each.attrib[f"{W}val"] for each in root.iter(f"{W}{kind}")} <= styles
        lists = {each.attrib[f"{W}numId"] for each in self.part("word/numbering.xml").iter(f"{W}num")}
        assert {each.attrib[f"{W}val"] for each in self.document.iter(f"{W}numId")} <= lists

    def _check_tables(self) -> None:
        """Rows have a cell per column of the grid's width, cells end in a paragraph, tables never touch."""
        for table in self.document.iter(f"{W}tbl"):
            grid = [each.attrib[f"{W}w"] for each in table.iter(f"{W}gridCol")]
            for row in table.iter(f"{W}tr"):
                assert [each.attrib[f"{W}w"] for each in row.iter(f"{W}tcW")] == grid
            assert all(cell[-1].tag == f"{W}p" for cell in table.iter(f"{W}tc"))
        tags = [each.tag for each in self.document[0]]
        assert (f"{W}tbl", f"{W}tbl") not in set(pairwise(tags))

    def lines(self) -> list[str]:
        """The text of every paragraph in its order, without empty ones, the cover and the contents."""
        ends = [place for place, each in enumerate(self.document[0]) if each.find(f".//{W}sectPr") is not None]
        shown = self.document[0][ends[-1] + 1 :]
        found = (text_of(paragraph) for each in shown for paragraph in each.iter(f"{W}p"))
        return [text for text in found if text.strip()]

    def styled(self, style: str) -> list[ET.Element]:
        """The paragraphs of a style."""
        return [
            each
            for each in self.document.iter(f"{W}p")
            if each.find(f"{W}pPr/{W}pStyle[@{W}val='{style}']") is not None
        ]


def text_of(element: ET.Element) -> str:
    """The text in an element; a break is a blank."""
    return "".join(
        " " if each.tag == f"{W}br" else each.text or "" for each in element.iter() if each.tag in {f"{W}t", f"{W}br"}
    )


def told(found: tuple[Block, ...], charts: dict[str, Picture]) -> Iterator[str]:  # noqa: C901 - a case for each kind
    """What the blocks say, line by line, as a reader meets it."""
    heading = ""
    for block in found:
        match block:
            case kinds.Heading():
                heading = plain(block.inner)
                yield heading
            case kinds.Paragraph():
                yield plain(block.inner)
            case kinds.Table():
                for row in (block.head, *block.rows):
                    yield from map(plain, row)
            case kinds.Picture() if block.name in charts:
                title = charts[block.name].title
                yield from ("" if title == heading else title, block.caption)
            case kinds.Picture():
                yield block.alt
            case kinds.Listing():
                for item in block.items:
                    yield from told(item, charts)
            case kinds.Quote() | kinds.Panel():
                yield from told(block.inner, charts)
            case kinds.Code():
                yield block.text.replace("\n", " ")


def report(path: Path, language: Language) -> tuple[bytes, ReportContext, tuple[Block, ...], dict[str, Picture]]:
    """A sample's report with its pictures."""
    context = context_of(checked_file(path), language)
    charts = dict(pictures(context))
    found = blocks(body(context, charts, target=lambda name: f"chart:{name}", front=False))
    return docx(found, front(context), charts), context, found, charts


@lru_cache
def elements(markdown: str = making.BODY) -> Package:
    """The package of a body with every kind of element."""
    return Package(made(markdown))


def made(markdown: str, context: ReportContext | None = None, theme: Theme | None = None) -> bytes:
    """The document of a body in Markdown with one chart."""
    charts = {name: Picture(svg, "Money", "Money: 3") for name, svg in making.charts().items()}
    look = theme or DEFAULT
    return docx(blocks(markdown), front(context or making.context(), look), charts, look)


@pytest.mark.parametrize(
    ("path", "language"), list(zip(PLANS, Language, strict=True)), ids=lambda each: Path(each).stem
)
def test_the_samples_in_a_language_each(path: Path, language: Language) -> None:
    """Another library opens them and finds the figures; the text is the report's, word for word, in its order."""
    data, context, found, charts = report(path, language)
    package = Package(data)
    assert package.lines() == [line for line in told(found, charts) if line.strip()]
    document = reader.Document(io.BytesIO(data))
    cells = {cell.text for table in document.tables for row in table.rows for cell in row.cells}
    budget, shown = context.budget, front(context)
    assert budget
    for part in (*budget.by_channel, *budget.by_phase, budget.reserve):
        assert {part.amount, part.of_total} <= cells
    assert {goal.target for goal in context.goals} <= cells
    assert {fact.value for fact in shown.facts} <= {line for cell in cells for line in cell.split("\n")}
    assert {f"{card.label}\n{card.figure}{f'  {card.note}' if card.note else ''}" for card in shown.cards} <= cells
    assert len(package.styled("Heading1")) == sum(isinstance(each, kinds.Heading) and each.level == 1 for each in found)
    assert len(package.styled("Figure")) == len(charts)


def test_every_element() -> None:
    """What Markdown can say comes through in its order, pictures that are not there as their text."""
    charts = {"money": Picture("", "Money", "")}
    lines = elements().lines()
    assert lines == [line for line in told(blocks(making.BODY), charts) if line.strip()]
    assert "Not drawn" in lines
    assert "raw <b> #text" in lines
    assert "中文换行。" in lines[1]


def test_styles_and_levels() -> None:
    """Headings, lists, captions, quotes and code have styles of their own; levels close up; one title."""
    package = elements()
    document = reader.Document(io.BytesIO(made(making.BODY)))
    styles = [each.style.name for each in document.paragraphs if each.style]
    assert [style for style in styles if style.startswith("Heading")] == ["Heading 1", "Heading 2"]
    assert {"List Bullet", "List Number", "Caption", "Figure", "Quote", "Code", "TOC Heading"} <= set(styles)
    assert [text_of(each) for each in package.styled("Title")] == ["Spring promotion"]
    assert [text_of(each) for each in package.styled("TOC1")] == ["Summary"]


def test_tables_can_be_worked_on() -> None:
    """Heads are marked and repeated, rows stay whole, figures stand to the right, widths follow the columns."""
    table = list(elements().document.iter(f"{W}tbl"))[-1]
    head, *rows = table.iter(f"{W}tr")
    assert head.find(f"{W}trPr/{W}tblHeader") is not None
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in (head, *rows))
    assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in rows)
    styles = [[each.attrib[f"{W}val"] for each in row.iter(f"{W}pStyle")] for row in (head, *rows)]
    assert styles == [["TableHead"] * 3, *[["TableText", "TableFigure", "TableText"]] * 2]
    assert [each.attrib[f"{W}val"] for each in head.iter(f"{W}jc")] == ["right"]
    wanted = next(each for each in blocks(making.BODY) if isinstance(each, kinds.Table)).columns
    widths = [int(each.attrib[f"{W}w"]) for each in table.iter(f"{W}gridCol")]
    assert sum(widths) == 9411
    assert widths == pytest.approx([9411 * each.weight / sum(one.weight for one in wanted) for each in wanted], abs=1)


def test_rows_longer_than_a_page_may_break() -> None:
    """And a table of few short rows stays together, while a longer one may part after any row."""
    long = elements(f"| A | B |\n|---|---|\n| x | {'长文本内容，' * 200} |\n| y | z |\n")
    rows = list(list(long.document.iter(f"{W}tbl"))[-1].iter(f"{W}tr"))
    assert [row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows] == [True, False, True]
    for count, kept in ((3, 4), (20, 2)):
        package = elements("| A | B |\n|---|---|\n" + "| x | y |\n" * count)
        table = list(package.document.iter(f"{W}tbl"))[-1]
        assert len(list(table.iter(f"{W}keepNext"))) == 2 * kept - 2


def test_columns_for_handwriting() -> None:
    """Rows have room to write in."""
    package = elements("| Name | Signature |\n|---|---|\n| Ann | |\n")
    assert [each.attrib[f"{W}val"] for each in list(package.document.iter(f"{W}tbl"))[-1].iter(f"{W}trHeight")] == [
        "454"
    ]


def test_numbered_lists_begin_where_they_should() -> None:
    """Each list has a number of its own, with its start."""
    package = elements("3. a\n4. b\n\ntext\n\n1. c\n   1. d\n\n- e\n")
    numbers = [[int(each.find(f"{W}pPr/{W}numPr/{W}{key}").attrib[f"{W}val"]) for key in ("numId", "ilvl")]  # type: ignore[union-attr]
               for each in package.document.iter(f"{W}p") if each.find(f"{W}pPr/{W}numPr") is not None]  # fmt: skip
    assert numbers == [[3, 0], [3, 0], [4, 0], [5, 1], [1, 0]]
    starts = [each.attrib[f"{W}val"] for each in package.part("word/numbering.xml").iter(f"{W}startOverride")]
    assert starts == ["3", "1", "1"]


def test_contents_are_there_before_they_are_updated() -> None:
    """A field that is whole, with a link to each heading; nothing asks to update it on opening."""
    package = elements()
    box = package.document.find(f".//{W}sdtContent")
    assert box is not None
    assert [each.attrib[f"{W}fldCharType"] for each in box.iter(f"{W}fldChar")] == ["begin", "separate", "end"]
    assert [(each.text or "").strip() for each in box.iter(f"{W}instrText")] == [r'TOC \o "1-2" \h \z \u']
    links = {each.attrib[f"{W}anchor"]: text_of(each) for each in box.iter(f"{W}hyperlink")}
    assert links == {"part_1": "Summary", "part_2": "Skipped levels close up"}
    assert b"updateFields" not in package.files["word/settings.xml"]
    assert b"w:dirty" not in package.files["word/document.xml"]


def test_long_contents_have_one_level() -> None:
    """So that they take one page; without headings there are none."""
    box = elements("# A\n\n## B\n\n" * 25).document.find(f".//{W}sdtContent")
    assert box is not None
    assert text_of(box) == "A" * 25
    assert elements("text").document.find(f".//{W}sdt") is None


def test_pictures() -> None:
    """PNG files with what they show in words, in their own proportions; what only adorns is marked as such."""
    package = elements()
    shown = [each for each in package.document.iter(f"{WP}inline") if each.find(f"{WP}docPr[@descr]") is not None]
    assert [each.find(f"{WP}docPr").attrib["descr"] for each in shown] == ["Bars of money"]  # type: ignore[union-attr]
    for each in package.document.iter(f"{WP}docPr"):
        assert "descr" in each.attrib or each.find(f".//{DECORATIVE}") is not None
    extent = shown[0].find(f"{WP}extent")
    png = package.files["word/media/money.png"]
    assert extent is not None
    assert png.startswith(b"\x89PNG")
    ratio = int.from_bytes(png[20:24]) / int.from_bytes(png[16:20])
    assert int(extent.attrib["cy"]) / int(extent.attrib["cx"]) == pytest.approx(ratio, rel=0.01)
    assert int(extent.attrib["cx"]) == 166 * 36000
    assert [text_of(each) for each in package.styled("Caption")] == ["Money"]


def test_a_picture_may_say_what_to_see() -> None:
    """Under its title, which is left out where the heading says the same."""
    package = elements('# Money\n\n![Bars](chart:money "Video leads.")\n')
    assert package.lines() == ["Money", "Video leads."]
    assert package.styled("Caption") == []


def test_links_lead_to_the_web_or_a_mailbox() -> None:
    """Others are text, as are those that Office could stumble over."""
    package = elements(
        "[a](https://example.com/a?b=c&d) [b](mailto:a@example.com) [c](javascript:alert(1)) [d](file:///etc/passwd) "
        f"[e](https://example.com/{'x' * 3000}) <https://exa%20mple.com> [f](https://例え.example/路) [a](https://example.com/a?b=c&d)"
    )
    found = {
        each.attrib["Target"]
        for each in package.relationships("word/document.xml").values()
        if each.get("TargetMode") == "External"
    }
    assert found == {
        "https://example.com/a?b=c&d", "mailto:a@example.com", "https://xn--r8jz45g.example/%E8%B7%AF",
    }  # fmt: skip
    assert [text_of(each) for each in package.document.iter(f"{W}hyperlink")] == ["a", "b", "f", "a"]
    assert "javascript:alert(1)" in package.lines()[0]


def test_running_lines() -> None:
    """Name and period over every page but the cover, its number of all below; the cover has the day."""
    package = elements()
    head, foot = package.part("word/header.xml"), package.part("word/footer.xml")
    assert text_of(head) == "Spring promotion1 Apr – 30 Jun 2027"
    assert [(each.text or "").strip() for each in foot.iter(f"{W}instrText")] == ["PAGE", "NUMPAGES"]
    assert text_of(package.part("word/first-footer.xml")) == "Printed on 20 Apr 2027"
    assert text_of(package.part("word/first-header.xml")) == ""
    first, *others = package.document.iter(f"{W}sectPr")
    assert first.find(f"{W}titlePg") is not None
    assert len(others) == 2
    assert all(each.find(f"{W}titlePg") is None for each in others)


@pytest.mark.parametrize(
    ("language", "tag", "font", "word"),
    [
        (Language.EN, "zh-TW", "Microsoft JhengHei", "Contents"),
        (Language.ZH_HANT, "zh-TW", "Microsoft JhengHei", "目錄"),
        (Language.ZH_HANS, "zh-CN", "Microsoft YaHei", "目录"),
    ],
)
def test_languages(language: Language, tag: str, font: str, word: str) -> None:
    """Chinese has its region's font and language wherever it stands; words are the report's."""
    package = Package(made("# A", making.context(language)))
    styles = package.part("word/styles.xml")
    defaults = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
    assert defaults is not None
    fonts, spoken = defaults.find(f"{W}rFonts"), defaults.find(f"{W}lang")
    assert fonts is not None
    assert spoken is not None
    assert (fonts.attrib[f"{W}eastAsia"], spoken.attrib[f"{W}eastAsia"]) == (font, tag)
    themed = package.part("word/settings.xml").find(f"{W}themeFontLang")
    assert themed is not None
    assert themed.attrib[f"{W}eastAsia"] == tag
    assert {each.attrib["typeface"] for each in package.part("word/theme.xml").iter(f"{A}ea")} == {font}
    assert [text_of(each) for each in package.styled("TOCHeading")] == [word]


def test_marks_that_both_scripts_have() -> None:
    """Quotation marks and dashes of Chinese text are set in its font, those of English text in its own."""
    package = elements("他说“你好”——\n\n“Hello” — it’s “好”\n\n“Hi”")
    hints = [each.find(f".//{W}rFonts[@{W}hint='eastAsia']") is not None for each in list(package.document[0])[-4:-1]]
    assert hints == [True, False, False]


def test_properties() -> None:
    """Title, author, subject, language and the report's day; a name longer than Office takes is cut."""
    context = making.context(Language.ZH_HANS)
    data = made("", replace(context, cover=replace(context.cover, name="名" * 300, summary="Why")))
    about = reader.Document(io.BytesIO(data)).core_properties
    assert about.title == "名" * 255
    assert (about.author, about.language, about.comments) == ("Ann", "zh-CN", "Why")
    assert about.subject == front(context).eyebrow
    assert about.created == about.modified == datetime(2027, 4, 20, tzinfo=UTC)


def test_hostile_texts_are_text() -> None:
    """Whatever a plan's text holds is shown: nothing is a field, a link or a part of the markup."""
    package = Package(made(making.hostile_body()))
    shown = "\n".join(package.lines())
    for text in making.HOSTILE:
        assert shown.count(text) >= 4, text
    fields = [(each.text or "").strip() for each in package.document.iter(f"{W}instrText")]
    assert fields == [r'TOC \o "1-1" \h \z \u']
    assert [each for each in package.relationships("word/document.xml").values() if each.get("TargetMode")] == []


def test_a_hostile_cover() -> None:
    """Controls, marks that turn the direction, markup and words without end leave every part readable."""
    context = making.context()
    text = "\x00\x1b[2J<b>&\"']]>\u202e\ufffe\ud800" + "x" * 10_000
    cover = replace(context.cover, name=text, brand=text, theme=text, summary=text, owner=text, draft=text, kind=text)
    package = Package(made("# A", replace(context, cover=cover)))
    shown = "□□[2J<b>&\"']]>□□□" + "x" * 10_000
    assert [text_of(each) for each in package.styled("Title")] == [shown]
    assert [text_of(each) for each in package.styled("Subtitle")] == [shown]


@settings(max_examples=6, deadline=None)
@given(st.lists(st.text(), min_size=20, max_size=40))
def test_any_text_is_shown(texts: list[str]) -> None:
    """Character for character, but those that have no place in a document, in headings, paragraphs and cells."""
    inners = [(kinds.Text(f"|{text}|"),) for text in texts]
    column = kinds.Column(kinds.Align.LEFT, 1)
    found: tuple[Block, ...] = (
        *(kinds.Heading(1, f"part-{number}", inner) for number, inner in enumerate(inners)),
        *map(kinds.Paragraph, inners),
        kinds.Table((column,), ((kinds.Text("A"),),), tuple((inner,) for inner in inners)),
    )
    wanted = [
        re.sub("[\u2028\u2029\x85]", " ", f"|{text}|").replace("\r\n", "\n").replace("\r", "\n") for text in texts
    ]
    shown = Package(docx(found, making.shown(), {})).lines()
    assert len(shown) == 3 * len(texts) + 1
    for place, text in enumerate((*wanted, *wanted, "A", *wanted)):
        assert len(shown[place]) == len(text)
        for here, there in zip(shown[place], text, strict=True):
            assert here == there or (here == "□" and not there.isprintable())


def test_equal_bytes() -> None:
    """The same plan and day give the same file."""
    assert made(making.BODY) == made(making.BODY)


def test_a_draft_says_so_on_every_page() -> None:
    """Across the cover and all others, and in words over these."""
    context = making.context()
    package = Package(made("# A", replace(context, cover=replace(context.cover, draft="Draft"))))
    for name in ("word/header.xml", "word/first-header.xml"):
        assert b'string="Draft"' in package.files[name]
    assert "Draft" in text_of(package.part("word/header.xml"))
    assert b"textpath" not in elements().files["word/header.xml"]


def test_a_theme() -> None:
    """Its colours, fonts, footer and logo are used."""
    shown = logo(b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>')
    light = palette.light("#7a1f5c", "#b04010")
    theme = Theme(light=light, logo=shown, footer="For Ann", body=Font("Lato"), heading=Font("Georgia"))
    package = Package(made("# A", theme=theme))
    styles = package.files["word/styles.xml"].decode()
    assert light.band[1:] in styles
    assert palette.LIGHT.band[1:] not in styles
    assert 'w:ascii="Lato"' in styles
    assert 'w:ascii="Georgia"' in styles
    assert "For Ann" in text_of(package.part("word/footer.xml"))
    assert package.document.find(f".//{WP}docPr[@descr='{front(making.context()).brand}']") is not None


def test_what_announces_a_table_stays_with_it() -> None:
    """A paragraph that ends in a colon is kept with what follows, others are not."""
    told = made("As planned:\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\nAs planned.\n\n- one")
    found = Package(told).document.iter(f"{W}p")
    kept = {text_of(each): each.find(f"{W}pPr/{W}keepNext") is not None for each in found}
    assert (kept["As planned:"], kept["As planned."]) == (True, False)
