"""`Front`: what finished formats show around the body: cover, cards with the main figures, running lines."""

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from promoplan.i18n.catalogue import Language, text
from promoplan.report.charts.measure import cut, width
from promoplan.report.panels import StepPanel, SummaryPanel, step_panels, summary_panel
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.context import ReportContext

LOGO = "logo.svg"
"""The name under which the typesetter has a theme's logo."""

_FONTS = {
    Language.EN: ("Plan Sans TC", "Plan Sans SC"),
    Language.ZH_HANT: ("Plan Sans TC", "Plan Sans SC"),
    Language.ZH_HANS: ("Plan Sans SC", "Plan Sans TC"),
}
_REGIONS = {Language.EN: ("en", "US"), Language.ZH_HANT: ("zh", "TW"), Language.ZH_HANS: ("zh", "CN")}
_TITLE_SIZES = ((15.0, 34), (26.0, 28), (48.0, 22), (90.0, 17))
_SMALLEST_TITLE = 13
_TITLE_ROOM, _THEME_ROOM, _FACT_ROOM = 180, 105, 40
_EYEBROW_ROOM, _BRAND_ROOM = 38, 28
"""What a cover of one page has room for, in ems: five lines of title, three of theme and of a fact, one of others."""

_CARD_SIZES = ((7.6, 17), (10.0, 13), (12.4, 10.5))
_SMALLEST_CARD = 9.0
_HEADER_SIZE, _HEADER_ROOM, _FOOTER_ROOM = 8, 225, 400  # in points: each half of a header takes half a line at most


class Fact(Struct, frozen=True):
    """A label and what it says."""

    label: str
    value: str


class Card(Struct, frozen=True):
    """A main figure; `size` in points is the larger the shorter the figure is."""

    label: str
    figure: str
    note: str
    size: float


class Front(Struct, frozen=True):
    """Texts around the body, "" for what the plan does not say.

    `eyebrow` stands over the title, `when` and `version` under it; `header`, `header_right` and `footer` run over every
    page, `draft` lies behind it. `logo` is the name of the logo's file, "" without one; `brand` says whose it is.
    `created` is the day of the report (ISO 8601).
    """

    language: Language
    created: str
    title: str
    title_size: float
    brand: str
    logo: str
    printed: str
    header: str
    footer: str
    contents: str
    strip: str
    fonts: tuple[str, ...]
    heading_fonts: tuple[str, ...]
    lang: str
    region: str
    eyebrow: str = ""
    theme: str = ""
    when: str = ""
    version: str = ""
    summary: str = ""
    status: str = ""
    status_key: str = ""
    draft: str = ""
    author: str = ""
    header_right: str = ""
    facts: tuple[Fact, ...] = ()
    cards: tuple[Card, ...] = ()
    page: SummaryPanel | None = None
    steps: tuple[StepPanel, ...] = ()


def front(context: ReportContext, theme: Theme = DEFAULT) -> Front:
    """The front of a plan's report in the look of a theme."""
    cover, language = context.cover, context.language
    version = text("page", "version", language).format(version=cover.version) if cover.version else ""
    return replace(
        bare(cover.name, language, context.today, cover.printed, theme),
        eyebrow=row(cover.what_if, cover.brand, cover.kind),
        theme=cover.theme,
        when=row(cover.period, cover.length),
        version=version,
        summary=cover.summary,
        status=cover.status,
        status_key=cover.status_key,
        draft=cover.draft,
        brand=cover.brand or cover.name,
        author=cover.owner or cover.brand,
        header_right=cut(row(cover.draft, cover.what_if, cover.period, version), _HEADER_SIZE, _HEADER_ROOM),
        facts=tuple(_facts(context)),
        cards=tuple(_cards(context)),
        page=summary_panel(context),
        steps=step_panels(context),
    )


def bare(title: str, language: Language, today: date, printed: str, theme: Theme) -> Front:
    """A front with nothing but its title; `printed` is the day of the report in words."""
    lang, region = _REGIONS[language]
    fonts = _FONTS[language]
    return Front(
        language=language,
        created=today.isoformat(),
        title=title,
        title_size=_size(title, _TITLE_SIZES, _SMALLEST_TITLE),
        brand=title,
        logo=LOGO if theme.logo else "",
        printed=text("page", "printed", language).format(day=printed),
        header=cut(title, _HEADER_SIZE, _HEADER_ROOM),
        footer=cut(theme.footer, _HEADER_SIZE, _FOOTER_ROOM),
        contents=text("page", "contents", language),
        strip=text("page", "steps-strip", language),
        fonts=(*filter(None, (theme.body.name,)), *fonts),
        heading_fonts=(*filter(None, (theme.heading.name or theme.body.name,)), *fonts),
        lang=lang,
        region=region,
    )


def on_one_page(shown: Front) -> Front:
    """The front with as much of each text of the cover as its page holds."""
    return replace(
        shown,
        title=cut(shown.title, 1, _TITLE_ROOM),
        eyebrow=cut(shown.eyebrow, 1, _EYEBROW_ROOM),
        theme=cut(shown.theme, 1, _THEME_ROOM),
        brand=cut(shown.brand, 1, _BRAND_ROOM),
        version=cut(shown.version, 1, _BRAND_ROOM),
        facts=tuple(replace(fact, value=cut(fact.value, 1, _FACT_ROOM)) for fact in shown.facts),
    )


def _facts(context: ReportContext) -> Iterator[Fact]:
    cover = context.cover
    told = {
        "owner": cover.owner,
        "updated": cover.updated,
        "markets": cover.markets,
        "currency": cover.currency,
        "purpose": cover.purpose,
    }
    for key, value in told.items():
        if value:
            yield Fact(text("page", f"fact.{key}", context.language), value)


def _cards(context: ReportContext) -> Iterator[Card]:
    """The money, what it is to bring, how far the preparation is, and the state of the check."""
    summary = context.summary
    told = (
        ("total", summary.total, ""),
        ("reserve", summary.reserve, summary.reserve_share),
        ("revenue", summary.revenue, ""),
        ("roas", summary.roas, ""),
        ("contribution", summary.contribution, ""),
        ("steps", summary.steps_done, ""),
    )
    for key, figure, note in told:
        if figure:
            yield card(text("page", f"card.{key}", context.language), figure, note)


def card(label: str, figure: str, note: str = "") -> Card:
    """A card whose figure is as large as there is room for."""
    return Card(label, figure, note, _size(figure, _CARD_SIZES, _SMALLEST_CARD))


def _size(shown: str, sizes: tuple[tuple[float, float], ...], smallest: float) -> float:
    """The size in points for a text: the first whose limit, in ems, holds it."""
    return next((size for most, size in sizes if width(shown, 1) <= most), smallest)


def row(*parts: str) -> str:
    """Texts in one line, without those that are empty."""
    return "  ·  ".join(filter(None, parts))
