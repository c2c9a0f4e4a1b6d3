"""Plans shared out to several processes, each of which is this program again and ends with its parent."""

import os
import pickle
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from promoplan.batch import Result, Task, judged
from promoplan.errors import PromoplanError

_COMMAND = (sys.executable, "-P", "-m", "promoplan.workers")


def shared_out(files: Sequence[Path], task: Task, jobs: int) -> Iterator[Result | PromoplanError]:
    """The checks of the files, in their order; each process takes every so-manieth of them."""
    with ExitStack() as stack:
        workers = [stack.enter_context(_Worker(files[number::jobs], task)) for number in range(jobs)]
        for number in range(len(files)):
            yield workers[number % jobs].result()


class _Worker:
    """A process that checks its files one after the other; its results come through a pipe."""

    def __init__(self, files: Sequence[Path], task: Task) -> None:
        self.process = subprocess.Popen(  # noqa: S603 - our own Python and module
            _COMMAND, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        assert self.process.stdin is not None  # noqa: S101 - as asked for
        with self.process.stdin as pipe:
            pickle.dump((tuple(files), replace(task, jobs=1)), pipe)

    def __enter__(self) -> "_Worker":
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.stdout is not None:
            self.process.stdout.close()  # a worker that goes on finds no reader and ends
        self.process.terminate()
        self.process.wait()

    def result(self) -> Result | PromoplanError:
        """The next of its results; raises what the check raised, or RuntimeError where the process has ended."""
        assert self.process.stdout is not None  # noqa: S101 - as asked for
        try:
            found = pickle.load(self.process.stdout)  # noqa: S301 - written by our own process
        except EOFError:
            raise RuntimeError("a process ended too early") from None
        if isinstance(found, Raised):
            raise found.error
        return found  # type: ignore[no-any-return] # what main has written


class Raised:
    """An exception on its way to the parent."""

    def __init__(self, error: Exception) -> None:
        self.error = error


def main() -> None:
    """Checks the files that standard input names and writes the results to standard output."""
    files, task = pickle.load(sys.stdin.buffer)  # noqa: S301 - written by our own process
    out = os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    for file in files:
        try:
            found: object = judged(file, task)
        except Exception as error:  # noqa: BLE001 - the parent raises it again
            found = Raised(error)
        pickle.dump(found, out)
        out.flush()


if __name__ == "__main__":
    from promoplan.__main__ import load_no_plugins  # whose import also settles the signals

    load_no_plugins()
    from promoplan.workers import main as run  # so that what is pickled belongs to the module by its name

    run()
