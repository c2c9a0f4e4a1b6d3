"""The report as slides: what python-pptx and openpyxl read back is what the view model says, and all of it fits."""

import hashlib
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from pptx import Presentation
from pptx.oxml.ns import qn

from promoplan.economics.exact import exact
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import label
from promoplan.report import palette
from promoplan.report.inert import clean
from promoplan.report.logo import Logo, logo
from promoplan.report.pictures import pictures
from promoplan.report.pptx import pptx
from promoplan.report.slides.fitting import advance, fitted, height_of, in_one_line, shortened, wrapped
from promoplan.report.slides.look import Box
from promoplan.report.slides.page import Grid, Line
from promoplan.report.slides.said import money_pattern
from promoplan.report.slides.tables import sheet
from promoplan.report.theme import Theme
from promoplan.report.view.context import ReportContext, build_context
from tests.report import making
from tests.report.hostile import plan_with
from tests.report.making import HOSTILE
from tests.report.plans import BROKEN, DAY, PLANS, ROOT, checked_file, context_of

LONG = "長" * 3_000 + "word" * 2_500


@lru_cache
def context(plan: Path, language: Language) -> ReportContext:
    """The view model of a sample."""
    with exact():
        return context_of(checked_file(plan), language)


@lru_cache
def made(plan: Path, language: Language) -> bytes:
    """The slides of a sample."""
    return pptx(context(plan, language), pictures(context(plan, language)))


def opened(data: bytes) -> Any:
    """A deck as an independent reader finds it."""
    return Presentation(io.BytesIO(data))


@lru_cache
def deck_of(plan: Path, language: Language) -> Any:
    """The slides of a sample, opened."""
    return opened(made(plan, language))


def shapes(slide: Any) -> Iterator[Any]:
    """Every shape of a slide, those within groups too."""
    for shape in slide.shapes:
        yield shape
        yield from getattr(shape, "shapes", ())


def texts(slide: Any) -> str:
    """All that is written on a slide, a line for each paragraph."""
    return "\n".join(
        "".join(part.text or "" for part in paragraph.iter(qn("a:t")))
        for paragraph in slide.shapes.element.iter(qn("a:p"))
    )


def notes(slide: Any) -> str:
    """What the speaker reads."""
    return slide.notes_slide.notes_text_frame.text if slide.has_notes_slide else ""


def charts(deck: Any) -> dict[str, Any]:
    """The native charts by their names."""
    return {shape.name: shape.chart for slide in deck.slides for shape in slide.shapes if shape.has_chart}


def figures(chart: Any) -> dict[str, tuple[tuple[str, float], ...]]:
    """A chart's figures: for each series its labels with their values."""
    labels = list(chart.plots[0].categories)
    return {series.name: tuple(zip(labels, series.values, strict=True)) for series in chart.plots[0].series}


