"""The workbook: figures as read back by another library, formulas computed anew, and no formula from a plan's text."""

import io
import math
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from msgspec import structs
from openpyxl import Workbook

from promoplan.economics.ledger import cents
from promoplan.i18n.catalogue import LOCALES, Language
from promoplan.report import palette
from promoplan.report.inert import inert
from promoplan.report.theme import DEFAULT, Font, Theme
from promoplan.report.view.context import ReportContext
from promoplan.report.workbook.figures import fits
from promoplan.report.workbook.looks import Styles
from promoplan.report.workbook.sheet import Sheet
from promoplan.report.workbook.texts import MAX_TEXT, distinct, fitted
from promoplan.report.workbook.words import word
from promoplan.report.xlsx import xlsx
from tests.report.formulas import Computing
from tests.report.hostile import plan_with
from tests.report.plans import BROKEN, DAY, PLANS, ROOT, checked_file, checked_over_minimal, checked_text, context_of
from tests.report.test_hostile_plans import WORD

SAMPLES = list(zip(PLANS, Language, strict=True))
"""Each sample in another language."""
NAMES = [f"{path.stem}-{language}" for path, language in SAMPLES]
TRAPS = (
    "=cmd|' /C calc'!A0",
    "+1",
    "1e5",
    "-1+2",
    "@SUM(A1)",
    "{=1}",
    '=HYPERLINK("https://a.example")',
    "https://a.example/x",
    "internal:A1",
    "mailto:a@a.example",
    "\t=1+1",
    "=1\r\n=2",
    "TRUE",
    "#N/A",
    "*",
    ">5",
    "_x0041_",
    "<b>&amp;</b>",
    "&C&P",
    "\u202eabc",
)


@lru_cache
def made(path: Path, language: Language) -> tuple[ReportContext, Workbook, Workbook]:
    """A sample's view model, its workbook with formulas, and with their values."""
    context = context_of(checked_file(path), language)
    return context, *opened(xlsx(context))


def opened(data: bytes) -> tuple[Workbook, Workbook]:
    """A workbook with its formulas, and with their values."""
    return openpyxl.load_workbook(io.BytesIO(data)), openpyxl.load_workbook(io.BytesIO(data), data_only=True)


def rows(book: Workbook, key: str, language: Language) -> list[list[Any]]:
    """The rows of a sheet below its first head."""
    return [list(row) for row in book[word(f"sheet.{key}", language)].iter_rows(min_row=4, values_only=True)]


def exact(value: Any) -> Any:
    """A number as the decimal that people read in it, anything else as it is."""
    return Decimal(repr(value)) if isinstance(value, int | float) else value


def formulas(book: Workbook) -> Iterator[tuple[str, str, str]]:
    """Sheet, place and text of each formula."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    yield sheet.title, cell.coordinate, str(cell.value)


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_every_formula_gives_the_value_beside_it(path: Path, language: Language) -> None:
    """Computed anew from the cells it names, each formula is what the file shows without computing."""
    _, book, values = made(path, language)
    computing, seen = Computing(book), 0
    for sheet, place, _ in formulas(book):
        cell = values[sheet][place]
        found, shown = computing.value(sheet, cell.row, cell.column), cell.value
        seen += 1
        if isinstance(found, Decimal):
            assert math.isclose(float(found), shown, rel_tol=1e-12, abs_tol=1e-9), (sheet, place, found, shown)
        else:
            assert found == (shown or ""), (sheet, place)
    assert seen > 200


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_the_ledger_is_the_view_model_s(path: Path, language: Language) -> None:
    """Lines, working budget, reserve, total, what is left, and every split and part of a phase."""
    context, _, values = made(path, language)
    view = context.budget
    assert view
    ledger = rows(values, "budget", language)
    assert [(row[0], row[7]) for row in ledger[: len(view.lines)]] == [(each.name, each.value) for each in view.lines]
    assert not any(ledger[len(view.lines)])
    closing = [row[7] for row in ledger[len(view.lines) + 1 :]]
    assert closing == [view.working_value, view.reserve.value, view.whole.value, cents(view.gap_value)]
    found = [(row[0], exact(row[1])) for row in rows(values, "splits", language)]
    for part in (*view.by_category, *view.by_channel, *view.by_phase):
        assert (part.label, part.value) in found
    parts = [(row[1], row[2], row[4]) for row in rows(values, "phasing", language)]
    assert parts == [(line.name, each.label, each.value) for line in view.lines for each in line.schedule]


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_goals_kpis_and_risks_are_the_view_model_s(path: Path, language: Language) -> None:
    """Baselines, targets, milestones, thresholds and scores; actual figures are empty."""
    context, _, values = made(path, language)
    for row, goal in zip(rows(values, "goals", language), context.goals, strict=False):
        assert (row[0], exact(row[5]), exact(row[6])) == (goal.name, goal.baseline_value, goal.target_value)
        assert [exact(held) for held in row[8:-2] if held is not None] == [each.value for each in goal.milestones]
        summed = sum((goal.milestones[place].value for place in goal.leading), Decimal(0))
        missing = summed - (goal.target_value or 0)
        assert [exact(held) for held in row[-2:]] == ([summed, missing] if goal.leading else [None, None])
    assert context.monitoring
    assert context.risks
    for row, kpi in zip(rows(values, "kpis", language), context.monitoring.kpis, strict=True):
        assert (row[1], exact(row[4]), row[5] or "", row[9]) == (kpi.metric, kpi.value, kpi.thresholds, None)
    for row, risk in zip(rows(values, "risks", language), context.risks.items, strict=True):
        assert row[:7] == [risk.mark, risk.name, risk.kind, risk.likelihood, risk.impact, risk.score, risk.level]


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_the_calendar_holds_real_days(path: Path, language: Language) -> None:
    """A row for each entry of the agenda, with days that sort; the content calendar's pieces are summed."""
    context, _, values = made(path, language)
    found = [row[:5] for row in rows(values, "calendar", language)]
    assert found == [
        [
            datetime.combine(entry.start, time()),
            datetime.combine(entry.end, time()),
            (entry.end - entry.start).days + 1,
            entry.kind,
            entry.what,
        ]
        for entry in context.agenda
    ]
    assert context.content
    counts = [row[4] for row in rows(values, "content", language)]
    assert counts == [
        *(row.count for row in context.content.calendar),
        sum(row.count for row in context.content.calendar),
    ]


