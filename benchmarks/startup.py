"""Start-up as ratios: promoplan's commands against bare imports, whole processes in turn, in one run.

    python benchmarks/startup.py [RUNS]

Prints the median of the ratios, pair by pair. Figures in seconds say something of this machine only.
"""

import subprocess
import sys
from pathlib import Path
from statistics import median
from time import perf_counter

ROOT = Path(__file__).parent.parent
RUNS = 15
PLAN = "plans/aria-2027-1111.yaml"
PROMOPLAN = [str(Path(sys.executable).with_name("promoplan"))]
PAIRS = {
    "--version / import typer": ([*PROMOPLAN, "--version"], "import typer"),
    "validate / import yaml, pydantic.BaseModel": (
        [*PROMOPLAN, "validate", "--today", "2027-01-15", PLAN],
        "import yaml; from pydantic import BaseModel",
    ),
}


def seconds(command: list[str]) -> float:
    """Wall time of a whole process that must succeed."""
    start = perf_counter()
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return perf_counter() - start


def main() -> None:
    """Times each pair in turn and prints the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    for name, (command, code) in PAIRS.items():
        bare = [sys.executable, "-c", code]
        seconds(command), seconds(bare)  # the first run fills the caches
        pairs = [(seconds(command), seconds(bare)) for _ in range(runs)]
        ratio = median(ours / theirs for ours, theirs in pairs)
        ours, theirs = (median(times) for times in zip(*pairs, strict=True))
        sys.stdout.write(f"{name}: {ratio:.2f} ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms, {runs} runs)\n")


if __name__ == "__main__":
    main()
