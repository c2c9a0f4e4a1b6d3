"""The pictures of a report, by name, drawn from the view model; one without figures is left out."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from promoplan.i18n.catalogue import Language
from promoplan.report.calendar import BarGroup
from promoplan.report.charts import data
from promoplan.report.charts.bars import bars
from promoplan.report.charts.funnel import funnel
from promoplan.report.charts.gantt import gantt
from promoplan.report.charts.goal_milestones import goal_milestones
from promoplan.report.charts.outlooks import outlooks
from promoplan.report.charts.risk_matrix import risk_matrix
from promoplan.report.charts.tornado import tornado
from promoplan.report.context import ReportContext
from promoplan.report.forecast import OutlookView
from promoplan.report.goals import GoalView
from promoplan.report.voice import Voice

_MOST_ROWS = 30
"""The most rows that a chart, or one group of the calendar, shows; the report's tables hold them all."""
_MOST_PANELS, _MOST_TORNADOES = 4, 2
"""The most goals whose distributions, and whose tornadoes, are drawn."""
_MOST_TOLD = 12
"""The most figures that a description tells one by one."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG, with its title and, for those who can't see it, what it shows in words."""

    svg: str
    title: str
    description: str


def pictures(context: ReportContext) -> Mapping[str, Picture]:
    """Every chart for which the plan has figures."""
    found = (made for draw in _ALL for made in draw(context, Voice(context.language)))
    return {name: Picture(svg, chart.title, chart.description) for name, chart, svg in found}


Drawn = Iterator[tuple[str, data.Chart, str]]


def _budgets(context: ReportContext, voice: Voice) -> Drawn:
    budget = context.budget
    if budget is None:
        return
    splits = {"channel": budget.by_channel, "category": budget.by_category, "phase": budget.by_phase}
    for view, parts in splits.items():
        if not parts:
            continue
        shown = [data.Bar(part.label, part.value, part.amount, part.of_total) for part in parts[:_MOST_ROWS]]
        if budget.reserve.value:
            kept = budget.reserve
            shown.append(data.Bar(kept.label, kept.value, kept.amount, kept.of_total, data.BarKind.RESERVE))
        said = (voice.label("told.part", name=bar.label, figure=bar.figure, share=bar.share) for bar in shown)
        chart = data.Bars(*_head(context, voice, f"budget-{view}", said), tuple(shown))
        yield f"budget-{view}", chart, bars(chart)


def _calendar(context: ReportContext, voice: Voice) -> Drawn:
    groups = []
    for group in BarGroup:
        found = [bar for bar in context.calendar.bars if bar.group is group][:_MOST_ROWS]
        rows = tuple(
            data.Row(bar.label, data.RowKind(group.value), bar.start, bar.end, bar.dates, bar.done) for bar in found
        )
        if rows:
            groups.append(data.Group(voice.label(f"bars.{group}"), rows))
    if not groups:
        return
    said = (voice.label("told.dates", name=row.label, dates=row.figure) for group in groups for row in group.rows)
    today = voice.label("today")
    chart = data.Gantt(*_head(context, voice, "calendar", said), tuple(groups), context.today, today)
    yield "calendar", chart, gantt(chart)


def _funnel(context: ReportContext, voice: Voice) -> Drawn:
    stages = [
        data.Stage(stage.name, stage.value, stage.volume, stage.rate)
        for stage in (context.monitoring.funnel if context.monitoring else ())
        if stage.value is not None
    ]
    if len(stages) > 1:
        said = (voice.label("told.figure", name=stage.label, figure=stage.figure) for stage in stages)
        chart = data.Funnel(*_head(context, voice, "funnel", said), tuple(stages))
        yield "funnel", chart, funnel(chart)


def _risks(context: ReportContext, voice: Voice) -> Drawn:
    found = context.risks.items[:_MOST_ROWS] if context.risks else ()
    if not found:
        return
    shown = tuple(data.Risk(risk.mark, risk.name, risk.likelihood, risk.impact) for risk in found)
    said = (
        voice.label("told.risk", name=risk.name, likelihood=risk.likelihood, impact=risk.impact, level=risk.level)
        for risk in found
    )
    axes = (voice.label("field.likelihood"), voice.label("field.impact"))
    chart = data.RiskMatrix(*_head(context, voice, "risk-matrix", said), shown, *axes)
    yield "risk-matrix", chart, risk_matrix(chart)


