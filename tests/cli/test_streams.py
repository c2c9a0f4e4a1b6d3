"""Terminals, pipes, locales and signals: the same findings everywhere, and nothing a plan says is obeyed."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from tests.cli.running import BEFORE, COMMAND, MINIMAL, promoplan

BROKEN = MINIMAL.read_text(encoding="utf-8").replace("reserve: 10%", "reserve: 5%", 1)
ARGUMENTS = ("validate", "broken.yaml", "--today", BEFORE)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a plan whose reserve is too small."""
    (tmp_path / "broken.yaml").write_text(BROKEN, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
        {"LC_ALL": "bogus"},
        {"TERM": "dumb"},
        {"COLUMNS": "0"},
        {"COLUMNS": "3"},
        {"COLUMNS": "-5"},
        {"COLUMNS": "abc"},
        {"COLUMNS": "1000000"},
        {"NO_COLOR": "1"},
        {"TZ": "UTC-14"},
    ],
    ids=str,
)
def test_any_environment_gives_the_same_findings(folder: Path, environment: dict[str, str]) -> None:
    """Exit code, code and place are the same; no colour goes into a file."""
    ran = promoplan(*ARGUMENTS, cwd=folder, env=environment)
    assert ran.code == 1
    assert "PP601 error" in ran.out
    assert "\x1b" not in ran.out


def test_colour_when_forced(folder: Path) -> None:
    """FORCE_COLOR and --color always paint; --color never does not."""
    assert "\x1b[" in promoplan(*ARGUMENTS, cwd=folder, env={"FORCE_COLOR": "1"}).out
    assert "\x1b[" in promoplan(*ARGUMENTS, "--color", "always", cwd=folder).out
    assert "\x1b" not in promoplan(*ARGUMENTS, "--color", "never", cwd=folder, env={"FORCE_COLOR": "1"}).out


def test_json_is_the_same_bytes_in_any_locale(folder: Path) -> None:
    """Locale and narrow terminals leave JSON alone."""
    usual = promoplan(*ARGUMENTS, "-f", "json", "--lang", "zh-Hant", cwd=folder).raw
    other = promoplan(*ARGUMENTS, "-f", "json", "--lang", "zh-Hant", cwd=folder, env={"LC_ALL": "C", "COLUMNS": "3"})
    assert usual == other.raw


NAMES = [
    "::error::x.yaml",
    "a\n::add-mask::b.yaml",
    "##[error]x.yaml",
    "x,line=1.yaml",
    "%0A::x.yaml",
    "\x1b[2Jx.yaml",
    "[bold]x.yaml",
    "-rf.yaml",
]


@pytest.mark.parametrize("form", ["text", "json", "github"])
def test_a_file_name_is_never_a_command(tmp_path: Path, form: str) -> None:
    """No line begins with what a CI runner obeys, no `##[` and no escape gets through, and one line is one command."""
    for name in NAMES:
        (tmp_path / name).write_text(f"- {name!r}\n", encoding="utf-8")
    ran = promoplan("validate", "-f", form, "--", *NAMES, cwd=tmp_path)
    assert (ran.code, ran.out.count("PP003") >= len(NAMES)) == (1, True)
    assert "\x1b" not in ran.out
    assert "##[" not in ran.out
    commands = [line for line in ran.out.splitlines() if line.lstrip().startswith("::")]
    assert len(commands) == (ran.out.count("PP003 not-a-plan") if form == "github" else 0)
    if form == "json":
        json.loads(ran.out)


def test_a_plans_text_is_never_a_command(tmp_path: Path) -> None:
    """What a plan says is quoted in one line, shortened, without controls."""
    text = "promoplan: 1\nplan: {id: '##[error]::error::', kind: '" + "x" * 5000 + "'}\n"
    (tmp_path / "a.yaml").write_text(text)
    for form in ("text", "json", "github"):
        ran = promoplan("validate", "-f", form, "a.yaml", cwd=tmp_path)
        assert "##[" not in ran.out
        assert max(map(len, ran.out.splitlines())) < 1000


def test_a_reader_that_leaves_is_no_trouble(folder: Path) -> None:
    """A pipe closed at once ends the run silently."""
    process = subprocess.Popen([COMMAND, *ARGUMENTS], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    with process.stderr as err:
        assert err.read() == b""
    assert process.wait() in {0, 1, -signal.SIGPIPE}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
@pytest.mark.parametrize("arguments", [ARGUMENTS, ("--version",), ("--help",), ("rules", "--help")], ids=" ".join)
def test_a_lost_report_is_exit_2(folder: Path, arguments: tuple[str, ...]) -> None:
    """A full disk behind stdout is told on stderr."""
    with Path("/dev/full").open("wb") as full:
        ran = subprocess.run([COMMAND, *arguments], cwd=folder, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ran.returncode == 2
    assert ran.stderr.startswith(b"error: stdout: ")
    assert ran.stderr.count(b"\n") == 1


@pytest.mark.parametrize("arguments", [ARGUMENTS, ("--version",), ("--help",), ("rules", "--help")], ids=" ".join)
def test_a_closed_stdout_is_exit_2(folder: Path, arguments: tuple[str, ...]) -> None:
    """Started without stdout, promoplan says so."""
    shell = f"exec '{COMMAND}' {' '.join(arguments)} >&-"
    ran = subprocess.run(["/bin/sh", "-c", shell], cwd=folder, stderr=subprocess.PIPE, check=False)
    assert (ran.returncode, ran.stderr) == (2, b"error: stdout: closed\n")


def test_interrupt_ends_it_at_once(folder: Path) -> None:
    """Ctrl-C while it waits for stdin leaves no traceback."""
    process = subprocess.Popen(
        [COMMAND, "validate", "-"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    time.sleep(1.0)
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert process.returncode == -signal.SIGINT
    assert out + err == b""


def test_modules_in_the_checkout_are_not_imported(folder: Path) -> None:
    """A hostile checkout's yaml.py and rich.py stay unread."""
    for name in ("yaml", "rich", "pydantic", "sitecustomize"):
        (folder / f"{name}.py").write_text("raise SystemExit('hijacked')\n")
    assert "hijacked" not in promoplan(*ARGUMENTS, cwd=folder).err


def test_a_file_outside_the_root_is_not_quoted(tmp_path: Path) -> None:
    """A link that leads out of the project is checked, but its text is not shown."""
    project = tmp_path / "project"
    project.mkdir()
    (project / "promoplan.toml").write_text("")
    (tmp_path / "secret.yaml").write_text("- password: hunter2\n")
    (project / "a.yaml").symlink_to(tmp_path / "secret.yaml")
    ran = promoplan("validate", "a.yaml", cwd=project)
    assert ran.code == 1
    assert "hunter2" not in ran.out + ran.err
