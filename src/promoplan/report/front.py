"""`Front`: what finished formats show around the body: cover, cards with the main figures, running lines."""

from collections.abc import Iterator
from dataclasses import dataclass

from promoplan.i18n.catalogue import Language, text
from promoplan.report.charts.measure import cut, width
from promoplan.report.context import ReportContext

_FONTS = {
    Language.EN: ("Plan Sans TC", "Plan Sans SC"),
    Language.ZH_HANT: ("Plan Sans TC", "Plan Sans SC"),
    Language.ZH_HANS: ("Plan Sans SC", "Plan Sans TC"),
}
_REGIONS = {Language.EN: ("en", "US"), Language.ZH_HANT: ("zh", "TW"), Language.ZH_HANS: ("zh", "CN")}
_TITLE_SIZES = ((15.0, 34), (26.0, 28), (48.0, 22), (90.0, 17))
_SMALLEST_TITLE = 13
_CARD_SIZES = ((7.6, 17), (10.0, 13), (12.4, 10.5))
_SMALLEST_CARD = 9.0
_HEADER_SIZE, _HEADER_ROOM = 8, 225  # in points: each takes half a line at most


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Card:
    """A main figure; `size` in points is the larger the shorter the figure is."""

    label: str
    figure: str
    note: str
    size: float


@dataclass(frozen=True, slots=True)
class Front:
    """Texts around the body, "" for what the plan does not say.

    `eyebrow` stands over the title, `when` under it; `header` and `header_right` run over every page.
    """

    title: str
    title_size: float
    eyebrow: str
    theme: str
    when: str
    summary: str
    status: str
    status_key: str
    author: str
    printed: str
    header: str
    header_right: str
    contents: str
    facts: tuple[Fact, ...]
    cards: tuple[Card, ...]
    fonts: tuple[str, ...]
    lang: str
    region: str


def front(context: ReportContext) -> Front:
    """The front of a report."""
    cover, language = context.cover, context.language
    lang, region = _REGIONS[language]
    version = page_word("version", language).format(version=cover.version) if cover.version else ""
    return Front(
        title=cover.name,
        title_size=_size(cover.name, _TITLE_SIZES, _SMALLEST_TITLE),
        eyebrow=_row(cover.what_if, cover.brand, cover.kind),
        theme=cover.theme,
        when=_row(cover.period, cover.length),
        summary=cover.summary,
        status=cover.status,
        status_key=cover.status_key,
        author=cover.owner or cover.brand,
        printed=page_word("printed", language).format(day=cover.printed),
        header=cut(cover.name, _HEADER_SIZE, _HEADER_ROOM),
        header_right=cut(_row(cover.what_if, cover.period, version), _HEADER_SIZE, _HEADER_ROOM),
        contents=page_word("contents", language),
        facts=tuple(_facts(context)),
        cards=tuple(_cards(context)),
        fonts=_FONTS[language],
        lang=lang,
        region=region,
    )


def _facts(context: ReportContext) -> Iterator[Fact]:
    cover = context.cover
    told = {
        "owner": cover.owner,
        "status": cover.status,
        "version": cover.version,
        "updated": cover.updated,
        "markets": cover.markets,
        "currency": cover.currency,
        "purpose": cover.purpose,
    }
    for key, value in told.items():
        if value:
            yield Fact(page_word(f"fact.{key}", context.language), value)


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
            yield Card(
                page_word(f"card.{key}", context.language), figure, note, _size(figure, _CARD_SIZES, _SMALLEST_CARD)
            )


def _size(shown: str, sizes: tuple[tuple[float, float], ...], smallest: float) -> float:
    """The size in points for a text: the first whose limit, in ems, holds it."""
    return next((size for most, size in sizes if width(shown, 1) <= most), smallest)


def _row(*parts: str) -> str:
    return "  ·  ".join(filter(None, parts))


def page_word(key: str, language: Language) -> str:
    """A word of the finished formats' own."""
    return text("page", key, language)