SAMPLES = list(zip(PLANS, Language, strict=True))
"""Each sample in another language."""


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_everything_stands_on_its_slide(plan: Path, language: Language) -> None:
    """Each of the fifteen slides has a title, no empty placeholder, and no shape that runs over its edge."""
    deck = deck_of(plan, language)
    assert deck.slide_width * 9 == deck.slide_height * 16
    assert len(deck.slides) == 15
    for slide in deck.slides:
        assert slide.shapes.title.text.strip()
        assert all(each.text_frame.text.strip() for each in slide.placeholders)
        for shape in shapes(slide):
            assert min(shape.left, shape.top) >= 0, shape.name
            assert shape.left + shape.width <= deck.slide_width, shape.name
            assert shape.top + shape.height <= deck.slide_height, shape.name
    for number, slide in list(enumerate(deck.slides, 1))[1:]:
        assert [each.text for each in slide.placeholders][-1] == str(number)


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_every_run_names_its_fonts_and_language(plan: Path, language: Language) -> None:
    """A run tells fonts for both scripts and its language; body text has 12 points at least, tables 10."""
    lang = {Language.EN: "en-US", Language.ZH_HANT: "zh-TW", Language.ZH_HANS: "zh-CN"}[language]
    asian = "Microsoft YaHei" if language is Language.ZH_HANS else "Microsoft JhengHei"
    for slide in deck_of(plan, language).slides:
        for run in slide.shapes.element.iter(qn("a:r")):
            style = run.find(qn("a:rPr"))
            assert style.get("lang") == lang
            assert style.find(qn("a:latin")).get("typeface") == "Calibri"
            assert style.find(qn("a:ea")).get("typeface") == asian
        for shape in slide.shapes:
            is_running = shape.is_placeholder and shape.placeholder_format.type in {15, 13}
            least = 1000 if shape.has_table or is_running else 1200
            assert all(int(style.get("sz", least)) >= least for style in shape.element.iter(qn("a:rPr")))


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_what_is_drawn_is_also_told(plan: Path, language: Language) -> None:
    """Charts, tables and groups carry a text for those who can't see them."""
    seen = 0
    for slide in deck_of(plan, language).slides:
        for shape in slide.shapes:
            if shape.has_chart or shape.has_table or hasattr(shape, "shapes"):
                about = shape.element.find(f".//{qn('p:cNvPr')}")
                assert about.get("descr")
                seen += 1
    assert seen > 12


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_charts_show_the_view_models_figures(plan: Path, language: Language) -> None:
    """Money by channel and what the goals come to: every bar is a figure of the view model, and none is left out."""
    shown, view = charts(deck_of(plan, language)), context(plan, language)
    budget = view.budget
    assert budget is not None
    (money,) = figures(shown[label("chart.budget-channel", language)]).values()
    parts = sorted(budget.by_channel, key=lambda part: -part.value)
    assert [value for _, value in money] == [float(part.value) for part in (*parts, budget.reserve)]
    assert [name for name, _ in money] == [part.label for part in (*parts, budget.reserve)]
    assert view.forecast is not None
    (chances,) = figures(shown[label("chart.forecast", language)]).values()
    told = [goal.chance_value for goal in view.forecast.goals if goal.chance_value is not None]
    assert [value for _, value in chances] == pytest.approx(told, abs=0.0001)
    assert view.channels is not None
    spends, revenues = figures(shown[label("slide.shares", language)]).values()
    assert sum(value for _, value in spends) == pytest.approx(1, abs=0.005)
    assert sum(value for _, value in revenues) == pytest.approx(1, abs=0.005)


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_tables_and_cards_say_what_the_view_model_says(plan: Path, language: Language) -> None:
    """The figures of summary, goals, channels and risks stand on the slides as the other formats write them."""
    view, slides = context(plan, language), deck_of(plan, language).slides
    said = "\n".join(texts(slide) for slide in slides)
    assert view.channels is not None
    assert view.risks is not None
    summary = view.summary
    told = [summary.total, summary.reserve, summary.revenue, summary.roas, summary.contribution]
    told += [text for goal in view.goals for text in (goal.name, goal.target, goal.baseline)]
    told += [text for each in view.channels.items for text in (each.name, each.share, each.outcome.revenue)]
    told += [text for risk in view.risks.items for text in (risk.mark, risk.name, risk.level)]
    told += [text for step in view.steps for text in (step.number, step.action, step.status)]
    told += [each.date for each in summary.dates]
    assert [text for text in told if text and clean(text) not in said] == []


@pytest.mark.parametrize(("plan", "language"), SAMPLES)
def test_what_a_slide_cuts_stands_in_its_notes(plan: Path, language: Language) -> None:
    """Every dated bar and every play of the plan is on the slides or in the notes."""
    view = context(plan, language)
    slides = deck_of(plan, language).slides
    said = "\n".join(texts(slide) + notes(slide) for slide in slides)
    assert view.optimization is not None
    bars = [bar.label for bar in view.calendar.bars if bar.group.value not in {"step", "milestone"}]
    plays = [clean(play.then) for play in view.optimization.playbook]
    checks = [clean(check.task) for check in (view.readiness.before if view.readiness else ()) if not check.is_done]
    assert [text for text in (*bars, *plays, *checks) if text not in said] == []
    assert view.forecast is not None
    assert all(clean(text)[:500] in said for text in view.forecast.assumptions)


