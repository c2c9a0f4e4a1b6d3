"""`Rule` and `Problem`: a rule is a pure function from sections of a plan to the problems in them.

A rule names in its signature the sections it reads:

    @rule("PP601", Severity.ERROR, limits=ReserveLimits)
    def reserve_too_small(budget: Budget, *, limits: ReserveLimits) -> Iterator[Problem]: ...

It runs when each of them is there and whole. A section with the default `None` may be absent (the rule is then given
`None`), yet not broken. `today` gives the day of judgement, `limits` the rule's parameters, `sections` all that is
whole (see `Sections`). Texts live in the message catalogues under the rule's code.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, TypeVar

from promoplan.findings.finding import Severity
from promoplan.model.leaves import leaves, nodes
from promoplan.model.node import Node
from promoplan.source.changes import Change

Path = tuple[str | int, ...]
Check = Callable[..., Iterable["Problem"]]
T = TypeVar("T")


@dataclass(frozen=True)
class Problem:
    """What a rule found: where, and the figures and names that fill its message.

    `on_key` points at the key instead of its value; `variant` picks another wording; `severity` overrides the rule's.
    `changes` mend it, where a fix is known; a `safe` fix changes nothing that the plan means.
    """

    at: Path
    values: Mapping[str, object] = field(default_factory=dict)
    on_key: bool = False
    variant: str = ""
    severity: Severity | None = None
    related: tuple[Path, ...] = ()
    changes: tuple[Change, ...] = ()
    safe: bool = True


def problem(
    at: Path,
    /,
    *,
    on_key: bool = False,
    variant: str = "",
    severity: Severity | None = None,
    related: Iterable[Path] = (),
    changes: Iterable[Change] = (),
    safe: bool = True,
    **values: object,
) -> Problem:
    """A `Problem` whose message is filled with `values`."""
    return Problem(at, values, on_key, variant, severity, tuple(related), tuple(changes), safe)


@dataclass(frozen=True)
class Sections:
    """The sections of a plan that are there and whole, and the names of those that are broken."""

    whole: Mapping[str, Node]
    broken: frozenset[str] = frozenset()
    _worked_out: dict[Callable[["Sections"], Any], Any] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    @cached_property
    def leaves(self) -> tuple[tuple[Path, object], ...]:
        """Every value that the whole sections give, with its path; see `promoplan.model.leaves`."""
        return tuple(leaf for section in self.whole.values() for leaf in leaves(section))

    @cached_property
    def nodes(self) -> tuple[Node, ...]:
        """Every mapping of the whole sections."""
        return tuple(node for section in self.whole.values() for node in nodes(section))

    def once(self, work_out: Callable[["Sections"], T]) -> T:
        """What several rules need of the sections, worked out when the first of them asks."""
        if work_out not in self._worked_out:
            self._worked_out[work_out] = work_out(self)
        found: T = self._worked_out[work_out]
        return found

    def known(self, name: str) -> bool:
        """Whether a section can be judged: it is whole, or not there at all."""
        return name not in self.broken


@dataclass(frozen=True)
class Rule:
    """A check with its code, name and severity.

    A rule that is not `by_default` runs only where the settings name its code: its ground is not settled enough.
    """

    code: str
    name: str
    severity: Severity
    check: Check
    required: tuple[str, ...]
    optional: tuple[str, ...]
    wants: tuple[str, ...] = ()
    limits: Any = None
    by_default: bool = True

    def can_run(self, sections: Sections) -> bool:
        """Whether the sections that the rule reads are there and whole."""
        return all(name in sections.whole for name in self.required) and sections.broken.isdisjoint(self.optional)

    def problems(self, sections: Sections, today: date) -> Iterator[Problem]:
        """What the rule finds, or nothing where a section it reads is missing or broken."""
        whole = sections.whole
        if not self.can_run(sections):
            return
        given: dict[str, object] = {name: whole[name] for name in self.required}
        given |= {name: whole.get(name) for name in self.optional}
        extras = {"today": today, "limits": self.limits, "sections": sections}
        yield from self.check(**given, **{name: extras[name] for name in self.wants})


def rule(
    code: str, severity: Severity, *, limits: type | None = None, by_default: bool = True
) -> Callable[[Check], Rule]:
    """Makes a `Rule` of a check; it registers nothing: `RULES` in the package lists them all."""

    def made(check: Check) -> Rule:
        code_object = check.__code__
        count = code_object.co_argcount + code_object.co_kwonlyargcount
        names = code_object.co_varnames[:count]
        optional = _with_default_none(check, names)
        wants = tuple(name for name in names if name in {"today", "limits", "sections"})
        required = tuple(name for name in names if name not in optional and name not in wants)
        name = check.__name__.replace("_", "-")
        return Rule(code, name, severity, check, required, optional, wants, limits() if limits else None, by_default)

    return made


def _with_default_none(check: Check, names: tuple[str, ...]) -> tuple[str, ...]:
    defaults = check.__defaults__ or ()
    positional = names[: check.__code__.co_argcount]
    return positional[len(positional) - len(defaults) :]
