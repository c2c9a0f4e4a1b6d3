"""Room for the digits of the longest products that a plan's figures can make."""

from contextlib import AbstractContextManager
from decimal import Context, localcontext

DIGITS = 100
"""Figures have 15 digits, and no formula multiplies more than six of them."""


def exact() -> AbstractContextManager[Context]:
    """Decimal arithmetic with `DIGITS` digits, so that no rounding to a cent can fail, whatever a plan says."""
    return localcontext(Context(prec=DIGITS))
