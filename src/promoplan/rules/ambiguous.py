"""PP014 beyond single values: figures whose metric leaves two readings open. Reading finds the others."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.budget import Budget
from promoplan.model.condition import Condition
from promoplan.model.figure import Figure
from promoplan.model.goals import Goals, Target
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import percent, plain
from promoplan.model.optimization import Optimization
from promoplan.rules.figures import readings
from promoplan.rules.rule import Path, Problem, Sections, problem, rule


@rule("PP014", Severity.ERROR)
def ambiguous_number(sections: Sections) -> Iterator[Problem]:
    """A rate of 1 or more without a percent sign, or an amount or count with one."""
    for path, metric, figure in _figures(sections):
        if open_to := readings(metric, figure):
            yield _two(path, figure.text, open_to)
    for path, when in _conditions(sections):
        known = METRICS.get(when.metric)
        if known and known.unit is MetricUnit.RATIO and when.limit >= 1 and "%" not in when.text.replace("％", "%"):
            yield _two(path, when.text, (f"{plain(when.limit)}%", percent(when.limit)))


def is_clear(target: Target) -> bool:
    """Whether every figure of a goal has one reading, so that it can be compared."""
    return not any(readings(target.metric, figure) for _, figure in _figures_of(target))


def _two(path: Path, found: str, open_to: tuple[str, str]) -> Problem:
    return problem(path, found=found, reading_1=open_to[0], reading_2=open_to[1])


def _figures(sections: Sections) -> Iterator[tuple[Path, str, Figure]]:
    """Every figure that stands for a metric, with its path and the metric's key."""
    goals, monitoring = sections.whole.get("goals"), sections.whole.get("monitoring")
    if isinstance(goals, Goals):
        for target in goals.targets:
            yield from ((path, target.metric, figure) for path, figure in _figures_of(target))
    if isinstance(monitoring, Monitoring):
        for kpi in monitoring.kpis:
            if kpi.target is not None:
                yield kpi.at("target"), kpi.metric, kpi.target
    optimization = sections.whole.get("optimization")
    if isinstance(optimization, Optimization):
        for aim in optimization.targets:
            if aim.target is not None:
                yield aim.at("target"), aim.metric, aim.target


def _figures_of(target: Target) -> Iterator[tuple[Path, Figure]]:
    if target.baseline is not None:
        yield target.at("baseline"), target.baseline
    if target.target is not None:
        yield target.at("target"), target.target
    for period, figure in target.milestones.items():
        yield target.at("milestones", str(period)), figure


def _conditions(sections: Sections) -> Iterator[tuple[Path, Condition]]:
    """Every sign that is waited for, with its path."""
    budget, optimization = sections.whole.get("budget"), sections.whole.get("optimization")
    if isinstance(budget, Budget):
        yield from ((each.at("when"), each.when) for each in budget.adjustment)
    if isinstance(optimization, Optimization):
        yield from ((play.at("when"), play.when) for play in optimization.playbook)
