"""Forecasts as JSON, for programs; the form is versioned, figures are numbers, and no word of it is translated."""

import json
from collections.abc import Sequence
from decimal import Decimal

from promoplan.forecast.comparison import AnyGoal, Comparison, Pair, told
from promoplan.forecast.result import Chance, ChannelForecast, GoalForecast, Influence, Untold
from promoplan.model.goals import Target
from promoplan.report.outlook.phrases import Told

VERSION = 1
"""Version of the form; a change that a reader must know of raises it."""

Json = dict[str, object]


def as_json(plans: Sequence[Told], comparison: Comparison | None) -> str:
    """One object: version, runs, seed, a forecast per plan, the comparison of two. ASCII only; no CI command in it."""
    holds = {
        "version": VERSION,
        "runs": plans[0].forecast.runs,
        "seed": plans[0].forecast.seed,
        "plans": [_plan(each) for each in plans],
        "comparison": _comparison(comparison) if comparison else None,
    }
    return json.dumps(holds, ensure_ascii=True, allow_nan=False, indent=2).replace("##", "\\u0023#") + "\n"


def _plan(plan: Told) -> Json:
    forecast = plan.forecast
    return {
        "path": plan.path,
        "name": plan.name,
        "currency": plan.material.voice.currency,
        "what_if": [
            {"path": each.path, "before": each.before or None, "after": each.after, "follows": each.follows}
            for each in plan.material.checked.document.overrides
        ],
        "uncertain_figures": forecast.uncertain,
        "media_spend": _number(forecast.spend),
        "goals": [_goal(goal) for goal in forecast.goals],
        "not_forecast": [_untold(goal) for goal in forecast.untold],
        "channels": [_channel(channel) for channel in forecast.channels],
    }


def _asked(goal: Target) -> Json:
    return {
        "id": goal.id,
        "name": goal.name,
        "metric": goal.metric,
        "basis": goal.basis,
        "of": goal.of,
        "channel": goal.scope.channel if goal.scope else None,
        "phase": goal.scope.phase if goal.scope else None,
        "segment": goal.scope.segment if goal.scope else None,
        "by": goal.by.isoformat() if goal.by else None,
    }


def _goal(goal: GoalForecast) -> Json:
    return {
        **_asked(goal.goal),
        "target": _number(goal.aim),
        "lower_is_better": goal.lower_is_better,
        "planned": _number(goal.planned),
        "reached_as_planned": goal.reached,
        "verdict": goal.verdict,
        **_chance(goal.chance),
        "needed": {
            "lever": goal.needed.lever,
            "factor": _number(goal.needed.factor),
            "spend": _number(goal.needed.spend),
            "planned_spend": _number(goal.needed.planned),
        },
        "sensitivity": goal.test,
        "influences": [_influence(influence) for influence in goal.influences],
        "left_out": list(goal.left_out),
    }


def _chance(chance: Chance | None) -> Json:
    names = ("probability", "standard_error", "mean", "p10", "p50", "p90", "histogram")
    if chance is None:
        return dict.fromkeys(names)
    figures = map(_number, (chance.mean, chance.p10, chance.p50, chance.p90))
    histogram = {"edges": chance.histogram.edges, "counts": chance.histogram.counts}
    return dict(zip(names, (chance.probability, chance.error, *figures, histogram), strict=True))


def _influence(influence: Influence) -> Json:
    return {
        "channel": influence.channel,
        "placement": influence.placement.name if influence.placement else None,
        "figure": influence.figure,
        "start": _number(influence.start),
        "end": _number(influence.end),
        "at_start": _number(influence.at_start),
        "at_end": _number(influence.at_end),
    }


def _untold(goal: Untold) -> Json:
    return {**_asked(goal.goal), "reason": goal.reason, "channels": list(goal.channels)}


def _channel(channel: ChannelForecast) -> Json:
    return {
        "id": channel.id,
        "name": channel.name,
        "spend": _number(channel.spend),
        "orders": _number(channel.orders),
        "revenue": _number(channel.revenue),
        "revenue_p10": _number(channel.p10),
        "revenue_p90": _number(channel.p90),
        "roas": _number(channel.roas),
        "contribution": _number(channel.contribution),
        "elasticity": _number(channel.elasticity),
        "elasticity_anchored": channel.anchored,
        "stated": channel.stated,
        "may_be_zero": list(channel.doubtful),
    }


def _comparison(comparison: Comparison) -> Json:
    return {
        "goals": [_goal_pair(pair) for pair in comparison.goals],
        "channels": [
            {
                "first": pair.first.id if pair.first else None,
                "second": pair.second.id if pair.second else None,
                "spend": _number(pair.difference(lambda channel: channel.spend)),
                "revenue": _number(pair.difference(lambda channel: channel.revenue)),
            }
            for pair in comparison.channels
        ],
    }


def _goal_pair(pair: Pair[AnyGoal]) -> Json:
    goals = told(pair)
    return {
        "first": pair.first.goal.id if pair.first else None,
        "second": pair.second.goal.id if pair.second else None,
        "probability": _number(goals.difference(lambda goal: goal.chance.probability if goal.chance else None)),
        "planned": _number(goals.difference(lambda goal: goal.planned)),
        "mean": _number(goals.difference(lambda goal: goal.chance.mean if goal.chance else None)),
        "p50": _number(goals.difference(lambda goal: goal.chance.p50 if goal.chance else None)),
    }


def _number(figure: Decimal | None) -> float | int | None:
    if figure is None:
        return None
    return int(figure) if figure == figure.to_integral_value() else float(figure)
