"""Run as a script: promoplan under an audit hook that notes what it asks of the system, or strikes at one moment.

Arguments: the file for the notes (JSON: a list of event and arguments); `kill`, `end` or `fill` with the number of a
change to the file system, such as `kill:3`, or `-`; then promoplan's own arguments. Just before that change `kill` and
`end` send SIGKILL and SIGTERM to the process, and `fill` lets the change fail as on a full disk.
"""

import errno
import json
import os
import signal
import sys
from collections.abc import Sequence

CHANGES = ("os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod")
"""Events that change the file system, besides `open` for writing."""

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SIGNALS = {"kill": signal.SIGKILL, "end": signal.SIGTERM}


def is_change(event: str, arguments: Sequence[str]) -> bool:
    """Whether a noted event changes the file system."""
    if event == "open":
        path, _, flags = arguments
        return bool(int(flags) & WRITING) and not path.isdigit()  # a number: a file that is open already
    return event in CHANGES


def main() -> None:
    """Runs promoplan to its end, or to the strike."""
    notes, strike, *arguments = sys.argv[1:]
    kind, _, number = strike.partition(":")
    log: list[tuple[str, list[str]]] = []
    changes = [0]
    watching = [True]

    def hook(event: str, values: tuple[object, ...]) -> None:
        if not watching[0] or event.startswith(("builtins.", "object.", "sys._getframe", "import", "marshal.")):
            return
        told = [value if isinstance(value, str) else str(value) for value in values]
        log.append((event, told))
        if is_change(event, told):
            changes[0] += 1
            if str(changes[0]) == number:
                if kind == "fill":
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.kill(os.getpid(), SIGNALS[kind])

    sys.argv = ["promoplan", *arguments]
    sys.addaudithook(hook)
    code: object = 0
    try:
        from promoplan.__main__ import main as promoplan  # noqa: PLC0415 - its imports are watched too

        promoplan()
    except SystemExit as end:
        code = end.code
    watching[0] = False
    with open(notes, "w", encoding="utf-8") as file:  # noqa: PTH123 - pathlib would be imported before the hook
        json.dump(log, file)
    sys.exit(code if isinstance(code, int) else 1)


if __name__ == "__main__":
    main()
