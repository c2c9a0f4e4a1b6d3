"""Slides on money and chances: the budget and the forecast."""

from collections.abc import Iterator
from decimal import Decimal

from promoplan.report.slides.aims import heads
from promoplan.report.slides.doing import MOST_BARS, folded
from promoplan.report.slides.fitting import levelled
from promoplan.report.slides.look import CONTENT, Box
from promoplan.report.slides.opening import CARD_HEIGHT, cards
from promoplan.report.slides.page import Bars, Element, Grid, Line, Page, Series, Text, bar_room, columns, rows
from promoplan.report.slides.said import counted, money_pattern, noted, points, told
from promoplan.report.slides.tables import height
from promoplan.report.view.budget import BudgetView, Part
from promoplan.report.view.context import ReportContext
from promoplan.report.view.forecast import ForecastView
from promoplan.report.view.voice import Voice

_EVEN = 0.5
_CHARTS = 2
"""How many charts of the budget stand side by side."""
_MOST_MOVED = 3
_CHANCES = 214.0
"""How high chart and table of the chances may be where what moves the goals stands below them."""
_CHANCE = '[>0.99]">99%";[<0.01]"<1%";0%'
"""No goal is called certain."""


def budget(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """The money by channel and category, and the reserve."""
    view = context.budget
    if view is None:
        return
    upper, lower = rows(CONTENT, CARD_HEIGHT)
    figures = {"total": view.total, "working": view.working, "media": view.media, "reserve": view.reserve.amount,
               "gap": view.gap}  # fmt: skip
    shown = cards(upper, [(voice.label(f"field.{key}"), figure) for key, figure in figures.items() if figure])
    splits = {"channel": view.by_channel, "category": view.by_category, "phase": view.by_phase}
    drawn = [(key, parts) for key, parts in splits.items() if len(parts) > 1][:_CHARTS]
    drawn = drawn or [(key, parts) for key, parts in splits.items() if parts][:1]
    boxes = columns(max(len(drawn), 1), 24, lower)
    charts = [_chart(voice, view, key, parts, box) for box, (key, parts) in zip(boxes, drawn, strict=False)]
    heading = [Text(Box(box.x, box.y, box.width, 22), points_only(voice, key), (14.0,))
               for box, (key, _) in zip(boxes, drawn, strict=False)]  # fmt: skip
    yield Page(_budget_title(voice, view), (*shown, *heading, *charts), tuple(_budget_notes(voice, view)))


def points_only(voice: Voice, key: str) -> tuple[Line, ...]:
    """The heading of a chart."""
    return (Line(voice.label(f"chart.budget-{key}"), "deep", bold=True),)


def _budget_title(voice: Voice, view: BudgetView) -> str:
    if view.gap:
        return voice.label("slide.budget.gap", gap=view.gap)
    tagged = [part for part in view.by_category if part.key]
    if not tagged or view.whole.value <= 0:
        return voice.label("step.budget")
    most = max(tagged, key=lambda part: part.value)
    if not view.reserve.value:
        return voice.label("slide.budget.without", name=most.label, share=most.of_total)
    return voice.label("slide.budget", name=most.label, share=most.of_total, reserve=view.reserve.of_total)


def _chart(voice: Voice, view: BudgetView, key: str, parts: tuple[Part, ...], box: Box) -> Bars:
    ordered = parts if key == "phase" else tuple(sorted(parts, key=lambda part: -part.value))
    labels, (values,) = folded(voice, tuple(part.label for part in ordered), [tuple(part.value for part in ordered)])
    outlined = None
    if view.reserve.value:
        labels, values, outlined = (*labels, view.reserve.label), (*values, view.reserve.value), len(labels)
    said = (voice.label("told.part", name=part.label, figure=part.amount, share=part.of_total)
            for part in (*ordered[:MOST_BARS], view.reserve))  # fmt: skip
    title = voice.label(f"chart.budget-{key}")
    alternative = voice.label("told", title=title, figures=voice.in_row(said))
    series = (Series(voice.label("field.amount"), values),)
    return Bars(
        bar_room(Box(box.x, box.y + 22, box.width, box.height - 22), len(labels)),
        title,
        alternative,
        labels,
        series,
        money_pattern(view.total),
        outlined,
        f"budget-{key}",
    )


def _budget_notes(voice: Voice, view: BudgetView) -> Iterator[str]:
    said = {"reserve-release": view.release, "warn": view.warn, "stop": view.stop, "shift-limit": view.shift_limit,
            "cost-review": view.cost_review, "replanning": view.replanning}  # fmt: skip
    yield from (told(voice, f"field.{key}", text) for key, text in said.items())
    lines = (voice.listed((line.name, line.amount, line.category, line.channel, line.phases)) for line in view.lines)
    yield from noted(voice, "heading.lines", lines)


def forecast(context: ReportContext, voice: Voice) -> Iterator[Page]:
    """How likely each goal is reached, and what that hangs on."""
    view = context.forecast
    if view is None or not view.goals:
        return
    chances = [(goal.name, goal.chance_value) for goal in view.goals if goal.chance_value is not None]
    moved = _moved(voice, view)
    area = Box(*CONTENT[:3], _CHANCES) if moved else CONTENT
    left, right = columns(2, 24, area, (4, 7)) if chances else (area, area)
    head = ("goal", "target", "as-planned", "p10", "p90", "chance")
    table = tuple((goal.name, goal.target, goal.planned, goal.p10, goal.p90, goal.chance) for goal in view.goals)
    grid = Grid(right, heads(voice, head), table, voice.label("heading.forecast"))
    elements: list[Element] = [*([_chances(voice, view, left)] if chances else ()), grid]
    if moved:
        used = max([height(grid), *(each.box.height for each in elements if isinstance(each, Bars))])
        _, lower = rows(CONTENT, used, 24)
        boxes = columns(len(moved), 16, lower)
        elements += levelled([Text(box, lines, (14.0, 13.0, 12.0), fill="soft", inset=12)
                              for box, lines in zip(boxes, moved, strict=True)])  # fmt: skip
    notes = (*(goal.headline for goal in view.goals), *(goal.said for goal in view.goals),
             *view.untold, *noted(voice, "heading.assumptions", view.assumptions))  # fmt: skip
    yield Page(_forecast_title(voice, view), tuple(elements), notes)


def _forecast_title(voice: Voice, view: ForecastView) -> str:
    known = [goal.chance_value for goal in view.goals if goal.chance_value is not None]
    if not known:
        return voice.label("heading.forecast")
    good = sum(value > _EVEN for value in known)
    key = "forecast.all" if good == len(known) else "forecast.some" if good else "forecast.none"
    return counted(voice, key, good or len(known), whole=str(len(known)))


def _chances(voice: Voice, view: ForecastView, box: Box) -> Bars:
    known = [goal for goal in view.goals if goal.chance_value is not None][:MOST_BARS]
    values = tuple(Decimal(str(round(goal.chance_value or 0.0, 4))) for goal in known)
    said = (voice.label("told.figure", name=goal.name, figure=goal.chance) for goal in known)
    title = voice.label("chart.forecast")
    alternative = voice.label("told", title=title, figures=voice.in_row(said))
    series = (Series(voice.label("field.chance"), values),)
    place = bar_room(box, len(known))
    return Bars(place, title, alternative, tuple(goal.name for goal in known), series, _CHANCE, picture="forecast")


def _moved(voice: Voice, view: ForecastView) -> list[tuple[Line, ...]]:
    """For up to three goals, the figures that move them most."""
    found = []
    for goal in view.moved[:_MOST_MOVED]:
        said = (
            voice.label("slide.moves", figure=each.figure, span=each.span, start=each.at_start, end=each.at_end)
            for each in goal.influences[:_MOST_MOVED]
        )
        found.append(points(voice.label("slide.moved", goal=goal.name), said))
    return [lines for lines in found if lines]
