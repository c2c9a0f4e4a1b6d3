"""`Policy`: which rules count for a plan, how much, and what is known of it already."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatchcase

from promoplan.errors import ConfigError
from promoplan.findings.baseline import Entry
from promoplan.findings.finding import Severity
from promoplan.findings.nearest import nearest

EVERY = ("PP",)


@dataclass(frozen=True)
class Policy:
    """What the settings say of rules; codes and beginnings of codes are known ones.

    `select` and `ignore` hold beginnings of codes, `per_file` those to ignore by pattern of the path from the root.
    `severities` and `limits` (the values as settled, by parameter) go by code, `limits_at` says where each was settled;
    neither comments nor the baseline silence `unsuppressible` rules.
    `baseline` lists what is known already, `None` where there is no baseline.
    """

    select: tuple[str, ...] = EVERY
    ignore: tuple[str, ...] = ()
    severities: Mapping[str, Severity] = field(default_factory=dict)
    per_file: tuple[tuple[str, tuple[str, ...]], ...] = ()
    unsuppressible: tuple[str, ...] = ()
    limits: Mapping[str, Mapping[str, object]] = field(default_factory=dict)
    limits_at: Mapping[tuple[str, str], str] = field(default_factory=dict)
    baseline: tuple[Entry, ...] | None = None

    def runs(self, code: str, *, by_default: bool = True) -> bool:
        """Whether a rule counts; one that is not on by default must be selected by its own code."""
        chosen = code.startswith(self.select) if by_default else code in self.select
        return chosen and not code.startswith(self.ignore)

    def may_be_silenced(self, code: str) -> bool:
        """Whether a comment in the plan or an entry of the baseline may silence a rule."""
        return not code.startswith(self.unsuppressible)

    def for_file(self, name: str) -> "Policy":
        """The policy for one plan, by its path from the root with "/" between names."""
        patterns = ((pattern, codes) for pattern, codes in self.per_file)
        ignored = [code for pattern, codes in patterns if fnmatchcase(name, pattern) for code in codes]
        known = None if self.baseline is None else tuple(entry for entry in self.baseline if entry.file == name)
        return replace(self, ignore=(*self.ignore, *ignored), per_file=(), baseline=known)


EVERYTHING = Policy()
"""Every rule that is on by default, as it is."""


def unknown_setting(path: str, key: str, known: Iterable[str]) -> ConfigError:
    """The error of a key that settings do not know, at its place, with what was probably meant."""
    names = tuple(known)
    near = nearest(key, names)
    if near is None:
        listed = ", ".join(names) or "-"
        return ConfigError("{path}: unknown setting {key}; known are {known}", path=path, key=key, known=listed)
    return ConfigError("{path}: unknown setting {key}; {near} is near", path=path, key=key, near=near)
