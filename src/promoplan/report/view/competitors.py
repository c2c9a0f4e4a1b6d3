"""Step 02 in the report: the competitors side by side, the sources, and the market around them."""

from collections.abc import Iterable
from decimal import Decimal

from msgspec import Struct

from promoplan.model.competitors import AnalysisSource, Competitor, Competitors
from promoplan.model.market import Market
from promoplan.model.node import Node
from promoplan.report.view.material import Material
from promoplan.report.view.times import day


class CompetitorView(Struct, frozen=True):
    """One competitor in words; `price_key` is lower, similar, higher or "", `share_value` the raw market share."""

    name: str
    strategy: str
    channels: str
    content: str
    price_level: str
    share: str
    strengths: str
    weaknesses: str
    response: str
    price_key: str
    share_value: Decimal | None
    brands: str
    place: str


class SourceView(Struct, frozen=True):
    """Where the analysis comes from; `about` names the competitor, "" where it covers them all."""

    name: str
    kind: str
    date: str
    about: str
    link: str


class CompetitorsView(Struct, frozen=True):
    """The comparison; `own_share` is our own market share, `market` the market that shares speak of."""

    items: tuple[CompetitorView, ...]
    sources: tuple[SourceView, ...]
    own_share: str
    own_share_value: Decimal | None
    market: str
    summary: str


class AspectView(Struct, frozen=True):
    """One side of the market, with what the plan says of it."""

    aspect: str
    text: str


class MarketView(Struct, frozen=True):
    """The surroundings of the plan, each group in the method's order."""

    environment: tuple[AspectView, ...]
    micro: tuple[AspectView, ...]
    swot: tuple[AspectView, ...]
    merchants: tuple[AspectView, ...]


def competitors(material: Material) -> CompetitorsView | None:
    """The comparison, or None where the section is absent or broken."""
    section = material.section(Competitors)
    if section is None:
        return None
    own = tuple(_source(material, source, each.name) for each in section.items for source in each.sources)
    return CompetitorsView(
        tuple(_competitor(material, each) for each in section.items),
        (*(_source(material, source) for source in section.sources), *own),
        material.voice.percent(section.own_share),
        section.own_share,
        section.market or "",
        section.summary or "",
    )


def _competitor(material: Material, competitor: Competitor) -> CompetitorView:
    voice = material.voice
    return CompetitorView(
        name=competitor.name,
        strategy=competitor.strategy or "",
        channels=voice.listed(competitor.channels),
        content=voice.listed(competitor.content),
        price_level=voice.term(competitor.price_level),
        share=voice.percent(competitor.share),
        strengths=voice.listed(competitor.strengths),
        weaknesses=voice.listed(competitor.weaknesses),
        response=competitor.response or "",
        price_key=competitor.price_level or "",
        share_value=competitor.share,
        brands=voice.listed(competitor.brands),
        place=material.place(competitor),
    )


def _source(material: Material, source: AnalysisSource, about: str = "") -> SourceView:
    voice = material.voice
    return SourceView(source.name, voice.term(source.kind), day(voice, source.date), about, source.link or "")


def market(material: Material) -> MarketView | None:
    """The surroundings, or None where the section is absent or broken."""
    section = material.section(Market)
    if section is None:
        return None
    return MarketView(
        environment=_aspects(material, section.environment, ("political", "economic", "social", "technical")),
        micro=_aspects(material, section, ("supply_chain", "competition", "channel")),
        swot=_aspects(material, section.swot, ("strengths", "weaknesses", "opportunities", "threats")),
        merchants=_aspects(material, section.merchants, ("admission", "rules", "support")),
    )


def _aspects(material: Material, node: Node | None, names: Iterable[str]) -> tuple[AspectView, ...]:
    """The sides of which something is said."""
    voice = material.voice
    said = ((name, getattr(node, name, ())) for name in names)
    return tuple(AspectView(voice.label(f"market.{name}"), voice.in_row(points)) for name, points in said if points)
