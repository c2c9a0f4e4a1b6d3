"""`Part`: one pot of money under one set of figures. What a plan brings is the sum of what its parts bring.

Each figure keeps the path at which the plan states it, so that a figure which several placements take over from their
channel stays one figure: where it is a range, it is uncertain once, not once per placement.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal, getcontext, localcontext
from functools import lru_cache
from typing import Any

from msgspec import Struct

from promoplan.economics.ledger import ZERO
from promoplan.economics.ranges import ends, middle
from promoplan.model.channels import Channel, Economics, Placement
from promoplan.model.figure import Denominator
from promoplan.model.money import Money
from promoplan.model.numbers import ONE, Spread

Path = tuple[str | int, ...]

THOUSAND = Decimal(1000)


class Estimate(Struct, frozen=True):
    """A figure with the path of its value; `low` and `high` are equal where it is no range.

    `mode` is the most likely value of a range, where the plan states one.
    """

    path: Path
    low: Decimal
    high: Decimal
    mode: Decimal | None = None

    @property
    def is_range(self) -> bool:
        """Whether it is uncertain."""
        return self.low < self.high

    @property
    def likely(self) -> Decimal:
        """The one value that stands for it: the mode, or the middle of its ends."""
        return (self.low + self.high) / 2 if self.mode is None else self.mode


class Part(Struct, frozen=True):
    """Money of one channel that works under the same figures.

    `figures` holds those that are given, by name: cpm, cpc, ctr, cvr, aov, gross_margin, refund_rate,
    new_customer_share. `spend` is part of the channel's `money`; `elasticity` and `at` are its diminishing returns (1
    and the money itself where the plan states none): clicks are multiplied by (money / at) ** (elasticity - 1).
    """

    channel: str
    spend: Decimal
    money: Decimal
    figures: Mapping[str, Estimate]
    elasticity: Decimal = ONE
    at: Decimal = ZERO


def parts_of(channel: Channel, money: Decimal) -> tuple[Part, ...]:
    """The parts of a channel's money.

    Where placements carry their own economics, the money is shared out in proportion to the placements' spends; else
    all of it works under the channel's.
    """
    saturation = channel.saturation
    elasticity = saturation.elasticity if saturation and saturation.elasticity else ONE
    at = saturation.spend.amount if saturation and saturation.spend and saturation.spend.amount else money

    def part(spend: Decimal, figures: Mapping[str, Estimate]) -> Part:
        return Part(channel.id, spend, money, figures, Decimal(elasticity), at)

    general = figures_of(channel)
    own = [(each.spend.amount, each.economics) for each in channel.placements if each.spend is not None]
    planned = sum((spend for spend, _ in own), ZERO)
    if not planned or all(economics is None for _, economics in own):
        return (part(money, general),)
    return tuple(part(money * spend / planned, _over(general, economics)) for spend, economics in own if spend)


def tells(channel: Channel, metric: str) -> bool:
    """Whether a channel has what a metric of rates needs beyond the funnel's figures.

    Of refunds nothing is known where no rate is given; a conversion rate of visits or participants is not that of the
    funnel, which is per click.
    """
    if metric == "cvr":
        bearers: tuple[Channel | Placement, ...] = (channel, *channel.placements)
        rates = [each.economics.cvr for each in bearers if each.economics and each.economics.cvr]
        return all(rate.of in {None, Denominator.CLICKS} for rate in rates)
    return metric not in {"refunds", "refund_rate"} or all(
        "refund_rate" in part.figures for part in parts_of(channel, ONE)
    )


def figures_of(channel: Channel, placement: Placement | None = None) -> Mapping[str, Estimate]:
    """The figures that hold for a channel, or for one of its placements: those it has of its own, else the channel's.

    A placement's CPM or CTR outdates the channel's CPC.
    """
    general = dict(_estimates(channel.economics))
    return _over(general, placement.economics) if placement else general


def _over(general: Mapping[str, Estimate], economics: Economics | None) -> Mapping[str, Estimate]:
    special = dict(_estimates(economics))
    outdated = "cpm" in special or ("ctr" in special and "cpm" in general)
    return {name: figure for name, figure in general.items() if name != "cpc" or not outdated} | special


def response(part: Part, times: Decimal = ONE) -> Decimal:
    """What diminishing returns leave of a part's clicks when its channel's money is multiplied by `times`; 1 is all."""
    if part.elasticity == ONE or not part.at or not part.money:
        return ONE
    return _power(part.money * times / part.at, part.elasticity - ONE, getcontext().prec)


@lru_cache(maxsize=256)
def _power(base: Decimal, exponent: Decimal, digits: int) -> Decimal:
    """A power to so many digits. Kept, as all parts of a channel ask for the same one, and it takes 0.1 ms."""
    with localcontext(prec=digits):
        power: Decimal = base**exponent
    return power


def _estimates(economics: Economics | None) -> Iterator[tuple[str, Estimate]]:
    if economics is None:
        return
    for name in ("cpm", "cpc", "ctr", "aov", "gross_margin", "refund_rate", "new_customer_share"):
        found = estimate(economics.at(name), getattr(economics, name))
        if found is not None:
            yield name, found
    if economics.cvr is not None:
        found = estimate(economics.cvr.at("rate"), economics.cvr.rate)
        if found is not None:
            yield "cvr", found


def estimate(path: Path, value: Money | Decimal | Spread[Any] | None) -> Estimate | None:
    """A figure of the plan with its place; None where there is none."""
    bounds = ends(value)
    if bounds is None:
        return None
    return Estimate(path, *bounds, middle(value.mode) if isinstance(value, Spread) else None)
