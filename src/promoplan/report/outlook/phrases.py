"""The parts of what a forecast says: names and figures in the words of a report's voice."""

from decimal import ROUND_HALF_UP, Decimal

from msgspec import Struct

from promoplan.emit.safe import shortened
from promoplan.forecast.result import Chance, Forecast, GoalForecast, Influence
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.goals import Target
from promoplan.model.references import Kind
from promoplan.report.view.figures import figure_text, metric_name
from promoplan.report.view.material import Material
from promoplan.report.view.times import day

_HUNDRED = Decimal(100)
_ONE_IN_HUNDRED = 0.01
_WHOLE_FROM = 1000
"""From here on money of a forecast is told without cents."""


class Told(Struct, frozen=True):
    """A forecast with the plan that it is of, and the words to tell it in."""

    material: Material
    forecast: Forecast
    path: str

    @property
    def name(self) -> str:
        """The plan's name, or where it lies."""
        name = self.material.raw_header.get("name")
        return shortened(name.strip()) if isinstance(name, str) and name.strip() else self.path

    def goal(self, goal: Target) -> str:
        """A goal's name, or its metric's."""
        return shortened(goal.name or self.metric(goal))

    def metric(self, goal: Target) -> str:
        """The metric of a goal."""
        return metric_name(self.material, goal.metric, goal.basis, goal.of)

    def channel(self, name: str) -> str:
        """A channel's name."""
        return shortened(self.material.names.get(Kind.CHANNEL, name))

    def channels(self, names: tuple[str, ...]) -> str:
        """Several channels' names."""
        return self.material.voice.listed(map(self.channel, names))

    def figure(self, metric: str, number: Decimal | None) -> str:
        """A figure of a metric: large money and counts in whole units, shares in percent."""
        if number is None:
            return ""
        kind = METRICS[metric].unit
        whole = kind is MetricUnit.COUNT or (kind is MetricUnit.MONEY and abs(number) >= _WHOLE_FROM)
        return figure_text(self.material, metric, number.quantize(Decimal(1), ROUND_HALF_UP) if whole else number)

    def change(self, metric: str, by: Decimal) -> str:
        """A difference of two figures of a metric, with its sign; of shares in percentage points."""
        voice = self.material.voice
        if METRICS[metric].unit is MetricUnit.RATIO:
            return voice.points(by)
        return voice.signed(by, lambda number: self.figure(metric, number))

    def aim(self, goal: GoalForecast) -> str:
        """What a goal asks for."""
        return f"{'≤' if goal.lower_is_better else '≥'} {self.figure(goal.goal.metric, goal.aim)}"

    def scope(self, goal: Target) -> str:
        """What a goal speaks of and by when; "" for all of the plan."""
        scope = goal.scope
        parts = [self.material.name(each) for each in (scope.channel, scope.phase, scope.segment)] if scope else []
        if goal.by:
            parts.append(self.material.voice.label("forecast.by", day=day(self.material.voice, goal.by)))
        return self.material.voice.listed(map(shortened, parts))

    def chance(self, chance: Chance | None) -> str:
        """A probability in whole percent; none is called certain."""
        voice = self.material.voice
        if chance is None:
            return ""
        if chance.probability < _ONE_IN_HUNDRED:
            return voice.label("forecast.chance.least")
        if chance.probability > 1 - _ONE_IN_HUNDRED:
            return voice.label("forecast.chance.most")
        return voice.percent(Decimal(repr(chance.probability)).quantize(Decimal("0.01"), ROUND_HALF_UP))

    def points(self, error: float) -> str:
        """A standard error in percentage points."""
        figure = (Decimal(repr(error)) * _HUNDRED).quantize(Decimal("0.1"), ROUND_HALF_UP)
        if not figure:
            return self.material.voice.label("forecast.error.least")
        return self.material.voice.label("points", figure=self.material.voice.number(figure))

    def assumption(self, influence: Influence) -> str:
        """A figure by its channel, its placement where it is that one's own, and its name."""
        placement, voice = influence.placement, self.material.voice
        own = (shortened(placement.name or "") or voice.term(placement.format)) if placement else ""
        bearer = " / ".join(filter(None, (self.channel(influence.channel), own)))
        return voice.label("forecast.figure", bearer=bearer, figure=self.short(influence.figure))

    def short(self, metric: str) -> str:
        """A metric's short name."""
        return metric_name(self.material, metric, short=True)

    def exact(self, metric: str, number: Decimal) -> str:
        """A figure of the economics, as exactly as the plan writes it."""
        return figure_text(self.material, metric, number)
