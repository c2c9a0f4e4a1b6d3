"""From paths to plan files: what a user names, and what a search of a folder finds; reads no YAML.

A folder with `plan.yaml` is one plan, and each of its section files stands for it.
"""

import os
import pathlib
import re
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase

from promoplan.errors import UnreadableError
from promoplan.source.root import absolute, root_of
from promoplan.source.text import read_bytes, unreadable

PLAN_FILE = "plan.yaml"
"""The file that makes a folder one plan."""

SUFFIXES = (".yaml", ".yml")
"""How names of plan files end."""

_TOP_LEVEL = rb"(?:^|[\r\n])[\xef\xbb\xbf\xff\xfe]*[\"']?%s[\"']?[ \t]*:"

NO_PLANS = "{path}: no plan files here"
"""Template of the error for a folder without a plan."""


def find_plans(
    paths: Sequence[pathlib.Path], exclude: Sequence[str] = (), root: pathlib.Path | None = None
) -> list[pathlib.Path]:
    """The plan files that paths stand for, each once: files as given, folders searched, in the order of `paths`.

    A folder with `plan.yaml` is that one plan, and each of its section files stands for it. Any other is searched,
    sorted by path and without following links to folders, for files whose top level has the keys `promoplan` and
    `plan`; hidden names and what matches a pattern of `exclude` (relative to `root`; `*` also matches "/") are passed
    over. Raises UnreadableError for a folder without plans.
    """
    found: dict[pathlib.Path, pathlib.Path] = {}
    for path in paths:
        inside = [plan_of(path)]
        if os.path.isdir(path):  # noqa: PTH112 - never raises
            inside = sorted(_search(path, exclude, root_of(path) if root is None else root))
            if not inside:
                raise UnreadableError(NO_PLANS, path=str(path))
        for file in inside:
            found.setdefault(absolute(file), file)
    return list(found.values())


def plan_of(path: pathlib.Path) -> pathlib.Path:
    """The plan that a file belongs to: the folder's for a section file beside `plan.yaml`, else the file itself."""
    plan = path.parent / PLAN_FILE
    if path.name == PLAN_FILE or not is_plan_name(path.name) or not plan.is_file() or not path.is_file():
        return path
    return path if _looks_like_plan(path) else plan


def _search(folder: pathlib.Path, exclude: Sequence[str], root: pathlib.Path) -> Iterator[pathlib.Path]:
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        plan = here / PLAN_FILE
        if os.path.lexists(plan):
            if here == folder or not _is_excluded(plan, exclude, root):
                yield plan
            continue
        for name in names_in(here, str(here)):
            path = here / name
            if name.startswith(".") or _is_excluded(path, exclude, root):
                continue
            if os.path.isdir(path):  # noqa: PTH112 - never raises
                waiting += [] if path.is_symlink() else [path]
            elif is_plan_name(name) and _looks_like_plan(path):
                yield path


def names_in(folder: pathlib.Path, shown: str) -> list[str]:
    """The names in a folder, sorted; raises UnreadableError."""
    try:
        return sorted(os.listdir(folder))  # noqa: PTH208 - names, not paths
    except OSError as error:
        raise unreadable(error, folder, shown) from error


def is_plan_name(name: str) -> bool:
    """Whether a file's name may be a plan's."""
    return name.endswith(SUFFIXES) and not name.startswith(".")


def _is_excluded(path: pathlib.Path, exclude: Sequence[str], root: pathlib.Path) -> bool:
    name = os.path.relpath(path, root).replace(os.sep, "/")
    patterns = [pattern.rstrip("/") for pattern in exclude]
    patterns += [pattern.removeprefix("**/") for pattern in patterns if pattern.startswith("**/")]
    return any(fnmatchcase(name, pattern) for pattern in patterns)


def _looks_like_plan(path: pathlib.Path) -> bool:
    """A cheap look at the text; a file that can't be read counts, so that whoever reads it says why."""
    try:
        raw = read_bytes(path, str(path)).replace(b"\0", b"")  # what is left of UTF-16 shows its keys too
    except UnreadableError:
        return True
    return all(re.search(_TOP_LEVEL % key, raw) for key in (b"promoplan", b"plan"))
