"""What a forecast of one plan says."""

from collections.abc import Iterator
from decimal import Decimal

from promoplan.emit.safe import shortened
from promoplan.forecast.result import (
    ChannelForecast,
    GoalForecast,
    Influence,
    Lever,
    Reason,
    Test,
    Untold,
    Verdict,
)
from promoplan.report.outlook.assumptions import assumptions
from promoplan.report.outlook.blocks import Block, Heading, Items, Line, Table, Tone
from promoplan.report.outlook.phrases import Told

MOST_INFLUENCES = 8
_BAR = 24

_TONES = {
    Verdict.LIKELY: Tone.GOOD,
    Verdict.REACHED: Tone.GOOD,
    Verdict.HOPEFUL: Tone.OPEN,
    Verdict.EVEN: Tone.OPEN,
    Verdict.UNLIKELY: Tone.BAD,
    Verdict.MISSED: Tone.BAD,
}


def said(told: Told) -> Iterator[Block]:
    """The forecast: a headline for each goal, what it may come to, what it hangs on, the channels, the assumptions."""
    label, forecast = told.material.voice.label, told.forecast
    yield Heading(label("forecast.title", name=told.name), 1)
    yield from changes(told)
    if not forecast.channels:
        yield Line(label("forecast.no-money"))
        return
    for goal in forecast.goals:
        yield Line(headline(told, goal), _TONES[goal.verdict])
    if forecast.goals:
        yield _goals(told)
    elif not forecast.untold:
        yield Line(label("forecast.no-goals"))
    if forecast.untold:
        yield Heading(label("forecast.heading.untold"))
        yield Items(tuple(reason(told, goal) for goal in forecast.untold))
    for goal in forecast.goals:
        yield from _goal(told, goal)
    yield Heading(label("forecast.heading.channels"))
    yield _channels(told)
    yield Heading(label("forecast.heading.assumptions"))
    yield Items(tuple(assumptions(told)))


def changes(told: Told, letter: str = "") -> Iterator[Block]:
    """The figures that were changed for this forecast, of two the one of this letter; what follows is left out."""
    label = told.material.voice.label
    asked = [each for each in told.material.checked.document.overrides if not each.follows]
    if asked:
        yield Line(label("what-if.mark.of", letter=letter) if letter else label("what-if.mark"), Tone.OPEN)
        yield Items(
            tuple(
                label(
                    "forecast.changed",
                    path=each.path,
                    before=shortened(each.before) or "–",
                    after=shortened(each.after) or "–",
                )
                for each in asked
            )
        )


def headline(told: Told, goal: GoalForecast) -> str:
    """A goal's verdict in words, with its probability."""
    label = told.material.voice.label
    verdict, chance = label(f"forecast.verdict.{goal.verdict}"), told.chance(goal.chance)
    name = told.goal(goal.goal)
    if not chance:
        return label("forecast.headline.sure", goal=name, verdict=verdict)
    return label("forecast.headline", goal=name, verdict=verdict, chance=chance)


def _goals(told: Told) -> Table:
    label, columns = told.material.voice.label, ("target", "planned", "p10", "p50", "p90", "chance")
    return _trimmed(
        (label("forecast.column.goal"), *(label(f"forecast.column.{column}") for column in columns)),
        tuple(_goal_row(told, goal) for goal in told.forecast.goals),
    )


