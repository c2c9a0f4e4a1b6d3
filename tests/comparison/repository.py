"""A scratch git repository."""

import os
import subprocess
from dataclasses import dataclass
from pathlib import Path

NOBODY = {
    "GIT_AUTHOR_NAME": "Nobody", "GIT_AUTHOR_EMAIL": "nobody@a.example",
    "GIT_COMMITTER_NAME": "Nobody", "GIT_COMMITTER_EMAIL": "nobody@a.example",
    "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
}  # fmt: skip


@dataclass(frozen=True)
class Repository:
    """A repository in a folder, with files to commit."""

    folder: Path

    def git(self, *arguments: str) -> str:
        """What git says."""
        environment = {"PATH": os.environ["PATH"], "HOME": str(self.folder), **NOBODY}
        ran = subprocess.run(
            ["git", "-C", str(self.folder), *arguments], env=environment, capture_output=True, text=True, check=True
        )
        return ran.stdout.strip()

    def commit(self, **files: str | bytes | None) -> str:
        """Writes files (None: removes one), commits all, and gives the commit; names as in `plans__a_yaml`."""
        for name, content in files.items():
            self.write(name.replace("__", "/").replace("_yaml", ".yaml").replace("_yml", ".yml"), content)
        self.git("add", "--all", ".")
        self.git("commit", "--quiet", "--allow-empty", "--message", "x")
        return self.git("rev-parse", "HEAD")

    def write(self, name: str, content: str | bytes | None) -> Path:
        """Writes a file, or removes it."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if content is None:
            path.unlink()
        else:
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


def repository(folder: Path) -> Repository:
    """A new repository, still empty."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Repository(folder)
    made.git("init", "--quiet", "--initial-branch", "main")
    return made
