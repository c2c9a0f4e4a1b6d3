"""What the money of two plans comes to: the reserve, and each part's share of the working budget."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from promoplan.checker import Checked
from promoplan.economics import ledger
from promoplan.economics.exact import exact
from promoplan.model.budget import Budget

VIEWS: Mapping[str, Callable[[Budget], dict[str, Decimal]]] = {
    "channel": ledger.by_channel,
    "category": ledger.by_category,
    "phase": ledger.by_phase,
}
"""The splits of the working budget, each with its amounts by channel, category or phase."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part's share of the working budget, before and after, as a ratio; zero where there is no such part."""

    view: str
    key: str
    before: Decimal
    after: Decimal


@dataclass(frozen=True, slots=True)
class MoneyMoved:
    """What follows from a budget's lines: the reserve in money (None where it is the same), and shares that moved."""

    reserve: tuple[Decimal, Decimal] | None = None
    shares: tuple[Share, ...] = ()


def money_moved(before: Checked, after: Checked) -> MoneyMoved:
    """The reserve and the shares of two plans; nothing where one of them has no whole budget."""
    first, second = before.sections.get("budget"), after.sections.get("budget")
    if not isinstance(first, Budget) or not isinstance(second, Budget):
        return MoneyMoved()
    with exact():
        kept = ledger.reserve(first), ledger.reserve(second)
        return MoneyMoved(kept if kept[0] != kept[1] else None, tuple(_shares(first, second)))


def _shares(first: Budget, second: Budget) -> Iterator[Share]:
    for view, amounts in VIEWS.items():
        before, after = (ledger.shares(amounts(budget), ledger.working(budget)) for budget in (first, second))
        for key in dict.fromkeys((*before, *after)):
            share = Share(view, key, before.get(key, ledger.ZERO), after.get(key, ledger.ZERO))
            if share.before != share.after:
                yield share
