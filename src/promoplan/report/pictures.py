"""The pictures of a report, by name, drawn from the view model; one without figures is left out."""

from collections.abc import Mapping

from msgspec import Struct

from promoplan.report.charts.palette import LIGHT, Palette
from promoplan.report.pictured import dated, funnels, market, money, outlooks, work
from promoplan.report.pictured.made import Maker
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice


class Picture(Struct, frozen=True):
    """A chart as SVG, with its title and, for those who can't see it, what it shows in words.

    `caption` is a sentence that says what to see in it, "" where nothing stands out.
    """

    svg: str
    title: str
    description: str
    caption: str = ""


def pictures(context: ReportContext, palette: Palette = LIGHT) -> Mapping[str, Picture]:
    """Every chart for which the plan has figures, in the order of the report's parts."""
    voice = Voice(context.language)
    found = (made for make in _ALL for made in make(context, voice))
    return {made.name: Picture(made.draw(palette), made.title, made.description, made.caption) for made in found}


_ALL: tuple[Maker, ...] = (
    market.segments,
    work.goals,
    market.competitors,
    funnels.by_channel,
    dated.appearances,
    funnels.whole_funnel,
    money.budgets,
    outlooks.chances,
    outlooks.movers,
    dated.calendar,
    work.risks,
    work.duties,
)
