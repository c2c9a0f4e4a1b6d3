"""The `promoplan` command as a process."""

import atexit
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from time import perf_counter

COMMAND = str(Path(sys.executable).with_name("promoplan"))
PLANS = Path(__file__).parent.parent.parent / "plans"
MINIMAL = Path(__file__).parent.parent.parent / "src" / "promoplan" / "rules" / "pages" / "minimal.yaml"
BEFORE = "2027-01-15"


@dataclass(frozen=True)
class Ran:
    """What a process did: exit code, output as bytes and text, seconds, and of a cold one its largest memory in MiB."""

    code: int
    raw: bytes
    err: str
    seconds: float
    memory: float | None

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


_WARM_TOO = frozenset({"COLUMNS"})
"""What may be set for a command that forks from a warm process; other variables count where modules are loaded."""


def promoplan(
    *arguments: str, cwd: Path, stdin: bytes = b"", env: dict[str, str] | None = None, cold: bool = False
) -> Ran:
    """Runs the command in a folder, with a small and settled environment unless `env` adds to it.

    It forks from a process that has promoplan's modules loaded, as most tests are not about its start; see `warm.py`.
    `cold` starts it from nothing, as does input or an environment that counts before the command is entered.
    """
    environment = {"PATH": os.environ["PATH"], "HOME": str(cwd), "LC_ALL": "C.UTF-8"} | (env or {})
    out, err, peak = cwd / ".out", cwd / ".err", cwd / ".peak"
    for file in (out, err):
        file.touch()
    start = perf_counter()
    if cold or stdin or not _WARM_TOO.issuperset(env or {}):
        code = _cold(arguments, cwd, stdin, environment)
    else:
        code = _warm(arguments, cwd, environment)
    seconds = perf_counter() - start
    memory = int(peak.read_text()) / 1024 if peak.exists() else None
    ran = Ran(code, out.read_bytes(), err.read_text(encoding="utf-8"), seconds, memory)
    for file in (out, err, peak):
        file.unlink(missing_ok=True)
    return ran


def _cold(arguments: tuple[str, ...], cwd: Path, stdin: bytes, env: dict[str, str]) -> int:
    with (cwd / ".out").open("wb") as out_file, (cwd / ".err").open("wb") as err_file:
        process = subprocess.Popen(
            [sys.executable, "-I", "-S", "-c", _MEASURED, str(cwd / ".peak"), COMMAND, *arguments],
            cwd=cwd,
            env=env,
            stdin=subprocess.PIPE,
            stdout=out_file,
            stderr=err_file,
        )
        assert process.stdin is not None
        with process.stdin as pipe:
            pipe.write(stdin)
        return process.wait()


def _warm(arguments: tuple[str, ...], cwd: Path, env: dict[str, str]) -> int:
    paths = {"cwd": str(cwd), "out": str(cwd / ".out"), "err": str(cwd / ".err")}
    asked = json.dumps({"arguments": arguments, "env": env, **paths})
    process = _waiting()
    try:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{asked}\n".encode())
        process.stdin.flush()
        return int(process.stdout.readline())
    except BaseException:  # a time limit too: the next test must not read this one's answer
        _waiting.cache_clear()
        process.kill()
        process.wait()
        raise


@cache
def _waiting() -> subprocess.Popen[bytes]:
    """The warm process of these tests."""
    command = [sys.executable, "-I", str(Path(__file__).with_name("warm.py"))]
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    atexit.register(process.communicate)
    return process
