"""Raising the reserve: lines and placements scaled to what is left, to the cent."""

from collections.abc import Iterator, Sequence
from decimal import ROUND_DOWN, ROUND_UP, Decimal

from promoplan.economics.ledger import by_channel, working
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.numbers import percent
from promoplan.source.changes import Change, What

_CENT = Decimal("0.01")


def with_reserve(budget: Budget, channels: Channels | None, wanted: Decimal, ratio: Decimal) -> tuple[Change, ...]:
    """The changes that give the reserve its least amount and shrink what exceeds the rest of the total."""
    if budget.reserve is not None and budget.reserve.amount is not None:
        wanted = wanted.quantize(_CENT, ROUND_UP)
    left, spent = budget.total.amount - wanted, working(budget)
    raised = tuple(_reserve(budget, wanted, ratio))
    if spent <= left:
        return raised
    amounts = scaled([line.amount.amount for line in budget.lines], left)
    lines = (
        Change(line.at("amount"), line.amount.restated(amount))
        for line, amount in zip(budget.lines, amounts, strict=True)
    )
    return (*raised, *lines, *_placements(budget, channels, left / spent))


def _reserve(budget: Budget, wanted: Decimal, ratio: Decimal) -> Iterator[Change]:
    kept = budget.reserve
    if kept is None:
        yield Change(budget.at("reserve"), percent(ratio), What.ADD)
        return
    if kept.ratio is not None:
        yield Change(kept.at("ratio"), percent(ratio))
    if kept.amount is not None:
        yield Change(kept.at("amount"), kept.amount.restated(wanted))


def _placements(budget: Budget, channels: Channels | None, factor: Decimal) -> Iterator[Change]:
    """Spends of placements, rounded down, so that they never exceed the lines of their channel."""
    funded = by_channel(budget)
    for channel in channels.items if channels else ():
        for placement in channel.placements if channel.id in funded else ():
            if placement.spend is not None:
                smaller = (placement.spend.amount * factor).quantize(_CENT, ROUND_DOWN)
                yield Change(placement.at("spend"), placement.spend.restated(smaller))


def scaled(amounts: Sequence[Decimal], whole: Decimal) -> list[Decimal]:
    """Amounts in the same proportions that come to `whole`, to the cent; what rounding leaves goes to the largest."""
    factor = whole / sum(amounts, Decimal(0))
    parts = [(amount * factor).quantize(_CENT, ROUND_DOWN) for amount in amounts]
    largest = parts.index(max(parts))
    parts[largest] += whole - sum(parts, Decimal(0))
    return parts