@pytest.mark.parametrize(("path", "language"), SAMPLES, ids=NAMES)
def test_the_overview_refers_to_the_other_sheets(path: Path, language: Language) -> None:
    """Total, reserve, working budget and the goals' targets are read from where they are kept."""
    context, book, values = made(path, language)
    overview, ledger, kept = (word(f"sheet.{key}", language) for key in ("overview", "budget", "goals"))
    read = [
        (formula.partition("!")[0], exact(values[sheet][place].value))
        for sheet, place, formula in formulas(book)
        if sheet == overview
    ]
    assert context.budget
    for value in (context.budget.whole.value, context.budget.reserve.value, context.budget.working_value):
        assert (f"='{ledger}'", value) in read
    for goal in context.goals:
        assert (f"='{kept}'", goal.target_value) in read


def test_figures_that_people_type_count() -> None:
    """Changed lines move every sum; actual figures are added up, or the last one counts, and held against targets."""
    book, _ = opened(xlsx(made(PLANS[2], Language.EN)[0]))
    ledger, goals, kpis = book["Budget"], book["Goals"], book["KPIs"]
    ledger["H4"], ledger["H13"], ledger["B13"], ledger["C13"] = 300_000, 20_000, "Media", ledger["C4"].value
    goals["I10"], goals["J10"], goals["I12"], goals["J12"] = 1_400_000, 940_000, 0.30, 0.297
    kpis["J4"], kpis["J6"] = 0.03, 1.9
    computing = Computing(book)

    def value(sheet: str, place: str) -> Any:
        cell = book[sheet][place]
        return computing.value(sheet, cell.row, cell.column)

    assert (value("Budget", "H14"), value("Budget", "H17")) == (1_088_000, -8000)
    assert value("Budget", "I17") == "✗ open"
    splits = {row[0].value: row[1].coordinate for row in book["Splits"].iter_rows(max_row=30) if row[0].value}
    assert value("Splits", splits["抖音"]) == 488_000
    assert [value("Phasing", f"E{row}") for row in (4, 5, 6)] == [90_000, 150_000, 60_000]
    assert [value("Goals", place) for place in ("L10", "M10", "L12", "M12")] == [
        2_340_000,
        Decimal("0.5"),
        Decimal("0.297"),
        Decimal("0.9"),
    ]
    assert [value("KPIs", place) for place in ("K4", "L4", "M4", "M6")] == [Decimal("0.005"), Decimal("1.2"), "✓", "✗"]
    overview = {row[0].value: row[1].coordinate for row in book["Overview"].iter_rows(max_row=30) if row[0].value}
    assert value("Overview", overview["Working budget"]) == 1_088_000


