"""`forecast`: from a plan's sections to what they are likely to reach."""

import importlib.util
from collections.abc import Mapping

from promoplan.errors import MissingExtra
from promoplan.forecast.flows import flows
from promoplan.forecast.limits import RUNS, SEED, refuse_runs, refuse_size
from promoplan.forecast.questions import Question, questions
from promoplan.forecast.result import Forecast, Untold
from promoplan.model.node import Node

READ = ("plan", "goals", "channels", "budget", "phases")
"""The sections that a forecast stands on."""


def forecast(sections: Mapping[str, Node], *, runs: int = RUNS, seed: int = SEED) -> Forecast:
    """What a plan is likely to reach, by the sections `READ`.

    The same sections, runs and seed give the same figures. Raises UsageError for runs or a seed out of bounds and for a
    plan that is too large, MissingExtra without NumPy.
    """
    refuse_runs(runs, seed)
    if importlib.util.find_spec("numpy") is None:
        raise MissingExtra('forecast: numpy is not installed; pip install "promoplan[forecast]"')
    from promoplan.forecast.simulation import simulate  # noqa: PLC0415 - NumPy, which only a forecast needs

    found = flows(sections)
    asked = questions(sections, found)
    told = [each for each in asked if isinstance(each, Question)]
    uncertain = sum(len(flow.ranges) for flow in found)
    refuse_size(len(told), len(found), uncertain)
    simulated = simulate(found, told, runs, seed)
    untold = tuple(each for each in asked if isinstance(each, Untold))
    return Forecast(runs, seed, uncertain, simulated.goals, untold, simulated.channels)