def _trimmed(head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> Table:
    """A table without the columns that would be empty."""
    kept = [place for place in range(len(head)) if any(row[place] for row in rows)]
    return Table(tuple(head[place] for place in kept), tuple(tuple(row[place] for place in kept) for row in rows))


def _goal_row(told: Told, goal: GoalForecast) -> tuple[str, ...]:
    return (
        told.goal(goal.goal),
        told.aim(goal),
        *(told.figure(goal.goal.metric, figure) for figure in (goal.planned, *goal.percentiles)),
        told.chance(goal.chance),
    )


def reason(told: Told, goal: Untold) -> str:
    """A goal with why it is not forecast."""
    voice, blanks = told.material.voice, {"metric": told.metric(goal.goal)} if goal.reason is Reason.METRIC else {}
    why = voice.label(f"forecast.reason.{goal.reason}", **blanks)
    if goal.channels:
        why = voice.label("with-note", text=why, note=told.channels(goal.channels))
    return voice.label("forecast.untold", goal=told.goal(goal.goal), reason=why)


def _goal(told: Told, goal: GoalForecast) -> Iterator[Block]:
    label = told.material.voice.label
    yield Heading(label("forecast.heading.goal", goal=told.goal(goal.goal)))
    if scope := told.scope(goal.goal):
        yield Line(label("forecast.scope", scope=scope))
    if goal.chance:
        mean, error = told.figure(goal.goal.metric, goal.chance.mean), told.points(goal.chance.error)
        yield Line(label("forecast.mean", mean=mean, error=error))
    yield Line(needed(told, goal))
    if goal.left_out:
        yield Line(label("forecast.left-out", channels=told.channels(goal.left_out)))
    if goal.influences:
        yield Line(label(f"forecast.test.{goal.test}"))
        yield _tornado(told, goal)


def needed(told: Told, goal: GoalForecast) -> str:
    """The spend that a goal needs; one far from the plan's own is called an extrapolation."""
    label, voice, found = told.material.voice.label, told.material.voice, goal.needed
    channel = goal.goal.scope.channel if goal.goal.scope else None
    money = label("forecast.money.on", channel=told.channel(channel)) if channel else label("forecast.money")
    key = f"forecast.needed.{found.lever}"
    if goal.chance is None and found.lever is not Lever.NO_HELP:
        key += ".sure"
    if found.spend is None or found.factor is None:
        return label(key, money=money)
    text = label(
        key,
        money=money,
        spend=voice.rough_money(found.spend),
        difference=voice.signed(found.spend - found.planned, voice.rough_money),
        times=voice.number(found.factor),
    )
    return voice.sentences([text, label("forecast.needed.far")]) if found.far else text


def _tornado(told: Told, goal: GoalForecast) -> Table:
    label, shown = told.material.voice.label, goal.influences[:MOST_INFLUENCES]
    columns = ("figure", f"span.{goal.test}", f"start.{goal.test}", f"end.{goal.test}")
    return Table(
        tuple(label(f"forecast.column.{column}") for column in columns),
        tuple(influence_row(told, goal, influence) for influence in shown),
        bars=tuple(_bar(influence, goal, shown) for influence in shown),
    )


def influence_row(told: Told, goal: GoalForecast, influence: Influence) -> tuple[str, str, str, str]:
    """A figure, how far it moves, and what the goal's metric comes to at both of its values."""
    start, end = (told.exact(influence.figure, value) for value in (influence.start, influence.end))
    key = "range" if goal.test is Test.RANGE else "forecast.becomes"
    return (
        told.assumption(influence),
        told.material.voice.label(key, low=start, high=end),
        told.figure(goal.goal.metric, influence.at_start),
        told.figure(goal.goal.metric, influence.at_end),
    )


def _bar(influence: Influence, goal: GoalForecast, shown: tuple[Influence, ...]) -> str:
    """From the lower to the higher value, on one scale for all; a mark stands at the metric as planned."""
    values = [goal.planned, *(value for each in shown for value in (each.at_start, each.at_end))]
    low, width = min(values), max(values) - min(values)

    def place(value: Decimal) -> int:
        return int((value - low) / width * (_BAR - 1)) if width else 0

    first, last = sorted((place(influence.at_start), place(influence.at_end)))
    drawn = [" "] * first + ["="] * (last - first + 1) + [" "] * (_BAR - 1 - last)
    drawn[place(goal.planned)] = "|"
    return "".join(drawn).rstrip()


def _channels(told: Told) -> Table:
    label = told.material.voice.label
    columns = ("channel", "spend", "orders", "revenue", "revenue-p10", "revenue-p90", "roas", "contribution")
    rows = tuple(_channel(told, channel) for channel in told.forecast.channels)
    return _trimmed(tuple(label(f"forecast.column.{column}") for column in columns), rows)


def _channel(told: Told, channel: ChannelForecast) -> tuple[str, ...]:
    figures = {
        "spend": channel.spend,
        "orders": channel.orders,
        "revenue": channel.revenue,
        "p10": channel.p10,
        "p90": channel.p90,
        "roas": channel.roas,
        "contribution": channel.contribution,
    }
    kinds = {"p10": "revenue", "p90": "revenue"}
    return (told.channel(channel.id), *(told.figure(kinds.get(key, key), figure) for key, figure in figures.items()))
