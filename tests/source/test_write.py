"""Writing files: the old text or the new, whatever happens."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from promoplan.errors import OutputError
from promoplan.source.write import write_atomic

from .reading import needs_permissions, write_files


def left_over(folder: Path) -> list[str]:
    """Names of temporary files in a folder."""
    return [path.name for path in folder.iterdir() if path.name.endswith(".tmp")]


@pytest.mark.parametrize("overwrite", [True, False])
@pytest.mark.parametrize(
    ("data", "raw"), [("青\r\n\ufeff\n", "青\r\n\ufeff\n".encode()), (b"\xff\0", b"\xff\0"), ("", b"")]
)
def test_a_new_file(tmp_path: Path, data: str | bytes, raw: bytes, overwrite: bool) -> None:
    """Text is written as UTF-8 with its line ends, bytes as they are, with the mode that the user's umask leaves."""
    path = tmp_path / "new.txt"
    before = os.umask(0o027)
    try:
        write_atomic(path, data, overwrite=overwrite)
    finally:
        os.umask(before)
    assert path.read_bytes() == raw
    assert path.stat().st_mode & 0o777 == 0o640
    assert left_over(tmp_path) == []


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
def test_overwriting_keeps_the_mode(tmp_path: Path, mode: int) -> None:
    """An existing file gets its new text and keeps its mode."""
    path = tmp_path / "old.txt"
    path.write_text("old")
    path.chmod(mode)
    write_atomic(path, "new", overwrite=True)
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == mode
    assert left_over(tmp_path) == []


def test_a_link_inside_the_root_is_followed(tmp_path: Path) -> None:
    """The file behind a link is written, whether it is there yet or not, and the link stays a link."""
    write_files(tmp_path, {".git/x": "", "a/real.txt": "old", "b/x": ""})
    for name in ("real.txt", "fresh.txt"):
        (tmp_path / "b" / name).symlink_to(f"../a/{name}")
        write_atomic(tmp_path / "b" / name, "new", overwrite=True)
        assert (tmp_path / "b" / name).is_symlink()
        assert (tmp_path / "a" / name).read_text() == "new"
    assert left_over(tmp_path / "a") == left_over(tmp_path / "b") == []


REFUSED = {
    "already there": ("there.txt", False, "{path}: already there"),
    "link to a file that is there": ("in.txt", False, "{path}: already there"),
    "read-only": ("readonly.txt", True, "{path}: read-only"),
    "link to a read-only file": ("readonly-link.txt", True, "{path}: read-only"),
    "folder": ("folder", True, "{path}: not a regular file"),
    "pipe": ("pipe", True, "{path}: not a regular file"),
    "pipe, without overwriting": ("pipe", False, "{path}: not a regular file"),
    "link that leads out": ("out.txt", True, "{path}: a link that leads out of the project"),
    "link that leads out to nothing": ("out-gone.txt", True, "{path}: a link that leads out of the project"),
    "loop": ("loop.txt", True, "{path}: {reason}"),
    "no such folder": ("gone/x.txt", True, "{path}: {reason}"),
    "below a file": ("there.txt/x.txt", True, "{path}: {reason}"),
    "too long": ("x" * 300, True, "{path}: {reason}"),
    "a NUL": ("a\0b", True, "{path}: {reason}"),
}