def _goals(context: ReportContext, voice: Voice) -> Drawn:
    paths = tuple(_path(goal) for goal in context.goals[:_MOST_ROWS] if goal.milestones)
    if not paths:
        return
    said = (voice.label("told.figure", name=goal.name, figure=goal.path) for goal in context.goals if goal.path)
    chart = data.GoalMilestones(*_head(context, voice, "goals", said), paths, voice.label("field.target"))
    yield "goals", chart, goal_milestones(chart)


def _path(goal: GoalView) -> data.GoalPath:
    points = tuple(data.Point(each.period, each.value, each.figure) for each in goal.milestones)
    return data.GoalPath(goal.name, goal.target, points, None if goal.additive else goal.target_value)


def _outlooks(context: ReportContext, voice: Voice) -> Drawn:
    goals = [goal for goal in (context.forecast.goals if context.forecast else ()) if goal.spread][:_MOST_PANELS]
    if not goals:
        return
    said = (
        voice.label("told.outlook", name=goal.name, chance=goal.chance, target=goal.target, low=goal.p10, high=goal.p90)
        for goal in goals
    )
    labels = (voice.label("field.goal"), voice.label("field.as-planned"))
    chart = data.Outlooks(*_head(context, voice, "forecast", said), tuple(map(_outlook, goals)), *labels)
    yield "forecast", chart, outlooks(chart)


def _outlook(goal: OutlookView) -> data.Outlook:
    values = goal.spread.percentiles if goal.spread else ()
    return data.Outlook(
        label=goal.name,
        chance=goal.chance,
        edges=goal.spread.edges if goal.spread else (),
        counts=goal.spread.counts if goal.spread else (),
        aim=float(goal.target_value),
        aim_figure=goal.target,
        planned=float(goal.planned_value),
        planned_figure=goal.planned,
        percentiles=tuple(zip(("P10", "P50", "P90"), values, (goal.p10, goal.p50, goal.p90), strict=False)),
        lower_is_better=goal.lower_is_better,
    )


def _tornado(context: ReportContext, voice: Voice) -> Drawn:
    """What moves the goals: those that are sums, such as revenue, before ratios."""
    moved = context.forecast.moved if context.forecast else ()
    goals = sorted(moved, key=lambda goal: (not goal.ranged, not goal.additive))[:_MOST_TORNADOES]
    if not goals:
        return
    ranged = goals[0].ranged
    shown = tuple(_swings(goal) for goal in goals if goal.ranged is ranged)
    said = (
        voice.label("told.swing", goal=goal.label, name=swing.label, low=swing.start_figure or goal.planned_figure,
                    high=swing.end_figure)
        for goal in shown for swing in goal.swings
    )  # fmt: skip
    ends = ("forecast.column.start.range", "forecast.column.end.range") if ranged else ("", "forecast.column.end.worse")
    labels = (voice.label(key) if key else "" for key in (*ends, "field.as-planned"))
    chart = data.Tornado(*_head(context, voice, "tornado", said), shown, *labels)
    yield "tornado", chart, tornado(chart)


def _swings(goal: OutlookView) -> data.Swings:
    swings = tuple(
        data.Swing(each.figure, each.start_value, each.end_value, each.at_start if goal.ranged else "", each.at_end)
        for each in goal.influences
    )
    return data.Swings(goal.name, goal.planned_value, goal.planned, swings)


def _head(context: ReportContext, voice: Voice, name: str, said: Iterable[str]) -> tuple[str, str, Language]:
    """Title, description and language of a chart; a long list of figures is cut."""
    title, told = voice.label(f"chart.{name}"), tuple(said)
    shown = list(told[:_MOST_TOLD])
    if len(told) > _MOST_TOLD:
        shown.append(voice.label("and-more", count=len(told) - _MOST_TOLD))
    description = voice.label("told", title=title, figures=voice.label("told.join").join(shown))
    return title, description, context.language


_ALL: tuple[Callable[[ReportContext, Voice], Drawn], ...] = (
    _budgets, _calendar, _funnel, _risks, _goals, _outlooks, _tornado,
)  # fmt: skip
