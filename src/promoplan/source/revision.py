"""A plan as it stood at a revision of its git repository.

Git is asked for names and contents alone: nothing is checked out, no filter or hook runs. What the plan is made of (its
file or folder, and its bases) is copied to a private folder and read there like any other plan.
"""

import os
import pathlib
import posixpath
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from tempfile import TemporaryDirectory

from promoplan.errors import MissingExtra, UnreadableError, UsageError
from promoplan.source.discovery import PLAN_FILE, is_plan_name, plan_of
from promoplan.source.document import Document, parse
from promoplan.source.includes import MAX_BASES, load_document
from promoplan.source.root import absolute, root_of
from promoplan.source.text import MAX_BYTES, read_source

MAX_SECTIONS = 200
"""The most files of a plan folder that are read."""

_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR")
"""What git tells its hooks of the repository that it works on, which may not be the plan's."""

_UNKNOWN = "--base {revision}: git knows no such revision here; a shallow clone must fetch it first"


def load_at(path: pathlib.Path, revision: str) -> Document | None:
    """The plan that a file or folder was at a revision, such as `origin/main`; None where it was not there yet.

    Raises UnreadableError where there is no repository or git refuses it, UsageError for an unknown revision, and
    MissingExtra where git is not installed.
    """
    plan = path / PLAN_FILE if os.path.isdir(path) else plan_of(path)  # noqa: PTH112 - never raises
    try:
        commit = _commit(plan.parent, revision)
        with TemporaryDirectory(prefix="promoplan-") as private:
            copy = _copied(commit, plan, pathlib.Path(private))
            return load_document(copy, _shown(plan, revision)) if copy else None
    except OSError as error:
        raise UnreadableError("{path}: {reason}", path=str(path), reason=error.strerror or str(error)) from error


def _shown(plan: pathlib.Path, revision: str) -> str:
    """The plan's path as git names it at a revision."""
    name = str(plan)
    return f"{revision}:{name if name.startswith(('/', '.')) else f'./{name}'}"


@dataclass(frozen=True)
class _Commit:
    """A commit of the repository that holds `folder`; `prefix` is the folder's path from the repository's top."""

    folder: pathlib.Path
    prefix: str
    hash: str

    def blob(self, path: str) -> bytes | None:
        """The content of a file of the commit, links inside it followed; None for what is no file.

        At most one byte more than `MAX_BYTES`.
        """
        if "\n" in path:
            return None
        command = _command(self.folder, "cat-file", "--batch", "--follow-symlinks")
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=_environment()) as git:  # noqa: S603 - git, with a list of arguments
            assert git.stdin is not None  # noqa: S101 - for the type checker
            assert git.stdout is not None  # noqa: S101 - as above
            git.stdin.write(os.fsencode(f"{self.hash}:{path}\n"))
            git.stdin.close()
            kind, size = _header(git.stdout.readline())
            return git.stdout.read(min(size, MAX_BYTES + 1)) if kind == b"blob" else None

    def names(self, folder: str) -> list[str]:
        """The names in a folder of the commit, in order; none where it is no folder."""
        ran = _ran(self.folder, "ls-tree", "-z", "--name-only", "--full-tree", f"{self.hash}:{folder}")
        return [] if ran.returncode else [os.fsdecode(name) for name in ran.stdout.split(b"\0") if name]


def _header(line: bytes) -> tuple[bytes, int]:
    """Kind and size of an object: git says "HASH blob 120", or what it was asked and "missing"."""
    parts = line.split()
    is_found = len(parts) == len(("hash", "kind", "size")) and parts[2].isdigit()
    return (parts[1], int(parts[2])) if is_found else (b"", 0)


def _commit(folder: pathlib.Path, revision: str) -> _Commit:
    prefix = _ran(folder, "rev-parse", "--show-prefix")
    if prefix.returncode:
        said = os.fsdecode(prefix.stderr).strip().splitlines()
        reason = (said or ["no reason given"])[0].removeprefix("fatal: ")
        raise UnreadableError("{path}: git says: {reason}", path=str(folder), reason=reason)
    found = None
    if revision and not revision.startswith("-"):
        found = _ran(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    if found is None or found.returncode:
        raise UsageError(_UNKNOWN, revision=revision)
    top = os.fsdecode(prefix.stdout).removesuffix("\n")
    return _Commit(folder, posixpath.normpath(top or "."), found.stdout.split()[-1].decode("ascii"))


def _copied(commit: _Commit, plan: pathlib.Path, private: pathlib.Path) -> pathlib.Path | None:
    """Copies what the plan is made of to the same paths in a private folder; None where there is no such plan."""
    _mark_root(commit, plan, private)
    path = posixpath.normpath(posixpath.join(commit.prefix, plan.name))
    if not _copy(commit, path, private):
        return None
    if plan.name == PLAN_FILE:
        for section in _sections(commit, posixpath.dirname(path)):
            _copy(commit, section, private)
    for base in _bases(path, private):
        if not _copy(commit, base, private):
            break
    return private / path


def _mark_root(commit: _Commit, plan: pathlib.Path, private: pathlib.Path) -> None:
    """Makes the project's root the copy's too, so that bases may lie where they may in the project."""
    upward = os.path.relpath(root_of(plan), absolute(plan.parent)).replace(os.sep, "/")
    root = posixpath.normpath(posixpath.join(commit.prefix, upward))
    marker = private / ("." if root.startswith("..") else root) / ".git"
    marker.parent.mkdir(parents=True, exist_ok=True)
    marker.touch()


def _copy(commit: _Commit, path: str, private: pathlib.Path) -> bool:
    content = commit.blob(path)
    if content is None:
        return False
    file = private / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
    return True


def _sections(commit: _Commit, folder: str) -> Iterator[str]:
    """The paths of the other YAML files of a plan's folder."""
    for name in islice(filter(is_plan_name, commit.names(folder)), MAX_SECTIONS):
        if name != PLAN_FILE and "/" not in name:
            yield posixpath.join(folder, name)


def _bases(path: str, private: pathlib.Path) -> Iterator[str]:
    """The paths of what a plan extends, and of what that extends; each must be there when the next is asked for."""
    for _ in range(MAX_BASES + 1):
        data = parse(read_source(private / path)).data
        written = data.get("extends") if data else None
        if not isinstance(written, str) or posixpath.isabs(written):
            return
        path = posixpath.normpath(posixpath.join(posixpath.dirname(path), written))
        if path.startswith(".."):
            return
        yield path


def _ran(folder: pathlib.Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(_command(folder, *arguments), capture_output=True, check=False, env=_environment())  # noqa: S603 - as above


def _command(folder: pathlib.Path, *arguments: str) -> list[str]:
    """A command of git's in a folder; no part of it goes through a shell."""
    git = shutil.which("git")
    if git is None:
        raise MissingExtra("git is not installed; --base needs it")
    return [git, "-C", str(folder), *arguments]


def _environment() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
