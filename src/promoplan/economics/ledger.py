"""The budget's views: every split of the money is computed here from the ledger's lines."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import ROUND_HALF_UP, Decimal

from promoplan.model.budget import Base, Budget, Category, Line, SpendPurpose

ZERO = Decimal(0)
CENT = Decimal("0.01")


def cents(amount: Decimal) -> Decimal:
    """Money rounded half up to 0.01."""
    return amount.quantize(CENT, ROUND_HALF_UP)


def reserve(budget: Budget) -> Decimal:
    """Money kept back: the amount as given, else the ratio of the total; zero where there is no reserve."""
    kept = budget.reserve
    if kept is None:
        return ZERO
    if kept.amount is not None:
        return kept.amount.amount
    return budget.total.amount * kept.ratio if kept.ratio is not None else ZERO


def working(budget: Budget) -> Decimal:
    """Sum of all lines: the money that is spent by plan."""
    return total_of(budget.lines)


def media(budget: Budget) -> Decimal:
    """Sum of the lines of category media."""
    return total_of(line for line in budget.lines if line.category is Category.MEDIA)


def base_amount(budget: Budget, base: Base) -> Decimal:
    """The money that shares on this base are shares of."""
    return {Base.TOTAL: budget.total.amount, Base.WORKING: working(budget), Base.MEDIA: media(budget)}[base]


def total_of(lines: Iterable[Line]) -> Decimal:
    """Sum of the lines' amounts."""
    return sum((line.amount.amount for line in lines), ZERO)


def lines_on(budget: Budget, base: Base) -> Iterator[Line]:
    """The lines that count on a base: all of them, or those of category media."""
    return (line for line in budget.lines if base is not Base.MEDIA or line.category is Category.MEDIA)


def by_category(budget: Budget, base: Base = Base.WORKING) -> dict[str, Decimal]:
    """Money per category, in the order of the lines; lines without one are left out."""
    return _grouped((line.category, line.amount.amount) for line in lines_on(budget, base))


def by_channel(budget: Budget, base: Base = Base.WORKING) -> dict[str, Decimal]:
    """Money per channel id, in the order of the lines; lines without a channel are left out."""
    return _grouped((line.channel, line.amount.amount) for line in lines_on(budget, base))


def by_purpose(budget: Budget, base: Base = Base.WORKING) -> dict[str, Decimal]:
    """Money per purpose; lines without one are left out."""
    return _grouped((line.purpose, line.amount.amount) for line in lines_on(budget, base))


def by_phase(budget: Budget, base: Base = Base.WORKING) -> dict[str, Decimal]:
    """Money per phase id: whole lines of one phase, and the scheduled parts of the others."""
    return _grouped(part for line in lines_on(budget, base) for part in phase_parts(line))


def phase_parts(line: Line) -> Iterator[tuple[str, Decimal]]:
    """A line's money per phase, to the cent; parts whose shares make 100% add up to the line exactly.

    What has been given out is rounded, not each part, so no part is off by more than a cent or falls below zero.
    """
    if line.phase is not None:
        yield line.phase, line.amount.amount
        return
    share = given = ZERO
    for phase, part in line.phases.items():
        share += part
        reached = line.amount.amount if share == 1 else cents(line.amount.amount * share)
        yield phase, reached - given
        given = reached


def innovation(budget: Budget, base: Base = Base.WORKING) -> Decimal:
    """Money of the lines whose purpose is innovation."""
    return by_purpose(budget, base).get(SpendPurpose.INNOVATION, ZERO)


def gap(budget: Budget) -> Decimal:
    """Total less reserve and lines: zero when the ledger closes, negative when too much is given out."""
    return budget.total.amount - reserve(budget) - working(budget)


def shares(amounts: Mapping[str, Decimal], whole: Decimal) -> dict[str, Decimal]:
    """Each amount as a share of the whole; empty where the whole is zero."""
    return {key: amount / whole for key, amount in amounts.items()} if whole else {}


def _grouped(parts: Iterable[tuple[str | None, Decimal]]) -> dict[str, Decimal]:
    sums: dict[str, Decimal] = {}
    for key, amount in parts:
        if key is not None:
            sums[str(key)] = sums.get(str(key), ZERO) + amount
    return sums
