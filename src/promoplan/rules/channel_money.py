"""Step 03, the media money over the channels: not all on one, not too much on tests, and most where it brings most."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import ZERO, by_channel, lines_on, media
from promoplan.economics.paid import Paid, paid_channels
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget
from promoplan.model.channels import Channels, Role
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.objectives import judged_by_return
from promoplan.rules.rule import Problem, problem, rule

FEWEST_RANKED = 3
"""From how many channels on an order of ranks says anything."""

MOST_SHOWN = 8
"""The most channels that a message lists."""

PLACES = 9
"""Decimals of a return that count: divisions may lose the last ones, and equal returns must stay equal."""


class TestLimits(NamedTuple):
    """The largest share of the media money that test channels hold."""

    max_share: Decimal = Decimal("0.15")


class ConcentrationLimits(NamedTuple):
    """The largest share of the media money that one channel holds."""

    max_share: Decimal = Decimal("0.70")


@rule("PP316", Severity.WARNING, limits=TestLimits)
def test_share(channels: Channels, budget: Budget, *, limits: TestLimits) -> Iterator[Problem]:
    """Test channels hold more of the media money than a test needs."""
    whole, held = media(budget), by_channel(budget, Base.MEDIA)
    tests = {channel.id: channel.name for channel in channels.items if channel.role is Role.TEST}
    amount = sum((held.get(name, ZERO) for name in tests), ZERO)
    if amount > whole * limits.max_share:
        first, *others = (line.at("amount") for line in lines_on(budget, Base.MEDIA) if line.channel in tests)
        yield problem(
            first,
            related=others,
            channels=tuple(name for id_, name in tests.items() if held.get(id_)),
            share=Ratio(amount / whole),
            amount=Money(amount),
            most=Ratio(limits.max_share),
            wanted=Money(whole * limits.max_share),
        )


@rule("PP319", Severity.WARNING, limits=ConcentrationLimits)
def concentration(channels: Channels, budget: Budget, *, limits: ConcentrationLimits) -> Iterator[Problem]:
    """One channel holds so much of the media money that the plan stands or falls with it."""
    whole, held = media(budget), by_channel(budget, Base.MEDIA)
    names = {channel.id: channel.name for channel in channels.items}
    for id_, amount in held.items():
        if id_ in names and amount > whole * limits.max_share:
            first, *others = (line.at("amount") for line in lines_on(budget, Base.MEDIA) if line.channel == id_)
            yield problem(
                first,
                related=others,
                channel=names[id_],
                share=Ratio(amount / whole),
                amount=Money(amount),
                whole=Money(whole),
                most=Ratio(limits.max_share),
                wanted=Money(whole * limits.max_share),
            )


@rule("PP323", Severity.WARNING)
def spend_against_roi(plan: PlanHeader, channels: Channels, budget: Budget) -> Iterator[Problem]:
    """More money where less is expected: Spearman's rank correlation of spend and return is negative.

    Over the paid public channels whose return can be computed and counts, three or more; equal values share a rank.
    """
    judged = [paid for paid in paid_channels(channels, budget) if paid.public and judged_by_return(plan, paid.channel)]
    returns = {paid.channel.id: paid.outcome.roas for paid in judged}
    ranked = sorted((paid for paid in judged if returns[paid.channel.id] is not None), key=_money, reverse=True)
    roas = [round(returns[paid.channel.id] or ZERO, PLACES) for paid in ranked]
    if len(ranked) < FEWEST_RANKED:
        return
    correlation = _spearman([paid.money for paid in ranked], roas)
    if correlation is not None and correlation < 0:
        yield problem(
            budget.at("lines"),
            on_key=True,
            correlation=correlation,
            channels=tuple(paid.channel.name for paid in ranked[:MOST_SHOWN]),
            money=tuple(Money(paid.money) for paid in ranked[:MOST_SHOWN]),
            roas=tuple(roas[:MOST_SHOWN]),
        )


def _money(paid: Paid) -> Decimal:
    return paid.money


def _spearman(xs: list[Decimal], ys: list[Decimal]) -> Decimal | None:
    """Pearson's correlation of the ranks; None where all values of one side are equal."""
    middle = len(xs) + 1
    across = [rank - middle for rank in _doubled_ranks(xs)]
    along = [rank - middle for rank in _doubled_ranks(ys)]
    spread = sum(a * a for a in across) * sum(b * b for b in along)
    shared = sum(a * b for a, b in zip(across, along, strict=True))
    return Decimal(shared) / Decimal(spread).sqrt() if spread else None


def _doubled_ranks(values: list[Decimal]) -> list[int]:
    """Twice the rank of each value, so that the mean rank of equal ones is a whole number too."""
    first: dict[Decimal, int] = {}
    last: dict[Decimal, int] = {}
    for place, value in enumerate(sorted(values), 1):
        first.setdefault(value, place)
        last[value] = place
    return [first[value] + last[value] for value in values]