def test_titles_say_what_was_found() -> None:
    """Titles are worked out from the figures, each in its language."""
    found = [[slide.shapes.title.text for slide in deck_of(plan, lang).slides] for plan, lang in zip(
        PLANS, (Language.EN, Language.ZH_HANT, Language.ZH_HANS), strict=True)]  # fmt: skip
    english, hant, hans = found
    assert "Two core channels take 70% of the media money" in english
    assert "$250,000 is planned to bring $984,060 of revenue" in english
    assert "90% of the money goes to Media, 10% stays in reserve" in english
    assert "三個核心通路占媒體花費的 60%" in hant
    assert "三个核心渠道占媒体花费的 90.7%" in hans


def test_a_ledger_that_does_not_close_is_the_title() -> None:
    """Where the lines miss the total, the slide says so before anything else."""
    view = context(PLANS[0], Language.EN)
    assert view.budget is not None
    gaping = replace(view, budget=replace(view.budget, gap="$1,234"))
    titles = [slide.shapes.title.text for slide in opened(pptx(gaping, {})).slides]
    assert "The budget does not close: $1,234 is not accounted for" in titles


@pytest.mark.parametrize("plan", BROKEN, ids=lambda plan: plan.stem)
def test_a_broken_plan_still_makes_slides(plan: Path) -> None:
    """What can't be read has no slide, and the errors are what the last slide asks to mend."""
    checked = checked_file(plan)
    if checked.document.data is None:
        return
    view = build_context(checked, Language.EN, DAY)
    deck = opened(pptx(view, pictures(view)))
    assert len(deck.slides) >= 4
    errors = sum(each.count for each in view.validation.counts if each.key == "error")
    assert not errors or "error" in deck.slides[-1].shapes.title.text


def test_a_section_that_is_absent_has_no_slide() -> None:
    """A plan that tells no risks has no slide on them; the other slides stay."""
    view = context(PLANS[0], Language.EN)
    bare = replace(view, risks=None, budget=None, forecast=None, audience=None)
    assert len(opened(pptx(bare, {})).slides) == len(opened(made(PLANS[0], Language.EN)).slides) - 4


def test_the_same_bytes_each_time() -> None:
    """The same plan on the same day makes the same file in another process, and no entry tells the clock."""
    script = (
        "import hashlib\nfrom tests.report.test_pptx import Language, PLANS, made\n"
        "print(hashlib.sha256(made(PLANS[1], Language.ZH_HANT)).hexdigest())\n"
    )
    env = {"PYTHONHASHSEED": "7", "TZ": "Asia/Taipei", "PYTHONPATH": str(ROOT)}
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == hashlib.sha256(made(PLANS[1], Language.ZH_HANT)).hexdigest()
    with zipfile.ZipFile(io.BytesIO(made(PLANS[1], Language.ZH_HANT))) as package:
        assert {entry.date_time[:3] for entry in package.infolist()} == {(1980, 1, 1)}
        core = package.read("docProps/core.xml").decode()
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+Z", core)) == {f"{DAY}T00:00:00Z"}


def _books(data: bytes) -> Iterator[Any]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.endswith(".xlsx"):
                yield openpyxl.load_workbook(io.BytesIO(package.read(name)))


def test_the_workbook_behind_a_chart_holds_its_figures() -> None:
    """Who edits a chart finds its labels and figures in the sheet, where its series look for them."""
    data = made(PLANS[0], Language.EN)
    for chart, book in zip(charts(opened(data)).values(), _books(data), strict=True):
        rows = list(book["Sheet1"].iter_rows(values_only=True))
        for column, (name, told) in enumerate(figures(chart).items(), 1):
            assert rows[0][column] == name
            assert [(row[0], row[column]) for row in rows[1:]] == [(text, pytest.approx(value)) for text, value in told]


