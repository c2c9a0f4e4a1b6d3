"""Sources: reading within limits, and lines and columns."""

import os
import socket
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from promoplan.errors import UnreadableError
from promoplan.source.document import parse
from promoplan.source.includes import load_document
from promoplan.source.root import is_inside, root_of
from promoplan.source.text import MAX_BYTES, Source, read_source, read_stdin

from .reading import named, needs_permissions, write_files


def test_reading_a_file(tmp_path: Path) -> None:
    """Text comes without its byte order mark, with its line ends, under the path as given."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: \xe9\x9d\x92\r\nb: 1")
    source = read_source(path, "./plan.yaml")
    assert (source.path, source.text, source.bom) == ("./plan.yaml", "a: 青\r\nb: 1", True)
    assert source.quotable
    assert source.trouble == ()
    assert read_source(path).path == str(path)


@pytest.mark.parametrize(("size", "whole"), [(MAX_BYTES, True), (MAX_BYTES + 1, False), (2**30, False)])
def test_the_limit_of_size(tmp_path: Path, size: int, whole: bool) -> None:
    """A file of 2 MiB is read; of a larger one, even a huge one, the size is the only flaw."""
    path = tmp_path / "plan.yaml"
    path.write_bytes(b"# " + b"x" * (MAX_BYTES - 2))
    os.truncate(path, size)
    start = time.perf_counter()
    source = read_source(path)
    assert time.perf_counter() - start < 1
    assert named(parse(source).flaws) == ["PP003.comments" if whole else "PP005.size"]
    assert (len(source.text) == size) is whole
    assert whole or parse(source).flaws[0].values == {"limit": 2}


def test_the_limit_of_size_holds_for_streams() -> None:
    """No more than the limit is taken from a stream."""
    stream = BytesIO(b"#" * (MAX_BYTES * 3))
    assert named(parse(read_stdin(stream)).flaws) == ["PP005.size"]
    assert stream.tell() == MAX_BYTES + 1
    assert read_stdin(BytesIO(b"a: 1")) == Source("stdin", "a: 1")


def make_socket(path: Path) -> None:
    """Leaves a socket's file behind."""
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))


def make_loop(path: Path) -> None:
    """Two links that lead to each other."""
    other = path.with_name("other.yaml")
    path.symlink_to(other)
    other.symlink_to(path)


NOT_REGULAR = "{path}: not a regular file"
MISSING = "{path}: no such file"
DANGLING = "{path}: a link to a file that is not there"
KINDS: dict[str, tuple[Callable[[Path], object], str]] = {
    "pipe": (os.mkfifo, NOT_REGULAR),
    "socket": (make_socket, NOT_REGULAR),
    "folder": (Path.mkdir, NOT_REGULAR),
    "device": (lambda path: path.symlink_to("/dev/zero"), NOT_REGULAR),
    "link to a folder": (lambda path: path.symlink_to(path.parent), NOT_REGULAR),
    "dangling link": (lambda path: path.symlink_to("gone.yaml"), DANGLING),
    "loop": (make_loop, "{path}: a loop of links"),
    "nothing": (lambda _: None, MISSING),
}


@pytest.mark.parametrize(("make", "reason"), KINDS.values(), ids=KINDS.keys())
def test_what_is_no_regular_file(tmp_path: Path, make: Callable[[Path], object], reason: str) -> None:
    """Whatever is no file is refused at once, with its path as given and the reason."""
    path = tmp_path / "plan.yaml"
    make(path)
    start = time.perf_counter()
    with pytest.raises(UnreadableError) as caught:
        read_source(path, "./x.yaml")
    assert time.perf_counter() - start < 1
    assert caught.value.template == reason
    assert str(caught.value).startswith("./x.yaml: ")


