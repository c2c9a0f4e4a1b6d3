"""Step 03, the delivery plan: inside the period, and for the money that the budget gives the channel."""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import ZERO, by_channel
from promoplan.economics.returns import placement_spend
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channel, Channels, Placement
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.rule import Path, Problem, problem, rule


class SpendLimits(NamedTuple):
    """The share of a channel's media money that its placements may leave open."""

    max_open: Decimal = Decimal("0.05")


@rule("PP307", Severity.ERROR)
def placement_outside_period(plan: PlanHeader, channels: Channels) -> Iterator[Problem]:
    """A placement that runs on days outside the plan's period; reversed dates are another rule's."""
    first, last = plan.period.start, plan.period.end
    for channel in channels.items:
        for placement in channel.placements:
            given = {"start": placement.start, "end": placement.end}
            outside = [name for name, day in given.items() if day is not None and not first <= day <= last]
            if outside and first <= last and not _is_reversed(placement):
                yield problem(
                    placement.at(outside[0]),
                    related=[plan.at("period")],
                    channel=channel.name,
                    start=placement.start or first,
                    end=placement.end or last,
                    first=first,
                    last=last,
                )


def _is_reversed(placement: Placement) -> bool:
    return placement.start is not None and placement.end is not None and placement.end < placement.start


@rule("PP308", Severity.ERROR, limits=SpendLimits)
def placement_spend_mismatch(channels: Channels, budget: Budget, *, limits: SpendLimits) -> Iterator[Problem]:
    """Placements that spend more than all of the channel's lines (an error), or leave much of its media lines open.

    A channel without money is another rule's. Where a placement names no spend, the open money may be its own.
    """
    held, media, lines = by_channel(budget), by_channel(budget, Base.MEDIA), _line_paths(budget)
    for channel in channels.items:
        spend, money, planned = placement_spend(channel), held.get(channel.id, ZERO), media.get(channel.id, ZERO)
        if money and spend > money:
            yield _mismatch(channel, spend, money, lines[channel.id])
        elif _all_spends_known(channel) and planned - spend > planned * limits.max_open:
            yield _mismatch(channel, spend, planned, lines[channel.id])


def _line_paths(budget: Budget) -> dict[str, list[Path]]:
    """Where the amounts of each channel's lines stand."""
    paths: dict[str, list[Path]] = defaultdict(list)
    for line in budget.lines:
        if line.channel is not None:
            paths[line.channel].append(line.at("amount"))
    return paths


def _all_spends_known(channel: Channel) -> bool:
    return bool(channel.placements) and all(placement.spend is not None for placement in channel.placements)


def _mismatch(channel: Channel, spend: Decimal, money: Decimal, lines: list[Path]) -> Problem:
    """Points at the spend of the only placement, else at the placements."""
    only = len(channel.placements) == 1
    over = spend > money
    return problem(
        channel.placements[0].at("spend") if only else channel.at("placements"),
        on_key=not only,
        variant="over" if over else "under",
        severity=None if over else Severity.WARNING,
        related=lines,
        channel=channel.name,
        spend=Money(spend),
        money=Money(money),
        gap=Money(abs(money - spend)),
        share=Ratio(abs(money - spend) / money),
    )
