"""Slides on what is to be reached, with whom, and against whom: goals, audience, competitors and market."""

from collections.abc import Iterator, Sequence

from promoplan.report.slides.fitting import levelled
from promoplan.report.slides.look import CONTENT, Box
from promoplan.report.slides.page import SMALL, Bars, Element, Grid, Line, Page, Series, Text, bar_room, columns, rows
from promoplan.report.slides.said import counted, figure_pattern, noted, told
from promoplan.report.slides.tables import height
from promoplan.report.view.audience import AudienceView, SegmentView
from promoplan.report.view.competitors import AspectView, CompetitorsView, MarketView
from promoplan.report.view.context import ReportContext
from promoplan.report.view.goals import GoalView
from promoplan.report.view.voice import Voice

_COMPARED = 230.0
"""How high the table of competitors may be where the market stands below it."""
_FEW, _MOST_MILESTONES = 5, 6
"""Goals up to so many leave room for charts of their way, each with its last milestones up to so many."""
_MOST_CARDS = 3
"""Segments up to so many stand side by side; more make a table."""


def goals(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The goals with their targets and the way there."""
    found = context.goals
    if not found:
        return
    days = {goal.by for goal in found}
    day = days.pop() if len(days) == 1 else ""
    title = counted(voice, "goals-by", len(found), day=day) if day else counted(voice, "goals", len(found))
    drawn = [goal for goal in found if len(goal.milestones) > 1][:_MOST_CARDS] if len(found) <= _FEW else []
    named = heads(voice, ("goal", "baseline", "target", "change", "deadline", "owner"))
    head = (*named[:-1], voice.label("slide.way"), named[-1])
    table = tuple(
        (goal.name, goal.baseline, goal.target, goal.change, goal.by, "" if drawn else goal.path, goal.owner)
        for goal in found
    )
    grid = Grid(Box(*CONTENT[:3], _COMPARED) if drawn else CONTENT, head, table, voice.label("heading.goals"))
    notes = (goal.rationale and f"{goal.name}{voice.label('colon')}{goal.rationale}" for goal in found)
    paths = (goal.path and voice.label("told.figure", name=goal.name, figure=goal.path) for goal in found)
    yield Page(
        title,
        (grid, *_ways(voice, drawn, rows(CONTENT, height(grid), 20)[1])),
        (
            *noted(voice, "heading.milestones", paths),
            *noted(voice, "field.rationale", notes),
            *_frame(context, voice, "goals"),
        ),
    )


def _ways(voice: Voice, found: Sequence[GoalView], box: Box) -> Iterator[Element]:
    """A small chart of the milestones of each goal, with its name above it."""
    for place, goal in zip(columns(max(len(found), 1), 24, box), found, strict=False):
        milestones = goal.milestones[-_MOST_MILESTONES:]
        yield Text(Box(place.x, place.y, place.width, 20), (Line(goal.name, "deep", bold=True),), SMALL)
        title = voice.label("slide.way-of", goal=goal.name)
        said = voice.in_row(voice.label("told.figure", name=each.period, figure=each.figure) for each in milestones)
        series = (Series(goal.metric, tuple(each.value for each in milestones)),)
        below = bar_room(Box(place.x, place.y + 22, place.width, place.height - 22), len(milestones))
        labels = tuple(each.period for each in milestones)
        pattern = figure_pattern(milestones[0].figure, series[0].values)
        yield Bars(below, title, voice.label("told", title=title, figures=said), labels, series, pattern)


def heads(voice: Voice, keys: tuple[str, ...]) -> tuple[str, ...]:
    """The head of a table."""
    return tuple(voice.label(f"field.{key}") for key in keys)


def _frame(context: ReportContext, voice: Voice, key: str) -> Iterator[str]:
    """How the step behind a slide is verified."""
    for step in context.steps:
        if step.key == key:
            yield told(voice, "field.acceptance", step.acceptance)


def audience(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """Whom the plan speaks to."""
    view = context.audience
    if view is None or not view.segments:
        return
    title = counted(voice, "audience", len(view.segments))
    if len(view.segments) <= _MOST_CARDS:
        boxes = columns(len(view.segments), 20)
        elements: tuple[Element, ...] = levelled(
            [
                Text(box, _segment(voice, segment), (16.0, 14.0, 12.0), fill="soft", inset=16)
                for box, segment in zip(boxes, view.segments, strict=True)
            ]
        )
    else:
        head = ("segment", "size", "age", "region", "income", "stage", "habits", "product-needs")
        table = tuple(
            (each.name, each.size, each.age, each.region, each.income, each.stage, each.habits, each.product_needs)
            for each in view.segments
        )
        elements = (Grid(CONTENT, heads(voice, head), table, voice.label("heading.audience")),)
    yield Page(title, elements, tuple(_audience_notes(view, voice)))


def _segment(voice: Voice, segment: SegmentView) -> tuple[Line, ...]:
    facts = {
        "size": segment.size, "age": segment.age, "gender": segment.gender, "region": segment.region,
        "income": segment.income, "stage": segment.stage, "habits": segment.habits,
        "product-needs": segment.product_needs, "service-needs": segment.service_needs,
        "personal-needs": segment.personal_needs,
    }  # fmt: skip
    said = (told(voice, f"field.{key}", text) for key, text in facts.items())
    return (Line(segment.name, "deep", bold=True, size=18), *(Line(text) for text in said if text))


def _audience_notes(view: AudienceView, voice: Voice) -> Iterator[str]:
    evidence = (
        voice.in_row((each.segment, each.kind, each.source, each.date, each.sample, each.finding))
        for each in view.evidence
    )
    yield from noted(voice, "heading.evidence", evidence)
    satisfied = (f"{each.aspect}{voice.label('colon')}{each.share}" for each in view.satisfaction)
    yield from noted(voice, "heading.satisfaction", (*satisfied, view.satisfaction_source))


def competitors(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The competitors side by side, and the market around them."""
    view, market = context.competitors, context.market
    if (view is None or not view.items) and market is None:
        return
    around = _aspects(market)
    lower, elements = CONTENT, list[Element]()
    if view and view.items:
        grid = _compared(voice, view, Box(*CONTENT[:3], _COMPARED) if around else CONTENT)
        elements.append(grid)
        _, lower = rows(CONTENT, height(grid), 24)
    elements += levelled(
        [
            Text(box, (Line(each.aspect, "deep", bold=True), Line(each.text)), (16.0, *SMALL), fill="soft", inset=12)
            for box, each in zip(columns(max(len(around), 1), 12, lower), around, strict=False)
        ]
    )
    yield Page(_competitors_title(voice, view), tuple(elements), tuple(_competitor_notes(voice, view, market)))


def _competitors_title(voice: Voice, view: CompetitorsView | None) -> str:
    if view is None or not view.items:
        return voice.label("heading.market")
    if view.own_share:
        return counted(voice, "own-share", len(view.items), share=view.own_share)
    return counted(voice, "competitors", len(view.items))


def _compared(voice: Voice, view: CompetitorsView, box: Box) -> Grid:
    head = ("competitor", "market-share", "price-level", "strategy", "strengths", "weaknesses", "response")
    table = tuple(
        (each.name, each.share, each.price_level, each.strategy, each.strengths, each.weaknesses, each.response)
        for each in view.items
    )
    return Grid(box, heads(voice, head), table, voice.label("step.competitors"))


def _aspects(market: MarketView | None) -> tuple[AspectView, ...]:
    """Four sides of the market at most: strengths and threats before the wider surroundings."""
    if market is None:
        return ()
    return (market.swot or market.environment or market.micro or market.merchants)[:4]


def _competitor_notes(voice: Voice, view: CompetitorsView | None, market: MarketView | None) -> Iterator[str]:
    if view:
        yield view.summary
        yield told(voice, "field.market", view.market)
        sources = (voice.in_row((each.name, each.kind, each.date, each.about, each.link)) for each in view.sources)
        yield from noted(voice, "heading.sources", sources)
    if market:
        every = (*market.environment, *market.micro, *market.merchants)
        around = (f"{each.aspect}{voice.label('colon')}{each.text}" for each in every)
        yield from noted(voice, "heading.market", around)
