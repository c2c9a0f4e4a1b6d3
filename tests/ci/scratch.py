"""Scratch repositories and the commands that CI runs in them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from tests.cli.running import MINIMAL

ROOT = Path(__file__).parents[2]
BIN = Path(sys.executable).parent
CLEAN = MINIMAL.read_text(encoding="utf-8")
SMALL = CLEAN.replace("reserve: 10%", "reserve: 5%", 1)
"""A plan with two errors: PP601 and the budget that no longer closes."""

MISTYPED = CLEAN.replace("reserve: 10%", "resreve: 10%", 1)
"""A plan with an error that has a safe fix."""

_PUBLISHED = (
    *("pyproject.toml", "README.md", "LICENSE", ".gitignore", ".pre-commit-hooks.yaml", "action.yml"),
    *("action", "scripts", "src", "templates"),
)
"""What a checkout needs to be installed and used by CI."""

_SECONDS = 200  # an installation takes 20 where the package index answers


def loaded(name: str) -> Any:
    """A YAML file of the project."""
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


def run(*command: str, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs a command with promoplan on the path; an index that doesn't answer fails the command soon."""
    env = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT"))}
    env |= {"PATH": f"{BIN}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "XDG_CACHE_HOME": str(cwd.parent / "cache")}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull, "PIP_RETRIES": "1", "PIP_DEFAULT_TIMEOUT": "20"}
    for role in ("AUTHOR", "COMMITTER"):
        env |= {f"GIT_{role}_NAME": "Tester", f"GIT_{role}_EMAIL": "tester@example.org"}
    return subprocess.run(
        command,
        cwd=cwd,
        env=env | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        timeout=_SECONDS,
    )


def must(*command: str, cwd: Path, **environment: str) -> str:
    """What a command writes to stdout; fails with all it said if it fails."""
    done = run(*command, cwd=cwd, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def repository(folder: Path, plan: str) -> Path:
    """A repository in a new folder with one plan, `plans/spring.yaml`, and a YAML file that is none."""
    for name, text in {"plans/spring.yaml": plan, "notes/a.yaml": "a: 1\n"}.items():
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text(text, encoding="utf-8")
    must("git", "init", "-q", cwd=folder)
    return folder


def published(folder: Path) -> Path:
    """A repository in a new folder with one commit: promoplan as this working tree has it."""
    folder.mkdir()
    ignored = shutil.ignore_patterns("__pycache__", "*.mo")
    for name in _PUBLISHED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, ignore=ignored)
        else:
            shutil.copy(source, folder / name)
    must("git", "init", "-q", cwd=folder)
    must("git", "add", "-A", cwd=folder)
    must("git", "commit", "-q", "-m", "As it is now", cwd=folder)
    return folder
