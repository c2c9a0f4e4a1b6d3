"""How visitors and orders are traced to what brought them: tracking codes, attribution, and revenue counted once."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO, by_channel
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channel, Channels, Placement, Utm
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.monitoring import Monitoring
from promoplan.model.numbers import Ratio
from promoplan.rules.rule import Path, Problem, problem, rule

_REQUIRED = ("source", "medium", "campaign")
_PARTS = (*_REQUIRED, "term", "content")


class CountingLimits(NamedTuple):
    """By how much the channels' revenues together may exceed the plan's."""

    slack: Decimal = Decimal("0.05")


@rule("PP514", Severity.WARNING)
def untracked_placement(channels: Channels) -> Iterator[Problem]:
    """A placement that costs money and has neither a tracking code nor a landing page."""
    for channel in channels.items:
        for placement in channel.placements:
            if _is_paid(placement) and placement.utm is None and placement.landing is None:
                yield problem(placement.path, on_key=True, channel=channel.name, spend=placement.spend)


def _is_paid(placement: Placement) -> bool:
    return placement.spend is not None and placement.spend.amount > 0


@rule("PP517", Severity.WARNING)
def no_attribution(monitoring: Monitoring, channels: Channels, budget: Budget | None = None) -> Iterator[Problem]:
    """Two channels cost money, and the plan does not say to which an order is credited, or for how long after.

    Nor may a tool count for another length of time than the plan does.
    """
    held: Mapping[str, Decimal] = by_channel(budget, Base.MEDIA) if budget else {}
    paid = [
        channel
        for channel in channels.items
        if held.get(channel.id) or any(_is_paid(placement) for placement in channel.placements)
    ]
    if len(paid) > 1 and monitoring.attribution is None:
        yield problem(monitoring.path, on_key=True, count=len(paid))
    elif len(paid) > 1 and monitoring.attribution and monitoring.attribution.window is None:
        yield problem(monitoring.attribution.path, on_key=True, variant="window", count=len(paid))
    elif len(paid) > 1:
        yield from _other_windows(monitoring)


def _other_windows(monitoring: Monitoring) -> Iterator[Problem]:
    """Tools that count an order for longer, or less long, than the plan credits it: their figures can't be added."""
    window = monitoring.attribution.window if monitoring.attribution else None
    for tool in monitoring.tools if window else ():
        if tool.window and window and tool.window.days != window.days:
            at, related = tool.at("window"), [monitoring.at("attribution", "window")]
            found, wanted = tool.window.text, window.text
            yield problem(at, variant="differs", related=related, name=tool.name, found=found, wanted=wanted)


@rule("PP518", Severity.WARNING, limits=CountingLimits)
def counted_twice(
    plan: PlanHeader,
    channels: Channels,
    goals: Goals | None = None,
    monitoring: Monitoring | None = None,
    *,
    limits: CountingLimits,
) -> Iterator[Problem]:
    """The revenues that the plan states for its channels make more than the revenue it states for all of them."""
    stated = [figure for channel in channels.items if (figure := _stated_revenue(channel))]
    whole = next(_plan_revenues(plan, goals, monitoring), None)
    if len(stated) > 1 and whole is not None and whole[1]:
        path, revenue = whole
        together = sum((amount for _, amount in stated), ZERO)
        if together > revenue * (1 + limits.slack):
            yield problem(
                path,
                related=[at for at, _ in stated],
                together=Money(together),
                revenue=Money(revenue),
                over=Ratio(together / revenue - 1),
                slack=Ratio(limits.slack),
            )


def _stated_revenue(channel: Channel) -> tuple[Path, Decimal] | None:
    """The revenue that a channel states, else the sum of its placements'; None where none is stated."""
    if channel.expected and channel.expected.revenue:
        return channel.expected.at("revenue"), channel.expected.revenue.amount
    parts = [each.expected.revenue.amount for each in channel.placements if each.expected and each.expected.revenue]
    return (channel.at("placements"), sum(parts, ZERO)) if parts else None


def _plan_revenues(
    plan: PlanHeader, goals: Goals | None, monitoring: Monitoring | None
) -> Iterator[tuple[Path, Decimal]]:
    """Revenues wanted of the whole plan: goals that run to its end, then KPIs."""
    for goal in goals.targets if goals else ():
        to_the_end = goal.by is None or goal.by >= plan.period.end
        if goal.metric == "revenue" and to_the_end and not any(scope_of(goal)) and (figure := wanted(goal)) is not None:
            yield goal.at("target" if goal.target else "change"), figure
    for kpi in monitoring.kpis if monitoring else ():
        if kpi.metric == "revenue" and kpi.channel is None and kpi.target is not None:
            yield kpi.at("target"), kpi.target.number


@rule("PP519", Severity.ERROR)
def faulty_utm(channels: Channels) -> Iterator[Problem]:
    """Tracking parameters that lack a part, hold capitals or spaces, or stand for two landing pages."""
    first: dict[tuple[str | None, ...], Placement] = {}
    for channel in channels.items:
        for placement in channel.placements:
            utm = placement.utm
            if utm is None:
                continue
            yield from _faults_of(utm)
            same = first.setdefault(_values(utm), placement) if placement.landing else placement
            if same.landing != placement.landing and not _missing(utm):
                yield problem(
                    placement.at("landing"),
                    variant="two",
                    related=[same.at("landing")],
                    utm=" / ".join(value for value in _values(utm) if value),
                    landing=placement.landing,
                    other=same.landing,
                )


def _faults_of(utm: Utm) -> Iterator[Problem]:
    if missing := _missing(utm):
        yield problem(utm.path, on_key=True, variant="missing", missing=missing, wanted=_REQUIRED)
    for part in _PARTS:
        value = getattr(utm, part)
        if value is not None and value != (plain := "-".join(value.lower().split())):
            yield problem(utm.at(part), part=part, found=value, wanted=plain)


def _missing(utm: Utm) -> tuple[str, ...]:
    return tuple(part for part in _REQUIRED if getattr(utm, part) is None)


def _values(utm: Utm) -> tuple[str | None, ...]:
    return tuple(getattr(utm, part) for part in _PARTS)
