"""Reports held to their formats' standards by checkers that others wrote, or by reading what these ask for.

That a PDF meets PDF/UA or PDF/A in all is more than is shown here: the typesetter's own checks pass, and what is looked
at below is there.
"""

import io
from collections.abc import Iterator
from datetime import timedelta
from functools import lru_cache
from pathlib import Path

import icalendar
import openxml_audit
import pdfua
import pikepdf
import pytest
from pymarkdown.api import PyMarkdownApi

from promoplan.i18n.catalogue import Language
from promoplan.report.render import Report
from promoplan.report.targets import Format
from tests.report.plans import DAY, PLANS, checked_file

ALL_LANGUAGES = pytest.mark.parametrize("language", Language)
OFFICE = (Format.DOCX, Format.XLSX, Format.PPTX)
LONG_LINES = "md013"
"""The one rule of markdownlint that reports break: rows of tables and paragraphs are lines, however long."""


@lru_cache
def report(language: Language, *, draft: bool = False) -> Report:
    """A sample in a language, another one for each."""
    path = PLANS[tuple(Language).index(language) % len(PLANS)]
    return Report(checked_file(path), language=language, today=DAY, draft=draft)


@pytest.mark.parametrize("form", OFFICE)
@ALL_LANGUAGES
def test_office_files(form: Format, language: Language, tmp_path: Path) -> None:
    """Meet the schemas and the rules beyond these of ECMA-376."""
    path = tmp_path / f"report.{form}"
    path.write_bytes(report(language).rendered(form).main)
    checked = openxml_audit.OpenXmlValidator().validate(str(path))
    assert [str(error) for error in checked.errors] == []


def test_markdown(tmp_path: Path) -> None:
    """Has nothing that markdownlint asks to mend but long lines, in no language, as a draft neither."""
    for language in Language:
        text = report(language, draft=language is Language.EN).rendered(Format.MARKDOWN).main.decode()
        (tmp_path / f"{language}.md").write_text(text, encoding="utf-8")
    checked = PyMarkdownApi().disable_rule_by_identifier(LONG_LINES).scan_path(str(tmp_path))
    assert [
        (Path(each.scan_file).name, each.line_number, each.rule_id, each.rule_description)
        for each in checked.scan_failures
    ] == []
    assert checked.pragma_errors == []


@ALL_LANGUAGES
def test_calendar(language: Language) -> None:
    """Is read without an error, and each event has what RFC 5545 (3.6.1) demands of it."""
    data = report(language).rendered(Format.ICS).main
    (calendar,) = icalendar.Calendar.from_ical(data, multiple=True)
    assert [each.errors for each in calendar.walk() if each.errors] == []
    assert {"PRODID", "VERSION"} <= set(calendar)
    events = calendar.events
    assert events
    for event in events:
        assert {"UID", "DTSTAMP", "DTSTART"} <= set(event)
        assert type(event.start) is type(event.end)
        assert event.duration > timedelta(0)
    assert bytes(calendar.to_ical()).count(b"BEGIN:VEVENT") == len(events)


@ALL_LANGUAGES
def test_pdf(language: Language) -> None:
    """Names the standards it was made for, its language and title; is tagged, and every figure is told in words."""
    with pikepdf.open(io.BytesIO(report(language).rendered(Format.PDF).main)) as document:
        assert document.check_pdf_syntax() == []
        with document.open_metadata() as about:
            assert (about["pdfaid:part"], about["pdfaid:conformance"]) == ("2", "A")
            assert about["pdfuaid:part"] == "1"
            assert about["dc:title"] == report(language).context.cover.name
        root = document.Root
        assert str(root.Lang).startswith(language[:2])
        assert bool(root.MarkInfo.Marked)
        assert bool(root.ViewerPreferences.DisplayDocTitle)
        assert [str(each.S) for each in root.OutputIntents] == ["/GTS_PDFA1"]
        assert {str(page.obj.get("/Tabs", "/S")) for page in document.pages} == {"/S"}
        elements = [each for each in document.objects if isinstance(each, pikepdf.Dictionary) and _is_element(each)]
        kinds = {str(each.S) for each in elements}
        assert {"/Document", "/H1", "/H2", "/P", "/Table", "/TH", "/TD", "/Figure", "/L", "/LI"} <= kinds
        heads = {each.objgen for each in elements if each.S == "/TH"}
        tables = [each for each in elements if each.S == "/Table"]
        assert all(heads & {each.objgen for each in _below(table)} for table in tables)
        figures = [each for each in elements if each.S == "/Figure"]
        assert all(str(each.get("/Alt", "")).strip() for each in figures)
        fonts = [each for each in document.objects if isinstance(each, pikepdf.Dictionary)]
        embedded = [set(each.FontDescriptor.keys()) for each in fonts if "/FontDescriptor" in each]
        assert embedded
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & keys for keys in embedded)


@ALL_LANGUAGES
def test_the_pdf_passes_a_checker(language: Language, tmp_path: Path) -> None:
    """It looks at the 16 of the 106 rules of PDF/UA-1 that it knows; one it can't judge."""
    path = tmp_path / "report.pdf"
    path.write_bytes(report(language).rendered(Format.PDF).main)
    found = pdfua.validate(str(path))
    assert ([str(each) for each in found.findings], [each.rule_id for each in found.skipped]) == ([], ["UA-14-001"])


def _below(element: pikepdf.Dictionary) -> Iterator[pikepdf.Dictionary]:
    """What stands in an element, at any depth."""
    inner = element.get("/K", pikepdf.Array())
    for each in inner if isinstance(inner, pikepdf.Array) else (inner,):
        if isinstance(each, pikepdf.Dictionary):
            yield each
            yield from _below(each)


def _is_element(found: pikepdf.Dictionary) -> bool:
    """Whether this is an element of the tree that tells a reader what each thing is."""
    return "/S" in found and "/P" in found and found.get("/Type", "/StructElem") == "/StructElem"
