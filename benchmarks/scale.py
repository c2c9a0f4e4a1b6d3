"""A thousand plans as ratios: cold against warm, one process against two, and beside check-jsonschema and yamllint.

    python benchmarks/scale.py [PLANS] [LINES]

The plans are the minimal plan with further pieces of content, so that each has about so many lines and differs from
the others. Whole processes in turn, in one run; a known single plan is held against a bare `python -c pass`.
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from time import perf_counter

from promoplan.rules.page import FOLDER

BIN = Path(sys.executable).parent
PROMOPLAN = str(BIN / "promoplan")
RUNS = 3
_PIECE = """    - id: more-{number}
      theme: More of it, part {number}
      format: article
      channels: [search]
      frequency: monthly
      stage: new
      owner: cho
      segments: [young]
"""


def write_plans(folder: Path, count: int, lines: int) -> list[str]:
    """Writes so many plans of about so many lines; gives their names."""
    minimal = (FOLDER / "minimal.yaml").read_text(encoding="utf-8")
    head, mark, tail = minimal.partition("  pieces:\n")
    pieces = (lines - minimal.count("\n")) // _PIECE.count("\n")
    more = "".join(_PIECE.format(number=number) for number in range(pieces))
    names = [f"plan-{number:04}.yaml" for number in range(count)]
    for number, name in enumerate(names):
        (folder / name).write_text(f"{head}{mark}{more}{tail}# {number}\n", encoding="utf-8")
    (folder / "promoplan.toml").touch()
    return names


class Field:
    """A folder of plans, and the commands that check them."""

    def __init__(self, folder: Path, names: list[str]) -> None:
        self.folder = folder
        self.names = names
        self.environment = dict(os.environ) | {"XDG_CACHE_HOME": str(folder / "cache")}
        schema = subprocess.run([PROMOPLAN, "schema"], capture_output=True, check=True).stdout  # noqa: S603
        (folder / "schema.json").write_bytes(schema)

    def seconds(self, *command: str) -> float:
        """Wall time of a whole process; findings are no trouble."""
        start = perf_counter()
        quiet = subprocess.DEVNULL
        done = subprocess.run(  # noqa: S603
            command, cwd=self.folder, env=self.environment, stdout=quiet, stderr=quiet, check=False
        )
        if done.returncode not in {0, 1}:
            raise RuntimeError(f"{command[0]} ended with {done.returncode}")
        return perf_counter() - start

    def forget(self) -> None:
        """Empties the cache."""
        subprocess.run(["rm", "-rf", str(self.folder / "cache")], check=True)  # noqa: S603, S607

    def ratio(self, ours: Callable[[], float], theirs: Callable[[], float], runs: int = RUNS) -> str:
        """The median of ratios of runs in turn, with both medians."""
        pairs = [(ours(), theirs()) for _ in range(runs)]
        first, second = (median(times) for times in zip(*pairs, strict=True))
        return f"{median(one / other for one, other in pairs):.2f} ({first:.2f} s / {second:.2f} s, {runs} runs)"


def comparisons(field: Field) -> Mapping[str, tuple[Callable[[], float], Callable[[], float], int]]:
    """What is held against what, and how often."""
    whole, one = field.names, field.names[:1]

    def cold(*options: str) -> float:
        field.forget()
        return field.seconds(PROMOPLAN, "validate", *options, *whole)

    def checked(names: list[str]) -> float:
        return field.seconds(str(BIN / "check-jsonschema"), "--schemafile", "schema.json", *names)

    def linted(names: list[str]) -> float:
        return field.seconds(str(BIN / "yamllint"), "-d", "{extends: default, rules: {line-length: disable}}", *names)

    def warm() -> float:
        return field.seconds(PROMOPLAN, "validate", *whole)

    def fresh(names: list[str]) -> float:
        return field.seconds(PROMOPLAN, "validate", "--no-cache", *names)

    return {
        "cold / warm": (cold, warm, RUNS),
        "cold, 1 job / 2 jobs": (lambda: cold("--jobs", "1"), lambda: cold("--jobs", "2"), RUNS),
        "all plans, cold / check-jsonschema": (cold, lambda: checked(whole), RUNS),
        "all plans, cold / yamllint": (cold, lambda: linted(whole), RUNS),
        "one plan, no cache / check-jsonschema": (lambda: fresh(one), lambda: checked(one), 11),
        "one plan, no cache / yamllint": (lambda: fresh(one), lambda: linted(one), 11),
        "one plan, known / python -c pass": (
            lambda: field.seconds(PROMOPLAN, "validate", *one),
            lambda: field.seconds(sys.executable, "-c", "pass"),
            21,
        ),
    }


def main() -> None:
    """Prints a ratio a line."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    lines = int(sys.argv[2]) if len(sys.argv) > 2 else 300  # noqa: PLR2004 - the second argument
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        field = Field(folder, write_plans(folder, count, lines))
        for what, (ours, theirs, runs) in comparisons(field).items():
            ours(), theirs()
            sys.stdout.write(f"{what}: {field.ratio(ours, theirs, runs)}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
