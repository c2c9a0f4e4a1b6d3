"""Reports as ratios: each format of a sample against a bare run of the typesetter on the same source, in one run.

    python benchmarks/report.py [RUNS]

The typesetter's run is the process that the PDF takes place in, on the very job that the report gives it. Prints the
median of the ratios, pair by pair. Figures in seconds say something of this machine only.
"""

import subprocess
import sys
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter
from unittest.mock import patch

from promoplan.batch import load
from promoplan.checker import check
from promoplan.i18n.catalogue import Language
from promoplan.report.render import Report
from promoplan.report.targets import Format

ROOT = Path(__file__).parent.parent
RUNS = 11
PLAN = ROOT / "plans" / "heju-2027-annual.yaml"
TODAY = date(2026, 12, 1)
PROMOPLAN = str(Path(sys.executable).with_name("promoplan"))


def bare() -> tuple[list[str], bytes]:
    """The command of the typesetter's process, and what the report of the sample hands to it."""
    report = Report(check(load(PLAN), today=TODAY), language=Language.ZH_HANT, today=TODAY)
    with patch.object(subprocess, "run", wraps=subprocess.run) as ran:
        report.rendered(Format.PDF)
    return list(ran.call_args.args[0]), ran.call_args.kwargs["input"]


def seconds(command: list[str], given: bytes = b"") -> float:
    """Wall time of a whole process that must succeed."""
    start = perf_counter()
    subprocess.run(command, input=given, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)  # noqa: S603
    return perf_counter() - start


def main() -> None:
    """Times each format and the bare typesetter in turn and prints the ratios."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else RUNS
    typesetter, given = bare()
    with TemporaryDirectory() as folder:
        for fmt in Format:
            command = [PROMOPLAN, "report", str(PLAN), "-o", f"{folder}/r.{fmt}"]
            seconds(command), seconds(typesetter, given)  # the first run fills the caches
            pairs = [(seconds(command), seconds(typesetter, given)) for _ in range(runs)]
            ratio = median(ours / theirs for ours, theirs in pairs)
            ours, theirs = (median(times) for times in zip(*pairs, strict=True))
            sys.stdout.write(f"{fmt} / typesetter: {ratio:.2f} ({ours * 1000:.0f} ms / {theirs * 1000:.0f} ms)\n")


if __name__ == "__main__":
    main()
