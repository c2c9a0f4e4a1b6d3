"""The settings of a project: `promoplan.toml`, or `[tool.promoplan]` in `pyproject.toml`, in the plan's root."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from promoplan.errors import ConfigError
from promoplan.i18n.catalogue import Language
from promoplan.source.root import root_of
from promoplan.source.text import MAX_BYTES, read_bytes

FILES = ("promoplan.toml", "pyproject.toml")
"""Where settings may stand; the first that is there counts."""

_KEYS = ("exclude", "language")


@dataclass(frozen=True)
class Settings:
    """What a project has settled.

    `exclude`: patterns, relative to the root, of files and folders that a search passes over. `language` of messages;
    None leaves it to the locale.
    """

    exclude: tuple[str, ...] = ()
    language: Language | None = None


def settings_for(path: Path) -> Settings:
    """The settings that hold for a path; the defaults where its root has none. Raises ConfigError."""
    root = root_of(path)
    for name in FILES:
        file = root / name
        if file.is_file() and (table := _table(file)) is not None:
            return _settings(table, file)
    return Settings()


def _table(file: Path) -> Mapping[str, object] | None:
    """Promoplan's own table of a settings file, or None where it has none."""
    raw = read_bytes(file, str(file))
    if file.name != FILES[0] and b"promoplan" not in raw:
        return None
    import tomllib  # noqa: PLC0415 - most projects settle nothing

    try:
        holds: Mapping[str, object] = tomllib.loads(raw[:MAX_BYTES].decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError("{path}: not TOML: {reason}", path=str(file), reason=str(error)) from error
    if file.name == FILES[0]:
        return holds
    tool = holds.get("tool")
    table = tool.get("promoplan") if isinstance(tool, Mapping) else None
    if table is not None and not isinstance(table, Mapping):
        raise ConfigError("{path}: tool.promoplan is no table", path=str(file))
    return table


def _settings(table: Mapping[str, object], file: Path) -> Settings:
    for key in table:
        if key not in _KEYS:
            raise ConfigError(
                "{path}: unknown setting {key}; known are {known}", path=str(file), key=key, known=", ".join(_KEYS)
            )
    exclude, language = table.get("exclude", ()), table.get("language")
    if not isinstance(exclude, list | tuple) or not all(isinstance(each, str) for each in exclude):
        raise ConfigError("{path}: exclude is a list of patterns", path=str(file))
    if language is not None and language not in set(Language):
        raise ConfigError("{path}: language is one of {known}", path=str(file), known=", ".join(Language))
    return Settings(tuple(exclude), Language(str(language)) if language is not None else None)
