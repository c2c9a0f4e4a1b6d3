"""The settings of a project: `promoplan.toml`, or `[tool.promoplan]` in `pyproject.toml`, in the plan's root."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from promoplan.errors import ConfigError
from promoplan.findings.codes import known_code, known_prefix, nearest_code, nearest_prefix
from promoplan.findings.finding import Severity
from promoplan.findings.policy import EVERYTHING, Policy, unknown_setting
from promoplan.i18n.catalogue import Language
from promoplan.source.root import root_of
from promoplan.source.text import MAX_BYTES, read_bytes

if TYPE_CHECKING:
    from promoplan.source.toml_places import Places

FILES = ("promoplan.toml", "pyproject.toml")
"""Where settings may stand; the first that is there counts."""

KEYS = ("baseline", "exclude", "ignore", "language", "limits", "per-file", "select", "severity", "unsuppressible")
"""What can be settled."""


@dataclass(frozen=True)
class Settings:
    """What a project has settled.

    `exclude`: patterns, relative to the root, of files and folders that a search passes over. `language` of messages;
    None leaves it to the locale. `policy` says which rules count; `baseline` is its file, `file` the settings' own.
    `lines` tells where each setting stands and `written` what it says, by the steps of its key.
    """

    exclude: tuple[str, ...] = ()
    language: Language | None = None
    policy: Policy = EVERYTHING
    baseline: Path | None = None
    file: Path | None = None
    lines: Mapping[tuple[str, ...], int] = field(default_factory=dict)
    written: Mapping[tuple[str, ...], object] = field(default_factory=dict)


def settings_for(path: Path) -> Settings:
    """The settings that hold for a path; the defaults where its root has none. Raises ConfigError."""
    return _settings_of(root_of(path))


def forget() -> None:
    """Reads the settings anew when they are asked for the next time."""
    _settings_of.cache_clear()


@lru_cache(maxsize=256)
def _settings_of(root: Path) -> Settings:
    for name in FILES:
        file = root / name
        if file.is_file() and (settled := _read(file)) is not None:
            return settled
    return Settings()


def _read(file: Path) -> Settings | None:
    """The settings in a file, or None where it holds none of ours."""
    raw = read_bytes(file, str(file))
    own = file.name == FILES[0]
    if not own and b"promoplan" not in raw:
        return None
    import tomllib  # noqa: PLC0415 - most projects settle nothing

    from promoplan.source.toml_places import places_of  # noqa: PLC0415 - as above

    try:
        text = raw[:MAX_BYTES].decode("utf-8")
        holds: Mapping[str, object] = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ConfigError("{path}: not TOML: {reason}", path=str(file), reason=str(error)) from error
    if not own:
        tool = holds.get("tool")
        table = tool.get("promoplan") if isinstance(tool, Mapping) else None
        if table is None:
            return None
        if not isinstance(table, Mapping):
            raise ConfigError("{path}: tool.promoplan is no table", path=str(file))
        holds = table
    return _Table(file, holds, places_of(text, () if own else ("tool", "promoplan"))).settings()


def _leaves(table: Mapping[str, object], above: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], object]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, (*above, key))
        else:
            yield (*above, key), value


class _Table:
    """The table of a settings file, read key by key; what is wrong is noted with its place."""

    def __init__(self, file: Path, holds: Mapping[str, object], places: "Places") -> None:
        self.file = file
        self.holds = holds
        self.places = places
        self.errors: list[ConfigError] = []

    def settings(self) -> Settings:
        """All of it; raises ConfigError, which holds all mistakes in the order of their places."""
        self.errors += [unknown_setting(self.at(key), key, KEYS) for key in self.holds if key not in KEYS]
        limits = self.limits()
        policy = Policy(
            select=self.prefixes(("select",)) or EVERYTHING.select,
            ignore=self.prefixes(("ignore",)),
            severities=self.severities(),
            per_file=tuple((pattern, self.prefixes(("per-file", pattern))) for pattern in self.table("per-file")),
            unsuppressible=self.prefixes(("unsuppressible",)),
            limits={code: table for code, (_, table) in limits.items()},
            limits_at={
                (code, name): self.at("limits", word, name) for code, (word, table) in limits.items() for name in table
            },
        )
        baseline, exclude, language = self.text("baseline"), self.texts(("exclude",)), self.language()
        if self.errors:
            first, *others = sorted(self.errors, key=_place)
            first.others = tuple(others)
            raise first
        return Settings(
            exclude,
            language,
            policy,
            self.file.parent / baseline if baseline else None,
            self.file,
            self.places.lines(),
            dict(_leaves(self.holds)),
        )

    def value(self, key: tuple[str, ...]) -> object:
        found: object = self.holds
        for step in key:
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def table(self, name: str) -> Mapping[str, object]:
        found = self.holds.get(name, {})
        if isinstance(found, Mapping):
            return found
        self.wrong(ConfigError("{path}: {key} is a table", path=self.at(name), key=name))
        return {}

    def text(self, name: str) -> str:
        found = self.holds.get(name, "")
        if isinstance(found, str) and not Path(found).is_absolute() and ".." not in Path(found).parts:
            return found
        self.wrong(ConfigError("{path}: {key} is a path inside the project", path=self.at(name), key=name))
        return ""

    def texts(self, key: tuple[str, ...]) -> tuple[str, ...]:
        found = self.value(key)
        if found is None:
            return ()
        if isinstance(found, list) and all(isinstance(each, str) for each in found):
            return tuple(found)
        self.wrong(
            ConfigError(
                "{path}: {key} is a list of patterns" if key == ("exclude",) else "{path}: {key} is a list of codes",
                path=self.at(*key),
                key=".".join(key),
            )
        )
        return ()

    def prefixes(self, key: tuple[str, ...]) -> tuple[str, ...]:
        found = []
        for word in self.texts(key):
            prefix = known_prefix(word)
            if prefix is None:
                self.no_rule(key, word, nearest_prefix(word))
            else:
                found.append(prefix)
        return tuple(found)

    def severities(self) -> Mapping[str, Severity]:
        found = {}
        for word, value in self.table("severity").items():
            code = self.code(("severity", word))
            if value not in set(Severity):
                at, known = self.at("severity", word), ", ".join(Severity)
                self.wrong(ConfigError("{path}: a severity is one of {known}", path=at, known=known))
            elif code is not None:
                found[code] = Severity(str(value))
        return found

    def limits(self) -> Mapping[str, tuple[str, Mapping[str, object]]]:
        """The tables of parameters by code, each with the word that names its rule."""
        found = {}
        for word, value in self.table("limits").items():
            code = self.code(("limits", word))
            if not isinstance(value, Mapping):
                self.wrong(ConfigError("{path}: {key} is a table", path=self.at("limits", word), key=f"limits.{word}"))
            elif code is not None:
                found[code] = (word, value)
        return found

    def code(self, key: tuple[str, ...]) -> str | None:
        known = known_code(key[-1])
        if known is None:
            self.no_rule(key, key[-1], nearest_code(key[-1]))
        return known

    def language(self) -> Language | None:
        found = self.holds.get("language")
        if found is None or found in set(Language):
            return Language(str(found)) if found is not None else None
        at, known = self.at("language"), ", ".join(Language)
        self.wrong(ConfigError("{path}: language is one of {known}", path=at, known=known))
        return None

    def wrong(self, error: ConfigError) -> None:
        """Notes a mistake; all of them are raised in the end."""
        self.errors.append(error)

    def no_rule(self, key: tuple[str, ...], word: str, near: str | None) -> None:
        """Notes a word that stands for no rule, and the one that was probably meant."""
        path = f"{self.file}:{self.places.place(key, word)}"
        if near is None:
            self.wrong(ConfigError("{path}: no rule {word}", path=path, word=word))
        else:
            self.wrong(ConfigError("{path}: no rule {word}; {near} is near", path=path, word=word, near=near))

    def at(self, *key: str) -> str:
        """The place of a key, for messages."""
        return f"{self.file}:{self.places.place(key)}"


def _place(error: ConfigError) -> tuple[int, int]:
    _, line, column = str(error.values["path"]).rsplit(":", 2)
    return int(line), int(column)
