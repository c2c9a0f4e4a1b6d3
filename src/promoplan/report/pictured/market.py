"""Competitors by price and market share, and the segments of the audience by size."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from promoplan.report.charts.bars import bars
from promoplan.report.charts.competitor_map import CompetitorMap, Position, competitor_map
from promoplan.report.charts.data import Bar, Bars
from promoplan.report.pictured.made import MOST_ROWS, Pictured, head, made
from promoplan.report.view.audience import SegmentView
from promoplan.report.view.competitors import CompetitorsView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.voice import Voice

_LEVELS = ("lower", "similar", "higher")
_TICKS = 5
_STEPS = tuple(Decimal(step) for step in ("0.001", "0.002", "0.005", "0.01", "0.02", "0.05", "0.1", "0.2"))


def competitors(context: ReportContext, voice: Voice) -> Pictured:
    """Where the competitors stand of whom price level and market share are known, and where we do."""
    view = context.competitors
    found = sorted(_positions(view), key=lambda each: -each.share)[:MOST_ROWS] if view else []
    if view is None or not found:
        return
    if view.own_share_value is not None:
        found.append(Position(voice.label("we"), 1, view.own_share_value, view.own_share, own=True))
    levels = [voice.label(f"PriceLevel.{level}") for level in _LEVELS]
    said = (
        voice.label("told.figure", name=each.label, figure=voice.listed((levels[each.band], each.figure)))
        for each in found
    )
    chart = CompetitorMap(
        *head(voice, "competitors", said),
        tuple(found),
        (levels[0], levels[1], levels[2]),
        tuple((tick, voice.percent(tick)) for tick in _ticks(max(each.share for each in found))),
        voice.label("field.price-level"),
        voice.label("field.market-share"),
    )
    yield made("competitors", chart, competitor_map, _leader(voice, view, found))


def _positions(view: CompetitorsView) -> Iterator[Position]:
    for each in view.items:
        if each.price_key in _LEVELS and each.share_value is not None:
            yield Position(each.name, _LEVELS.index(each.price_key), each.share_value, each.share)


def _ticks(most: Decimal) -> Iterator[Decimal]:
    """Round shares from 0 to the first that is no smaller than the greatest."""
    step = next((step for step in _STEPS if step * _TICKS >= most), _STEPS[-1])
    number = 0
    while (number - 1) * step < most or number < 2:  # noqa: PLR2004 - 0 and one more
        yield number * step
        number += 1


def _leader(voice: Voice, view: CompetitorsView, found: Sequence[Position]) -> str:
    """Who has the largest share beside ours, and how many sell below and above our prices."""
    others = [each for each in found if not each.own]
    first = others[0]
    below, above = (sum(each.band == band for each in others) for band in (0, 2))
    told = (
        voice.label("caption.competitors.own", name=first.label, share=first.figure, own=view.own_share)
        if view.own_share
        else voice.label("caption.competitors", name=first.label, share=first.figure)
    )
    count = voice.count(len(others))
    prices = voice.label("caption.competitors.prices", below=below, above=above, count=count)
    return voice.sentences((told, prices))


def segments(context: ReportContext, voice: Voice) -> Pictured:
    """The segments whose size is known, the largest first, with how many channels speak to them."""
    told = [(each.size_value, each) for each in (context.audience.segments if context.audience else ())]
    found = sorted(((size, each) for size, each in told if size), key=lambda pair: -pair[0])
    if not found:
        return
    whole = Decimal(sum(size for size, _ in found))
    shown = tuple(_bar(voice, each, whole) for _, each in found[:MOST_ROWS])
    said = (voice.label("told.figure", name=bar.label, figure=voice.listed((bar.figure, bar.share))) for bar in shown)
    chart = Bars(*head(voice, "segments", said), shown)
    yield made("segments", chart, bars, _largest(voice, [each for _, each in found], whole))


def _bar(voice: Voice, segment: SegmentView, whole: Decimal) -> Bar:
    size = Decimal(segment.size_value or 0)
    return Bar(segment.name, size, segment.size, voice.listed((voice.part(size, whole), _reached(voice, segment))))


def _reached(voice: Voice, segment: SegmentView) -> str:
    """How many channels speak to a segment, and how many of them are core channels."""
    if not segment.channels:
        return ""
    told = voice.label(f"segment.channels.{'one' if segment.channels == 1 else 'many'}", count=segment.channels)
    if not segment.core_channels:
        return told
    return voice.label("with-note", text=told, note=voice.label("segment.core", count=segment.core_channels))


def _largest(voice: Voice, found: Sequence[SegmentView], whole: Decimal) -> str:
    """The largest segment, and the one that most channels speak to, where that is another."""
    first, most = found[0], max(found, key=lambda each: each.channels)
    share = voice.part(Decimal(first.size_value or 0), whole)
    told = voice.label("caption.segments.largest", name=first.name, share=share) if len(found) > 1 else ""
    if most.channels <= first.channels:
        return told
    reached = voice.label("caption.segments.reached", name=most.name, count=most.channels)
    return voice.sentences((told, reached))