NAMES = ["a\0b.yaml", "x" * 300 + ".yaml", "x/" * 3000 + "plan.yaml", "plan.yaml/x.yaml", "\udcff.yaml", "😀.yaml"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("read", [read_source, load_document])
def test_names_that_lead_to_no_file(tmp_path: Path, name: str, read: Callable[[Path], object]) -> None:
    """A name that can't exist, such as one that is too long or holds a NUL, is a file that is not there."""
    write_files(tmp_path, {"plan.yaml": "a: 1"})
    with pytest.raises(UnreadableError):
        read(tmp_path / name)


@needs_permissions
def test_without_permission(tmp_path: Path) -> None:
    """A file that may not be read is refused with this reason."""
    path = write_files(tmp_path, {"plan.yaml": "a: 1"}) / "plan.yaml"
    path.chmod(0)
    with pytest.raises(UnreadableError, match="no permission"):
        read_source(path)


def test_a_working_folder_that_is_gone(tmp_path: Path) -> None:
    """In a folder that was deleted, a relative path leads to no file, and the root is only a name."""
    before = Path.cwd()
    (tmp_path / "gone").mkdir()
    os.chdir(tmp_path / "gone")
    try:
        (tmp_path / "gone").rmdir()
        with pytest.raises(UnreadableError, match="no such file"):
            load_document(Path("plan.yaml"))
        assert not is_inside(Path("plan.yaml"), root_of(Path("plan.yaml")))
    finally:
        os.chdir(before)


def test_only_what_lies_in_the_root_is_quotable(tmp_path: Path) -> None:
    """A link that leads out of the root is read, but its text may not be shown; one inside may."""
    write_files(tmp_path, {"secret.yaml": "a: 1", "p/.git/HEAD": "", "p/real.yaml": "a: 1"})
    project = tmp_path / "p"
    (project / "out.yaml").symlink_to("../secret.yaml")
    (project / "in.yaml").symlink_to("real.yaml")
    (project / "folder").symlink_to("..")
    assert read_source(project / "out.yaml").text == "a: 1"
    assert not read_source(project / "out.yaml").quotable
    assert not read_source(project / "folder/secret.yaml").quotable
    assert read_source(project / "in.yaml").quotable
    assert read_source(project / "out.yaml", root=tmp_path).quotable


@pytest.mark.parametrize("marker", ["promoplan.toml", "pyproject.toml", ".git"])
def test_the_root(tmp_path: Path, marker: str) -> None:
    """The root is the nearest folder upward with a marker, by the names as written; else the file's own folder."""
    write_files(tmp_path, {f"p/{marker}": "", "p/a/b/plan.yaml": "", "q/plan.yaml": ""})
    (tmp_path / "q/link").symlink_to("../p/a")
    assert root_of(tmp_path / "p/a/b/plan.yaml") == tmp_path / "p"
    assert root_of(tmp_path / "p/a") == tmp_path / "p"
    assert root_of(tmp_path / "p/a/../../q/plan.yaml") == tmp_path / "q"
    assert root_of(tmp_path / "q/link/b/plan.yaml") == tmp_path / "q/link/b"
    assert root_of(tmp_path / "q/new.yaml") == tmp_path / "q"


POSITIONS = [
    ("", 0, (1, 1)),
    ("ab", 2, (1, 3)),
    ("a\nb", 1, (1, 2)),
    ("a\nb", 2, (2, 1)),
    ("a\n\n\nb", 4, (4, 1)),
    ("a\r\nb", 3, (2, 1)),
    ("青😀é\n禾", 3, (1, 4)),
    ("青😀é\n禾", 4, (2, 1)),
    ("a\u2028b\rc\n", 4, (1, 5)),
    ("a\n", 2, (2, 1)),
]


@pytest.mark.parametrize(("text", "offset", "position"), POSITIONS)
def test_positions(text: str, offset: int, position: tuple[int, int]) -> None:
    """Lines and columns count from 1, in characters; only a line break begins a line."""
    assert Source("x", text).position(offset) == position


LINES = [("", 1, ""), ("a\nb", 1, "a"), ("a\nb", 2, "b"), ("a\r\nb\r\n", 1, "a"), ("a\r\nb\r\n", 2, "b")]
LINES += [("a\n", 2, ""), ("a", 2, ""), ("a", 0, ""), ("a", -1, ""), ("青\n\n", 1, "青")]


@pytest.mark.parametrize(("text", "number", "line"), LINES)
def test_lines(text: str, number: int, line: str) -> None:
    """A line comes without its end; lines that are not there are empty."""
    assert Source("x", text).line(number) == line
