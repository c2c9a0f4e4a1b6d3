"""Plans and their reports in Markdown for tests, made from real files and texts, and how a reader parses them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from markdown_it import MarkdownIt

from promoplan.checker import Checked, check
from promoplan.i18n.catalogue import Language
from promoplan.report.markdown import body
from promoplan.report.pictures import pictures
from promoplan.report.view.context import ReportContext, build_context
from promoplan.rules.page import over_minimal
from promoplan.source.document import parse
from promoplan.source.includes import load_document
from promoplan.source.text import Source

ROOT = Path(__file__).parents[2]
MINIMAL = ROOT / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"
PLANS = sorted((ROOT / "plans").glob("*.yaml"))
BROKEN = sorted((ROOT / "plans" / "broken").glob("*.yaml"))
DAY = date(2027, 3, 1)

PARSER = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
"""Reads reports as a strict reader of CommonMark with GitHub's tables would."""


def checked_file(path: Path, today: date = DAY) -> Checked:
    """A plan's file, checked."""
    return check(load_document(path), today=today)


def checked_text(text: str) -> Checked:
    """A plan's text, checked."""
    return check(parse(Source("plan.yaml", text)), today=DAY)


def checked_over_minimal(snippet: str) -> Checked:
    """A snippet laid over the minimal plan, checked."""
    return check(over_minimal(snippet), today=DAY)


def context_of(checked: Checked, language: Language = Language.EN) -> ReportContext:
    """The view model of a checked plan."""
    return build_context(checked, language, DAY)


def markdown_of(checked: Checked, language: Language = Language.EN, templates: Path | None = None) -> str:
    """The report of a checked plan as Markdown; pictures lie at their bare names."""
    context = context_of(checked, language)
    return body(context, pictures(context), target=str, front=True, templates=templates)


def parsed(markdown: str) -> Iterator[tuple[str, str]]:
    """Every token of a Markdown text: its kind, and the text that a reader sees there."""
    for token in PARSER.parse(markdown):
        yield token.type, ""
        text = ""
        for inner in token.children or ():
            if inner.type == "text":
                text += inner.content
            elif inner.type == "image":
                yield "image", "".join(part.content for part in inner.children or ())
            else:
                yield "text", text
                yield inner.type, ""
                text = ""
        yield "text", text
