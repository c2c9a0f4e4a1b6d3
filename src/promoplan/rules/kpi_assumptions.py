"""What the KPIs ask for against what the channels' economics assume, both of the same channel or both of the plan."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.funnel import together
from promoplan.economics.ledger import ZERO, by_channel
from promoplan.economics.measures import measure_of
from promoplan.economics.parts import THOUSAND
from promoplan.economics.ranges import middle
from promoplan.economics.returns import channel_outcome
from promoplan.findings.finding import Severity
from promoplan.metrics.registry import METRICS, MetricUnit
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channel, Channels
from promoplan.model.monitoring import Kpi, Monitoring
from promoplan.model.numbers import Ratio
from promoplan.rules.figures import ROUNDING, in_unit
from promoplan.rules.rule import Problem, problem, rule

MOST_RELATED = 10
"""The most channels that a finding points at."""


class AssumptionLimits(NamedTuple):
    """By how much an assumption may be worse than the KPI's target."""

    slack: Decimal = Decimal("0.10")


@rule("PP512", Severity.WARNING, limits=AssumptionLimits)
def kpi_against_economics(
    monitoring: Monitoring, channels: Channels, budget: Budget | None = None, *, limits: AssumptionLimits
) -> Iterator[Problem]:
    """A KPI's target that the plan's own economics miss by more than the slack.

    A channel's KPI is held against that channel, a KPI of the whole plan against all channels that have media money,
    blended; nothing is judged where a figure is missing, a rate has another base, or some of that money names a channel
    that nothing defines.
    """
    by_id: dict[str | None, Channel] = {channel.id: channel for channel in channels.items}
    held = by_channel(budget, Base.MEDIA) if budget else {}
    lost = held.keys() - by_id.keys()
    every = [by_id[name] for name, money in held.items() if money] if not lost else []
    known: dict[tuple[object, ...], Decimal | None] = {}
    for kpi in monitoring.kpis:
        scope = every if kpi.channel is None else [by_id[kpi.channel]] if kpi.channel in by_id else []
        key = (kpi.metric, kpi.basis, kpi.of, kpi.channel)
        if key not in known:
            known[key] = _assumed(kpi, scope, held)
        assumed = known[key]
        if kpi.target is not None and assumed is not None and _misses(kpi, assumed, limits.slack + ROUNDING):
            yield problem(
                kpi.at("target"),
                related=[channel.at("economics") for channel in scope[:MOST_RELATED]],
                metric=kpi.metric,
                target=in_unit(kpi.metric, kpi.target.number),
                assumed=in_unit(kpi.metric, assumed),
                slack=Ratio(limits.slack),
            )


def _misses(kpi: Kpi, assumed: Decimal, slack: Decimal) -> bool:
    """Whether the assumption is worse than the target by more than the slack."""
    metric = METRICS[kpi.metric]
    wanted = kpi.target.number if kpi.target else ZERO
    if metric.unit is MetricUnit.RATIO and wanted > 1:
        return False
    return assumed > wanted * (1 + slack) if metric.lower_is_better else assumed < wanted * (1 - slack)


def _assumed(kpi: Kpi, channels: list[Channel], held: Mapping[str, Decimal]) -> Decimal | None:
    """What the economics of these channels make of a KPI's metric."""
    if kpi.metric == "cvr" and any(_denominator(channel) != kpi.of for channel in channels):
        return None
    if len(channels) == 1 and not any(placement.economics for placement in channels[0].placements):
        stated = _stated(channels[0], kpi.metric)
        if stated is not None:
            return stated
    measure = measure_of(kpi.metric, kpi.basis, None)  # rates have one denominator here: see above
    outcomes = [channel_outcome(channel, held.get(channel.id, ZERO) or THOUSAND) for channel in channels]
    return measure.of(together(outcomes).sums) if measure and measure.below else None


def _denominator(channel: Channel) -> str | None:
    economics = channel.economics
    return economics.cvr.of if economics and economics.cvr else None


def _stated(channel: Channel, metric: str) -> Decimal | None:
    """A rate or price as the channel's economics state it."""
    economics = channel.economics
    if economics is None or metric not in _STATED:
        return None
    return middle(economics.cvr.rate) if metric == "cvr" and economics.cvr else middle(getattr(economics, metric))


_STATED = frozenset(("ctr", "cvr", "cpc", "cpm", "aov", "gross_margin", "refund_rate", "new_customer_share"))
