"""Figures that may be ranges: the one value that stands for them, and their ends."""

from decimal import Decimal
from typing import Any

from promoplan.model.money import Money
from promoplan.model.numbers import Spread


def middle(figure: Money | Decimal | Spread[Any] | None) -> Decimal | None:
    """The one value that stands for a figure: itself, or a range's mode, or the middle of its ends."""
    if isinstance(figure, Spread):
        mode = middle(figure.mode)
        if mode is not None:
            return mode
        low, high = middle(figure.low), middle(figure.high)
        return None if low is None or high is None else (low + high) / 2
    return figure.amount if isinstance(figure, Money) else figure


def ends(figure: Money | Decimal | Spread[Any] | None) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest value of a figure; both the same where it is no range."""
    low, high = (figure.low, figure.high) if isinstance(figure, Spread) else (figure, figure)
    bottom, top = middle(low), middle(high)
    return None if bottom is None or top is None else (bottom, top)
