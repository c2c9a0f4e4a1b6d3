"""Names of metrics: which are known, and what a misspelt one stands for."""

from collections.abc import Iterable, Iterator, Mapping

from promoplan.findings.nearest import MOST_SOUGHT, is_surely, nearest
from promoplan.metrics.registry import Metric
from promoplan.model.goals import Target
from promoplan.model.monitoring import Kpi, Monitoring
from promoplan.rules.figures import metrics_of
from promoplan.rules.rule import Problem, problem
from promoplan.source.changes import Change


def unknown_metrics(named: Iterable[Target | Kpi], known: Mapping[str, Metric]) -> Iterator[Problem]:
    """A problem for each metric that is not known, with the nearest one, and a fix where that is surely meant."""
    unknown = [each for each in named if each.metric not in known]
    for number, each in enumerate(unknown):
        near = nearest(each.metric, known) if number < MOST_SOUGHT else None
        if near is None:
            yield problem(each.at("metric"), metric=each.metric)
        else:
            mended = [Change(each.at("metric"), near)] if is_surely(each.metric, near, known) else []
            yield problem(each.at("metric"), variant="near", changes=mended, metric=each.metric, near=near)


def measured_by(monitoring: Monitoring) -> tuple[str, ...]:
    """The metric of each KPI; a misspelt one counts as the one that is surely meant, as one rule tells of it."""
    known = metrics_of(monitoring)
    unknown = dict.fromkeys(kpi.metric for kpi in monitoring.kpis if kpi.metric not in known)
    meant = {metric: _meant(metric, known) for metric in tuple(unknown)[:MOST_SOUGHT]}
    return tuple(meant.get(kpi.metric, kpi.metric) for kpi in monitoring.kpis)


def _meant(metric: str, known: Mapping[str, Metric]) -> str:
    near = nearest(metric, known)
    return near if near is not None and is_surely(metric, near, known) else metric
