"""Two forecasts side by side: goals and channels that belong together, and what the second has more."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Generic, TypeVar

from promoplan.economics.goals import scope_of
from promoplan.forecast.result import ChannelForecast, Forecast, GoalForecast, Untold
from promoplan.model.goals import Target

T = TypeVar("T")
AnyGoal = GoalForecast | Untold


@dataclass(frozen=True)
class Pair(Generic[T]):
    """What belongs together in two plans; None where one of them lacks it."""

    first: T | None
    second: T | None

    def difference(self, figure: Callable[[T], Decimal | float | None]) -> Decimal | None:
        """The second's figure less the first's; None where one lacks it."""
        if self.first is None or self.second is None:
            return None
        before, after = figure(self.first), figure(self.second)
        return None if before is None or after is None else Decimal(str(after)) - Decimal(str(before))


@dataclass(frozen=True)
class Comparison:
    """The goals and channels of two forecasts, in the order of the first, then those that only the second has."""

    goals: tuple[Pair[AnyGoal], ...]
    channels: tuple[Pair[ChannelForecast], ...]


def told(pair: Pair[AnyGoal]) -> Pair[GoalForecast]:
    """The pair's goals as far as they could be told."""
    first, second = (goal if isinstance(goal, GoalForecast) else None for goal in (pair.first, pair.second))
    return Pair(first, second)


def comparison(first: Forecast, second: Forecast) -> Comparison:
    """Goals of one metric belong together by their id, else by their scope; channels by their id."""
    goals = _paired(_goals(first), _goals(second), lambda goal: (goal.goal.id, _metric(goal.goal)), _asked)
    channels = _paired(first.channels, second.channels, lambda channel: channel.id, lambda channel: channel.id)
    return Comparison(goals, channels)


def _goals(forecast: Forecast) -> tuple[AnyGoal, ...]:
    return (*forecast.goals, *forecast.untold)


def _asked(goal: AnyGoal) -> Hashable:
    """What a goal is about, without its figures."""
    return _metric(goal.goal), scope_of(goal.goal)


def _metric(goal: Target) -> Hashable:
    return goal.metric, goal.basis, goal.of


def _paired(first: Iterable[T], second: Iterable[T], *keys: Callable[[T], Hashable]) -> tuple[Pair[T], ...]:
    """Pairs by the first key that agrees; each thing is in one pair."""
    waiting, partners = list(second), dict[int, T]()
    those = list(first)
    for key in keys:
        for place, one in enumerate(those):
            other = next((other for other in waiting if key(other) == key(one)), None)
            if place not in partners and other is not None:
                partners[place] = other
                waiting.remove(other)
    found = [Pair[T](one, partners.get(place)) for place, one in enumerate(those)]
    return (*found, *(Pair[T](None, other) for other in waiting))
