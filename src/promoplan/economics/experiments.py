"""How many people an A/B test needs before it can tell two rates apart."""

from math import ceil, sqrt


def sample_size(now: float, then: float, *, level: float = 0.05, power: float = 0.8) -> int:
    """People per variant for a two-sided test that finds the step from one rate to the other.

    Rates lie between 0 and 1 and differ, else ValueError; `level` is the chance of a false alarm, `power` that of
    finding a true difference. Source: n = (z(1 - a/2) sqrt(2 q (1 - q)) + z(b) sqrt(p1 (1 - p1) + p2 (1 - p2)))^2 /
    (p1 - p2)^2 with q = (p1 + p2) / 2 (Fleiss, Statistical Methods for Rates and Proportions, without correction for
    continuity). Rounded up.
    """
    if not (0 <= now <= 1 and 0 <= then <= 1) or now == then:
        raise ValueError("two different rates between 0 and 1 are needed")
    from statistics import NormalDist  # noqa: PLC0415 - few plans have an experiment to size

    normal = NormalDist()
    middle = (now + then) / 2
    by_chance = normal.inv_cdf(1 - level / 2) * sqrt(2 * middle * (1 - middle))
    in_truth = normal.inv_cdf(power) * sqrt(now * (1 - now) + then * (1 - then))
    return ceil(((by_chance + in_truth) / (now - then)) ** 2)