@pytest.mark.parametrize("path", BROKEN, ids=[path.stem for path in BROKEN])
def test_broken_plans_make_whole_workbooks(path: Path) -> None:
    """What can be read of a plan with errors is there, and every formula gives its value."""
    checked = checked_file(path)
    if checked.document.data is None:
        return
    book, values = opened(xlsx(context_of(checked)))
    computing = Computing(book)
    assert book.sheetnames[0] == "Overview"
    for sheet, place, _ in formulas(book):
        cell = values[sheet][place]
        found = computing.value(sheet, cell.row, cell.column)
        assert found == (cell.value or "") or math.isclose(float(found), cell.value, rel_tol=1e-12, abs_tol=1e-9)


def test_layout_of_every_sheet() -> None:
    """Heads are frozen, columns fit, tables filter, and the print has its head, foot and repeated rows."""
    context, book, _ = made(PLANS[1], Language.ZH_HANT)
    assert book.sheetnames == ["總覽", "預算", "預算拆分", "預算分期", "目標", "關鍵指標", "行事曆", "內容排程", "風險"]
    for sheet in book.worksheets:
        assert not set(sheet.title) & set("[]:*?/\\'")
        assert sheet.freeze_panes
        assert sheet.print_title_rows
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.oddHeader.left.text == context.cover.name
        assert "&P" in sheet.oddFooter.right.text
    assert {sheet.title for sheet in book.worksheets if sheet.auto_filter.ref} == {
        "預算",
        "預算分期",
        "關鍵指標",
        "行事曆",
        "風險",
    }
    budget = book["預算"]
    assert budget["H4"].number_format == '"NT$"#,##0;[Red]-"NT$"#,##0'
    assert budget["I4"].number_format == "0.0%"
    assert book["行事曆"]["A4"].number_format == 'yyyy"年"m"月"d"日"'
    assert 15 < budget.column_dimensions["A"].width < 46
    assert set(book.defined_names) == {"Budget_Total", "Budget_Reserve", "Budget_Working"}
    assert (book.properties.title, book.properties.creator) == (context.cover.name, context.cover.owner)
    assert book.properties.created == datetime.combine(DAY, time())


def test_equal_bytes() -> None:
    """The same plan and day give the same file."""
    assert xlsx(context_of(checked_file(PLANS[0]))) == xlsx(context_of(checked_file(PLANS[0])))


def test_languages_change_words_alone() -> None:
    """Formulas of one plan differ by the names of sheets and words in quotes."""
    plain = [
        [
            (place, re.sub(r"'[^']*'!|\"[^\"]*\"", "", formula))
            for _, place, formula in formulas(made(PLANS[2], each)[1])
        ]
        for each in Language
    ]
    assert plain[0] == plain[1] == plain[2]


