"""The root of a project: what lies inside may be named, quoted and changed; what lies outside may not."""

import os
from collections.abc import Iterator
from pathlib import Path

_MARKERS = ("promoplan.toml", "pyproject.toml", ".git")


def root_of(path: Path) -> Path:
    """The nearest folder upward of `path` with promoplan.toml, pyproject.toml or .git, else the file's own folder.

    Goes by the names as written, so that a link does not lead to another project's root.
    """
    own = absolute(path)
    folder = own if os.path.isdir(own) else own.parent  # noqa: PTH112 - never raises, unlike Path.is_dir
    for candidate in (folder, *folder.parents):
        if any(os.path.lexists(candidate / marker) for marker in _MARKERS):
            return candidate
    return folder


def projects_below(root: Path) -> Iterator[Path]:
    """The folders below a root that are roots of their own."""
    for folder, below, _ in os.walk(root):
        below[:] = [name for name in below if not name.startswith(".") and name != "node_modules"]
        if Path(folder) != root and any(os.path.lexists(os.path.join(folder, each)) for each in _MARKERS):  # noqa: PTH118 - fast
            yield Path(folder)


def absolute(path: Path) -> Path:
    """The path from the top, without ".." and with links as they are; as given where the working folder is gone."""
    try:
        return Path(os.path.abspath(path))  # noqa: PTH100 - Path.absolute keeps "..", Path.resolve follows links
    except FileNotFoundError:
        return path


def real(path: Path) -> Path:
    """The path with its links followed; a link in a loop stays as it is, where Path.resolve raises before 3.13."""
    return Path(os.path.realpath(path))


def is_inside(path: Path, root: Path) -> bool:
    """Whether a path lies in `root` once all links are followed."""
    try:
        return real(path).is_relative_to(real(root))
    except (OSError, ValueError):  # the working folder is gone; a name that this system can't hold
        return False
