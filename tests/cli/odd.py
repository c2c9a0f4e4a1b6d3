"""promoplan on an odd system: few files, a small stack, closed streams, a strike at one moment."""

import json
import os
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.cli.running import BEFORE, COMMAND
from tests.cli.watched import is_change

TODAY = ("--today", BEFORE)
USUAL = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "PYTHONDONTWRITEBYTECODE": "1"}
"""Python itself must not write: on a full disk it leaves half of a compiled module behind."""

_WATCHED = Path(__file__).with_name("watched.py")


@dataclass(frozen=True)
class Ended:
    """How a process ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def told(self) -> bool:
        """Whether it said in one line why it could not go on."""
        return (self.code, self.out, self.err[:7], self.err.count("\n")) == (2, "", "error: ", 1)


def run(
    *arguments: str,
    cwd: Path,
    first: str = "true",
    env: Mapping[str, str] = USUAL,
    command: Iterable[str] = (COMMAND,),
    closed: str = "",
) -> Ended:
    """Runs promoplan after the shell's commands `first`, in just this environment, with the streams `closed`."""
    shell = f'{first}; exec "$@" {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", shell, "sh", *command, *arguments],
        cwd=cwd, env=dict(env), stdin=subprocess.DEVNULL, capture_output=True, check=False, timeout=60,
    )  # fmt: skip
    return Ended(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def watched(notes: Path, strike: str, *arguments: str, cwd: Path) -> Ended:
    """Runs promoplan under the audit hook of `watched.py`, which strikes unless `strike` is "-"."""
    return run(*arguments, cwd=cwd, command=(sys.executable, "-I", "-B", str(_WATCHED), str(notes), strike))


@dataclass(frozen=True)
class Asked:
    """What a watched process has asked of the system, each an event of the audit hook with its arguments as text."""

    events: tuple[tuple[str, tuple[str, ...]], ...]

    def of(self, *prefixes: str) -> tuple[tuple[str, ...], ...]:
        """The arguments of the events whose names begin so."""
        return tuple(arguments for event, arguments in self.events if event.startswith(prefixes))

    @property
    def changed(self) -> tuple[Path, ...]:
        """The path of each change to the file system."""
        return tuple(Path(arguments[0]) for event, arguments in self.events if is_change(event, arguments))


def asked(notes: Path) -> Asked:
    """What stands in the notes of a watched process."""
    events = json.loads(notes.read_text(encoding="utf-8"))
    return Asked(tuple((event, tuple(arguments)) for event, arguments in events))


def state(folder: Path) -> dict[str, bytes]:
    """Every name below a folder but those of left-overs, with the content of files."""
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        for path in folder.rglob("*")
        if path.suffix != ".tmp"
    }


def left_over(folder: Path) -> list[str]:
    """Names of temporary files below a folder."""
    return [path.name for path in folder.rglob("*.tmp")]
