"""Faults of the system and the user's folders: the same result, or exit 2 with a reason, and never half a file."""

import json
import os
import py_compile
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.cli.odd import TODAY, USUAL, Ended, asked, left_over, run, state, watched
from tests.cli.running import COMMAND, MINIMAL, PLANS

ROOT = PLANS.parent
BROKEN = sorted((PLANS / "broken").glob("*.yaml"))
OLD = "the old report\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with a clean plan, and one whose reserve is too small."""
    text = MINIMAL.read_text(encoding="utf-8")
    (tmp_path / "promoplan.toml").touch()
    (tmp_path / "plan.yml").write_text(text, encoding="utf-8")
    (tmp_path / "broken.yml").write_text(text.replace("reserve: 10%", "reserve: 5%", 1), encoding="utf-8")
    return tmp_path


@dataclass(frozen=True)
class Fault:
    """An odd system, as shell commands that come first, an environment and streams that are closed."""

    first: str = "true"
    env: Mapping[str, str] | None = None
    closed: str = ""


FAULTS = {
    "no environment but a TMPDIR that is not there": Fault(env={"TMPDIR": "/gone"}),
    "16 open files": Fault(first="ulimit -n 16"),
    "256 KB of stack": Fault(first="ulimit -s 256"),
    "the folder one stands in deleted": Fault(first='mkdir here && cd here && rmdir "$PWD"'),
    "neither stdin nor stderr": Fault(closed="<&- 2>&-"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_an_odd_system_changes_nothing(name: str, folder: Path) -> None:
    """The same findings, and a whole PDF."""
    fault = FAULTS[name]
    env = USUAL if fault.env is None else fault.env

    def odd(*arguments: str) -> Ended:
        return run(*arguments, *TODAY, cwd=folder, first=fault.first, env=env, closed=fault.closed)

    found = odd("validate", str(folder / "broken.yml"))
    assert (found.code, found.err) == (1, "")
    assert "PP601 error" in found.out
    assert odd("report", str(folder / "plan.yml"), "-o", str(folder / "r.pdf")).code == 0
    pdf = (folder / "r.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert pdf.rstrip().endswith(b"%%EOF")
    assert left_over(folder) == []


def test_a_plan_is_begun_on_a_system_that_is_odd_in_every_way(tmp_path: Path) -> None:
    """Without environment, with few files, a small stack and no folder to stand in, the new plan is there."""
    first = "ulimit -n 16; ulimit -s 256; " + FAULTS["the folder one stands in deleted"].first
    ended = run("init", str(tmp_path / "new.yml"), *TODAY, cwd=tmp_path, first=first, env={})
    assert (ended.code, ended.out) == (0, "")
    assert run("validate", "new.yml", "--strict", *TODAY, cwd=tmp_path).code == 0


def test_a_small_stack_holds_the_largest_plan(tmp_path: Path) -> None:
    """Whatever the limits of a file allow is read, checked and printed with 256 KB of stack."""
    deep = "[" * 62 + "]" * 62
    (tmp_path / "deep.yml").write_text(f"promoplan: 1\nplan: {deep}\n")
    assert run("validate", "deep.yml", cwd=tmp_path, first="ulimit -s 256").code == 1
    sample = str(PLANS / "aria-2027-1111.yaml")
    assert run("report", sample, "-o", "r.html", *TODAY, cwd=tmp_path, first="ulimit -s 256").code == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_lost_words_on_stderr_change_no_exit_code(folder: Path) -> None:
    """When stderr is full the command does what it does and ends as it would."""
    for code, arguments in ((2, ("validate", "gone.yml")), (2, ("--bogus",)), (0, ("init", "new.yml"))):
        assert run(*arguments, cwd=folder, closed="2>/dev/full") == Ended(code, "", "")


def test_from_a_deleted_folder_names_lead_nowhere(tmp_path: Path) -> None:
    """A relative path is told as not there."""
    first = 'mkdir here && cd here && rmdir "$PWD"'
    for arguments in (("validate", "plan.yml"), ("init", "plan.yml"), ("validate", ".")):
        assert run(*arguments, cwd=tmp_path, first=first).told


def _folder_there(folder: Path) -> str:
    (folder / "r.md").mkdir()
    return "r.md"


def _read_only(folder: Path) -> str:
    (folder / "r.md").write_text(OLD)
    (folder / "r.md").chmod(0o444)
    return "r.md"


def _link_out(folder: Path) -> str:
    (folder / "r.md").symlink_to("/dev/null")
    return "r.md"


def _read_only_folder(folder: Path) -> str:
    (folder / "out").mkdir(mode=0o555)
    if os.access(folder / "out", os.W_OK):
        pytest.skip("whoever is root may write everywhere")
    return "out/r.md"


Make = Callable[[Path], str]
UNWRITABLE: Mapping[str, tuple[Make, str]] = {
    "a folder": (_folder_there, "not a regular file"),
    "a read-only file": (_read_only, "read-only"),
    "a link to a device": (_link_out, "a link that leads out of the project"),
    "in a folder that is not there": (lambda _: "gone/r.md", "No such file or directory"),
    "below a file": (lambda _: "plan.yml/r.md", "Not a directory"),
    "in a read-only folder": (_read_only_folder, "Permission denied"),
}


@pytest.mark.parametrize("case", UNWRITABLE)
def test_what_cannot_be_written_is_told_and_nothing_is(case: str, folder: Path) -> None:
    """The reason stands in one line; the old file stays, and no picture is written beside a report that is not."""
    make, reason = UNWRITABLE[case]
    name = make(folder)
    before = state(folder)
    for arguments in (("report", "plan.yml", "-o", name), ("init", "--force", name)):
        ended = run(*arguments, *TODAY, cwd=folder)
        assert ended.told, ended
        assert ended.err == f"error: {name}: {reason}\n"
    assert state(folder) == before


@pytest.mark.parametrize("name", ["r.md", "r.html", "new.yml"])
def test_a_full_disk_leaves_the_old_file(name: str, folder: Path) -> None:
    """When a file can't grow beyond 2 KB the command ends with 2, the old file is there and no part of the new."""
    (folder / name).write_text(OLD)
    arguments = ("init", "--force", name) if name == "new.yml" else ("report", "plan.yml", "-o", name)
    ended = run(*arguments, *TODAY, cwd=folder, first="ulimit -f 4")
    assert ended.told, ended
    assert "File too large" in ended.err
    assert (folder / name).read_text() == OLD
    assert left_over(folder) == []


def test_no_place_at_all_for_a_pdf_is_told(folder: Path) -> None:
    """When nothing can be written anywhere, not even among temporary files, the reason stands in one line."""
    ended = run("report", "plan.yml", "-o", "r.pdf", *TODAY, cwd=folder, first="ulimit -f 0")
    assert ended.told, ended
    assert ended.err.startswith("error: PDF: ")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize("number", [1, 2])
def test_each_step_may_fail(number: int, folder: Path, tmp_path: Path) -> None:
    """Whether the temporary file can't be made or not be put in place: the old one stays, and no temporary one."""
    (folder / "r.html").write_text(OLD)
    report = ("report", "plan.yml", "-o", "r.html", *TODAY)
    ended = watched(tmp_path / "notes", f"fill:{number}", *report, cwd=folder)
    assert ended == Ended(2, "", "error: r.html: No space left on device\n")
    assert len(asked(tmp_path / "notes").changed) >= number
    assert (folder / "r.html").read_text() == OLD
    assert left_over(folder) == []


@pytest.mark.parametrize("number", [1, 2, 3])
def test_killed_while_it_writes(number: int, folder: Path, tmp_path: Path) -> None:
    """At each step the report is old or new, and nothing but a temporary file is left over."""
    (folder / "r.html").write_text(OLD)
    report = ("report", "plan.yml", "-o", "r.html", *TODAY)
    ended = watched(tmp_path / "notes", f"kill:{number}", *report, cwd=folder)
    assert ended == Ended(-signal.SIGKILL, "", "")
    text = (folder / "r.html").read_text(encoding="utf-8")
    assert text == OLD or text.rstrip().endswith("</html>")
    assert all(name.startswith(".promoplan-") for name in left_over(folder))


@pytest.mark.parametrize("number", [1, 2, 3])
def test_asked_to_end_while_it_writes(number: int, folder: Path, tmp_path: Path) -> None:
    """SIGTERM waits until the file is in place, so that not even a temporary one is left over."""
    (folder / "new.yml").write_text(OLD)
    ended = watched(tmp_path / "notes", f"end:{number}", "init", "--force", "new.yml", *TODAY, cwd=folder)
    assert ended == Ended(-signal.SIGTERM, "", "")
    assert (folder / "new.yml").read_text(encoding="utf-8") != OLD
    assert left_over(folder) == []


def test_killed_at_any_moment(folder: Path) -> None:
    """A report with pictures is old or new, and each picture whole or absent."""
    finished = run("report", "plan.yml", "-o", "r.md", *TODAY, cwd=folder)
    assert finished.code == 0
    new = (folder / "r.md").read_text(encoding="utf-8")
    pictures = state(folder / "r_charts")
    assert pictures
    for tenths in range(3, 7):
        (folder / "r.md").write_text(OLD)
        process = subprocess.Popen(
            [COMMAND, "report", "plan.yml", "-o", "r.md", *TODAY], cwd=folder, stderr=subprocess.DEVNULL
        )
        time.sleep(tenths / 10)
        process.kill()
        assert process.wait() in {0, -signal.SIGKILL}
        assert (folder / "r.md").read_text(encoding="utf-8") in {OLD, new}
        assert state(folder / "r_charts") == pictures


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """An installation of one's own, to be damaged: its package."""
    package = tmp_path / "installed" / "promoplan"
    shutil.copytree(ROOT / "src" / "promoplan", package, ignore=shutil.ignore_patterns("__pycache__", "fonts"))
    shutil.copytree(ROOT / "templates", package / "templates")
    (package / "report" / "fonts").symlink_to(ROOT / "src" / "promoplan" / "report" / "fonts")
    return package


def _damaged(package: Path, *arguments: str, cwd: Path) -> Ended:
    env = USUAL | {"PYTHONPATH": str(package.parent)}
    return run(*arguments, cwd=cwd, env=env, command=(sys.executable, "-P", "-m", "promoplan"))


def test_a_typesetter_that_ends_at_once_is_told(copied: Path, folder: Path) -> None:
    """Though it has read nothing of its job, promoplan goes on and says what happened; the old PDF stays."""
    (copied / "report" / "typesetter.py").write_text("")
    (folder / "r.pdf").write_text(OLD)
    ended = _damaged(copied, "report", "plan.yml", "-o", "r.pdf", *TODAY, cwd=folder)
    assert ended == Ended(2, "", "error: PDF: typst ended with 0\n")
    assert (folder / "r.pdf").read_text() == OLD


def test_a_module_that_ends_too_early_is_exit_2(copied: Path, folder: Path) -> None:
    """Half a compiled module, as a full disk leaves it, is not taken for findings."""
    compiled = Path(str(py_compile.compile(str(copied / "schema.py"), doraise=True)))
    compiled.write_bytes(compiled.read_bytes()[:500])
    ended = _damaged(copied, "schema", cwd=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.rstrip().splitlines()[-1].startswith("internal error in schema: RuntimeError ")


def test_asked_to_end_while_it_waits(folder: Path) -> None:
    """SIGTERM ends it at once, without a word; a shell sees 143."""
    pipe = subprocess.PIPE
    process = subprocess.Popen([COMMAND, "validate", "-"], cwd=folder, stdin=pipe, stdout=pipe, stderr=pipe)
    time.sleep(0.8)
    process.terminate()
    assert process.communicate() == (b"", b"")
    assert process.returncode == -signal.SIGTERM


def test_asked_to_end_while_it_typesets(folder: Path, tmp_path: Path) -> None:
    """SIGTERM leaves neither a PDF nor anything among the system's temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    environment = USUAL | {"TMPDIR": str(temporary)}
    for tenths in (5, 7):
        report = [COMMAND, "report", "plan.yml", "-o", "r.pdf", *TODAY]
        process = subprocess.Popen(report, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
        time.sleep(tenths / 10)
        process.terminate()
        assert process.wait() in {0, -signal.SIGTERM}
    time.sleep(1)  # the typesetter ends its work alone
    assert (list(temporary.iterdir()), left_over(folder)) == ([], [])


def test_four_at_once(folder: Path) -> None:
    """Four reports of one plan into one file: each ends well, and the file is whole."""
    command = [COMMAND, "report", "plan.yml", "-o", "r.md", *TODAY]
    processes = [subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) for _ in range(4)]
    assert [process.wait() for process in processes] == [0, 0, 0, 0]
    together = state(folder)
    assert run(*command[1:], cwd=folder).code == 0
    assert state(folder) == together
    assert left_over(folder) == []


def _findings(names: Iterable[str], cwd: Path, **env: str) -> dict[str, object]:
    """What is found in each plan, by its name."""
    ended = run("validate", "-f", "json", *TODAY, *names, cwd=cwd, env=USUAL | env)
    assert (ended.code, ended.err) == (1, "")
    found: dict[str, object] = {}
    for finding in json.loads(ended.out)["findings"]:
        finding.pop("fix")  # its text has the line ends of the file
        found.setdefault(finding["path"], []).append(finding)  # type: ignore[attr-defined]
    return found


def test_neither_hash_seed_nor_order_matters(folder: Path) -> None:
    """Findings and reports are the same for every seed of Python's hashes, findings also for every order of files."""
    names = [str(path.relative_to(ROOT)) for path in BROKEN]
    expected = _findings(names, ROOT, PYTHONHASHSEED="0")
    assert expected
    assert _findings(names, ROOT, PYTHONHASHSEED="4242") == expected
    assert _findings(names[::-1], ROOT, PYTHONHASHSEED="1") == expected
    for seed in ("0", "4242"):
        env = USUAL | {"PYTHONHASHSEED": seed}
        assert run("report", "broken.yml", "-o", f"{seed}.html", *TODAY, cwd=folder, env=env).code == 0
    assert (folder / "0.html").read_bytes() == (folder / "4242.html").read_bytes()


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    """With CRLF, and with a mark at the start and no line end at the end, the same is found at the same places."""
    variants: Mapping[str, Callable[[bytes], bytes]] = {
        "plain": lambda raw: raw,
        "crlf": lambda raw: raw.replace(b"\n", b"\r\n"),
        "bom": lambda raw: b"\xef\xbb\xbf" + raw.rstrip(),
    }
    for variant, changed in variants.items():
        for plan in BROKEN:
            (tmp_path / variant).mkdir(exist_ok=True)
            (tmp_path / variant / plan.name).write_bytes(changed(plan.read_bytes()))
    names = [plan.name for plan in BROKEN]
    expected = _findings(names, tmp_path / "plain")
    assert len(expected) == len(BROKEN)
    for variant in ("crlf", "bom"):
        assert _findings(names, tmp_path / variant) == expected
