"""Figures of metrics as rules judge and show them: which metric it is, in what unit, and whether it has one reading."""

from collections.abc import Mapping
from decimal import Decimal

from promoplan.metrics.registry import METRICS, Dimension, Metric, MetricUnit
from promoplan.model.figure import Figure
from promoplan.model.money import Money
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import Ratio, percent, plain

ROUNDING = Decimal("1e-12")
"""What divisions may lose: a figure at exactly a limit is within it."""


def metrics_of(monitoring: Monitoring | None) -> Mapping[str, Metric]:
    """The registry's metrics and the plan's own, by key.

    The unit of a plan's own metric is not known: its figures are plain numbers.
    """
    own = {
        each.id: Metric(
            each.id,
            MetricUnit.SCORE,
            Dimension(each.dimension.value),
            each.formula or "",
            additive=each.additive,
            lower_is_better=each.lower_is_better,
        )
        for each in (monitoring.metrics if monitoring else ())
    }
    return {**own, **METRICS}


def in_unit(metric: str, number: Decimal, *, percent: bool = False) -> Money | Ratio | Decimal:
    """A metric's figure as messages show it; `percent` tells that one of a plan's own metrics is written in percent."""
    known = METRICS.get(metric)
    if known is None:
        return Ratio(number) if percent else number
    match known.unit:
        case MetricUnit.MONEY:
            return Money(number)
        case MetricUnit.RATIO:
            return Ratio(number)
    return number


def readings(metric: str, figure: Figure) -> tuple[str, str] | None:
    """The two readings of a figure whose metric leaves both open; None where it has one.

    A rate of 1 or more without a percent sign: 28 is 28% or 2800%. An amount or a count in percent: +20% or 0.2.
    """
    known = METRICS.get(metric)
    if known is None:
        return None
    number = figure.number
    if known.unit is MetricUnit.RATIO and not figure.percent and number >= 1:
        return f"{plain(number)}%", percent(number)
    if known.unit in {MetricUnit.MONEY, MetricUnit.COUNT} and figure.percent:
        sign = "" if figure.text[:1] in {"+", "-", "−"} else "+"
        return f"change: {sign}{figure.text}", plain(number)
    return None
