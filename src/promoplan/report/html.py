"""The report as one HTML file: style and charts inside, nothing fetched, nothing that runs."""

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from promoplan.report.blocks import Heading, captions
from promoplan.report.charts.scene import drawn
from promoplan.report.context import ReportContext
from promoplan.report.front import front, page_word
from promoplan.report.packaged import FOLDER, markup_templates
from promoplan.report.parsing import blocks

_DEEPEST_IN_CONTENTS = 2


@dataclass(frozen=True, slots=True)
class _Chart:
    """A chart as the page shows it; the markup is our own."""

    title: str
    svg: Markup


def html(markdown_text: str, context: ReportContext, charts: Mapping[str, str]) -> str:
    """The page of a report's body in Markdown with its charts (SVG by name)."""
    body = blocks(markdown_text)
    headings = [block for block in body if isinstance(block, Heading) and block.level <= _DEEPEST_IN_CONTENTS]
    titles = captions(body, {name: drawn(svg).title for name, svg in charts.items()})
    words = {key.replace("-", "_"): page_word(key, context.language) for key in ("table", "chart", "to-contents")}
    return (
        markup_templates()
        .get_template("theme/report.html.jinja")
        .render(
            front=front(context),
            language=context.language,
            css=Markup((FOLDER / "theme" / "report.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
            body=body,
            headings=headings,
            charts={name: _Chart(titles[name], Markup(svg)) for name, svg in charts.items()},  # noqa: S704 - drawn by us
            words=words,
        )
    )
