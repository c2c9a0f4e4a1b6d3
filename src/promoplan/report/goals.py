"""Step 01 in the report: the goals with baseline, target and milestones."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from promoplan.economics.goals import wanted
from promoplan.metrics.registry import METRICS
from promoplan.model.goals import Goals, Scope, Target
from promoplan.report.figures import figure_text, metric_name, written
from promoplan.report.material import Material
from promoplan.report.times import day, part_of_year


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """What a goal shall show for a part of the calendar; `value` is the raw figure."""

    period: str
    figure: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class GoalView:
    """One goal; texts, and the raw figures where the plan gives them. A goal without a name is called by its metric.

    `change` is the wanted growth against the baseline, as the plan writes it or as the figures show it. `additive`:
    the milestones are sums of their parts of the calendar, else levels; `path` tells them in a row.
    """

    id: str
    name: str
    metric: str
    baseline: str
    target: str
    change: str
    by: str
    scope: str
    owner: str
    rationale: str
    lower_is_better: bool
    additive: bool
    baseline_value: Decimal | None
    target_value: Decimal | None
    milestones: tuple[MilestoneView, ...]
    path: str


def goals(material: Material) -> tuple[GoalView, ...]:
    """The plan's goals, in its order; none where the section is absent or broken."""
    section = material.section(Goals)
    return tuple(_goal(material, target) for target in section.targets) if section else ()


def _goal(material: Material, target: Target) -> GoalView:
    known = METRICS.get(target.metric)
    metric = metric_name(material, target.metric, target.basis, target.of)
    value = wanted(target)
    milestones = tuple(_milestones(material, target))
    percent = bool(target.target and target.target.percent) or bool(target.baseline and target.baseline.percent)
    return GoalView(
        id=target.id,
        name=target.name or metric,
        metric=metric if target.name else "",
        baseline=written(material, target.metric, target.baseline),
        target=figure_text(material, target.metric, value, percent=percent),
        change=_change(material, target, value),
        by=day(material.voice, target.by),
        scope=_scope(material, target.scope),
        owner=material.name(target.owner),
        rationale=target.rationale or "",
        lower_is_better=bool(known and known.lower_is_better),
        additive=bool(known and known.additive),
        baseline_value=target.baseline.number if target.baseline else None,
        target_value=value,
        milestones=milestones,
        path=material.voice.in_row(f"{each.period} {each.figure}" for each in milestones),
    )


def _milestones(material: Material, target: Target) -> Iterator[MilestoneView]:
    """The milestones in the order of time."""
    for key, figure in sorted(target.milestones.items(), key=lambda item: item[0].start):
        yield MilestoneView(part_of_year(material.voice, key), written(material, target.metric, figure), figure.number)


def _change(material: Material, target: Target, value: Decimal | None) -> str:
    voice = material.voice
    if target.change is not None:
        return voice.change(target.change)
    if value is None or target.baseline is None:
        return ""
    if target.baseline.percent:
        return voice.points(value - target.baseline.number)
    start = target.baseline.number
    return voice.signed((value - start) / start, voice.share) if start else ""


def _scope(material: Material, scope: Scope | None) -> str:
    if scope is None:
        return ""
    return material.voice.listed(map(material.name, (scope.channel, scope.phase, scope.segment)))
