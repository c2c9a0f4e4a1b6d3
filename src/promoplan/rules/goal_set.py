"""Step 01, the goals together: few, each once, about the business and its future, and each of them measured."""

from collections.abc import Iterator
from typing import NamedTuple

from promoplan.economics.goals import scope_of
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, Dimension
from promoplan.model.goals import Goals, Target
from promoplan.model.monitoring import MetricDimension, Monitoring
from promoplan.rules.figures import metrics_of
from promoplan.rules.metric_names import measured_by
from promoplan.rules.rule import Problem, problem, rule


class GoalLimits(NamedTuple):
    """The most goals for the whole plan."""

    max_goals: int = 5


@rule("PP109", Severity.WARNING, limits=GoalLimits)
def too_many_goals(goals: Goals, *, limits: GoalLimits) -> Iterator[Problem]:
    """More goals for the whole plan than anyone keeps in mind."""
    count = sum(not any(scope_of(target)) for target in goals.targets)
    if count > limits.max_goals:
        yield problem(goals.at("targets"), on_key=True, count=count, most=limits.max_goals)


@rule("PP110", Severity.WARNING)
def no_business_goal(goals: Goals, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """Only traffic or brand is aimed at, nothing that pays for it."""
    known = metrics_of(monitoring)
    metrics = [known.get(target.metric) for target in goals.targets]
    shallow = [each for each in metrics if each and each.dimension in {Dimension.TRAFFIC, Dimension.BRAND}]
    if metrics and len(shallow) == len(metrics):
        keys = tuple(dict.fromkeys(target.metric for target in goals.targets))
        yield problem(goals.at("targets"), on_key=True, metrics=keys)


@rule("PP115", Severity.WARNING)
def duplicate_goal(goals: Goals) -> Iterator[Problem]:
    """Two goals for one metric, scope and deadline."""
    first: dict[object, Target] = {}
    for target in goals.targets:
        key = (target.metric, target.basis, target.of, scope_of(target), target.by)
        other = first.setdefault(key, target)
        if other is not target:
            yield problem(
                target.at("id"), related=[other.at("id")], goal=target.id, other=other.id, metric=target.metric
            )


@rule("PP117", Severity.ERROR)
def goal_not_measured(goals: Goals, monitoring: Monitoring) -> Iterator[Problem]:
    """A goal whose metric no KPI measures; where there are no KPIs at all, other rules speak."""
    measured, known = set(measured_by(monitoring)), metrics_of(monitoring)
    for target in goals.targets:
        if measured and target.metric not in measured and target.metric in known:
            yield problem(target.at("metric"), related=[monitoring.at("kpis")], goal=target.id, metric=target.metric)


@rule("PP121", Severity.INFO)
def only_short_term(goals: Goals, monitoring: Monitoring | None = None) -> Iterator[Problem]:
    """Neither a goal nor a KPI looks beyond the plan; a plan's own metric of users or brand may do so."""
    measured = set(measured_by(monitoring)) if monitoring else set()
    keys = measured | {target.metric for target in goals.targets}
    lasting = any(key in METRICS and METRICS[key].long_term for key in keys)
    if goals.targets and not lasting and not _may_last(keys, monitoring):
        yield problem(goals.at("targets"), on_key=True, wanted=("repurchase_rate", "retention", "awareness"))


def _may_last(keys: set[str], monitoring: Monitoring | None) -> bool:
    lasting = {MetricDimension.USER, MetricDimension.BRAND}
    own = {each.id for each in monitoring.metrics if each.dimension in lasting} if monitoring else set()
    return bool(own & keys)
