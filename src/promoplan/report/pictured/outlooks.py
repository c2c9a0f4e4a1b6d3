"""How likely the goals are reached, and which figures move them."""

from collections.abc import Sequence

from promoplan.report.charts import data
from promoplan.report.charts.outlooks import outlooks
from promoplan.report.charts.tornado import tornado
from promoplan.report.pictured.made import Pictured, head, made
from promoplan.report.view.context import ReportContext
from promoplan.report.view.forecast import OutlookView
from promoplan.report.view.voice import Voice

_MOST_PANELS, _MOST_TORNADOES = 4, 2
"""The most goals whose distributions, and whose tornadoes, are drawn."""


def chances(context: ReportContext, voice: Voice) -> Pictured:
    """The distribution of each goal's metric."""
    goals = [goal for goal in (context.forecast.goals if context.forecast else ()) if goal.spread][:_MOST_PANELS]
    if not goals:
        return
    said = (
        voice.label("told.outlook", name=goal.name, chance=goal.chance, target=goal.target, low=goal.p10, high=goal.p90)
        for goal in goals
    )
    labels = (voice.label("field.goal"), voice.label("field.as-planned"))
    chart = data.Outlooks(*head(voice, "forecast", said), tuple(map(_outlook, goals)), *labels)
    yield made("forecast", chart, outlooks, _likeliest(voice, goals))


def _likeliest(voice: Voice, goals: Sequence[OutlookView]) -> str:
    """Which goal is reached most surely, and which least; of a single one, between what it will lie."""
    told = sorted(((goal.chance_value, goal) for goal in goals if goal.chance_value is not None), key=lambda it: it[0])
    if len(told) < 2 or told[0][1].chance == told[-1][1].chance:  # noqa: PLR2004 - one against another
        goal = goals[0]
        return voice.label("caption.forecast.one", name=goal.name, chance=goal.chance, low=goal.p10, high=goal.p90)
    least, most = told[0][1], told[-1][1]
    return voice.label("caption.forecast", name=most.name, high=most.chance, other=least.name, low=least.chance)


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


def movers(context: ReportContext, voice: Voice) -> Pictured:
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
    chart = data.Tornado(*head(voice, "tornado", said), shown, *labels)
    yield made("tornado", chart, tornado, _strongest(voice, shown[0]))


def _swings(goal: OutlookView) -> data.Swings:
    swings = tuple(
        data.Swing(each.figure, each.start_value, each.end_value, each.at_start if goal.ranged else "", each.at_end)
        for each in goal.influences
    )
    return data.Swings(goal.name, goal.planned_value, goal.planned, swings)


def _strongest(voice: Voice, goal: data.Swings) -> str:
    """The figure on which a goal hangs most, and between what it takes the goal."""
    first = goal.swings[0]
    ends = ((first.start, first.start_figure or goal.planned_figure), (first.end, first.end_figure))
    (_, low), (_, high) = sorted(ends, key=lambda end: end[0])
    return voice.label("caption.tornado", goal=goal.label, name=first.label, low=low, high=high)
