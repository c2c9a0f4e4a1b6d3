"""A picture as shapes with places: what the template of charts draws."""

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass

from promoplan.report.charts.data import Chart
from promoplan.report.packaged import markup_templates

WIDTH = 720.0
"""Every chart is this wide; heights follow from what is shown."""

FAMILIES = {
    "en": "Plan Sans TC, Plan Sans SC, system-ui, sans-serif",
    "zh-Hant": "Plan Sans TC, Plan Sans SC, PingFang TC, Microsoft JhengHei, Noto Sans CJK TC, sans-serif",
    "zh-Hans": "Plan Sans SC, Plan Sans TC, PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif",
}


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle; `look` names how the template paints it, `hover` is told on pointing at it."""

    x: float
    y: float
    width: float
    height: float
    look: str
    hover: str = ""
    round: float = 0
    kind: str = "box"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line."""

    x1: float
    y1: float
    x2: float
    y2: float
    look: str
    hover: str = ""
    kind: str = "line"


@dataclass(frozen=True, slots=True)
class Area:
    """A polygon."""

    points: tuple[tuple[float, float], ...]
    look: str
    hover: str = ""
    kind: str = "area"


@dataclass(frozen=True, slots=True)
class Text:
    """A line of text; `anchor` is start, middle or end; `turned` reads upwards."""

    x: float
    y: float
    text: str
    look: str = "label"
    anchor: str = "start"
    size: float = 12
    bold: bool = False
    turned: bool = False
    hover: str = ""
    kind: str = "text"


_HEAD = re.compile(r'viewBox="0 0 ([0-9.]+) ([0-9.]+)"[^>]*>\s*<title>([^<]*)</title>')

Shape = Box | Line | Area | Text


def draw(chart: Chart, shapes: Iterable[Shape], height: float) -> str:
    """The SVG of a chart."""
    template = markup_templates().get_template("charts/chart.svg.jinja")
    return template.render(
        chart=chart, shapes=tuple(shapes), width=WIDTH, height=height, family=FAMILIES[chart.language]
    )


def told(*parts: str) -> str:
    """What a mark says on pointing at it: its label and figures."""
    return " · ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a drawn chart tells of itself: its title, and its height by its width."""

    title: str
    ratio: float


def drawn(svg: str) -> Drawn:
    """What the head of a chart's SVG says."""
    found = _HEAD.search(svg)
    if found is None:
        return Drawn("", 1.0)
    return Drawn(html.unescape(found[3]), float(found[2]) / float(found[1]))
