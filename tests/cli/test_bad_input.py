"""Bad input gets one clear message and exit code 1 or 2: never a traceback, a crash, a hang or run-away memory."""

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import Ran, promoplan

SECONDS = 5  # the promise is 2 s on a quiet machine
MEMORY = 300


Make = Callable[[Path], str]
"""Makes a bad input in a folder and gives its name."""


def _write(name: str, content: bytes) -> Make:
    def make(folder: Path) -> str:
        (folder / name).write_bytes(content)
        return name

    return make


def _folder(folder: Path) -> str:
    (folder / "empty").mkdir()
    return "empty"


def _named_like_a_plan(folder: Path) -> str:
    (folder / "x.yaml").mkdir()
    return "x.yaml"


def _fifo(folder: Path) -> str:
    os.mkfifo(folder / "pipe.yaml")
    return "pipe.yaml"


def _socket(folder: Path) -> str:
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(folder / "s.yaml"))
    return "s.yaml"


def _sparse(folder: Path) -> str:
    with (folder / "huge.yaml").open("wb") as file:
        file.truncate(1 << 30)
    return "huge.yaml"


def _loop(folder: Path) -> str:
    (folder / "a.yaml").symlink_to("b.yaml")
    (folder / "b.yaml").symlink_to("a.yaml")
    return "a.yaml"


def _dangling(folder: Path) -> str:
    (folder / "a.yaml").symlink_to("gone.yaml")
    return "a.yaml"


GBK = "promoplan: 1\nplan: {name: 春季推广计划，提升品牌知名度}\n".encode("gbk")
UNREADABLE: dict[str, tuple[Make, str]] = {
    "a missing file": (lambda _: "gone.yaml", "error: gone.yaml: no such file"),
    "a folder without plans": (_folder, "error: empty: no plan files here"),
    "a folder named like a plan": (_named_like_a_plan, "error: x.yaml: no plan files here"),
    "a FIFO": (_fifo, "error: pipe.yaml: not a regular file"),
    "a socket": (_socket, "error: s.yaml: not a regular file"),
    "a loop of links": (_loop, "error: a.yaml: a loop of links"),
    "a dangling link": (_dangling, "error: a.yaml: a link to a file that is not there"),
}
FOUND: dict[str, tuple[Make, str, str]] = {
    "an empty file": (_write("a.yaml", b""), "PP003", "a.yaml:1:1: PP003 error: the file is empty"),
    "comments only": (_write("a.yaml", b"# nothing\n"), "PP003", "a.yaml:1:1: PP003 error:"),
    "a list at the top": (_write("a.yaml", b"- promoplan: 1\n"), "PP003", "a.yaml:1:1: PP003 error: the top level is"),
    "binary data": (_write("a.yaml", bytes(range(256)) * 40), "PP004", "PP004 error: not UTF-8"),
    "GBK": (_write("a.yaml", GBK), "PP004", "not UTF-8 (looks like GBK)"),
    "30 KB of brackets": (_write("a.yaml", b"[" * 30_000), "PP005", "a.yaml:1:65: PP005 error: nested deeper than 64"),
    "a million brackets": (_write("a.yaml", b"a: " + b"[" * 1_000_000), "PP005", "nested deeper than 64 levels"),
    "an alias": (_write("a.yaml", b"promoplan: 1\nplan: &p {id: a}\nteam: *p\n"), "PP009", "a.yaml:2:7: PP009 error:"),
    "a gigabyte": (_sparse, "PP005", "huge.yaml:1:1: PP005 error: the file is larger than 2 MiB"),
    "a name that is a command": (_write("::error::x.yaml", b"- 1\n"), "PP003", "./::error::x.yaml:1:1: PP003 error:"),
}  # fmt: skip


def _well_behaved(ran: Ran) -> None:
    assert "Traceback" not in ran.err + ran.out
    assert "internal error" not in ran.err
    assert ran.seconds < SECONDS
    assert ran.memory is not None
    assert ran.memory < MEMORY
    assert not [line for line in ran.out.splitlines() if line.lstrip().startswith("::")]


@pytest.mark.parametrize("case", UNREADABLE)
def test_what_cannot_be_read_is_one_line_and_exit_2(case: str, tmp_path: Path) -> None:
    """The reason stands on stderr in one line, nothing on stdout."""
    make, message = UNREADABLE[case]
    ran = promoplan("validate", "--", make(tmp_path), cwd=tmp_path, cold=True)
    _well_behaved(ran)
    assert (ran.code, ran.out, ran.err) == (2, "", f"{message}\n")


@pytest.mark.parametrize("case", FOUND)
def test_what_is_no_plan_is_found_and_exit_1(case: str, tmp_path: Path) -> None:
    """A line names place, code and what is wrong."""
    make, code, message = FOUND[case]
    ran = promoplan("validate", "--", make(tmp_path), cwd=tmp_path, cold=True)
    _well_behaved(ran)
    assert ran.code == 1
    line = next(line for line in ran.out.splitlines() if f" {code} error: " in line)
    assert message in line


def test_the_other_files_are_still_checked(tmp_path: Path) -> None:
    """One unreadable file does not hide what is wrong in the next."""
    (tmp_path / "b.yaml").write_text("- 1\n")
    ran = promoplan("validate", "gone.yaml", "b.yaml", cwd=tmp_path, cold=True)
    assert ran.code == 2
    assert "b.yaml:1:1: PP003" in ran.out
    assert "gone.yaml" in ran.err


def test_a_thousand_faults_print_a_hundred(tmp_path: Path) -> None:
    """Output is bounded, and everything is counted."""
    keys = "".join(f"k{number}: 1\n" for number in range(3000))
    (tmp_path / "a.yaml").write_text(f"promoplan: 1\nplan: {{}}\n{keys}")
    ran = promoplan("validate", "a.yaml", cwd=tmp_path, cold=True)
    assert ran.code == 1
    assert len(ran.raw) < 1 << 20
    assert sum(" error: " in line for line in ran.out.splitlines()) <= 100
    assert "more findings" in ran.out
