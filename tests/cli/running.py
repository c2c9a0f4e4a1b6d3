"""The `promoplan` command as a whole process."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter

COMMAND = str(Path(sys.executable).with_name("promoplan"))
PLANS = Path(__file__).parent.parent.parent / "plans"
MINIMAL = Path(__file__).parent.parent.parent / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"
BEFORE = "2027-01-15"


@dataclass(frozen=True)
class Ran:
    """What a process did: exit code, output as bytes and text, seconds, and its largest memory in MiB."""

    code: int
    raw: bytes
    err: str
    seconds: float
    memory: float

    @property
    def out(self) -> str:
        """What it wrote to stdout."""
        return self.raw.decode("utf-8")


_MEASURED = """
import os, resource, signal, sys
_, status = os.waitpid(os.posix_spawn(sys.argv[2], sys.argv[2:], os.environ), 0)
with open(sys.argv[1], "w") as file:
    file.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
code = os.waitstatus_to_exitcode(status)
if code < 0:
    signal.signal(-code, signal.SIG_DFL)
    os.kill(os.getpid(), -code)
sys.exit(code)
"""
"""A small process between: the system counts the memory of whoever starts a program as the program's own."""


def promoplan(*arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None) -> Ran:
    """Runs the command in a folder, with a small and settled environment unless `env` adds to it."""
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8"} | (env or {})
    out, err, peak = cwd / ".out", cwd / ".err", cwd / ".peak"
    start = perf_counter()
    with out.open("wb") as out_file, err.open("wb") as err_file:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _MEASURED, str(peak), COMMAND, *arguments],
            cwd=cwd,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=out_file,
            stderr=err_file,
        )
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(stdin)
        process.wait()
    seconds = perf_counter() - start
    memory = int(peak.read_text()) / 1024
    ran = Ran(process.returncode, out.read_bytes(), err.read_text(encoding="utf-8"), seconds, memory)
    for file in (out, err, peak):
        file.unlink()
    return ran