INERT = (*HOSTILE, "=cmd|' /C calc'!A0", "[x](javascript:alert(1))", '=HYPERLINK("http://a.example","x")', LONG)


@pytest.mark.parametrize("first", [0, 9])
def test_hostile_texts_stay_texts(first: int) -> None:
    """In every field of a plan: the deck opens, nothing becomes a formula or a link, and all of it fits."""
    view = context_of(plan_with(PLANS[0], lambda number: INERT[(number + first) % len(INERT)]))
    data = pptx(view, pictures(view))
    deck = opened(data)
    for slide in deck.slides:
        assert not list(slide.shapes.element.iter(qn("a:hlinkClick")))
        for shape in shapes(slide):
            assert shape.left + shape.width <= deck.slide_width
            assert shape.top + shape.height <= deck.slide_height
    for book in _books(data):
        kinds = {cell.data_type for row in book["Sheet1"].iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "n"}
    assert len(data) < 1_000_000


def test_a_draft_says_so_on_every_slide() -> None:
    """Every page of a draft bears the mark."""
    view = build_context(checked_file(making.PLAN), Language.EN, DAY, draft=True)
    mark = label("cover.draft", Language.EN)
    assert all(mark in texts(slide).split("\n") for slide in opened(pptx(view, {})).slides)


PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c49444154789c63f8cfc0000003010100c9fe92ef"
    "0000000049454e44ae426082"
)


def test_a_theme_colours_the_deck() -> None:
    """A brand's colours stand in the deck's theme, its font in the runs, its logo on the cover."""
    light = palette.light("#2e7d32", "#ad1457")
    given_theme = Theme(light=light, logo=Logo("png", PNG), footer="For the board only")
    view = context(PLANS[0], Language.EN)
    data = pptx(view, {}, given_theme)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert light.blue.removeprefix("#").upper() in package.read("ppt/theme/theme1.xml").decode()
    cover, second, *_ = opened(data).slides
    assert [shape.name for shape in cover.shapes if shape.shape_type == 13] == [view.cover.brand]
    assert "For the board only" in texts(second)
    bare = making.context()
    broken = pptx(bare, {}, Theme(logo=Logo("png", b"\x89PNG\r\n\x1a\nnothing")))
    assert not [shape for shape in opened(broken).slides[0].shapes if shape.shape_type == 13]


def test_a_drawn_logo_is_on_the_cover() -> None:
    """Slides take no SVG: it is drawn without a field around it, its texts too, and keeps its proportions."""
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{0}" height="{0}" fill="#123"/>'
        '<text x="4" y="30" font-size="24" fill="#fff">{1}</text></svg>'
    )
    view = context(PLANS[0], Language.EN)
    made = []
    for size, text in ((40, ""), (9000, ""), (40, "禾")):
        data = pptx(view, {}, Theme(logo=logo(drawing.format(size, text).encode())))
        (shape,) = (shape for shape in opened(data).slides[0].shapes if shape.shape_type == 13)
        assert (shape.name, shape.width, shape.image.size) == (view.cover.brand, shape.height, (441, 441))
        made.append(shape.image.blob)
    assert made[0] == made[1] != made[2]


