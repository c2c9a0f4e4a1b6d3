"""Step 03, the planned volumes: impressions, clicks, orders and revenue follow from the spend and the economics."""

from collections.abc import Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal
from types import MappingProxyType
from typing import NamedTuple

from promoplan.economics.ledger import ZERO, cents
from promoplan.economics.paid import paid_channels
from promoplan.economics.parts import THOUSAND, Estimate, figures_of, parts_of, response
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels, Expected, Placement
from promoplan.model.figure import Denominator
from promoplan.model.money import Money
from promoplan.model.numbers import plain
from promoplan.rules.channel_economics import PriceLimits, contradiction
from promoplan.rules.rule import Problem, problem, rule
from promoplan.source.changes import Change

Ends = tuple[Decimal, Decimal]
"""Lowest and highest value of a figure."""

UNBOUNDED = Decimal("Infinity")
"""The highest value of a figure that may be as high as it likes."""

ONE_UNIT = Decimal(1)
"""What rounding to whole clicks, orders or units of money may change."""


class ForecastLimits(NamedTuple):
    """The share by which a planned volume may differ from what it follows from."""

    tolerance: Decimal = Decimal("0.02")


class _Booking(NamedTuple):
    """Planned volumes with what they follow from, and the placement's highest price where there is one.

    `placed` are those of a channel's placements together.
    """

    expected: Expected
    figures: Mapping[str, Estimate]
    spend: Decimal | None
    bid: Money | None = None
    placed: Mapping[str, Decimal] = MappingProxyType({})


class _Step(NamedTuple):
    """A planned volume and the ends of what it should be; `of` tells what that follows from."""

    volume: str
    of: str
    wanted: Ends


@rule("PP321", Severity.ERROR, limits=ForecastLimits)
def forecast_arithmetic(
    channels: Channels, budget: Budget | None = None, *, limits: ForecastLimits
) -> Iterator[Problem]:
    """A planned volume that does not follow from what is planned before it: spend, impressions, clicks, orders.

    One that stands alone may hold more than the money buys, and is not judged. Where ranges are given, it may be
    anything in them. A channel plans no less than its placements together. Nothing is held against a volume that was
    found wrong itself. That a spend can't buy the volume at a bid, or that prices contradict each other, is another
    rule's.
    """
    for booking in _bookings(channels, budget):
        wrong: set[str] = set()
        for step in _steps(booking):
            found, (low, high) = booking.expected.volumes.get(step.volume), step.wanted
            if found is None or not wrong.isdisjoint((step.volume, step.of)) or _too_dear(booking, step, found):
                continue
            if not low * (1 - limits.tolerance) - ONE_UNIT <= found <= high * (1 + limits.tolerance) + ONE_UNIT:
                wrong.add(step.volume)
                wanted = low if found < low else high
                yield problem(
                    booking.expected.at(step.volume),
                    variant=f"{step.volume}_{step.of}",
                    changes=[_following(booking.expected, step.volume, wanted)],
                    safe=False,
                    found=_shown(step.volume, found),
                    wanted=_shown(step.volume, wanted),
                )


def _bookings(channels: Channels, budget: Budget | None) -> Iterator[_Booking]:
    """What channels and placements plan; a channel whose placements have figures of their own is left to these."""
    money = {paid.channel.id: paid.money for paid in paid_channels(channels, budget)}
    for channel in channels.items:
        if channel.economics and contradiction(channel.economics, PriceLimits().tolerance):
            continue
        if channel.expected and channel.economics and not any(each.economics for each in channel.placements):
            spend = _at_work(channel, money.get(channel.id), money.get(channel.id))
            yield _Booking(channel.expected, _per_click(channel), spend, placed=_together(channel))
        elif channel.expected:
            yield _Booking(channel.expected, {}, None, placed=_together(channel))
        yield from _placed(channel, money.get(channel.id))


def _at_work(channel: Channel, spend: Decimal | None, money: Decimal | None) -> Decimal | None:
    """Part of a channel's money as it works: where returns diminish, what would buy as much at the plan's prices."""
    parts = parts_of(channel, money) if money else ()
    return spend * response(parts[0]) if spend is not None and parts else spend


def _placed(channel: Channel, money: Decimal | None) -> Iterator[_Booking]:
    for placement in channel.placements:
        if placement.expected:
            spend = _at_work(channel, placement.spend.amount if placement.spend else None, money)
            yield _Booking(placement.expected, _per_click(channel, placement), spend, placement.bid)


def _together(channel: Channel) -> Mapping[str, Decimal]:
    """The volumes that a channel's placements plan together, as far as they do."""
    together: dict[str, Decimal] = {}
    for placement in channel.placements:
        for volume, count in placement.expected.volumes.items() if placement.expected else ():
            together[volume] = together.get(volume, ZERO) + count
    return {volume: count for volume, count in together.items() if count}


def _per_click(channel: Channel, placement: Placement | None = None) -> Mapping[str, Estimate]:
    """The figures that hold, without a conversion rate of visits or participants."""
    figures = dict(figures_of(channel, placement))
    rates = [bearer.economics.cvr for bearer in (placement, channel) if bearer and bearer.economics]
    cvr = next((rate for rate in rates if rate), None)
    if cvr is not None and cvr.of not in {None, Denominator.CLICKS}:
        figures.pop("cvr", None)
    return figures


def _steps(booking: _Booking) -> Iterator[_Step]:
    """Each volume that follows from one that is planned, or from the spend."""
    expected, given = booking.expected, {name: (each.low, each.high) for name, each in booking.figures.items()}
    spend, ctr = _point(booking.spend), given.get("ctr")
    bought = _over(_times(spend, _point(THOUSAND)), given.get("cpm"))
    chain = (
        ("impressions", "spend", bought),
        ("clicks", "impressions", _times(_point(expected.impressions), ctr)),
        ("clicks", "spend", _over(spend, given.get("cpc")) or _times(bought, ctr)),
        ("orders", "clicks", _times(_point(expected.clicks), given.get("cvr"))),
        ("revenue", "orders", _times(_point(expected.orders), given.get("aov"))),
        *((volume, "placements", (least, UNBOUNDED)) for volume, least in booking.placed.items()),
    )
    return (_Step(volume, of, wanted) for volume, of, wanted in chain if wanted is not None)


def _following(expected: Expected, volume: str, wanted: Decimal) -> Change:
    """The volume that follows, in whole units, in place of the planned one."""
    planned, whole = getattr(expected, volume), wanted.to_integral_value(ROUND_HALF_UP)
    return Change(expected.at(volume), planned.restated(whole) if isinstance(planned, Money) else plain(whole))


def _too_dear(booking: _Booking, step: _Step, found: Decimal) -> bool:
    """Whether the spend can't buy the volume, and a bid is given: the rule on bids says so."""
    return booking.bid is not None and step.of == "spend" and found > step.wanted[1]


def _shown(volume: str, figure: Decimal) -> Money | Decimal:
    return Money(cents(figure)) if volume == "revenue" else figure


def _point(figure: Decimal | int | None) -> Ends | None:
    return None if figure is None else (Decimal(figure), Decimal(figure))


def _times(left: Ends | None, right: Ends | None) -> Ends | None:
    return None if left is None or right is None else (left[0] * right[0], left[1] * right[1])


def _over(above: Ends | None, below: Ends | None) -> Ends | None:
    return None if above is None or below is None or not below[0] else (above[0] / below[1], above[1] / below[0])
