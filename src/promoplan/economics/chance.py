"""The chance that a goal is reached, in closed form.

A goal asks that a sum of base measures, revenue - 3 x spend say, is at least 0. Mean and variance of the sum are exact,
as channels share no figures and their variances add up. Where one range alone decides, the chance is exact too; else
the sum's shape is taken as normal, which sums over several ranges come close to (central limit theorem): within 0.03
for plans of several channels, within 0.06 where two or three wide ranges decide.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import erfc, sqrt

from msgspec import Struct

from promoplan.economics.measures import Measure
from promoplan.economics.moments import excess, moment, share_below
from promoplan.economics.parts import Estimate
from promoplan.economics.scatter import Scatter

Shared = Sequence[tuple[Scatter, float]]
"""Channels, each with the share of it that counts."""

Weights = Mapping[str, float]

CANCELLED = 1e-6
"""What rounding leaves of a deviation where the ranges above and below a ratio cancel out, as a share of it."""


class Chance(Struct, frozen=True):
    """How likely a goal is reached, from 0 to 1, with mean and standard deviation of its metric.

    Of a ratio, the mean is that of the sums' means, and the deviation what the delta method gives.
    """

    mean: float
    deviation: float
    probability: float


def chance(channels: Shared, measure: Measure, aim: Decimal, *, lower_is_better: bool) -> Chance | None:
    """The chance that the metric of these channels reaches its aim.

    None where a channel does not tell a base measure, where nothing would be divided by, and where no range matters, as
    of the conversion rate for the order value: then it is no matter of chance.
    """
    told = all(base in scatter.means for scatter, _ in channels for base in measure.bases)
    below = _mean(channels, measure.below) if told and measure.below else 1.0
    if not told or not below:
        return None
    mean = _mean(channels, measure.above) / below
    own, spread = (_deviation(channels, _less(measure, value)) for value in (mean, float(aim)))
    if not spread or own <= CANCELLED * _deviation(channels, measure.above):
        return None
    slack = (mean - float(aim)) * below
    above = _above(_only(channels, measure), _less(measure, float(aim)), -slack / spread)
    probability = 1 - above if lower_is_better else above
    return Chance(mean, own / below, probability)


def _only(channels: Shared, measure: Measure) -> tuple[Scatter, Estimate, int] | None:
    """The one range that decides, with its power and its channel; None where there are several."""
    scattered = [scatter for scatter, share in channels if share]
    found = {power: scatter for scatter in scattered for name in measure.bases for power in scatter.ranges[name]}
    if len(found) > 1:
        return None
    (((figure, power), scatter),) = found.items()
    return scatter, figure, power


def _above(only: tuple[Scatter, Estimate, int] | None, weights: Weights, deviations: float) -> float:
    """The chance that the weighted sum is more than so many deviations above its mean.

    With one range it is a + b x v^power, so that it falls short where the range is on one side of a value.
    """
    if only is None:
        return _normal(-deviations)
    scatter, figure, power = only
    linked = (weights[one] * found for (one, _), found in scatter.covariances.items() if one in weights)
    rising = sum(linked) > 0
    spread = sqrt(float(excess(figure, power, power)))
    level = float(moment(figure, power)) * (1 + (deviations if rising else -deviations) * spread)
    below = share_below(figure, level**power) if level > 0 else float(power < 0)
    return 1 - below if rising is (power > 0) else below


def _less(measure: Measure, times: float) -> Weights:
    """Weights of the measure's sum above less that below so many times; a plain sum has nothing below."""
    names = measure.bases
    return {name: measure.above.get(name, 0) - times * measure.below.get(name, 0) for name in names}


def _mean(channels: Shared, weights: Weights) -> float:
    return sum(share * weight * scatter.means[name] for scatter, share in channels for name, weight in weights.items())


def _deviation(channels: Shared, weights: Weights) -> float:
    variance = sum(
        share * share * weights[one] * weights[other] * covariance
        for scatter, share in channels
        for (one, other), covariance in scatter.covariances.items()
        if one in weights and other in weights
    )
    return sqrt(max(variance, 0.0))


def _normal(deviations: float) -> float:
    """The standard normal distribution's share below this many deviations."""
    return erfc(-deviations / sqrt(2)) / 2
