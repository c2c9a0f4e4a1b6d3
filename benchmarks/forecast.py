"""The forecast's own compute time as a ratio: a large plan against bare random numbers, in turn, in one run.

    python benchmarks/forecast.py [TIMES]

100,000 runs of ten channels with forty uncertain figures and three goals, with all that a forecast tells; the bare
draw is the same number of random numbers. Prints medians; the bar is one second. Reading the plan does not count.
"""

import json
import sys
from collections.abc import Callable
from statistics import median
from time import perf_counter

import numpy as np

from promoplan.forecast.run import forecast
from promoplan.source.document import parse
from promoplan.source.text import Source
from promoplan.structure import read_sections

TIMES = 7
RUNS = 100_000
CHANNELS = 10
BAR = 1.0


def _channel(number: int) -> dict[str, object]:
    """A channel with four ranges, two of them triangular, and diminishing returns."""
    return {
        "id": f"c{number}",
        "name": f"Channel {number}",
        "role": "core",
        "kind": "social",
        "economics": {
            "cpc": {"low": 1, "mode": f"1.{number}", "high": 3},
            "cvr": {"rate": {"low": "2%", "mode": "3%", "high": "5%"}, "of": "clicks"},
            "aov": f"{80 + number}..{140 + number}",
            "new_customer_share": "40%..60%",
            "gross_margin": "55%",
        },
        "saturation": {"elasticity": f"0.{5 + number % 4}"},
        "placements": [{"format": "feed", "spend": 10_000 * (number + 1)}],
    }


def _plan() -> dict[str, object]:
    """The whole of the plan, as its file would hold it."""
    return {
        "promoplan": 1,
        "plan": {
            "id": "large",
            "name": "Large",
            "kind": "quarterly",
            "period": {"start": "2027-04-01", "end": "2027-06-30"},
            "currency": "USD",
            "language": "en",
        },
        "goals": {
            "targets": [
                {"id": "revenue", "metric": "revenue", "target": 1_100_000},
                {"id": "roas", "metric": "roas", "target": 2},
                {"id": "customers", "metric": "new_customers", "target": 4_500, "by": "2027-06-15"},
            ]
        },
        "channels": {"items": [_channel(number) for number in range(CHANNELS)]},
    }


def seconds(action: Callable[[], object]) -> float:
    """Wall time of a call."""
    start = perf_counter()
    action()
    return perf_counter() - start


def main() -> None:
    """Times both in turn and prints the ratio."""
    times = int(sys.argv[1]) if len(sys.argv) > 1 else TIMES
    sections = read_sections(parse(Source("large.yaml", json.dumps(_plan()))))[0].whole
    figures = forecast(sections, runs=100).uncertain
    generator = np.random.Generator(np.random.PCG64(1))
    pairs = [
        (
            seconds(lambda: forecast(sections, runs=RUNS)),
            seconds(lambda: generator.random(figures * RUNS)),
        )
        for _ in range(times)
    ]
    ours, bare = (median(each) for each in zip(*pairs, strict=True))
    ratio = median(one / other for one, other in pairs)
    sys.stdout.write(
        f"forecast, {RUNS:,} runs of {figures} figures / bare random numbers: {ratio:.1f}"
        f" ({ours * 1000:.0f} ms / {bare * 1000:.0f} ms, {times} times; bar {BAR * 1000:.0f} ms:"
        f" {'kept' if ours < BAR else 'MISSED'})\n"
    )


if __name__ == "__main__":
    main()
