"""Step 01, goals against each other: figures of one scope and deadline that can't all be reached."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO, by_channel, media, working
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.figure import Basis, Denominator
from promoplan.model.goals import Goals, Target
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import ROUNDING, in_unit
from promoplan.rules.goal_figures import PlausibleLimits, at_figure, beyond, is_roas
from promoplan.rules.rule import Problem, problem, rule

_PRODUCTS = (
    ("revenue", "orders", "aov"),
    ("orders", "clicks", "cvr"),
    ("clicks", "impressions", "ctr"),
    ("new_customers", "orders", "new_customer_share"),
)
"""A volume, and the two that make it."""

_PARTS = (("net_revenue", "revenue"), ("new_customers", "orders"), ("orders", "clicks"), ("clicks", "impressions"))
"""A volume, and the one that it is a part of."""

_COSTS = {"cac": "new_customers", "cpa": "orders", "cpc": "clicks"}
"""What one of a volume may cost, and the volume."""

_RETURNS = ("roas", "roi", "cost_ratio")
"""Ways to state what comes back of each unit of money."""

_Group = Mapping[str, Target]
"""The goals of one scope and deadline, by metric."""


class ContradictionLimits(NamedTuple):
    """The share by which goals that depend on each other may differ."""

    tolerance: Decimal = Decimal("0.05")


@rule("PP111", Severity.ERROR, limits=ContradictionLimits)
def goals_contradict(goals: Goals, budget: Budget | None = None, *, limits: ContradictionLimits) -> Iterator[Problem]:
    """Volumes and rates that do not make the wanted volume, or a part that is larger than its whole.

    A warning where two state one thing differently: ROAS, ROI net of its cost, and the share of revenue that is spent.
    Held against the planned money: a return that the wanted revenue misses, a cost that the wanted volume exceeds.
    Only goals of one scope and one deadline are compared, and none that is beyond belief.
    """
    groups: dict[object, dict[str, Target]] = {}
    for target in goals.targets:
        doubtful = not is_clear(target) or beyond(target, PlausibleLimits())
        if not doubtful and wanted(target) is not None and target.of in {None, Denominator.CLICKS}:
            groups.setdefault((scope_of(target), target.by), {}).setdefault(target.metric, target)
    for group in groups.values():
        yield from _products(group, limits.tolerance)
        yield from _parts(group)
        yield from _return(group, budget, limits.tolerance)
        yield from _twice(group, limits.tolerance)
        yield from _costs(group, budget, limits.tolerance)


def _products(group: _Group, tolerance: Decimal) -> Iterator[Problem]:
    for names in _PRODUCTS:
        if not all(name in group for name in names):
            continue
        made, volume, rate = (group[name] for name in names)
        asked, product = _wanted(made), _wanted(volume) * _wanted(rate)
        if abs(product - asked) > asked * tolerance:
            figures: dict[str, object] = {name: in_unit(name, _wanted(group[name])) for name in names}
            figures |= {"product": in_unit(made.metric, product), "tolerance": Ratio(tolerance)}
            related = (at_figure(volume), at_figure(rate))
            yield Problem(at_figure(made), figures, variant=f"product_{made.metric}", related=related)


def _parts(group: _Group) -> Iterator[Problem]:
    for name, whole in _PARTS:
        if name in group and whole in group and _wanted(group[name]) > _wanted(group[whole]):
            yield problem(
                at_figure(group[name]),
                variant="part",
                related=[at_figure(group[whole])],
                part=name,
                found=in_unit(name, _wanted(group[name])),
                whole=whole,
                most=in_unit(whole, _wanted(group[whole])),
            )


def _return(group: _Group, budget: Budget | None, tolerance: Decimal) -> Iterator[Problem]:
    revenue, goal = group.get("revenue"), group.get("roas") or group.get("roi")
    least = _as_roas(goal) if goal else None
    if revenue is None or goal is None or least is None:
        return
    spend, asked = _spend(budget, revenue), _wanted(revenue)
    if spend and asked / spend < least * (1 - tolerance):
        yield problem(
            at_figure(goal),
            variant="return",
            related=[at_figure(revenue)],
            revenue=Money(asked),
            spend=Money(spend),
            found=asked / spend,
            roas=least,
            wanted=Money(spend * least),
        )


def _twice(group: _Group, tolerance: Decimal) -> Iterator[Problem]:
    """One return stated as ROAS, as ROI and as cost ratio; each against the first of them."""
    stated = [(goal, roas) for name in _RETURNS if (goal := group.get(name)) and (roas := _as_roas(goal))]
    for goal, roas in stated[1:]:
        first, wanted_there = stated[0]
        if abs(roas - wanted_there) > wanted_there * tolerance:
            yield problem(
                at_figure(goal),
                variant="twice",
                severity=Severity.WARNING,
                related=[at_figure(first)],
                one=first.metric,
                first=round(wanted_there, 4),
                other=goal.metric,
                asked=in_unit(goal.metric, _wanted(goal)),
                second=round(roas, 4),
                tolerance=Ratio(tolerance),
            )


def _costs(group: _Group, budget: Budget | None, tolerance: Decimal) -> Iterator[Problem]:
    """The planned money over the wanted volume against the cost that is wanted; a goal for the spend counts first."""
    for name, volume in _COSTS.items():
        if name not in group or volume not in group or not _wanted(group[volume]):
            continue
        cost, count = group[name], _wanted(group[volume])
        spend = _wanted(group["spend"]) if "spend" in group else _spend(budget, cost)
        if spend / count > _wanted(cost) * (1 + tolerance) * (1 + ROUNDING):
            yield problem(
                at_figure(cost),
                variant="cost",
                related=[at_figure(group[volume])],
                metric=name,
                volume=volume,
                spend=Money(spend),
                count=count,
                found=Money(round(spend / count, 2)),
                wanted=Money(_wanted(cost)),
            )


def _wanted(target: Target) -> Decimal:
    """The wanted figure of a goal that has one."""
    return wanted(target) or ZERO


def _as_roas(goal: Target) -> Decimal | None:
    """The wanted return as revenue over spend; None for a return on gross profit or of unknown basis."""
    if is_roas(goal):
        return _wanted(goal)
    if goal.metric == "cost_ratio":
        return 1 / _wanted(goal) if _wanted(goal) else None
    return _wanted(goal) + 1 if goal.basis is Basis.NET else None


def _spend(budget: Budget | None, goal: Target) -> Decimal:
    """The planned money behind a goal: the media lines, else all lines; zero where the ledger can't tell."""
    channel, phase, segment = scope_of(goal)
    if budget is None or phase is not None or segment is not None:
        return ZERO
    if channel is not None:
        return by_channel(budget).get(channel, ZERO)
    return media(budget) or working(budget)
