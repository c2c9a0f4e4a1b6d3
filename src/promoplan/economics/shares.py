"""Sharing out an amount in whole cents."""

from collections.abc import Sequence


def shared_out(amount: int, weights: Sequence[int]) -> tuple[int, ...]:
    """An amount in proportion to weights, in whole units that add up to it exactly.

    Largest remainder method (Hamilton): each part is rounded down, and what is left goes to the largest remainders, the
    first of equal ones first. Without any weight the first part bears it all; without parts there is nothing to share.
    """
    if not weights:
        return ()
    whole = sum(weights)
    if not whole:
        return (amount, *(0 for _ in weights[1:]))
    parts = [amount * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % whole), at))
    for at in by_remainder[: amount - sum(parts)]:
        parts[at] += 1
    return tuple(parts)
