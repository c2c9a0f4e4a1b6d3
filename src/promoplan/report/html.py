"""The report as one HTML file: style and charts inside, nothing fetched, nothing that runs."""

from collections.abc import Mapping

from markupsafe import Markup
from msgspec import Struct

from promoplan.i18n.catalogue import text
from promoplan.report.blocks import Heading, captions
from promoplan.report.charts.scene import drawn, page_style
from promoplan.report.front import Front
from promoplan.report.packaged import FOLDER, markup_templates
from promoplan.report.palette import named
from promoplan.report.panels import names
from promoplan.report.parsing import blocks
from promoplan.report.theme import DEFAULT, Theme

_DEEPEST_IN_CONTENTS = 2


class _Chart(Struct, frozen=True):
    """A chart as the page shows it; the markup is our own."""

    title: str
    svg: Markup


def html(markdown_text: str, shown: Front, charts: Mapping[str, str], theme: Theme = DEFAULT) -> str:
    """The page of a report's front and body in Markdown with its charts (SVG by name), in the look of a theme."""
    body = blocks(markdown_text, names(shown.steps))
    headings = [block for block in body if isinstance(block, Heading) and block.level <= _DEEPEST_IN_CONTENTS]
    titles = captions(body, {name: drawn(svg).title for name, svg in charts.items()})
    words = {key.replace("-", "_"): text("page", key, shown.language) for key in ("table", "chart", "to-contents")}
    return (
        markup_templates()
        .get_template("theme/report.html.jinja")
        .render(
            front=shown,
            panels=_panels(shown),
            logo=theme.logo.address if theme.logo else "",
            own_fonts={use: font.name for use, font in (("body", theme.body), ("heading", theme.heading)) if font.name},
            language=shown.language,
            created=shown.created,
            css=Markup(_style(theme)),  # noqa: S704 - our own file and colours
            body=body,
            headings=headings,
            charts={name: _Chart(titles[name], Markup(theme.lettered(svg))) for name, svg in charts.items()},  # noqa: S704 - drawn by us
            words=words,
        )
    )


def _panels(shown: Front) -> dict[str, Markup]:
    """The parts that have a design of their own, by name."""
    templates = markup_templates()
    made = {"summary": "summary/summary.html.jinja", "steps": "steps/strip.html.jinja"} if shown.page else {}
    panels = {name: templates.get_template(file).render(front=shown) for name, file in made.items()}
    head = templates.get_template("steps/step.html.jinja")
    panels |= {f"step-{step.key}": head.render(step=step) for step in shown.steps}
    return {name: Markup(panel) for name, panel in panels.items()}  # noqa: S704 - our templates, which escape


def _style(theme: Theme) -> str:
    """The page's style sheet: the theme's colours as custom properties, then our rules, then those of charts."""
    light, dark = (
        "".join(f"--{name}: {colour}; " for name, colour in named(palette)) for palette in (theme.light, theme.dark)
    )
    rules = (FOLDER / "theme" / "report.css").read_text(encoding="utf-8")
    night = f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark}}} }}"
    on_paper, on_screen = theme.charts
    return f":root {{ {light}}}\n{night}\n{rules}\n{page_style(on_screen, on_paper)}"
