"""The KPIs: that they cover what matters, and that each has a target, a source and a rhythm that serves the reviews."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS
from promoplan.model.goals import Goals
from promoplan.model.monitoring import Kpi, MetricDimension, Monitoring
from promoplan.model.node import Node
from promoplan.model.optimization import Optimization
from promoplan.model.times import Frequency
from promoplan.rules.figures import metrics_of
from promoplan.rules.metric_names import measured_by, unknown_metrics
from promoplan.rules.rule import Problem, problem, rule

_RETURNS = ("roi", "roas", "mer", "cost_ratio")
"""Metrics of return on the money; a plan's own metric counts where its key speaks of ROI or ROAS."""


class RhythmLimits(NamedTuple):
    """By how much a KPI's rhythm may be slower than the review's: a month of 30 days is no slower than four weeks."""

    slack: Decimal = Decimal("0.10")


@rule("PP504", Severity.WARNING)
def traffic_only(monitoring: Monitoring) -> Iterator[Problem]:
    """Every KPI measures traffic, and none what comes of it."""
    covered = _covered(monitoring)
    if covered == {MetricDimension.TRAFFIC}:
        metrics = tuple(dict.fromkeys(kpi.metric for kpi in monitoring.kpis))
        yield problem(monitoring.at("kpis"), on_key=True, count=len(monitoring.kpis), metrics=metrics)


def _covered(monitoring: Monitoring) -> set[MetricDimension | None]:
    """What the KPIs tell of, None for unknown: their own dimension, else the plan's metric's, else the registry's."""
    known = {key: MetricDimension(metric.dimension) for key, metric in METRICS.items()}
    known |= {metric.id: metric.dimension for metric in monitoring.metrics}
    measured = zip(monitoring.kpis, measured_by(monitoring), strict=True)
    return {kpi.dimension or known.get(metric) for kpi, metric in measured}


@rule("PP505", Severity.WARNING)
def no_roi_kpi(monitoring: Monitoring, goals: Goals | None = None) -> Iterator[Problem]:
    """No KPI measures the return on the money.

    Without any KPI of conversion, or with a goal of return that nobody measures, another rule speaks.
    """
    asked = any(goal.metric in _RETURNS for goal in (goals.targets if goals else ()))
    if MetricDimension.CONVERSION in _covered(monitoring) and not asked and not _measures(monitoring, _RETURNS):
        yield problem(monitoring.at("kpis"), on_key=True, wanted=_RETURNS)


def _measures(monitoring: Monitoring, keys: tuple[str, ...]) -> bool:
    """Whether some KPI's metric is one of these, or a metric of the plan's own that is made after one."""
    own = {metric.id for metric in monitoring.metrics}
    return any(
        metric in keys or (metric in own and any(key in metric.split("_") for key in keys))
        for metric in measured_by(monitoring)
    )


@rule("PP506", Severity.ERROR)
def no_conversion_kpi(monitoring: Monitoring) -> Iterator[Problem]:
    """No KPI at all, or none that tells whether people buy."""
    if not monitoring.kpis:
        yield problem(monitoring.path, on_key=True, variant="none")
    elif MetricDimension.CONVERSION not in _covered(monitoring):
        yield problem(monitoring.at("kpis"), on_key=True, count=len(monitoring.kpis))


@rule("PP507", Severity.INFO)
def no_ctr_kpi(monitoring: Monitoring) -> Iterator[Problem]:
    """No KPI measures the click-through rate."""
    if monitoring.kpis and not _measures(monitoring, ("ctr",)):
        yield problem(monitoring.at("kpis"), on_key=True)


@rule("PP508", Severity.WARNING)
def dimension_uncovered(monitoring: Monitoring) -> Iterator[Problem]:
    """Traffic, users or brand are not measured; of conversion, and of traffic alone, other rules speak."""
    covered = _covered(monitoring)
    missing = tuple(each for each in MetricDimension if each not in {*covered, MetricDimension.CONVERSION})
    if covered and covered != {MetricDimension.TRAFFIC} and missing:
        yield problem(monitoring.at("kpis"), on_key=True, missing=missing, wanted=tuple(MetricDimension))


@rule("PP509", Severity.WARNING)
def kpi_without_target(monitoring: Monitoring, goals: Goals | None = None) -> Iterator[Problem]:
    """A KPI for which neither it nor a goal of the same scope says what is wanted."""
    targets = [goal for goal in goals.targets if goal.target or goal.change] if goals else []
    wanted = {(goal.metric, *scope_of(goal)) for goal in targets}
    for kpi, metric in zip(monitoring.kpis, measured_by(monitoring), strict=True):
        if kpi.target is None and (metric, kpi.channel, None, None) not in wanted:
            yield problem(kpi.path, on_key=True, metric=kpi.metric)


@rule("PP510", Severity.WARNING)
def kpi_without_source(monitoring: Monitoring) -> Iterator[Problem]:
    """A KPI that no tool of the plan is said to measure; without any tool, another rule speaks."""
    if monitoring.tools:
        for kpi in monitoring.kpis:
            if kpi.source is None:
                tools = tuple(tool.id for tool in monitoring.tools)
                yield problem(kpi.path, on_key=True, metric=kpi.metric, tools=tools)


@rule("PP511", Severity.WARNING, limits=RhythmLimits)
def kpi_too_slow(monitoring: Monitoring, optimization: Optimization, *, limits: RhythmLimits) -> Iterator[Problem]:
    """A review looks at a metric more often than any KPI measures it."""
    read = _quickest((kpi.metric, kpi.cadence, kpi) for kpi in monitoring.kpis if kpi.cadence)
    reviews = [(metric, review) for review in optimization.reviews for metric in review.metrics]
    looked_at = _quickest((metric, review.cadence, review) for metric, review in reviews)
    for metric, (measured, kpi) in read.items():
        reviewed, review = looked_at.get(metric, (measured, kpi))
        if measured.days_between > reviewed.days_between * (1 + limits.slack):
            yield problem(
                kpi.at("cadence"),
                related=[review.at("cadence")],
                metric=metric,
                cadence=measured.text,
                review=reviewed.text,
            )


def _quickest(rhythms: Iterable[tuple[str, Frequency, Node]]) -> dict[str, tuple[Frequency, Node]]:
    """The quickest rhythm of each metric, with the node that has it."""
    quickest: dict[str, tuple[Frequency, Node]] = {}
    for metric, rhythm, node in rhythms:
        if metric not in quickest or rhythm.days_between < quickest[metric][0].days_between:
            quickest[metric] = (rhythm, node)
    return quickest


@rule("PP516", Severity.WARNING)
def duplicate_kpi(monitoring: Monitoring) -> Iterator[Problem]:
    """The same metric for the same scope from the same source twice; two sources are a cross-check."""
    first: dict[tuple[object, ...], Kpi] = {}
    for kpi in monitoring.kpis:
        same = first.setdefault((kpi.metric, kpi.basis, kpi.of, kpi.channel, kpi.source), kpi)
        if same is not kpi:
            yield problem(kpi.at("metric"), related=[same.at("metric")], metric=kpi.metric)


@rule("PP520", Severity.ERROR)
def kpi_metric_unknown(monitoring: Monitoring) -> Iterator[Problem]:
    """A KPI whose metric neither the registry nor the plan defines."""
    yield from unknown_metrics(monitoring.kpis, metrics_of(monitoring))
