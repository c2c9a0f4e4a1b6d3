"""The HTML report: one file that fetches and runs nothing, and shows every text as it is."""

import re
from html.parser import HTMLParser

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.report.html import html
from promoplan.report.packaged import FOLDER
from tests.report import making

VOID = {"meta", "br", "wbr", "hr", "link", "img", "input"}
ALLOWED = {
    "html", "head", "meta", "title", "style", "body", "header", "div", "p", "h1", "h2", "h3", "h4", "span", "dl", "dt",
    "dd", "ul", "ol", "li", "strong", "em", "code", "pre", "nav", "main", "footer", "a", "br", "hr", "blockquote",
    "figure", "figcaption", "table", "thead", "tbody", "tr", "th", "td", "wbr",
    "svg", "g", "desc", "rect", "line", "polygon", "text",
}  # fmt: skip


class Page(HTMLParser):
    """Reads a page: its elements with their attributes, and its text; unclosed elements are an error."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self.feed(source)
        assert not self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element."""
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes an element without content."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Closes the element that was opened last."""
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Keeps the text."""
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element with this name."""
        return [attributes for name, attributes in self.elements if name == tag]


@pytest.fixture(scope="module")
def page() -> Page:
    """The page of a body with every kind of element."""
    return Page(html(making.BODY, making.shown(), making.charts()))


def test_nothing_from_outside(page: Page) -> None:
    """No element or style fetches anything, none runs anything, and the policy forbids both."""
    assert {tag for tag, _ in page.elements} <= ALLOWED
    for _, attributes in page.elements:
        assert not {"src", "srcset", "style", "data", "action", "poster", "background"} & attributes.keys()
        assert not [name for name in attributes if name.startswith("on")]
    policy = next(meta for meta in page.all("meta") if meta.get("http-equiv") == "Content-Security-Policy")
    assert (policy["content"] or "").startswith("default-src 'none'; style-src 'unsafe-inline'; img-src data:")
    css = (FOLDER / "theme" / "report.css").read_text(encoding="utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_links(page: Page) -> None:
    """Links lead to the web or into the page, where each has its place; others are text."""
    targets = [link["href"] or "" for link in page.all("a")]
    assert [target for target in targets if not target.startswith("#")] == ["https://example.com/a?b=c&d"]
    places = {attributes.get("id") for _, attributes in page.elements}
    assert {target[1:] for target in targets if target.startswith("#")} <= places
    assert "[no link](javascript:alert(1))" in page.text


def test_structure(page: Page) -> None:
    """Language, one first heading, closed-up levels, column heads, and charts with what they show."""
    assert page.all("html") == [{"lang": "en"}]
    assert len(page.all("h1")) == 1
    assert [tag for tag, _ in page.elements if re.fullmatch("h[1-6]", tag)] == ["h1", "h2", "h2", "h3"]
    assert page.all("th") == [
        {"scope": "col", "class": " short"},
        {"scope": "col", "class": "num short"},
        {"scope": "col"},
    ]
    told = [svg["aria-label"] for svg in page.all("svg") if svg.get("aria-hidden") != "true"]
    assert told == ["Money: 3"]
    assert page.all("ol")[-1] == {"start": "3"}
    for said in ("¥480,000", "Spring promotion", "raw <b> #text", "Not drawn", "remote"):
        assert said in page.text


def test_chinese_lines_join_without_blank(page: Page) -> None:
    """A line's end within a paragraph is a blank, but none between Chinese characters."""
    assert "中文换行。" in page.text
    assert "word, #panic" in page.text


@pytest.mark.parametrize("language", Language)
def test_language(language: Language) -> None:
    """The page says its language and speaks it."""
    page = Page(html("", making.shown(language), {}))
    assert page.all("html") == [{"lang": language.value}]
    contents = {"en": "Contents", "zh-Hant": "目錄", "zh-Hans": "目录"}
    assert contents[language] in page.text


def test_where_lines_part() -> None:
    """A Chinese day stays whole, a path may part behind its strokes; neither makes markup of a text."""
    made = html("至2027年12月31日，1月1日 plans/&lt;b/a.yaml 3/4", making.shown(), {})
    text = '至<span class="day">2027年12月31日</span>，<span class="day">1月1日</span> plans/&lt;b/<wbr>a.yaml 3/4'
    assert text in made


def test_hostile_texts_are_text() -> None:
    """Whatever a plan's text holds, the page shows it and no element comes of it."""
    page = Page(html(making.hostile_body(), making.shown(), making.charts("</title><script>x")))
    assert {tag for tag, _ in page.elements} <= ALLOWED
    for text in making.HOSTILE:
        assert page.text.count(text) >= 4, text
    assert "</title><script>x" in page.text


def test_raw_html_in_a_template_is_text() -> None:
    """Even Markdown that a user's template writes brings in no element."""
    page = Page(
        html("<img src=x onerror=alert(1)>\n\n<div>\n\n![a](chart:../x) ![b](data:text/html,x)", making.shown(), {})
    )
    assert {tag for tag, _ in page.elements} <= ALLOWED
    assert "<img src=x onerror=alert(1)>" in page.text


def test_no_caption_that_the_heading_says() -> None:
    """A chart's title stands over it, but not right under a heading of the same words."""
    once = Page(html("## Money\n\n![m](chart:money)", making.shown(), making.charts()))
    twice = Page(html("## Budget\n\n![m](chart:money)", making.shown(), making.charts()))
    assert [page.all("p").count({"class": "title"}) for page in (once, twice)] == [0, 1]


def test_what_to_see_stands_under_the_chart() -> None:
    """A chart's caption is its figure's caption; without one there is none."""
    told = Page(html('![m](chart:money "A takes most.")', making.shown(), making.charts()))
    bare = Page(html("![m](chart:money)", making.shown(), making.charts()))
    assert "A takes most." in told.text
    assert (len(told.all("figcaption")), len(bare.all("figcaption"))) == (1, 0)
