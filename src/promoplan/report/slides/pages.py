"""All slides of a plan in the order of the meeting; one without a section behind it is left out."""

from collections.abc import Callable, Iterator, Mapping

from msgspec.structs import replace

from promoplan.report.pictures import Picture
from promoplan.report.slides.aims import audience, competitors, goals
from promoplan.report.slides.doing import channels, content, promotions
from promoplan.report.slides.money import budget, forecast
from promoplan.report.slides.opening import cover, steps, summary
from promoplan.report.slides.page import Bars, Drawing, Page
from promoplan.report.slides.steering import decisions, monitoring, risks
from promoplan.report.slides.timeline import timeline
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

_SLIDES: tuple[Callable[[ReportContext, Voice], Iterator[Page]], ...] = (
    cover, summary, steps, goals, audience, competitors, channels, timeline, content, promotions, budget, forecast,
    risks, monitoring, decisions,
)  # fmt: skip


def pages(context: ReportContext, charts: Mapping[str, Picture]) -> tuple[Page, ...]:
    """The slides of a report; what its pictures say to see in them goes to the notes."""
    voice = Voice(context.language)
    return tuple(_captioned(page, charts) for made in _SLIDES for page in made(context, voice))


def _captioned(page: Page, charts: Mapping[str, Picture]) -> Page:
    names = (element.picture for element in page.elements if isinstance(element, Bars | Drawing))
    captions = (charts[name].caption for name in names if name in charts)
    return replace(page, notes=(*captions, *page.notes))
