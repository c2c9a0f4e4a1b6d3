"""Slides on what is done: channels, content, promotions and products."""

from collections.abc import Iterator
from decimal import Decimal

from msgspec.structs import replace

from promoplan.economics.ledger import ZERO
from promoplan.report.slides.aims import heads
from promoplan.report.slides.fitting import levelled
from promoplan.report.slides.look import CONTENT, Box
from promoplan.report.slides.page import SMALL, Bars, Element, Grid, Line, Page, Series, Text, columns, rows
from promoplan.report.slides.said import PERCENT, counted, noted, points, share, told
from promoplan.report.slides.tables import height
from promoplan.report.view.channels import ChannelsView, ChannelView
from promoplan.report.view.content import ContentView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.promotions import PromotionsView
from promoplan.report.view.voice import Voice

_CHANNELS = 240.0
"""How high the table of channels may be where their positioning stands below it."""
_OFFERS = 190.0
"""How high the table of offers may be where prices stand below it."""
MOST_BARS = 9
"""The most bars that a chart on a slide shows; the others are added up."""


def channels(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The channels with their roles, what each takes of the media money, and what it is to bring."""
    view = context.channels
    if view is None or not view.items:
        return
    left, right = columns(2, 24, CONTENT, (2, 3))
    spends = [each for each in view.items if each.outcome.values.spend]
    head = ("channel", "role", "objective", "budget-share", "media-spend", "expected-revenue", "roas")
    table = tuple(
        (each.name, each.role, each.objective, each.share, each.outcome.spend if each in spends else "",
         each.outcome.revenue, each.outcome.roas)
        for each in view.items
    )  # fmt: skip
    place = right if spends else CONTENT
    placed = points(voice.label("field.positioning"), (_positioned(voice, each) for each in view.items))
    upper = Box(*place[:3], _CHANNELS) if placed else place
    grid = Grid(upper, heads(voice, head), table, voice.label("field.channels"))
    elements: list[Element] = [_shares(voice, view, spends, left)] if spends else []
    elements.append(grid)
    if placed:
        _, below = rows(place, height(grid), 18)
        elements += levelled([Text(below, placed, (14.0, 13.0, 12.0), fill="soft", inset=12)])
    yield Page(_channels_title(voice, view), tuple(elements), tuple(_channel_notes(voice, view)))


def _positioned(voice: Voice, channel: ChannelView) -> str:
    return f"{channel.name}{voice.label('colon')}{channel.positioning}" if channel.positioning else ""


def _channels_title(voice: Voice, view: ChannelsView) -> str:
    spent = sum((each.outcome.values.spend or ZERO for each in view.items), ZERO)
    core = sum((each.outcome.values.spend or ZERO for each in view.core), ZERO)
    if not spent or not core:
        return counted(voice, "channels", len(view.items))
    return counted(voice, "core-channels", len(view.core), share=voice.share(core / spent))


def _shares(voice: Voice, view: ChannelsView, spends: list[ChannelView], box: Box) -> Bars:
    """Each channel's share of the media money beside its share of the expected revenue."""
    shown = sorted(spends, key=lambda each: each.outcome.values.spend or ZERO, reverse=True)
    spent = _shares_of([each.outcome.values.spend for each in shown])
    series = [Series(voice.label("slide.of-spend"), spent, "blue")]
    if view.complete:
        brought = _shares_of([each.outcome.values.revenue for each in shown])
        series.append(Series(voice.label("slide.of-revenue"), brought, "accent"))
    labels = tuple(each.name for each in shown)
    labels, values = folded(voice, labels, [each.values for each in series])
    kept = tuple(Series(each.name, row, each.ink) for each, row in zip(series, values, strict=True))
    said = (
        voice.label("told.figure", name=label, figure=voice.listed(voice.share(row[place]) for row in values))
        for place, label in enumerate(labels)
    )
    title = voice.label("slide.shares")
    return Bars(box, title, voice.label("told", title=title, figures=voice.in_row(said)), labels, kept, PERCENT)


def _shares_of(values: list[Decimal | None]) -> tuple[Decimal, ...]:
    whole = sum((value or ZERO for value in values), ZERO)
    return tuple(share(value or ZERO, whole) for value in values)


def folded(
    voice: Voice, labels: tuple[str, ...], rows_of: list[tuple[Decimal, ...]], most: int = MOST_BARS
) -> tuple[tuple[str, ...], list[tuple[Decimal, ...]]]:
    """Labels and rows of figures of which the last ones, beyond so many, are added up."""
    if len(labels) <= most:
        return labels, rows_of
    rest = voice.label("slide.others", count=len(labels) - most + 1)
    kept = [(*row[: most - 1], sum(row[most - 1 :], ZERO)) for row in rows_of]
    return (*labels[: most - 1], rest), kept


def _channel_notes(voice: Voice, view: ChannelsView) -> Iterator[str]:
    yield told(voice, "field.synergy", view.synergy)
    yield from noted(voice, "heading.assumptions", (_assumed(voice, each) for each in view.items))


def _assumed(voice: Voice, channel: ChannelView) -> str:
    given = channel.assumptions
    said = {"cpc": given.cpc, "ctr": given.ctr, "cvr": given.cvr, "aov": given.aov, "gross-margin": given.gross_margin}
    figures = voice.listed(f"{voice.label(f'field.{key}')} {text}" for key, text in said.items() if text)
    return f"{channel.name}{voice.label('colon')}{figures}" if figures else ""


def content(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """What is made and published, and how it is reviewed."""
    view = context.content
    if view is None or not view.pieces:
        return
    left, right = columns(2, 24, CONTENT, (5, 2))
    head = ("theme", "format", "channels", "frequency", "dates", "owner")
    table = tuple(
        (each.theme, each.format, each.channels, each.frequency, each.dates or each.phases, each.owner)
        for each in view.pieces
    )
    beside = _content_facts(voice, view)
    elements: list[Element] = [
        Grid(left if beside else CONTENT, heads(voice, head), table, voice.label("step.content"))
    ]
    if beside:
        elements += levelled([Text(right, beside, (14.0, 13.0, 12.0), fill="soft", inset=14)])
    calendar = (f"{row.label} {row.dates}{voice.label('colon')}{row.starts or row.channels}" for row in view.calendar)
    yield Page(
        counted(voice, "content", len(view.pieces)),
        tuple(elements),
        noted(voice, "heading.content-calendar", calendar),
    )


def _content_facts(voice: Voice, view: ContentView) -> tuple[Line, ...]:
    facts = {
        "capacity": view.capacity, "iteration": view.iteration, "review-steps": view.review_steps,
        "review-by": view.review_by, "review-lead": view.review_lead, "feedback": view.feedback,
        "user-content": view.user_content,
    }  # fmt: skip
    lines = [
        line
        for key, text in facts.items()
        if text
        for line in (Line(voice.label(f"field.{key}"), "muted", size=12), Line(text))
    ]
    creators = points(voice.label("heading.creators"), (f"{each.name} {each.fee}" for each in view.creators))
    return (*lines, *creators)


def promotions(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The offers, what they leave of the prices, and the worst basket; products alone where nothing is offered."""
    view = context.promotions
    if view is None or not view.items:
        yield from _products(context, voice)
        return
    upper = Box(*CONTENT[:3], _OFFERS)
    head = ("promotion", "offer", "dates", "products", "channels", "funded-by", "planned-lift")
    table = tuple(
        (each.name, each.offer, each.dates, each.products, each.channels, each.funded_by, each.planned_lift)
        for each in view.items
    )
    grid = Grid(upper, heads(voice, head), table, voice.label("heading.promotions"))
    _, lower = rows(CONTENT, height(grid), 24)
    after = _after(voice, view, lower)
    elements = (grid if after else replace(grid, box=CONTENT), *after)
    yield Page(counted(voice, "promotions", len(view.items)), elements, tuple(_promotion_notes(context, voice, view)))


def _after(voice: Voice, view: PromotionsView, box: Box) -> tuple[Element, ...]:
    """What is left of prices, and of the worst basket."""
    worst = view.worst.baskets[:1] if view.worst else ()
    left, right = columns(2, 20, box, (5, 2)) if worst and view.prices else (box, box)
    found: list[Element] = []
    if view.prices:
        head = ("promotion", "product", "list-price", "price", "discount", "margin-after", "rate-after")
        table = tuple(
            (each.promotion, each.product, each.list_price, each.price, each.discount, each.margin_after,
             each.rate_after)
            for each in view.prices
        )  # fmt: skip
        found.append(Grid(left, heads(voice, head), table, voice.label("heading.prices")))
    for basket in worst:
        lines = (
            Line(voice.label("slide.worst"), "deep", bold=True),
            Line(basket.title, "muted"),
            Line(basket.summary),
        )
        found += levelled([Text(right, lines, (16.0, *SMALL), fill="soft", inset=12)])
    return tuple(found)


def _products(context: ReportContext, voice: Voice) -> Iterator[Page]:
    if not context.products:
        return
    head = ("product", "product-category", "price", "unit-cost", "gross-margin", "stock", "inbound")
    table = tuple(
        (each.name, each.category, each.price, each.unit_cost, each.margin, each.stock, each.inbound)
        for each in context.products
    )
    title = voice.label("heading.products")
    yield Page(title, (Grid(CONTENT, heads(voice, head), table, title),))


def _promotion_notes(context: ReportContext, voice: Voice, view: PromotionsView) -> Iterator[str]:
    yield told(voice, "field.stacking", view.stacking)
    yield from noted(voice, "field.terms", (each.terms and f"{each.name}: {each.terms}" for each in view.items))
    products = (
        voice.listed((each.name, each.price, told(voice, "field.gross-margin", each.margin),
                      told(voice, "field.stock", each.stock)))
        for each in context.products
    )  # fmt: skip
    yield from noted(voice, "heading.products", products)
    if view.worst:
        yield view.worst.searched
