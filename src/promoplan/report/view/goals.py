"""Step 01 in the report: the goals with baseline, target and milestones."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.goals import wanted
from promoplan.metrics.registry import METRICS
from promoplan.model.goals import Goals, Scope, Target
from promoplan.model.numbers import ChangeKind
from promoplan.model.times import PeriodKey
from promoplan.report.view.figures import figure_text, metric_name, unit_key, written
from promoplan.report.view.material import Material
from promoplan.report.view.times import day, part_of_year
from promoplan.rules.milestones import inner_parts


class MilestoneView(Struct, frozen=True):
    """What a goal shall show for a part of the calendar; `value` is the raw figure, `start` and `end` its days."""

    period: str
    figure: str
    value: Decimal
    start: date
    end: date


class GoalView(Struct, frozen=True):
    """One goal; texts, and the raw figures where the plan gives them. A goal without a name is called by its metric.

    `change` is the wanted growth against the baseline, as the plan writes it or as the figures show it, `trend` what
    the baseline changes by without the plan. `additive`: the milestones are sums of their parts of the calendar, else
    levels; `path` tells them in a row. `in_points`: the change is a difference of two rates. `unit_key` is money,
    ratio, multiple or number. `leading` are the places of the milestones whose sum is held against the target: the
    widest parts of an amount, the last of a level.
    """

    id: str
    name: str
    metric: str
    baseline: str
    trend: str
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
    unit_key: str
    in_points: bool
    deadline: date | None
    leading: tuple[int, ...]
    place: str


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
        trend=material.voice.change(target.trend) if target.trend else "",
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
        unit_key=unit_key(target.metric, percent=percent, unit=target.baseline.unit if target.baseline else ""),
        in_points=target.change.kind is ChangeKind.POINTS if target.change else percent,
        deadline=target.by,
        leading=_leading(target, value, additive=bool(known and known.additive)),
        place=material.place(target),
    )


def _in_time(target: Target) -> list[PeriodKey]:
    return sorted(target.milestones, key=lambda key: key.start)


def _leading(target: Target, value: Decimal | None, *, additive: bool) -> tuple[int, ...]:
    """The milestones whose sum is held against the target; an amount told by a day is counted from the start."""
    parts = _in_time(target)
    if not parts:
        return ()
    last = max(parts, key=lambda part: (part.end, part.start))
    if not additive or (last.start == last.end and target.milestones[last].number == value):
        return (parts.index(last),)
    widest = set(inner_parts(parts)[None])
    return tuple(place for place, part in enumerate(parts) if part in widest)


def _milestones(material: Material, target: Target) -> Iterator[MilestoneView]:
    """The milestones in the order of time."""
    for key in _in_time(target):
        figure = target.milestones[key]
        told = written(material, target.metric, figure)
        yield MilestoneView(part_of_year(material.voice, key), told, figure.number, key.start, key.end)


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
