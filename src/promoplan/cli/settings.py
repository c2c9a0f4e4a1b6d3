"""`promoplan validate --show-settings`: what holds for a plan, and where each of it was settled."""

import json
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from promoplan.batch import Task
from promoplan.cli.terminal import CLEAN, say
from promoplan.config import Settings, settings_for
from promoplan.i18n.messages import words


def show(paths: Sequence[Path], task: Task) -> int:
    """Prints the settings for the first path, a line each, with where they come from behind."""
    rows = list(_rows(settings_for(paths[0]), task))
    width = max(len(text) for text, _ in rows)
    say("".join(f"{text:<{width}}  # {origin}\n" for text, origin in rows))
    return CLEAN


def _rows(settings: Settings, task: Task) -> Iterator[tuple[str, str]]:
    policy, asked = settings.policy, words("settings.asked", task.language)
    rows: dict[str, object] = {
        "exclude": settings.exclude,
        "select": policy.select,
        "ignore": policy.ignore,
        "unsuppressible": policy.unsuppressible,
        "baseline": os.path.relpath(settings.baseline) if settings.baseline else "",
        "language": task.language,
    }
    rows |= {key: value for key, value in settings.written.items() if key not in rows}
    for key, value in rows.items():
        yield f"{key} = {_toml(value)}", _origin(settings, key, task)
    given = {"select": task.select, "ignore": task.ignore, "baseline": task.baseline and str(task.baseline)}
    for key, value in given.items():
        if value:
            yield f"{key} = {_toml(value)}", asked


def _origin(settings: Settings, key: str, task: Task) -> str:
    """`FILE:LINE` of a setting, or that it is the default."""
    line = settings.lines.get(key)
    if settings.file is None or key not in settings.written:
        return words("settings.default", task.language)
    name = os.path.relpath(settings.file)
    return name if line is None else f"{name}:{line}"


def _toml(value: object) -> str:
    """A value as TOML writes it: JSON's texts, numbers and lists are TOML's too."""
    return json.dumps(value, ensure_ascii=False)
