"""Base measures of channels over many runs, or over a few cases: arrays, or single numbers where nothing varies."""

from collections.abc import Collection, Mapping, Sequence

import numpy as np

from promoplan.economics.monomials import Monomial
from promoplan.economics.parts import Path
from promoplan.forecast.draws import Floats, drawn
from promoplan.forecast.flows import Flow, Varied

Volumes = Mapping[str, Floats]
"""Base measures by name."""


def simulated(flow: Flow, bases: Collection[str], runs: int, seed: int) -> Volumes:
    """A channel's base measures in each run; one number for what is certain."""
    pieces = [volumes(flow, bases, values) for values in drawn(flow, runs, seed)]
    return {base: _joined([piece[base] for piece in pieces]) for base in pieces[0]}


def cases(flow: Flow, moved: Sequence[Varied]) -> Volumes:
    """A channel's base measures as planned, and then with each of the figures at its start and at its end.

    All have the length 1 + 2 x figures.
    """
    length = 1 + 2 * len(moved)
    planned = {path: float(figure.likely) for path, (_, figure) in flow.at_work.items()}
    values = {varied.path: np.full(length, planned[varied.path]) for varied in moved}
    for place, varied in enumerate(moved):
        values[varied.path][1 + 2 * place : 3 + 2 * place] = float(varied.start), float(varied.end)
    found = volumes(flow, flow.known, values)
    return {base: np.broadcast_to(numbers, length) for base, numbers in found.items()}


def volumes(flow: Flow, bases: Collection[str], values: Mapping[Path, Floats]) -> Volumes:
    """A channel's base measures under these values of its figures; others are as planned."""
    known = dict(values)
    for path, (name, figure) in flow.at_work.items():
        held = known.setdefault(path, np.asarray(float(figure.likely)))
        if name == "refund_rate":  # monomials hold the share that is kept
            known[path] = 1.0 - held
    return {base: _sum(flow.known[base], known) for base in bases if base in flow.known}


def _sum(monomials: Sequence[Monomial], values: Mapping[Path, Floats]) -> Floats:
    return np.asarray(sum((_value(monomial, values) for monomial in monomials), np.asarray(0.0)))


def _value(monomial: Monomial, values: Mapping[Path, Floats]) -> Floats:
    found = np.asarray(float(monomial.number))
    for figure in monomial.factors:
        found = found * values.get(figure.path, float(figure.likely))
    for figure in monomial.divisors:
        found = found / values.get(figure.path, float(figure.likely))
    return found


def _joined(pieces: Sequence[Floats]) -> Floats:
    return pieces[0] if len(pieces) == 1 or not pieces[0].ndim else np.concatenate(pieces)
