"""The report as slides for a meeting: native tables and charts, the same bytes for the same plan and day."""

import importlib.util
from collections.abc import Mapping
from datetime import date

from msgspec.structs import replace

from promoplan.errors import MissingExtra
from promoplan.report.front import row
from promoplan.report.logo import Logo
from promoplan.report.pictures import Picture
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice


def pptx(context: ReportContext, charts: Mapping[str, Picture], theme: Theme = DEFAULT) -> bytes:
    """The slides of a report in the look of a theme; what its pictures say to see in them stands in the notes.

    Raises MissingExtra without python-pptx or XlsxWriter, which makes the workbooks behind the charts, and without
    typst where the logo is a drawing.
    """
    if any(importlib.util.find_spec(name) is None for name in ("pptx", "xlsxwriter")):
        raise MissingExtra('PPTX: python-pptx is not installed; pip install "promoplan[office]"')
    from promoplan.report.slides import look, page  # noqa: PLC0415 - only the format that is asked for
    from promoplan.report.slides.deck import About, drawn  # noqa: PLC0415 - needs the libraries looked for above
    from promoplan.report.slides.ink import Ink  # noqa: PLC0415 - as above
    from promoplan.report.slides.pages import pages  # noqa: PLC0415 - only the format that is asked for

    voice, cover = Voice(context.language), context.cover
    first, *others = pages(context, charts)
    if theme.logo:
        logo = page.Picture(look.LOGO, _pixels(theme.logo, context.today), cover.brand or cover.name)
        first = replace(first, elements=(*first.elements, logo))
    about = About(
        title=cover.name,
        author=cover.owner or cover.brand,
        subject=cover.summary,
        footer=theme.footer or row(cover.what_if, cover.name, cover.period),
        cut=voice.label("slide.cut"),
        today=context.today,
        mark=cover.draft,
    )
    ink = Ink(look.palette_of(theme), look.typeface_of(theme, context.language), voice.label("and-more"))
    return drawn((first, *others), about, ink)


def _pixels(logo: Logo, today: date) -> bytes:
    """A logo as slides take it, which is not as SVG."""
    if logo.ending != "svg":
        return logo.data
    from promoplan.report.rasters import tight  # noqa: PLC0415 - only where a logo is drawn

    return tight(logo, today)
