"""Random values of uncertain figures: the same seed and figure give the same values, whatever else a plan holds."""

from collections.abc import Iterator, Mapping
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from promoplan.economics.parts import Estimate, Path
from promoplan.forecast.flows import Flow

Floats = NDArray[np.float64]

AT_ONCE = 1_000_000
"""Random numbers drawn at once, of all figures of a channel together."""


def drawn(flow: Flow, runs: int, seed: int, at_once: int = AT_ONCE) -> Iterator[Mapping[Path, Floats]]:
    """Values of a channel's uncertain figures by path, for some of the runs at a time, in their order."""
    streams = {varied.path: _stream(flow, varied.path, seed) for varied in flow.ranges}
    step = max(at_once // max(len(streams), 1), 1)
    for start in range(0, runs, step):
        count = min(step, runs - start)
        yield {path: _values(flow.figures[path][1], stream.random(count)) for path, stream in streams.items()}


def _stream(flow: Flow, path: Path, seed: int) -> np.random.Generator:
    """A figure's own random numbers, by the seed, the channel's id and the figure's place in the channel."""
    place = "/".join((flow.channel.id, *map(str, flow.inside(path))))
    words = np.frombuffer(sha256(place.encode("utf-8")).digest(), dtype="<u4")
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, *map(int, words)])))


def _values(figure: Estimate, uniform: Floats) -> Floats:
    """The values whose distribution function is 1 - `uniform`, which is never 1: so none is the lowest possible one.

    Uniform over a range; triangular where it has a mode.
    """
    low, high = float(figure.low), float(figure.high)
    shares = 1.0 - uniform
    if figure.mode is None:
        return low + (high - low) * shares
    mode, width = float(figure.mode), high - low
    rising = low + np.sqrt(shares * (width * (mode - low)))
    falling = high - np.sqrt(uniform * (width * (high - mode)))
    return np.where(shares * width <= mode - low, rising, falling)
