"""How many runs a forecast takes, and how large a plan: figures whose product is the work that is done."""

from promoplan.errors import UsageError

RUNS = 10_000
"""Runs where nobody asks for another number."""

SEED = 1
"""The seed where nobody asks for another one."""

FEWEST_RUNS, MOST_RUNS = 100, 1_000_000
HIGHEST_SEED = 2**32 - 1

MOST_GOALS = 100
MOST_CHANNELS = 200
MOST_FIGURES = 1_000

MOST_HELD = 40_000_000
"""Simulated numbers kept at once: 320 MB."""

MOST_WORK = 200_000_000
"""Numbers drawn or summed up once: a few seconds."""


def refuse_runs(runs: int, seed: int) -> None:
    """Raises UsageError for a number of runs or a seed that a forecast does not take."""
    if not FEWEST_RUNS <= runs <= MOST_RUNS:
        raise UsageError(
            "forecast: {runs} runs; wanted are {fewest} to {most}", runs=runs, fewest=FEWEST_RUNS, most=MOST_RUNS
        )
    if not 0 <= seed <= HIGHEST_SEED:
        raise UsageError("forecast: seed {seed}; wanted is 0 to {most}", seed=seed, most=HIGHEST_SEED)


def refuse_size(goals: int, channels: int, figures: int) -> None:
    """Raises UsageError for a plan with more goals, channels or uncertain figures than any plan needs."""
    if goals > MOST_GOALS:
        raise UsageError("forecast: {found} goals; at most {most} are taken", found=goals, most=MOST_GOALS)
    if channels > MOST_CHANNELS:
        raise UsageError("forecast: {found} channels; at most {most} are taken", found=channels, most=MOST_CHANNELS)
    if figures > MOST_FIGURES:
        raise UsageError(
            "forecast: {found} uncertain figures; at most {most} are taken", found=figures, most=MOST_FIGURES
        )


def refuse_work(runs: int, *, held: int, work: int) -> None:
    """Raises UsageError where a plan takes fewer runs: `held` and `work` are numbers kept and computed in each run."""
    most = min(MOST_HELD // max(held, 1), MOST_WORK // max(work, 1))
    if runs > most:
        raise UsageError("forecast: {runs} runs; a plan of this size takes at most {most}", runs=runs, most=most)