def test_a_missing_library_is_named() -> None:
    """Where python-pptx is not installed, the error names what to install."""
    script = (
        "import sys; sys.modules['pptx'] = None\n"
        "from promoplan.errors import MissingExtra\nfrom promoplan.report.pptx import pptx\n"
        "from tests.report import making\n"
        "try: pptx(making.context(), {})\nexcept MissingExtra as error: print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == 'PPTX: python-pptx is not installed; pip install "promoplan[office]"'


anything = st.text(st.characters(codec="utf-8"), max_size=200)


@given(anything, st.sampled_from([10.0, 12.0, 28.0]), st.floats(20, 900))
def test_lines_hold_the_whole_text_and_fit(text: str, size: float, room: float) -> None:
    """Broken lines say what the text says; none but a single character or closing marks is wider than the room."""
    lines = wrapped(text, size, room)
    assert "".join("".join(lines).split()) == "".join(clean(text).split())
    closing = "，。、；：？！」』）》〉】…—％·,.;:?!)]}%"
    assert all(len(line.rstrip(closing)) <= 1 or advance(line.rstrip(closing), size) <= room + 0.1 for line in lines)


@given(anything, st.floats(5, 300))
def test_a_line_is_cut_to_its_room(text: str, room: float) -> None:
    """What does not fit one line ends in an ellipsis."""
    cut = in_one_line(clean(text), 12, room)
    assert cut == clean(text) or not cut or cut.endswith("…")
    assert len(cut) <= 2 or advance(cut, 12) <= room + 0.1


@settings(max_examples=50)
@given(st.lists(st.tuples(anything, st.booleans()), min_size=1, max_size=12), st.floats(120, 800), st.floats(60, 380))
def test_paragraphs_fit_or_are_counted(given_lines: list[tuple[str, bool]], room: float, height: float) -> None:
    """What is shown fits the box; what is not shown comes back, whole."""
    lines = [Line(text, bullet=bullet) for text, bullet in given_lines]
    got = fitted(lines, room, height, (18.0, 14.0, 12.0), "and {count} more")
    assert height_of(got.lines, room, got.size) <= height
    shown = [line.text for line in got.lines]
    assert all(clean(line.text) in shown or line in got.cut for line in lines)


@settings(max_examples=30)
@given(st.lists(st.tuples(anything, anything, anything), min_size=1, max_size=30), st.floats(80, 380))
def test_tables_fit_or_are_counted(rows: list[tuple[str, str, str]], height: float) -> None:
    """A table is as wide as its box and no higher; every row is shown, or comes back whole."""
    grid = Grid(Box(0, 0, 600, height), ("A", "B", "C"), tuple(rows), "T")
    if not any(clean(text) for row in rows for text in row):
        return
    got = sheet(grid)
    assert sum(got.widths) == pytest.approx(600)
    assert sum(got.heights) <= height + 0.01 or len(got.rows) == 2
    assert len(got.rows) - 1 + got.left_out == len(rows)
    assert got.size >= 10


def test_a_long_word_is_cut_in_one_piece() -> None:
    """Without blanks where its lines end, and words keep theirs."""
    assert " " not in shortened("W" * 500, 12, 100, 3)
    text = "a few words and some more of them"
    assert text.startswith(shortened(text, 12, 60, 2).rstrip("…"))


def test_very_long_texts_and_lists_are_cut_and_counted() -> None:
    """A paragraph of ten thousand characters and a list of ten thousand lines take no time and no room."""
    long, many = Line("word " * 2_000), [Line(f"line {number}", bullet=True) for number in range(10_000)]
    got = fitted((long,), 400, 300, (18.0, 12.0), "and {count} more")
    assert height_of(got.lines, 400, got.size) <= 300
    assert got.cut == (long,)
    listed = fitted(many, 400, 300, (18.0, 12.0), "and {count} more")
    assert listed.lines[-1].text == f"and {10_000 - len(listed.lines) + 1} more"
    assert len(listed.cut) == 10_000 - len(listed.lines) + 1
    table = sheet(Grid(Box(0, 0, 400, 300), ("A",), tuple((line.text,) for line in many), "T"))
    assert len(table.rows) - 1 + table.left_out == len(table.cut) + len(table.rows) - 1 == 10_000


def test_text_without_controls_or_marks() -> None:
    """What an XML file can't hold and what turns the direction of writing is gone; joined emoji stay."""
    assert clean("a\x00b\x1b[2J\u202e\ud800c\ufffe\n d") == "ab[2Jc d"
    assert clean("👩\u200d💻 ❤\ufe0f") == "👩\u200d💻 ❤\ufe0f"


def test_money_is_written_as_the_report_writes_it() -> None:
    """A chart's figures bear the sign of the plan's money."""
    assert money_pattern("NT$1,200") == '"NT$"#,##0'
    assert money_pattern("CHF 3") == '"CHF "#,##0'
    assert money_pattern("12") == "#,##0"
