"""A chart made of the view model, ready to be drawn, and the words that go with every chart."""

from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language
from promoplan.report.charts.data import Chart
from promoplan.report.charts.palette import Palette
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

C = TypeVar("C", bound=Chart)

MOST_ROWS = 30
"""The most rows that a chart, or one group of the calendar, shows; the report's tables hold them all."""
_MOST_TOLD = 12
"""The most figures that a description tells one by one."""


class Made(Struct, frozen=True):
    """A chart by its name; `caption` says what to see in it, `draw` gives its SVG in some colours."""

    name: str
    title: str
    description: str
    caption: str
    draw: Callable[[Palette], str]


Pictured = Iterator[Made]
Maker = Callable[[ReportContext, Voice], Pictured]


def made(name: str, chart: C, draw: Callable[[C], str], caption: str) -> Made:
    """A chart with the function that draws it."""
    return Made(name, chart.title, chart.description, caption, lambda palette: draw(replace(chart, palette=palette)))


def head(voice: Voice, name: str, said: Iterable[str]) -> tuple[str, str, Language]:
    """Title, description and language of a chart; a long list of figures is cut."""
    title, told = voice.label(f"chart.{name}"), tuple(said)
    shown = list(told[:_MOST_TOLD])
    if len(told) > _MOST_TOLD:
        shown.append(voice.label("and-more", count=len(told) - _MOST_TOLD))
    description = voice.label("told", title=title, figures=voice.label("told.join").join(shown))
    return title, description, voice.language
