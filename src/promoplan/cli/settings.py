"""`promoplan validate --show-settings`: what holds for a plan, and where each of it was settled."""

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from promoplan.batch import Task
from promoplan.cli.terminal import CLEAN, say
from promoplan.config import Settings, settings_for
from promoplan.emit.safe import file_name
from promoplan.i18n.messages import words
from promoplan.rules import RULES
from promoplan.rules.limits import with_limits

_BARE = re.compile("[A-Za-z0-9_-]+")

Key = tuple[str, ...]


def show(paths: Sequence[Path], task: Task) -> int:
    """Prints the settings for the first path as TOML, a line each, with where they come from behind.

    Raises ConfigError for a parameter that a rule does not take, as a check would.
    """
    settings = settings_for(paths[0])
    for rule in RULES:
        with_limits(rule, settings.policy)
    rows = list(_rows(settings, task))
    width = max(len(text) for text, _ in rows)
    say("".join(f"{text:<{width}}  # {origin}\n" for text, origin in rows))
    return CLEAN


def _rows(settings: Settings, task: Task) -> Iterator[tuple[str, str]]:
    policy = settings.policy
    baseline = task.baseline or settings.baseline
    rows: dict[Key, object] = {
        ("exclude",): settings.exclude,
        ("select",): task.select or policy.select,
        ("ignore",): (*policy.ignore, *task.ignore),
        ("unsuppressible",): policy.unsuppressible,
        ("baseline",): os.path.relpath(baseline) if baseline else "",
        ("language",): task.language,
    }
    rows |= {key: value for key, value in settings.written.items() if key not in rows}
    asked: Mapping[Key, object] = {("select",): task.select, ("ignore",): task.ignore, ("baseline",): task.baseline}
    for key, value in rows.items():
        origins = _origins(settings, key, task, asked=bool(asked.get(key)))
        yield f"{'.'.join(map(_step, key))} = {_toml(value)}", ", ".join(origins)


def _origins(settings: Settings, key: Key, task: Task, *, asked: bool) -> Iterator[str]:
    """`FILE:LINE` of a setting, the command line, or that it is the default; what is ignored adds up."""
    if settings.file is not None and key in settings.written and (not asked or key == ("ignore",)):
        line, name = settings.lines.get(key), file_name(os.path.relpath(settings.file))
        yield name if line is None else f"{name}:{line}"
    elif not asked:
        yield words("settings.default", task.language)
    if asked:
        yield words("settings.asked", task.language)


def _step(name: str) -> str:
    """One step of a key: in quotes where it has to be."""
    return name if _BARE.fullmatch(name) else _toml(name)


def _toml(value: object) -> str:
    """A value as TOML writes it: JSON's texts, numbers and lists are TOML's too; what does not print is escaped."""
    written = json.dumps(value, ensure_ascii=False)
    return "".join(each if each.isprintable() else f"\\U{ord(each):08x}" for each in written)