@pytest.mark.parametrize(("name", "overwrite", "template"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_written(tmp_path: Path, name: str, overwrite: bool, template: str) -> None:
    """What may not or can't be written is refused with its reason, and nothing has changed."""
    write_files(tmp_path, {"secret.txt": "secret", "p/.git/x": "", "p/there.txt": "old", "p/readonly.txt": "old"})
    project = tmp_path / "p"
    (project / "readonly.txt").chmod(0o444)
    (project / "folder").mkdir()
    os.mkfifo(project / "pipe")
    links = {"in.txt": "there.txt", "readonly-link.txt": "readonly.txt", "out.txt": "../secret.txt"}
    for link, target in {**links, "out-gone.txt": "../gone.txt", "loop.txt": "loop.txt"}.items():
        (project / link).symlink_to(target)
    before = sorted(project.rglob("*"))
    with pytest.raises(OutputError) as caught:
        write_atomic(project / name, "new", overwrite=overwrite)
    assert caught.value.template == template
    assert caught.value.values["path"] == str(project / name)
    assert sorted(project.rglob("*")) == before
    assert (project / "there.txt").read_text() == (project / "readonly.txt").read_text() == "old"
    assert (tmp_path / "secret.txt").read_text() == "secret"
    assert not (tmp_path / "gone.txt").exists()


def test_text_that_has_no_utf_8(tmp_path: Path) -> None:
    """Half a surrogate pair can't be written; the old file stays."""
    path = write_files(tmp_path, {"old.txt": "old"}) / "old.txt"
    with pytest.raises(OutputError):
        write_atomic(path, "\ud83d", overwrite=True)
    assert path.read_text() == "old"
    assert left_over(tmp_path) == []


@needs_permissions
def test_a_folder_without_permission(tmp_path: Path) -> None:
    """In a read-only folder nothing is written."""
    write_files(tmp_path, {"old.txt": "old"})
    tmp_path.chmod(0o555)
    try:
        with pytest.raises(OutputError):
            write_atomic(tmp_path / "old.txt", "new", overwrite=True)
    finally:
        tmp_path.chmod(0o755)
    assert (tmp_path / "old.txt").read_text() == "old"


FULL_DISK = """
import resource, sys
from pathlib import Path
from promoplan.errors import OutputError
from promoplan.source.write import write_atomic
resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))
try:
    write_atomic(Path(sys.argv[1]), "new" * 100_000, overwrite=True)
except OutputError as error:
    print(error)
"""


@pytest.mark.parametrize("old", [None, "old"])
def test_a_full_disk(tmp_path: Path, old: str | None) -> None:
    """When the system takes only part of the text, the old file or none is there, and no temporary one."""
    path = tmp_path / "plan.yaml"
    if old is not None:
        path.write_text(old)
    command = [sys.executable, "-c", FULL_DISK, str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=20)
    assert done.stdout.startswith(f"{path}: ")
    assert done.stderr == ""
    assert (path.read_text() if path.exists() else None) == old
    assert left_over(tmp_path) == []


ENDLESS = """
import sys
from pathlib import Path
from promoplan.source.write import write_atomic
path, texts = Path(sys.argv[1]), ("old" * 100_000, "new" * 100_000)
for number in range(1_000_000):
    write_atomic(path, texts[number % 2], overwrite=True)
    if number == 0:
        print("begun", flush=True)
"""


@pytest.mark.parametrize("part", range(3))
def test_killed_while_writing(tmp_path: Path, part: int) -> None:
    """After a kill at any moment the file holds the old text or the new, and what is left over is named as such."""
    path = tmp_path / "plan.yaml"
    whole = {"old" * 100_000, "new" * 100_000}
    for moment in range(10):
        child = subprocess.Popen([sys.executable, "-c", ENDLESS, str(path)], stdout=subprocess.PIPE)
        with child:
            assert child.stdout is not None
            assert child.stdout.readline() == b"begun\n"
            time.sleep((moment * 3 + part) * 0.0007)
            child.kill()
        assert path.read_text() in whole
        others = [name.name for name in tmp_path.iterdir() if name != path]
        assert all(name.startswith(".promoplan-") and name.endswith(".tmp") for name in others)


SEVERAL_AT_ONCE = """
import sys
from pathlib import Path
from promoplan.errors import OutputError
from promoplan.source.write import write_atomic
print("ready", flush=True)
sys.stdin.read()
try:
    write_atomic(Path(sys.argv[1]), sys.argv[2], overwrite=False)
    print("written")
except OutputError as error:
    print(error.template)
"""


def test_several_at_once(tmp_path: Path) -> None:
    """Of several that may not overwrite one wins, and the others are told."""
    path = tmp_path / "plan.yaml"
    pipe = subprocess.PIPE
    with ExitStack() as stack:
        commands = [[sys.executable, "-c", SEVERAL_AT_ONCE, str(path), str(number)] for number in range(4)]
        children = [stack.enter_context(subprocess.Popen(each, stdin=pipe, stdout=pipe)) for each in commands]
        inputs = [child.stdin for child in children if child.stdin is not None]
        outputs = [child.stdout for child in children if child.stdout is not None]
        assert [output.readline() for output in outputs] == [b"ready\n"] * 4
        for each in inputs:
            each.close()
        said = [output.read().decode().strip() for output in outputs]
    assert sorted(said) == ["written", *["{path}: already there"] * 3]
    assert path.read_text() == str(said.index("written"))
    assert left_over(tmp_path) == []
