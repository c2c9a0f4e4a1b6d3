"""The funnel: each stage is a known metric, and no wider than the one before."""

from collections.abc import Iterator, Mapping
from itertools import pairwise

from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.monitoring import FunnelStage, Monitoring
from promoplan.rules.rule import Problem, problem, rule

DEPTH: Mapping[str, int] = {
    "impressions": 1,
    "reach": 2,
    "clicks": 3,
    "visits": 3,
    "visitors": 3,
    "carts": 4,
    "orders": 5,
}
"""How far down the way to the order a metric lies; metrics whose place is a matter of opinion are left out."""


@rule("PP513", Severity.ERROR)
def funnel_order(monitoring: Monitoring) -> Iterator[Problem]:
    """A stage that nobody defines, that belongs before an earlier one, or whose volume is larger than one before."""
    own = {metric.id for metric in monitoring.metrics}
    for stage in monitoring.funnel:
        if stage.metric not in METRICS and stage.metric not in own:
            yield problem(stage.at("metric"), variant="unknown", metric=stage.metric)
    yield from _out_of_order(monitoring.funnel)
    yield from _widening(monitoring.funnel)


def _out_of_order(funnel: tuple[FunnelStage, ...]) -> Iterator[Problem]:
    placed = [stage for stage in funnel if stage.metric in DEPTH]
    for before, stage in pairwise(placed):
        if DEPTH[stage.metric] < DEPTH[before.metric]:
            at, related = stage.at("metric"), [before.at("metric")]
            yield problem(at, variant="order", related=related, metric=stage.metric, before=before.metric)


def _widening(funnel: tuple[FunnelStage, ...]) -> Iterator[Problem]:
    """Stages that are counted, with their volumes; money and rates have no width."""
    counted = [stage for stage in funnel if _is_counted(stage)]
    for before, stage in pairwise(counted):
        if before.volume and stage.volume and stage.volume.number > before.volume.number:
            yield problem(
                stage.at("volume"),
                related=[before.at("volume")],
                metric=stage.metric,
                found=stage.volume.number,
                before=before.metric,
                most=before.volume.number,
            )


def _is_counted(stage: FunnelStage) -> bool:
    metric = METRICS.get(stage.metric)
    return stage.volume is not None and (metric is None or metric.unit is MetricUnit.COUNT)
