"""From the shapes of a chart to its SVG, what a drawn chart tells of itself, and the style that pages add."""

import html
import re
from collections.abc import Iterable

from msgspec import Struct

from promoplan.report.charts.data import Chart
from promoplan.report.charts.palette import DARK, LIGHT, LOOKS, Palette
from promoplan.report.charts.pointing import points
from promoplan.report.charts.shapes import Shape
from promoplan.report.charts.svg import svg
from promoplan.report.packaged import markup_templates

FAMILIES = {
    "en": "Plan Sans TC, Plan Sans SC, system-ui, sans-serif",
    "zh-Hant": "Plan Sans TC, Plan Sans SC, PingFang TC, Microsoft JhengHei, Noto Sans CJK TC, sans-serif",
    "zh-Hans": "Plan Sans SC, Plan Sans TC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
}


_HEAD = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"[^>]*>\s*<title>([^<]*)</title>')


def draw(chart: Chart, shapes: Iterable[Shape], height: float) -> str:
    """The SVG of a chart."""
    found = tuple(shapes)
    return svg(chart, found, points(found, height), height, FAMILIES[chart.language])


def page_style(dark: Palette = DARK, light: Palette = LIGHT) -> str:
    """The style sheet that a page with charts needs: what marks tell on pointing at them, and colours for the dark."""
    template = markup_templates().get_template("charts/page.css.jinja")
    return template.render(dark=dark._asdict(), light=light._asdict(), looks=LOOKS)


class Drawn(Struct, frozen=True):
    """What a drawn chart tells of itself: its title, and its height by its width."""

    title: str
    ratio: float


def drawn(svg: str) -> Drawn:
    """What the head of a chart's SVG says."""
    found = _HEAD.search(svg)
    if found is None:
        return Drawn("", 1.0)
    return Drawn(html.unescape(found[3]), float(found[2]) / float(found[1]))
