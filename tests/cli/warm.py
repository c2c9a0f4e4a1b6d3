"""A process that has promoplan's modules loaded and, for each line of JSON that it reads, forks into the command.

What is left out is the start alone: the child has its own folder, environment, arguments and streams, enters where the
command enters and ends as it ends. A line holds `arguments`, `cwd`, `env`, `out` and `err`; the answer, a line as well,
is the exit code, negative for a signal.
"""

import json
import os
import sys
from datetime import date
from pathlib import Path
from typing import Any

from promoplan.__main__ import load_no_plugins, main

load_no_plugins()

import numpy  # noqa: E402, F401, ICN001 - what commands load, so that the children have it
import typer  # noqa: E402, F401 - as above

import promoplan.fixing  # noqa: E402 - as above
import promoplan.report.parsing  # noqa: E402, F401 - as above
from promoplan.checker import check  # noqa: E402 - as above
from promoplan.i18n.catalogue import Language  # noqa: E402 - as above
from promoplan.report.render import Report  # noqa: E402 - as above
from promoplan.report.targets import Format  # noqa: E402 - as above
from promoplan.source.includes import load_document  # noqa: E402 - as above

PLAN = Path(__file__).parents[2] / "plans" / "heju-2027-annual.yaml"
DAY = date(2027, 1, 15)


def warm_up() -> None:
    """Builds the models and compiles the templates."""
    Report(check(load_document(PLAN), today=DAY), language=Language.EN, today=DAY).rendered(Format.MARKDOWN)


def wanted() -> dict[str, Any] | None:
    """What the next command is to be, in its own process; None in this one when nothing more is asked."""
    for line in sys.stdin.buffer:
        child = os.fork()
        if not child:
            return json.loads(line)  # type: ignore[no-any-return] # as the other side writes it
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        sys.stdout.write(f"{code}\n")
        sys.stdout.flush()
    return None


def become(asked: dict[str, Any]) -> None:
    """Makes this process the command's, up to where it enters."""
    os.chdir(asked["cwd"])
    os.environ.clear()
    os.environ.update(asked["env"])
    for number, path in enumerate((os.devnull, asked["out"], asked["err"])):
        file = os.open(path, os.O_WRONLY if number else os.O_RDONLY)
        os.dup2(file, number)
        os.close(file)
    sys.stdin = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as it lives
    sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115 - as long as it lives
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", closefd=False)  # noqa: SIM115 - as above
    sys.argv = ["promoplan", *asked["arguments"]]


if __name__ == "__main__":
    warm_up()
    asked = wanted()
    if asked is not None:
        become(asked)
        main()
