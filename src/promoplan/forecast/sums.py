"""What a goal's metric comes to, in every run and at any multiple of the plan's media money."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np

from promoplan.economics.measures import Measure, Weights
from promoplan.forecast.draws import Floats
from promoplan.forecast.flows import Flow
from promoplan.forecast.questions import Question
from promoplan.forecast.volumes import Volumes

Powers = Mapping[float, Floats]
"""Sums by the power of the money's multiple that they grow with: spend with the first, volumes with the elasticity."""


@dataclass(frozen=True)
class Sums:
    """A metric's two sums; without `below` it is the first one."""

    above: Powers
    below: Powers

    def at(self, times: float = 1.0) -> Floats:
        """The metric where all media money is multiplied; 0 where nothing is there to divide by."""
        above = _total(self.above, times)
        return over(above, _total(self.below, times)) if self.below else above


def sums(question: Question, volumes_of: Callable[[Flow], Volumes]) -> Sums:
    """The sums of a goal's metric over its channels."""
    measure = question.measure
    return Sums(*(_powers(question, weights, volumes_of) for weights in (measure.above, measure.below)))


def member_sum(weights: Weights, share: float, volumes: Volumes) -> Floats:
    """What one channel adds to a sum, as planned."""
    return np.asarray(sum((share * weight * volumes[base] for base, weight in weights.items()), np.asarray(0.0)))


def over(above: Floats, below: Floats) -> Floats:
    """A ratio; 0 where nothing is there to divide by."""
    above, below = np.broadcast_arrays(above, below)
    return np.divide(above, below, out=np.zeros_like(above), where=below != 0)


def needed_bases(measure: Measure) -> frozenset[str]:
    """The base measures of a metric, all but the spend, which is certain."""
    return frozenset(measure.bases) - {"spend"}


def _powers(question: Question, weights: Weights, volumes_of: Callable[[Flow], Volumes]) -> Powers:
    found: dict[float, Floats] = {}
    for flow, share in question.members:
        spending = {base: weight for base, weight in weights.items() if base == "spend"}
        earning = {base: weight for base, weight in weights.items() if base != "spend"}
        for power, part in ((1.0, spending), (float(flow.elasticity), earning)):
            if part:
                found[power] = found.get(power, np.asarray(0.0)) + member_sum(part, float(share), volumes_of(flow))
    return found


def _total(powers: Powers, times: float) -> Floats:
    return np.asarray(sum((total * times**power for power, total in powers.items()), np.asarray(0.0)))
