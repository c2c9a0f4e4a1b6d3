"""The forecast in the report: how likely each goal is reached, what that hangs on, and what is taken for granted."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from promoplan.errors import MissingExtra, UsageError
from promoplan.metrics.registry import METRICS
from promoplan.model.goals import Goals
from promoplan.report.view.material import Material

if TYPE_CHECKING:
    from promoplan.forecast.result import Chance, Forecast, GoalForecast
    from promoplan.report.outlook.phrases import Told

MOST_INFLUENCES = 6
"""How many figures are told of each goal, the strongest first."""


class InfluenceView(Struct, frozen=True):
    """What a goal's metric comes to at both values of one figure; raw values stand beside the texts."""

    figure: str
    span: str
    at_start: str
    at_end: str
    start_value: Decimal
    end_value: Decimal


class SpreadView(Struct, frozen=True):
    """How a goal's metric is distributed: edges of equal classes, how many runs fell into each, and P10, P50, P90."""

    edges: tuple[float, ...]
    counts: tuple[int, ...]
    percentiles: tuple[float, float, float]


class OutlookView(Struct, frozen=True):
    """One goal with its forecast; without `spread` nothing that it depends on is a range.

    `headline` is the verdict with its chance (`chance_value` from 0 to 1), `said` the verdict with the spend that the
    goal needs and what was counted, `test` how the figures behind `influences` were moved. `additive`: the metric is a
    sum over time, such as revenue.
    """

    id: str
    name: str
    headline: str
    verdict_key: str
    chance: str
    target: str
    planned: str
    p10: str
    p50: str
    p90: str
    said: str
    test: str
    ranged: bool
    additive: bool
    lower_is_better: bool
    target_value: Decimal
    planned_value: Decimal
    spread: SpreadView | None
    influences: tuple[InfluenceView, ...]
    chance_value: float | None


class ForecastView(Struct, frozen=True):
    """The plan's forecast; `note` says why there is none, `untold` which goals it can't tell, with the reason."""

    goals: tuple[OutlookView, ...] = ()
    untold: tuple[str, ...] = ()
    assumptions: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_uncertain(self) -> bool:
        """Whether a goal depends on a figure that is a range."""
        return any(goal.spread for goal in self.goals)

    @property
    def test(self) -> str:
        """How the figures were moved that move the goals; "" where not all of them were moved alike."""
        tests = {goal.test for goal in self.moved}
        return tests.pop() if len(tests) == 1 else ""

    @property
    def moved(self) -> tuple[OutlookView, ...]:
        """The goals of which it is known what moves them."""
        return tuple(goal for goal in self.goals if goal.influences)


def forecast(material: Material) -> ForecastView | None:
    """The forecast of a plan's goals; None where it has none."""
    section = material.section(Goals)
    if section is None or not section.targets:
        return None
    label = material.voice.label
    from promoplan.forecast.run import READ  # noqa: PLC0415 - only where there are goals
    from promoplan.forecast.run import forecast as simulated  # noqa: PLC0415 - as above

    if broken := next(filter(material.is_broken, READ), None):
        return ForecastView(note=label("forecast.broken", key=broken))
    try:
        found = simulated(material.checked.sections)
    except MissingExtra:
        return ForecastView(note=label("forecast.not-installed"))
    except UsageError:
        return ForecastView(note=label("forecast.too-large"))
    return _view(material, found) if found.channels else ForecastView(note=label("forecast.no-money"))


def _view(material: Material, found: "Forecast") -> ForecastView:
    from promoplan.report.outlook.assumptions import assumptions  # noqa: PLC0415 - only where there is a forecast
    from promoplan.report.outlook.phrases import Told  # noqa: PLC0415 - as above
    from promoplan.report.outlook.said import reason  # noqa: PLC0415 - as above

    told = Told(material, found, material.checked.document.path)
    return ForecastView(
        goals=tuple(_goal(told, goal) for goal in found.goals),
        untold=tuple(reason(told, goal) for goal in found.untold),
        assumptions=tuple(assumptions(told)),
    )


def _goal(told: "Told", goal: "GoalForecast") -> OutlookView:
    from promoplan.report.outlook.said import headline  # noqa: PLC0415 - only where there is a forecast

    label, metric, chance = told.material.voice.label, goal.goal.metric, goal.chance
    p10, p50, p90 = (told.figure(metric, figure) for figure in goal.percentiles)
    return OutlookView(
        id=goal.goal.id,
        name=told.goal(goal.goal),
        headline=headline(told, goal),
        verdict_key=goal.verdict.value,
        chance=told.chance(chance),
        target=told.aim(goal),
        planned=told.figure(metric, goal.planned),
        p10=p10,
        p50=p50,
        p90=p90,
        said=_said(told, goal),
        test=label(f"forecast.test.{goal.test}"),
        ranged=goal.test.value == "range",
        additive=METRICS[metric].additive,
        lower_is_better=goal.lower_is_better,
        target_value=goal.aim,
        planned_value=goal.planned,
        spread=_spread(chance) if chance else None,
        influences=tuple(_influences(told, goal)),
        chance_value=chance.probability if chance else None,
    )


def _spread(chance: "Chance") -> SpreadView:
    ends = (float(chance.p10), float(chance.p50), float(chance.p90))
    return SpreadView(chance.histogram.edges, chance.histogram.counts, ends)


def _said(told: "Told", goal: "GoalForecast") -> str:
    """The sentences on a goal."""
    from promoplan.report.outlook.said import needed  # noqa: PLC0415 - only where there is a forecast

    voice, scope = told.material.voice, told.scope(goal.goal)
    sentences = [voice.label("sentence", text=voice.label(f"forecast.verdict.{goal.verdict}")), needed(told, goal)]
    if scope:
        sentences.append(voice.label("forecast.scope", scope=scope))
    if goal.left_out:
        sentences.append(voice.label("forecast.left-out", channels=told.channels(goal.left_out)))
    return voice.sentences(sentences)


def _influences(told: "Told", goal: "GoalForecast") -> Iterator[InfluenceView]:
    from promoplan.report.outlook.said import influence_row  # noqa: PLC0415 - only where there is a forecast

    for influence in goal.influences[:MOST_INFLUENCES]:
        yield InfluenceView(*influence_row(told, goal, influence), influence.at_start, influence.at_end)