def _cells(data: bytes) -> dict[tuple[int, str], tuple[str, Any]]:
    """Kind and content of every cell that holds something, and whether it is a link."""
    book = opened(data)[0]
    return {
        (number, cell.coordinate): (cell.data_type, cell.value)
        for number, sheet in enumerate(book.worksheets)
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


@lru_cache
def _filled(text: str) -> bytes:
    """The workbook of a sample that holds the text in every field, as the plan's file would say it."""
    return xlsx(context_of(replace(plan_with(PLANS[0], lambda _: text), findings=())))


@pytest.mark.parametrize("text", TRAPS[:3])
def test_no_text_of_a_plan_becomes_a_formula_or_a_link(text: str) -> None:
    """A trap in every field changes no cell's kind, and stands in each cell where a harmless word would."""
    quiet, found = _cells(_filled(WORD)), _cells(_filled(text))
    assert sum(WORD in str(value) for _, value in quiet.values()) > 200
    assert found == {
        place: (kind, value.replace(WORD, text) if kind == "s" else value) for place, (kind, value) in quiet.items()
    }
    for sheet in opened(_filled(text))[0].worksheets:
        for link in sheet._hyperlinks:
            assert link.target is None
            assert link.location


def _written(*texts: str) -> Any:
    """The cells of a sheet that holds these texts, as another library reads them."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True})
    sheet = Sheet(book, Styles(book, Language.EN, DEFAULT), "Texts")
    for row, text in enumerate(texts):
        sheet.text(row, 0, text)
    book.close()
    return [opened(target.getvalue())[0]["Texts"].cell(row + 1, 1) for row in range(len(texts))]


@settings(deadline=None, max_examples=20)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=10))
@example(["\x00\x1b[2J\x07\x85\u2028\ud800\ufffe", "=1" * 20_000, "𠮷" * 20_000])
def test_any_text_is_held_as_far_as_a_cell_may_hold_it(texts: list[str]) -> None:
    """Controls are left out, what is too long ends in an ellipsis, and the rest is there."""
    for cell, text in zip(_written(*texts), texts, strict=True):
        held = cell.value or ""
        assert cell.data_type == ("s" if held else "n")
        assert held == fitted(inert(text))
        assert len(held.encode("utf-16-le")) // 2 <= MAX_TEXT


def test_every_trap_is_a_text() -> None:
    """Signs that begin formulas, links, numbers, errors and escapes stand as they are written."""
    for cell, text in zip(_written(*TRAPS), TRAPS, strict=True):
        assert (cell.data_type, cell.value, cell.hyperlink) == ("s", inert(text), None)


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**17), max_value=10**17))
def test_numbers_that_fit_come_back_as_they_were(value: Decimal) -> None:
    """Up to 15 digits a number passes through a spreadsheet's binary64 unchanged."""
    if fits(value):
        assert Decimal(repr(float(value))) == value
    else:
        assert len(str(abs(value)).replace(".", "").strip("0")) > 15


def test_longer_money_is_text_with_all_its_digits() -> None:
    """Where a spreadsheet would round, the sheet holds exact figures instead of formulas."""
    huge = "999999999999999"
    checked = checked_over_minimal(
        f"budget: {{total: {huge}, reserve: {{amount: 0}}, lines: ["
        f"{{name: A, amount: {huge}, category: media}}, {{name: B, amount: {huge}, category: media}}]}}"
    )
    book = opened(xlsx(context_of(checked)))[0]
    told = [cell.value for row in book["Budget"].iter_rows() for cell in row]
    assert "1,999,999,999,999,998" in told
    assert told.count(int(huge)) == 3
    assert not [place for sheet, place, _ in formulas(book) if sheet in {"Budget", "Splits"}]


def test_names_alike_are_told_apart() -> None:
    """Two channels of one name keep their own sums."""
    assert distinct({"a": "X", "b": "X", "c": "Y"}) == {"a": "X [a]", "b": "X [b]", "c": "Y"}
    assert distinct({"a": "X\x00", "b": "X"}) == {"a": "X [a]", "b": "X [b]"}


def test_a_plan_without_sections_has_an_overview() -> None:
    """What is not there has no sheet."""
    book = opened(xlsx(context_of(checked_text("promoplan: 1\nplan: {id: a, name: Bare, kind: campaign}\n"))))[0]
    assert book.sheetnames == ["Overview"]
    assert book["Overview"]["A1"].value == "Bare"


def test_draft_and_what_if_are_marked() -> None:
    """Every printed page of a draft says so."""
    context, _, _ = made(PLANS[0], Language.EN)
    book = opened(xlsx(structs.replace(context, cover=structs.replace(context.cover, draft="DRAFT & more"))))[0]
    for sheet in book.worksheets:
        assert sheet.oddHeader.left.text.startswith("DRAFT && more")
    assert "DRAFT & more" in str(book["Overview"]["A2"].value)


def test_a_theme() -> None:
    """A brand's colours fill heads and bars, its font stands in every cell, its footer under every page."""
    theme = Theme(light=palette.light("#2e7d32", "#ad1457"), body=Font("Gill Sans"), footer="For the board only")
    data = xlsx(context_of(checked_file(PLANS[0])), theme)
    book = opened(data)[0]
    for sheet in book.worksheets:
        assert sheet.oddFooter.left.text.endswith(" · For the board only")
        assert {cell.font.name for row in sheet.iter_rows() for cell in row} == {"Gill Sans"}
    assert book["Budget"]["A3"].fill.fgColor.rgb == f"FF{theme.light.band[1:].upper()}"
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert f'srgbClr val="{theme.light.blue[1:].upper()}"' in package.read("xl/charts/chart1.xml").decode()


def test_every_word_is_used() -> None:
    """The catalogue of the workbook holds nothing that no sheet says."""
    folder = ROOT / "src" / "promoplan" / "report" / "workbook"
    source = "".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    text = (LOCALES / "en" / "LC_MESSAGES" / "workbook.po").read_text(encoding="utf-8")
    keys = re.findall(r'^msgid "(.+)"$', text, re.MULTILINE)
    assert len(keys) > 40
    assert [key for key in keys if f'"{key}"' not in source and f'"{key.partition(".")[2]}"' not in source] == []


def test_without_xlsxwriter() -> None:
    """Where the library is not installed, the error names what to install."""
    script = (
        "import sys; sys.modules['xlsxwriter'] = None\n"
        "from promoplan.errors import MissingExtra\n"
        "from promoplan.report.xlsx import xlsx\n"
        "from tests.report import making\n"
        "try: xlsx(making.context())\n"
        "except MissingExtra as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'XLSX: xlsxwriter is not installed; pip install "promoplan[office]"'
