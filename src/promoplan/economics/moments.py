"""Moments of figures that are ranges, in closed form: E[v^k] for k from -2 to 2.

A range is uniform between its ends; with a mode it is triangular. With F'' = f, the triangular mean of f is twice the
second divided difference of F over the ends and the mode, the uniform mean the first one of F' over the ends
(Hermite-Genocchi formula); written out for the powers, the usual textbook moments follow.
"""

from decimal import Decimal

from promoplan.economics.exact import exact
from promoplan.economics.parts import Estimate
from promoplan.model.numbers import ONE


def has_moments(figure: Estimate, power: int) -> bool:
    """Whether the means exist that `moment` and `excess` give: not those of negative powers of what may be zero."""
    return power > 0 or figure.low > 0


def moment(figure: Estimate, power: int) -> Decimal:
    """E[v^power], power from -2 to 2, of what has such a mean.

    Computed with many digits, as narrow ranges lose most of them.
    """
    with exact():
        if not figure.is_range or not power:
            return figure.low**power
        return _uniform(figure, power) if figure.mode is None else _triangular(figure, figure.mode, power)


def _uniform(figure: Estimate, power: int) -> Decimal:
    low, high = figure.low, figure.high
    match power:
        case 1:
            return (low + high) / 2
        case 2:
            return (low * low + low * high + high * high) / 3
        case -1:
            return (high.ln() - low.ln()) / (high - low)
    return ONE / (low * high)


def _triangular(figure: Estimate, mode: Decimal, power: int) -> Decimal:
    low, high = figure.low, figure.high
    match power:
        case 1:
            return (low + mode + high) / 3
        case 2:
            return (low * low + mode * mode + high * high + low * mode + low * high + mode * high) / 6
        case -1:
            return 2 / (high - low) * (high * _mean_slope(mode, high) - low * _mean_slope(low, mode))
    return 2 / (high - low) * (_mean_slope(low, mode) - _mean_slope(mode, high))


def _mean_slope(start: Decimal, end: Decimal) -> Decimal:
    """The first divided difference of the logarithm: its mean slope between two values."""
    return ONE / start if start == end else (end.ln() - start.ln()) / (end - start)


def excess(figure: Estimate, one: int, other: int) -> Decimal:
    """E[v^(one + other)] / (E[v^one] E[v^other]) - 1: what a range adds to the covariance of two products.

    For equal powers, the square of the power's coefficient of variation.
    """
    with exact():
        return moment(figure, one + other) / (moment(figure, one) * moment(figure, other)) - ONE


def share_below(figure: Estimate, value: float) -> float:
    """The chance that a range is below a value: its distribution function."""
    low, high = float(figure.low), float(figure.high)
    if not low < value < high:
        return 0.0 if value <= low else 1.0
    if figure.mode is None:
        return (value - low) / (high - low)
    mode = float(figure.mode)
    if value < mode:
        return (value - low) ** 2 / ((high - low) * (mode - low))
    return 1 - (high - value) ** 2 / ((high - low) * (high - mode))
