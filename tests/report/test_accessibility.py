"""The HTML report in a real browser: rules of accessibility, narrow screens, the dark, and how it prints."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from axe_core_python.sync_playwright import Axe
from msgspec.structs import replace
from playwright.sync_api import Page

from promoplan.i18n.catalogue import Language
from promoplan.report.front import front
from promoplan.report.html import html
from promoplan.report.portfolio.overview import Overview
from promoplan.report.portfolio.view import portfolio
from promoplan.report.render import Report, plan_language
from promoplan.report.targets import Format
from tests.browsing import Browser, needs_browser
from tests.report import making
from tests.report.plans import MINIMAL, PLANS, checked_file
from tests.report.test_pdf import opened

pytestmark = needs_browser

DAY = date(2027, 1, 15)
QUICK = {"resultTypes": ["violations"]}
CUT_OFF = """
[...document.querySelectorAll(".summary *, .strip *, .step-head *")]
  .filter(one => getComputedStyle(one).display !== "inline" && one.scrollWidth > one.clientWidth + 1)
  .map(one => one.outerHTML)
"""
SCROLLED = """
[...document.querySelectorAll(".scroll")].filter(one => one.scrollWidth > one.clientWidth).map(one => one.innerText)
"""
CONTRAST = {"runOnly": ["color-contrast"], **QUICK}


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Each sample's report in the language of its plan, and the smallest plan's in English."""
    folder = tmp_path_factory.mktemp("pages")
    made = {}
    for path in (*PLANS, MINIMAL):
        checked = checked_file(path, DAY)
        report = Report(checked, language=plan_language(checked), today=DAY)
        made[path.stem] = folder / f"{path.stem}.html"
        made[path.stem].write_bytes(report.rendered(Format.HTML).main)
    return made


@pytest.mark.parametrize("language", [Language.EN, Language.ZH_HANT])
def test_the_overview_of_many_plans_fits(browser: Browser, tmp_path: Path, language: Language) -> None:
    """No table has to be scrolled on a wide screen or a tablet, and no page on a telephone."""
    view = portfolio([checked_file(path, DAY) for path in PLANS], (), language, DAY)
    (tmp_path / "all.html").write_bytes(Overview(view).rendered(Format.HTML).main)
    for width in (1280, 768, 360):
        page = visited(browser, tmp_path / "all.html", width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert width == 360 or page.evaluate(SCROLLED) == []


def visited(browser: Browser, file: Path, width: int = 1280, **more: Any) -> Page:
    """A page as a reader's browser shows it."""
    page = browser.new_context(viewport={"width": width, "height": 900}, **more).new_page()
    page.goto(file.as_uri())
    return page


def broken_rules(page: Page, options: dict[str, object]) -> list[str]:
    """The rules that a page breaks, with the first place of each."""
    found = Axe().run(page, options=options)["violations"]
    return [f"{each['id']}: {each['nodes'][0]['html']}" for each in found]


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_no_rule_is_broken(browser: Browser, files: dict[str, Path], name: str) -> None:
    """Everything that axe-core looks for, best practice included."""
    page = visited(browser, files[name])
    assert broken_rules(page, dict(QUICK)) == []
    page.context.close()


def test_texts_can_be_read_in_the_dark(browser: Browser, files: dict[str, Path]) -> None:
    """Colours of a dark screen keep their contrast."""
    page = visited(browser, files[MINIMAL.stem], color_scheme="dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(17, 24, 31)"
    assert broken_rules(page, dict(CONTRAST)) == []
    page.context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_pages_do_not_scroll_sideways(browser: Browser, files: dict[str, Path], width: int) -> None:
    """What is wider than the screen scrolls in a frame of its own; nothing is cut off."""
    for file in files.values():
        page = visited(browser, file, width)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.evaluate(CUT_OFF) == []
        page.context.close()


def test_a_cover_stays_a_cover(browser: Browser, tmp_path: Path) -> None:
    """Whatever the plan says: a title and theme of 10,000 characters leave room for the rest on two screens."""
    context = making.context()
    cover = replace(context.cover, name="WIDE " * 2000, theme="字" * 10_000)
    file = tmp_path / "long.html"
    file.write_text(html("## Body", front(replace(context, cover=cover)), {}), encoding="utf-8")
    for width in (360, 1280):
        page = visited(browser, file, width)
        assert page.evaluate("document.querySelector('.cover').offsetHeight") < 1800
        page.context.close()


def test_nothing_needs_a_script(browser: Browser, files: dict[str, Path]) -> None:
    """Without scripts the page shows the same text, and there is none in it."""
    with_scripts, without = (
        visited(browser, files[MINIMAL.stem], java_script_enabled=allowed) for allowed in (True, False)
    )
    assert with_scripts.locator("script").count() == 0
    assert with_scripts.locator("main").inner_text() == without.locator("main").inner_text()
    for page in (with_scripts, without):
        page.context.close()


@pytest.mark.parametrize("name", [path.stem for path in PLANS])
def test_it_prints_to_the_pages_of_the_pdf(browser: Browser, files: dict[str, Path], name: str) -> None:
    """Cover, contents and summary each take one page, as in the PDF; the others are numbered."""
    page = visited(browser, files[name])
    printed = page.pdf(prefer_css_page_size=True, print_background=True)
    title = page.title()
    heading = page.locator("main h2").first.inner_text()
    contents = page.locator("#contents-title").inner_text()
    second = page.locator("main h2").nth(1).inner_text()
    page.context.close()
    with opened(printed) as document:
        texts = [each.get_text() for each in document]
    squeezed = ["".join(text.split()) for text in texts]
    assert "".join(title.split()) in squeezed[0]
    assert contents in squeezed[1]
    assert heading in squeezed[2]
    assert "".join(second.split()) in squeezed[3]
    assert all(f"{number} / {len(texts)}" in text for number, text in enumerate(texts[1:], 2))
    with pikepdf.open(io.BytesIO(printed)) as structure:
        widths = {round(float(each.mediabox[2])) for each in structure.pages}
    assert widths == {595}
