"""What two forecasts say side by side: A, B, and what B has more than A."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import TypeVar

from promoplan.forecast.comparison import AnyGoal, Comparison, Pair, told
from promoplan.forecast.result import ChannelForecast, GoalForecast
from promoplan.report.outlook.assumptions import assumptions
from promoplan.report.outlook.blocks import Block, Heading, Items, Line, Table
from promoplan.report.outlook.phrases import Told
from promoplan.report.outlook.said import changes, reason

T = TypeVar("T")
Plans = tuple[Told, Told]

_NONE = "–"


def compared(plans: Plans, comparison: Comparison) -> Iterator[Block]:
    """The goals' chances and figures, then spend and revenue of the channels, then what each forecast assumes."""
    label = plans[0].material.voice.label
    named = tuple(zip("AB", plans, strict=True))
    yield Heading(label("forecast.compared"), 1)
    yield Items(tuple(label("forecast.legend", letter=key, name=each.name, path=each.path) for key, each in named))
    yield from changes(plans[1], "B")
    for pair in comparison.goals:
        yield from _goal(plans, pair)
    if reasons := [*_reasons(plans)]:
        yield Heading(label("forecast.heading.untold"))
        yield Items(tuple(reasons))
    if comparison.channels:
        yield Heading(label("forecast.heading.channels"))
        yield _channels(plans, comparison, "spend", lambda channel: channel.spend)
        yield _channels(plans, comparison, "revenue", lambda channel: channel.revenue)
        if loose := tuple(filter(None, map(_loose, comparison.channels))):
            yield Line(label("forecast.loose", channels=plans[0].channels(loose)))
    yield from _assumed(plans)


def _loose(pair: Pair[ChannelForecast]) -> str:
    """A channel whose spend differs while its diminishing returns are bound to neither plan's spend; else ""."""
    both = [channel for channel in (pair.first, pair.second) if channel]
    loose = any(channel.elasticity is not None for channel in both) and not any(channel.anchored for channel in both)
    return both[0].id if loose and pair.difference(lambda channel: channel.spend) else ""


def _assumed(plans: Plans) -> Iterator[Block]:
    """What both assume, and then what only one of them does."""
    label = plans[0].material.voice.label
    first, second = (list(assumptions(bearer)) for bearer in plans)
    for heading, texts in (
        (label("forecast.heading.assumptions"), [text for text in first if text in second]),
        (label("forecast.heading.assumptions-of", letter="A"), [text for text in first if text not in second]),
        (label("forecast.heading.assumptions-of", letter="B"), [text for text in second if text not in first]),
    ):
        if texts:
            yield Heading(heading)
            yield Items(tuple(texts))


def _goal(plans: Plans, pair: Pair[AnyGoal]) -> Iterator[Block]:
    """A goal that one of the plans tells at least."""
    goals = told(pair)
    bearer, known = (plans[0], goals.first) if goals.first else (plans[1], goals.second)
    if known is not None:
        yield Heading(bearer.goal(known.goal))
        rows = [_chances(plans, goals), *(_figures(plans, goals, name, figure) for name, figure in _MEASURES.items())]
        yield _table(bearer, bearer.metric(known.goal), rows)


def _reasons(plans: Plans) -> Iterator[str]:
    """Why goals are not forecast, each sentence once."""
    yield from dict.fromkeys(reason(bearer, goal) for bearer in plans for goal in bearer.forecast.untold)


_MEASURES: dict[str, Callable[[GoalForecast], Decimal | None]] = {
    "target": lambda goal: goal.aim,
    "planned": lambda goal: goal.planned,
    "mean": lambda goal: goal.chance.mean if goal.chance else None,
    "p50": lambda goal: goal.chance.p50 if goal.chance else None,
}


def _chances(plans: Plans, pair: Pair[GoalForecast]) -> tuple[str, ...]:
    voice = plans[0].material.voice
    by = pair.difference(lambda goal: goal.chance.probability if goal.chance else None)
    cells = (bearer.chance(goal.chance) if goal else "" for bearer, goal in _both(plans, pair))
    return (voice.label("forecast.column.chance"), *_filled((*cells, "" if by is None else voice.points(by))))


def _figures(
    plans: Plans,
    pair: Pair[GoalForecast],
    name: str,
    figure: Callable[[GoalForecast], Decimal | None],
) -> tuple[str, ...]:
    by, known = pair.difference(figure), pair.first or pair.second
    cells = (bearer.figure(goal.goal.metric, figure(goal)) if goal else "" for bearer, goal in _both(plans, pair))
    change = "" if by is None or known is None else plans[0].change(known.goal.metric, by)
    return (plans[0].material.voice.label(f"forecast.column.{name}"), *_filled((*cells, change)))


def _channels(
    plans: Plans, comparison: Comparison, metric: str, figure: Callable[[ChannelForecast], Decimal | None]
) -> Table:
    rows = []
    for pair in comparison.channels:
        by, known = pair.difference(figure), plans[0] if pair.first else plans[1]
        cells = (bearer.figure(metric, figure(channel)) if channel else "" for bearer, channel in _both(plans, pair))
        change = "" if by is None else plans[0].change(metric, by)
        name = next(channel.id for channel in (pair.first, pair.second) if channel)
        rows.append((known.channel(name), *_filled((*cells, change))))
    return _table(plans[0], plans[0].material.voice.label(f"forecast.column.{metric}"), rows)


def _both(plans: Plans, pair: Pair[T]) -> tuple[tuple[Told, T | None], ...]:
    return tuple(zip(plans, (pair.first, pair.second), strict=True))


def _filled(cells: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(cell or _NONE for cell in cells)


def _table(bearer: Told, title: str, rows: list[tuple[str, ...]]) -> Table:
    return Table((title, "A", "B", bearer.material.voice.label("forecast.column.difference")), tuple(rows))
