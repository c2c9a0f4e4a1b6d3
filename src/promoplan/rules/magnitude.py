"""An amount that is off by a power of ten: a digit too many, or 万 taken for thousand.

The rules on sums own the errors (PP602, PP308, PP108): they know that a sum does not close, not why. This one names the
only figure that would close the sum if its point were moved, and stays silent where there is none, or more than one.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import wanted
from promoplan.economics.ledger import ZERO, gap, lines_on, total_of, working
from promoplan.economics.returns import placement_spend
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget, Line
from promoplan.model.channels import Channels
from promoplan.model.goals import Goals, Target
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import ONE
from promoplan.model.times import PeriodKey
from promoplan.rules.ambiguous import is_clear
from promoplan.rules.figures import in_unit, metrics_of
from promoplan.rules.goal_figures import at_figure
from promoplan.rules.milestones import inner_parts
from promoplan.rules.rule import Path, Problem, problem, rule


class SlipLimits(NamedTuple):
    """The factors by which a figure is taken to be off: one digit, two, thousand, 万."""

    factors: tuple[int, ...] = (10, 100, 1000, 10000)


class _Slip(NamedTuple):
    """A figure, what it would have to be for the sum to close, and where the sum's other side stands."""

    path: Path
    found: Decimal
    wanted: Decimal
    whole: tuple[Path, ...]
    metric: str = "revenue"


@rule("PP053", Severity.WARNING, limits=SlipLimits)
def magnitude_slip(
    budget: Budget | None = None,
    channels: Channels | None = None,
    goals: Goals | None = None,
    monitoring: Monitoring | None = None,
    *,
    limits: SlipLimits,
) -> Iterator[Problem]:
    """The only figure of a sum that does not close that would close it if it were a power of ten larger or smaller.

    The sums: reserve and lines of the budget, the placements of a channel, the milestones of a goal. They are compared
    exactly.
    """
    sums = [_in_ledger(budget)] if budget else []
    sums += _in_placements(channels, budget) if channels and budget and not gap(budget) else []
    sums += _in_milestones(goals, monitoring) if goals else []
    slips = (_only(figures, limits) for figures in sums)
    for slip in filter(None, slips):
        larger = slip.found > slip.wanted
        yield problem(
            slip.path,
            variant="larger" if larger else "smaller",
            related=slip.whole,
            found=in_unit(slip.metric, slip.found),
            wanted=in_unit(slip.metric, slip.wanted),
            times=slip.found / slip.wanted if larger else slip.wanted / slip.found,
        )


def _only(figures: Sequence[_Slip], limits: SlipLimits) -> _Slip | None:
    """The one figure that a power of ten would mend; None for none or several."""
    slips = [each for each in figures if each.found > 0 and each.wanted > 0 and _is_off(each, limits)]
    return slips[0] if len(slips) == 1 else None


def _is_off(slip: _Slip, limits: SlipLimits) -> bool:
    large, small = max(slip.found, slip.wanted), min(slip.found, slip.wanted)
    return any(large == small * factor for factor in limits.factors)


def _in_ledger(budget: Budget) -> list[_Slip]:
    """The total, the reserve where it is an amount, and the lines."""
    off, total, kept = gap(budget), budget.at("total"), budget.reserve
    slips = [_Slip(line.at("amount"), line.amount.amount, line.amount.amount + off, (total,)) for line in budget.lines]
    if kept is None:
        return [*slips, _Slip(total, budget.total.amount, working(budget), (budget.at("lines"),))]
    whole = (budget.at("lines"), kept.path)
    if kept.amount is not None:
        slips.append(_Slip(kept.at("amount"), kept.amount.amount, kept.amount.amount + off, (total,)))
        return [*slips, _Slip(total, budget.total.amount, budget.total.amount - off, whole)]
    spent = ONE - (kept.ratio or 0)
    return [*slips, _Slip(total, budget.total.amount, working(budget) / spent, whole)] if spent else slips


def _in_placements(channels: Channels, budget: Budget) -> Iterator[list[_Slip]]:
    """The placements of each channel, held against its media lines; the lines are right where the ledger closes."""
    lines: defaultdict[str, list[Line]] = defaultdict(list)
    for line in lines_on(budget, Base.MEDIA):
        lines[str(line.channel)].append(line)
    for channel in channels.items:
        spends = [(each.at("spend"), each.spend.amount) for each in channel.placements if each.spend]
        if channel.id in lines and len(spends) == len(channel.placements):
            off = total_of(lines[channel.id]) - placement_spend(channel)
            whole = tuple(line.at("amount") for line in lines[channel.id])
            yield [_Slip(path, spend, spend + off, whole) for path, spend in spends]


def _in_milestones(goals: Goals, monitoring: Monitoring | None) -> Iterator[list[_Slip]]:
    """The widest parts of each amount that has some, and the target; a figure by a day may count from the start."""
    known = metrics_of(monitoring)
    for target in goals.targets:
        metric, aim, parts = known.get(target.metric), wanted(target), inner_parts(target.milestones)[None]
        dated = any(part.start == part.end for part in parts)
        if metric is not None and metric.additive and aim is not None and is_clear(target) and not dated:
            yield list(_of_goal(target, aim, parts))


def _of_goal(target: Target, aim: Decimal, parts: Sequence[PeriodKey]) -> Iterator[_Slip]:
    off = aim - sum((target.milestones[part].number for part in parts), ZERO)
    for part in parts:
        found, at = target.milestones[part].number, target.at("milestones", str(part))
        yield _Slip(at, found, found + off, (at_figure(target),), target.metric)
    if target.target is not None:
        yield _Slip(target.at("target"), aim, aim - off, (target.at("milestones"),), target.metric)
