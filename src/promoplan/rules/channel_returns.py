"""Step 03, what the channels are expected to bring: core ones more than others, and each more than it costs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of
from promoplan.economics.ledger import cents
from promoplan.economics.paid import Paid, paid_channels
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import Dimension
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels, Role
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.monitoring import Monitoring
from promoplan.rules.figures import metrics_of
from promoplan.rules.objectives import judged_by_return
from promoplan.rules.rule import Problem, problem, rule

ROUNDING = Decimal("1e-12")
"""What divisions may lose: equal returns are equal, and a channel at exactly break-even loses nothing."""


class _Promise(NamedTuple):
    """A paid channel and the return on ad spend that it promises."""

    paid: Paid
    roas: Decimal


@rule("PP309", Severity.WARNING)
def core_roi_below_support(plan: PlanHeader, channels: Channels, budget: Budget | None = None) -> Iterator[Problem]:
    """A core channel promises less than a support channel; both public, paid, and there for their return."""
    promises = [
        _Promise(paid, roas)
        for paid in paid_channels(channels, budget)
        if paid.public and judged_by_return(plan, paid.channel) and (roas := paid.outcome.roas) is not None
    ]
    best = max((each for each in promises if _has(each, Role.SUPPORT)), key=_roas, default=None)
    for core in (each for each in promises if best is not None and _has(each, Role.CORE)):
        if best is not None and best.roas > core.roas * (1 + ROUNDING):
            yield problem(
                core.paid.channel.at("role"),
                related=[best.paid.channel.at("role")],
                core=core.paid.channel.name,
                roas=core.roas,
                support=best.paid.channel.name,
                best=best.roas,
            )


def _has(promise: _Promise, role: Role) -> bool:
    return promise.paid.channel.role is role


def _roas(promise: _Promise) -> Decimal:
    return promise.roas


@rule("PP322", Severity.WARNING)
def below_break_even(
    plan: PlanHeader,
    channels: Channels,
    budget: Budget | None = None,
    goals: Goals | None = None,
    monitoring: Monitoring | None = None,
) -> Iterator[Problem]:
    """A paid channel that is expected to earn less than it costs: ROAS under 1 / (gross margin x (1 - refund rate)).

    An error for a core channel unless it or the whole plan has a brand goal, an info for a test channel.
    """
    branded = _with_brand_goal(goals, monitoring)
    for paid in paid_channels(channels, budget):
        channel, outcome = paid.channel, paid.outcome
        revenue, roas, contribution = outcome.revenue, outcome.roas, outcome.contribution
        if revenue is None or roas is None or contribution is None or contribution >= -paid.money * ROUNDING:
            continue
        for_brand = not judged_by_return(plan, channel) or channel.id in branded or None in branded
        earned = contribution + paid.money
        yield problem(
            channel.economics.path if channel.economics else channel.at("id"),
            on_key=channel.economics is not None,
            variant="" if earned else "nothing",
            severity=_severity(channel.role, for_brand=for_brand),
            channel=channel.name,
            roas=roas,
            break_even=revenue / earned if earned else None,
            loss=Money(cents(-contribution)),
            spend=Money(paid.money),
        )


def _severity(role: Role, *, for_brand: bool) -> Severity:
    match role:
        case Role.TEST:
            return Severity.INFO
        case Role.CORE if not for_brand:
            return Severity.ERROR
    return Severity.WARNING


def _with_brand_goal(goals: Goals | None, monitoring: Monitoring | None) -> set[str | None]:
    """The channels that a brand goal names; None stands for the whole plan."""
    known = metrics_of(monitoring)
    targets = goals.targets if goals else ()
    brand = (each for each in targets if each.metric in known and known[each.metric].dimension is Dimension.BRAND)
    return {scope_of(target)[0] for target in brand}
