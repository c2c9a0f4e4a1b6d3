"""Same seed, same figures: and a figure's draws are its own."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from promoplan.errors import UsageError
from promoplan.forecast.draws import drawn
from promoplan.forecast.flows import Flow, flows
from promoplan.forecast.limits import MOST_FIGURES
from tests.cli.running import PLANS, promoplan
from tests.forecast.plans import channel, goal, plan, sections, told

RANGED = {"cpc": "1..2", "cvr": {"rate": "2%..4%", "of": "clicks"}, "aov": {"low": 80, "mode": 90, "high": 120}}


def _flow(*channels: dict[str, object]) -> Flow:
    return next(flow for flow in flows(sections(plan(list(channels), []))) if flow.channel.id == "a")


def test_processes_agree_to_the_byte(tmp_path: Path) -> None:
    """Two processes with other hash seeds print the same JSON."""
    sample = str(PLANS / "aria-2027-1111.yaml")
    one, other = (
        promoplan("forecast", sample, "-f", "json", cwd=tmp_path, env={"PYTHONHASHSEED": seed}).raw
        for seed in ("1", "2")
    )
    assert one == other
    assert promoplan("forecast", sample, "-f", "json", "--seed", "2", cwd=tmp_path).raw != one


def test_a_figure_draws_the_same_whatever_stands_beside_it() -> None:
    """A range elsewhere, another channel, another order of channels: the other figures keep their draws."""
    alone = _flow(channel("a", 1_000, {**RANGED, "cvr": {"rate": "3%", "of": "clicks"}}))
    beside = _flow(channel("b", 9, RANGED), channel("a", 1_000, RANGED))
    before, after = (
        {flow.inside(path): values for path, values in next(drawn(flow, 500, 1)).items()} for flow in (alone, beside)
    )
    assert before.keys() < after.keys()
    assert all(np.array_equal(values, after[path]) for path, values in before.items())
    columns = list(after.values())
    assert not any(np.array_equal(one, other) for place, one in enumerate(columns) for other in columns[:place])


def test_chunks_make_no_difference() -> None:
    """However few numbers are drawn at a time, they are the same ones."""
    flow = _flow(channel("a", 1_000, RANGED))
    whole = next(drawn(flow, 1_000, 1))
    pieces = list(drawn(flow, 1_000, 1, at_once=7))
    assert len(pieces) > 100
    assert all(np.array_equal(np.concatenate([piece[path] for piece in pieces]), whole[path]) for path in whole)


@pytest.mark.parametrize("runs", [100, 101, 137, 1_000])
def test_percentiles_are_those_of_the_draws(runs: int) -> None:
    """P10, P50 and P90 lie between two draws as NumPy's own quantiles do; few runs show the difference."""
    one = channel("a", 1_000, {"cpc": 1, "cvr": {"rate": "10%", "of": "clicks"}, "aov": "80..120"})
    chance = told([one], [goal("revenue", 10_000)], runs=runs, seed=1).goals[0].chance
    (values,) = next(drawn(_flow(one), runs, 1)).values()
    assert chance is not None
    found = [float(share) for share in (chance.p10, chance.p50, chance.p90)]
    assert found == pytest.approx(100 * np.quantile(values, [0.1, 0.5, 0.9]), rel=1e-12)


@settings(deadline=None, max_examples=50)
@given(st.integers(0, 2**32 - 1), st.floats(0.01, 1), st.floats(0.0, 1), st.floats(0, 1))
def test_draws_lie_within_their_range(seed: int, low: float, width: float, at: float) -> None:
    """And never on its lower end, so that what may be almost nothing can be divided by."""
    ends = round(low, 4), round(low + width + 0.001, 4)
    mode = min(max(round(ends[0] + at * (ends[1] - ends[0]), 4), ends[0]), ends[1])
    flow = _flow(channel("a", 1, {"cpc": {"low": f"{ends[0]:.4f}", "mode": f"{mode:.4f}", "high": f"{ends[1]:.4f}"}}))
    values = next(iter(next(drawn(flow, 200, seed)).values()))
    assert np.all((values > ends[0]) & (values <= ends[1]))


@pytest.mark.parametrize(
    ("asked", "told_as"), [({"runs": 99}, "99 runs"), ({"runs": 10**9}, "runs"), ({"seed": -1}, "-1")]
)
def test_bounds_of_runs_and_seed(asked: dict[str, int], told_as: str) -> None:
    """100 to a million runs, a seed of 32 bits; anything else is wrong use."""
    with pytest.raises(UsageError, match=told_as):
        told([channel("a", 1_000, RANGED)], [], **asked)


def test_a_plan_of_too_many_ranges_is_refused() -> None:
    """Neither memory nor time is spent on it."""
    ranged = {"cpc": "1..2", "aov": "1..2", "cvr": {"rate": "2%..4%", "of": "clicks"}}
    placements = [{"format": "feed", "spend": 1, "economics": ranged}] * (MOST_FIGURES // 3 + 1)
    with pytest.raises(UsageError, match="uncertain figures; at most"):
        told([channel("a", 0, None, placements=placements)], [])
    with pytest.raises(UsageError, match="takes at most"):
        told([channel(f"c{number}", 9, RANGED) for number in range(150)], [goal("revenue", 1)], runs=1_000_000)
    with pytest.raises(UsageError, match="channels; at most"):
        told([channel(f"c{number}", 9, None) for number in range(201)], [])


def test_a_check_draws_nothing(tmp_path: Path) -> None:
    """Types of forecasts are there without NumPy."""
    code = "import sys, promoplan.forecast.run, promoplan.forecast.comparison; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path, check=False).returncode == 0


def test_without_numpy_the_extra_is_named(tmp_path: Path) -> None:
    """An installation without it says what to install, and its exit code is 2."""
    run = (
        "import sys; sys.modules['numpy'] = None\n"
        "from promoplan.__main__ import main; sys.argv[:1] = ['promoplan', 'forecast']; main()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", run, str(PLANS / "aria-2027-1111.yaml")],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert ran.returncode == 2
    assert ran.stderr == 'error: forecast: numpy is not installed; pip install "promoplan[forecast]"\n'
