"""The ledger: it holds money, each line has its tags, and reserve and lines add up to the total."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from promoplan.economics.ledger import ZERO, gap, reserve, working
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget, Category, Line
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio, percent
from promoplan.rules.budget_views import may_be_part, wanted_shares
from promoplan.rules.reserve import ReserveLimits, disagrees
from promoplan.rules.rule import Path, Problem, problem, rule
from promoplan.source.changes import Change


class RoundingLimits(NamedTuple):
    """The share of a sum up to which a difference counts as rounding."""

    max_share: Decimal = Decimal("0.001")


@rule("PP602", Severity.ERROR, limits=RoundingLimits)
def budget_does_not_close(budget: Budget, *, limits: RoundingLimits) -> Iterator[Problem]:
    """Reserve and lines differ from the total, or the schedule of a line from the whole line.

    Not where the reserve has two sizes and closes the ledger by one of them: that is another rule's.
    """
    if not _empty(budget):
        yield from _open_ledger(budget, limits)
    for line, parts in _schedules(budget):
        if abs(parts - 1) > limits.max_share:
            yield problem(
                line.at("phases"),
                variant="schedule",
                line=line.name,
                parts=parts * 100,
                difference=Money(abs(line.amount.amount * (1 - parts))),
            )


def _open_ledger(budget: Budget, limits: RoundingLimits) -> Iterator[Problem]:
    total, kept, difference = budget.total.amount, reserve(budget), gap(budget)
    missing_reserve = budget.reserve is None and difference == total * ReserveLimits().min_ratio
    if abs(difference) > total * limits.max_share and not missing_reserve and not _closes_by_ratio(budget, limits):
        yield problem(
            budget.at("total"),
            variant="left" if difference > 0 else "exceeded",
            related=[budget.at("reserve")] if budget.reserve else [],
            total=Money(total),
            given=Money(working(budget) + kept),
            lines=Money(working(budget)),
            reserve=Money(kept),
            difference=Money(abs(difference)),
        )


def _closes_by_ratio(budget: Budget, limits: RoundingLimits) -> bool:
    """Whether the ledger closes with the reserve that the ratio gives, while its amount is another."""
    if not disagrees(budget, ReserveLimits()) or budget.reserve is None or budget.reserve.ratio is None:
        return False
    total = budget.total.amount
    return abs(total * (1 - budget.reserve.ratio) - working(budget)) <= total * limits.max_share


@rule("PP608", Severity.WARNING)
def line_untagged(budget: Budget) -> Iterator[Problem]:
    """A line without category, or a media line without channel: no view can count it."""
    for line in budget.lines:
        if line.category is None:
            yield problem(line.at("name"), variant="category", line=line.name, amount=line.amount)
        elif line.category is Category.MEDIA and line.channel is None:
            yield problem(line.at("name"), variant="channel", line=line.name, amount=line.amount)


@rule("PP620", Severity.ERROR)
def empty_budget(budget: Budget) -> Iterator[Problem]:
    """A budget without money or without lines."""
    if not budget.total.amount:
        yield problem(budget.at("total"), variant="total", found=budget.total)
    elif not budget.lines:
        yield problem(budget.path, on_key=True, variant="lines", total=budget.total)


@rule("PP624", Severity.WARNING, limits=RoundingLimits)
def rounding(budget: Budget, *, limits: RoundingLimits) -> Iterator[Problem]:
    """A ledger, a schedule or a set of wanted shares that closes only when rounded."""
    difference = gap(budget)
    if not _empty(budget) and 0 < abs(difference) <= budget.total.amount * limits.max_share:
        largest = max(budget.lines, key=lambda line: line.amount.amount)
        yield problem(
            largest.at("amount"),
            variant="left" if difference > 0 else "exceeded",
            related=[budget.at("total")],
            changes=[Change(largest.at("amount"), largest.amount.restated(largest.amount.amount + difference))],
            safe=False,
            total=budget.total,
            difference=Money(abs(difference)),
            line=largest.name,
            found=largest.amount,
            wanted=Money(largest.amount.amount + difference),
        )
    for line, parts in _schedules(budget):
        if 0 < abs(parts - 1) <= limits.max_share:
            yield problem(
                line.at("phases"),
                variant="schedule",
                changes=[_closed(line.at("phases"), line.phases, 1 - parts)],
                line=line.name,
                parts=parts * 100,
            )
    for view, parts, whole in wanted_shares(budget):
        by_amount = view.base is Base.TOTAL and budget.reserve is not None and budget.reserve.amount is not None
        if 0 < abs(parts - whole) <= limits.max_share and not may_be_part(view) and not by_amount:
            yield problem(
                view.path,
                on_key=True,
                variant="view",
                severity=Severity.INFO,
                changes=[_closed(view.path, view.shares, whole - parts)],
                view=view.path[-1],
                parts=parts * 100,
                wanted=Ratio(whole),
            )


def _closed(path: Path, shares: Mapping[Any, Decimal], rest: Decimal) -> Change:
    """Shares closed on the largest one."""
    name, share = max(shares.items(), key=lambda item: item[1])
    return Change((*path, str(name)), percent(share + rest))


def _empty(budget: Budget) -> bool:
    """Whether there is nothing to add up, which PP620 says."""
    return not budget.total.amount or not budget.lines


def _schedules(budget: Budget) -> Iterator[tuple[Line, Decimal]]:
    """Each line that has a schedule, and the sum of its shares."""
    return ((line, sum(line.phases.values(), ZERO)) for line in budget.lines if line.phases)
