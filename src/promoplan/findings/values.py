"""Figures that a message shows: they know how they are to be written, not in which language."""

from decimal import Decimal
from typing import Self


class Amount(Decimal):
    """Money to show, in a currency ("" where the plan does not say which)."""

    __slots__ = ("currency",)
    currency: str

    @classmethod
    def of(cls, amount: Decimal, currency: str) -> Self:
        """This much of a currency."""
        made = cls(amount)
        made.currency = currency
        return made


class Share(Decimal):
    """A ratio to show in percent."""

    __slots__ = ()
