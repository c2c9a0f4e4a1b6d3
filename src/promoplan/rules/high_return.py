"""The money against the return it promises: high-return channels first, and a profit that does not need the reserve."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.goals import scope_of, wanted
from promoplan.economics.ledger import ZERO, base_amount, by_channel, cents, lines_on, reserve, total_of, working
from promoplan.economics.returns import channel_outcome
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget, HighRoi
from promoplan.model.channels import Channels
from promoplan.model.figure import Basis
from promoplan.model.goals import Goals, Target
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.rule import Problem, problem, rule

ONE = Decimal(1)
ROUNDING = Decimal("1e-12")
"""What divisions may lose: a return that is exactly the threshold must not fall below it."""


class HighRoiLimits(NamedTuple):
    """The share of the money that goes to channels with a high return, where the plan names none."""

    min_share: Decimal = Decimal("0.60")


@dataclass(frozen=True)
class _Threshold:
    """A return from which a channel counts as high: as the plan writes it, and as ROAS."""

    metric: str
    at_least: Decimal
    roas: Decimal


@rule("PP606", Severity.WARNING, limits=HighRoiLimits)
def high_roi_share(
    budget: Budget, channels: Channels, goals: Goals | None = None, *, limits: HighRoiLimits
) -> Iterator[Problem]:
    """Channels whose expected return is high hold too little of the money; compared exactly.

    The threshold is the target view's, else that of a ROAS or ROI goal of the whole plan; without either nothing is
    judged. Money of channels whose return can't be computed gets the benefit of the doubt.
    """
    view = budget.targets.high_roi if budget.targets else None
    threshold = _threshold(view, goals)
    base = view.base if view else Base.MEDIA
    share = view.share if view and view.share is not None else Ratio(limits.min_share)
    whole, held = base_amount(budget, base), by_channel(budget, base)
    if threshold is None or not whole:
        return
    high, low = _high_and_low(channels, held, threshold)
    untold = total_of(line for line in lines_on(budget, Base.MEDIA) if line.channel is None)
    uncertain = sum(held.values(), untold) - high - low
    if high + uncertain < whole * share:
        yield problem(
            view.at("share") if view else budget.at("lines"),
            on_key=view is None,
            metric=threshold.metric,
            at_least=threshold.at_least,
            share=Ratio(high / whole),
            amount=Money(high),
            base=base,
            least=share,
            wanted=Money(whole * share),
        )


def _high_and_low(channels: Channels, held: Mapping[str, Decimal], threshold: _Threshold) -> tuple[Decimal, Decimal]:
    """Money of the channels that reach the threshold, and of those that do not, as far as their return is known."""
    high, low = ZERO, ZERO
    for channel in channels.items:
        money = held.get(channel.id, ZERO)
        roas = channel_outcome(channel, money).roas
        if roas is not None and roas >= threshold.roas * (ONE - ROUNDING):
            high += money
        elif roas is not None:
            low += money
    return high, low


def _threshold(view: HighRoi | None, goals: Goals | None) -> _Threshold | None:
    if view is not None and view.metric not in {"roas", "roi"}:
        return None
    if view is not None and view.at_least is not None:
        return _as_roas(view.metric, view.at_least, Basis.REVENUE if view.metric == "roas" else Basis.NET)
    found = (_of_goal(target) for target in (goals.targets if goals else ()))
    return next((threshold for threshold in found if threshold), None)


def _of_goal(target: Target) -> _Threshold | None:
    """The threshold that a goal of the whole plan sets, if it speaks of a return."""
    figure = wanted(target)
    if figure is None or any(scope_of(target)) or target.metric not in {"roas", "roi"}:
        return None
    basis = Basis.REVENUE if target.metric == "roas" else target.basis or Basis.NET
    return _as_roas(target.metric, figure, basis)


def _as_roas(metric: str, at_least: Decimal, basis: Basis) -> _Threshold | None:
    """Returns on spend and net returns are one apart; gross profit needs a margin and is not compared."""
    if basis is Basis.GROSS_PROFIT:
        return None
    return _Threshold(metric, at_least, at_least + ONE if basis is Basis.NET else at_least)


@rule("PP626", Severity.INFO)
def profit_needs_reserve(budget: Budget, channels: Channels) -> Iterator[Problem]:
    """The plan earns something only as long as the reserve stays unspent.

    Expected gross profit of all channels, less all lines; judged where every channel has media money and economics
    with a gross margin.
    """
    held = by_channel(budget, Base.MEDIA)
    outcomes = [channel_outcome(channel, held.get(channel.id, ZERO)) for channel in channels.items]
    earned = [each.contribution + each.spend for each in outcomes if each.spend and each.contribution is not None]
    if not outcomes or len(earned) < len(outcomes):
        return
    profit, kept = sum(earned, ZERO) - working(budget), reserve(budget)
    if 0 < profit < kept:
        yield problem(
            budget.at("reserve"),
            on_key=True,
            earned=Money(cents(sum(earned, ZERO))),
            profit=Money(cents(profit)),
            reserve=Money(kept),
            loss=Money(cents(kept - profit)),
        )
