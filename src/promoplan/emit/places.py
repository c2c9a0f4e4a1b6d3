"""Names of files as CI services want them: from the top of the repository, with "/" between."""

import os
from functools import lru_cache
from pathlib import Path


def in_repository(name: str) -> str:
    """A file's name from the repository's top, or where there is none from the working folder.

    What lies elsewhere keeps its name, as standard input does.
    """
    if name.startswith("<"):
        return name
    try:
        inside = os.path.relpath(name, _top(Path.cwd()))
    except (OSError, ValueError):  # the working folder is gone; another drive
        return name.replace(os.sep, "/")
    return (name if inside.startswith("..") else inside).replace(os.sep, "/")


@lru_cache(maxsize=1)
def _top(folder: Path) -> Path:
    above = (each for each in (folder, *folder.parents) if os.path.lexists(each / ".git"))
    return next(above, folder)
