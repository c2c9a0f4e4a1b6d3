"""`--watch`, and the count that long work shows on a terminal."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep

import pytest

from promoplan.cli.progress import PATIENCE, counted_up
from tests.cli.running import BEFORE, COMMAND, MINIMAL

CLEAN = MINIMAL.read_text(encoding="utf-8")
SMALL = CLEAN.replace("reserve: 10%", "reserve: 5%", 1)
LONGEST = 30.0
COUNTING = """
import sys, time
from promoplan.cli.progress import counted_up
for _ in counted_up(range(4)):
    time.sleep(float(sys.argv[1]))
"""


def until(happened: Callable[[], bool], what: str) -> None:
    """Waits until something has happened, for as long as a slow machine may take."""
    end = monotonic() + LONGEST
    while not happened():
        assert monotonic() < end, what
        sleep(0.05)


def test_a_watch_tells_anew_whatever_changes(tmp_path: Path) -> None:
    """The plan, its base and the settings, also where these are broken for a while; it ends when it is ended."""
    plan, settings, base = tmp_path / "a.yaml", tmp_path / "promoplan.toml", tmp_path / "base.yaml"
    base.write_text("x-a: 1\n")
    plan.write_text(f"extends: base.yaml\n{SMALL}", encoding="utf-8")
    settings.touch()
    command = [COMMAND, "validate", "a.yaml", "--watch", "-f", "concise", "--today", BEFORE]
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    out, err = tmp_path / "out", tmp_path / "err"
    with out.open("wb") as out_file, err.open("wb") as err_file:
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=out_file, stderr=err_file)
    try:
        until(lambda: out.read_text().count("PP601") == 1, "the first run")
        plan.write_text(f"extends: base.yaml\n{CLEAN}", encoding="utf-8")
        until(lambda: "nothing found" in out.read_text(), "the mended plan")
        base.write_text("bugdet: 1\n")
        until(lambda: "base.yaml:1:1: PP010" in out.read_text(), "the base")
        settings.write_text("ignor = []\n")
        until(lambda: "ignore is near" in err.read_text(), "broken settings")
        before = out.read_text().count("nothing found")
        settings.write_text('ignore = ["PP0"]\n')
        until(lambda: out.read_text().count("nothing found") > before, "mended settings")
        assert process.poll() is None
    finally:
        process.terminate()
        process.wait(LONGEST)
    assert "Traceback" not in err.read_text()


@pytest.mark.parametrize("option", [[], ["--baseline", "known.txt"]], ids=["settled", "asked"])
def test_a_watch_wakes_for_the_baseline(option: list[str], tmp_path: Path) -> None:
    """The one that the settings name, or the command line; also when it appears or goes."""
    plan, known = tmp_path / "a.yaml", tmp_path / "known.txt"
    plan.write_text(SMALL, encoding="utf-8")
    settled = "" if option else 'baseline = "known.txt"\n'
    (tmp_path / "promoplan.toml").write_text(settled)
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    begin = [COMMAND, "validate", "--update-baseline", "--today", BEFORE, *option]
    subprocess.run(begin, cwd=tmp_path, env=env, check=True, capture_output=True)
    whole = known.read_text()
    out, err = tmp_path / "out", tmp_path / "err"
    command = [COMMAND, "validate", "a.yaml", "--watch", "-f", "concise", "--today", BEFORE, *option]
    with out.open("wb") as out_file, err.open("wb") as err_file:
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=out_file, stderr=err_file)
    try:
        until(lambda: "2 known from the baseline" in out.read_text(), "the first run")
        known.write_text('{"version": 1, "findings": []}')
        until(lambda: "PP601 error" in out.read_text(), "the empty baseline")
        known.unlink()
        until(lambda: "known.txt" in err.read_text(), "the baseline that is gone")
        known.write_text(whole)
        until(lambda: out.read_text().count("2 known from the baseline") == 2, "the baseline again")
    finally:
        process.terminate()
        process.wait(LONGEST)


ROUND_THE_WORLD = """
import os, sys, threading, time
from pathlib import Path
from promoplan.cli.app import run

def travel():
    while not Path("go").exists():
        time.sleep(0.05)
    os.environ["TZ"] = "UTC-14"
    time.tzset()
    Path("a.yaml").touch()

os.environ["TZ"] = "UTC+12"
time.tzset()
threading.Thread(target=travel, daemon=True).start()
run(["validate", "a.yaml", "--watch", "-f", "concise", *sys.argv[1:]])
"""
"""A watch that goes from where the day begins last to where it begins first, which is at least a day ahead."""


@pytest.mark.skipif(sys.platform == "win32", reason="no time zones by environment")
@pytest.mark.parametrize("fixed", [False, True])
def test_a_watch_goes_by_the_day_of_each_run(fixed: bool, tmp_path: Path) -> None:
    """A comment's last day passes while it watches; not where --today says which day it is."""
    last = (datetime.now(UTC) - timedelta(hours=12)).date().isoformat()
    comment = f"# promoplan: ignore[PP601, PP602] agreed until={last}\n"
    (tmp_path / "a.yaml").write_text(comment + SMALL, encoding="utf-8")
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "LC_ALL": "C.UTF-8"}
    out = tmp_path / "out"
    command = [sys.executable, "-c", ROUND_THE_WORLD, *(["--today", last] if fixed else [])]
    with out.open("wb") as out_file:
        process = subprocess.Popen(command, cwd=tmp_path, env=env, stdout=out_file)
    try:
        until(lambda: "silenced by comments" in out.read_text(), "the first day")
        assert "PP601 error" not in out.read_text()
        (tmp_path / "go").touch()
        until(lambda: out.read_text().count("1 plan checked") == 2, "the second run")
    finally:
        process.terminate()
        process.wait(LONGEST)
    assert ("PP601 error" in out.read_text()) is not fixed


def test_nothing_is_counted_for_a_pipe(capfd: pytest.CaptureFixture[str]) -> None:
    """Standard error that is no terminal stays empty, however long the work takes."""
    assert list(counted_up(range(3))) == [0, 1, 2]
    assert capfd.readouterr().err == ""


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
def test_long_work_is_counted_on_a_terminal() -> None:
    """Past a second the count appears, and in the end it is wiped out; short work shows nothing."""
    import pty  # noqa: PLC0415 - not everywhere

    shown = {}
    for share in (0.5, 0.0):
        ours, theirs = pty.openpty()
        with subprocess.Popen([sys.executable, "-c", COUNTING, str(share * PATIENCE)], stderr=theirs) as process:
            os.close(theirs)
            shown[share] = _all_of(ours)
            assert process.wait(LONGEST) == 0
    assert shown[0.0] == b""
    assert b"\r4 ..." in shown[0.5]
    assert b"\r1 ..." not in shown[0.5]
    assert shown[0.5].endswith(b"\r\x1b[K")


def _all_of(terminal: int) -> bytes:
    """What is written to a pseudo-terminal until the other side is closed."""
    read = b""
    while True:
        try:
            part = os.read(terminal, 4096)
        except OSError:  # how Linux tells the end
            part = b""
        if not part:
            os.close(terminal)
            return read
        read += part
