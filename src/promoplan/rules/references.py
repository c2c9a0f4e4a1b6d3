"""Ids across the sections: each defined once, each reference to one that is there, and none left unused."""

from collections.abc import Iterator, Mapping

from promoplan.findings.finding import Severity
from promoplan.findings.nearest import MOST_SOUGHT, is_surely, nearest
from promoplan.model.condition import Condition
from promoplan.model.header import PlanHeader
from promoplan.model.node import Node
from promoplan.model.references import DEFINED_IN, Kind, Reference
from promoplan.model.team import Team
from promoplan.rules.rule import Path, Problem, Sections, problem, rule
from promoplan.source.changes import Change, What

_ABSENCE_FOUND = {"team", "audience", "goals", "channels", "content", "monitoring"}
"""Sections whose absence another rule finds: what points into them is not found once more."""


@rule("PP016", Severity.ERROR)
def unknown_reference(sections: Sections) -> Iterator[Problem]:
    """A name that nothing defines."""
    known = _known(sections)
    sought = 0
    for path, kind, name, text in _used(sections):
        section, part = DEFINED_IN[kind]
        if not sections.known(section) or name in known[kind] or _is_absent(sections, section, part):
            continue
        sought += 1
        near = nearest(name, known[kind]) if sought <= MOST_SOUGHT else None
        named = {"found": name, "place": _place(sections, section, part), "near": near or ""}
        on_key = path[-1] == name
        sure = near is not None and is_surely(name, near, known[kind])
        meant = f"{text.removesuffix(name)}{near}"
        mended = (Change(path, meant, What.KEY if on_key else What.VALUE),) if sure else ()
        yield Problem(path, named, on_key=on_key, variant="near" if near else "", changes=mended)


def _place(sections: Sections, section: str, part: str) -> str:
    """Where ids of a kind are defined, as the plan writes it: some sections are written as their list alone."""
    whole = sections.whole.get(section)
    return section if whole is not None and whole.shorthand == part else f"{section}.{part}"


def _is_absent(sections: Sections, section: str, part: str) -> bool:
    """Whether there is nothing to point at, and another rule says so."""
    return section in _ABSENCE_FOUND and not getattr(sections.whole.get(section), part, ())


def _known(sections: Sections) -> Mapping[Kind, Mapping[str, Path]]:
    """Every id by its kind, with the place of its (first) definition."""
    found: dict[Kind, dict[str, Path]] = {}
    for kind, (section, part) in DEFINED_IN.items():
        ids = found.setdefault(kind, {})
        for item in getattr(sections.whole.get(section), part, ()):
            ids.setdefault(item.id, item.at("id"))
    return found


def _used(sections: Sections) -> Iterator[tuple[Path, Kind, str, str]]:
    """Every name that points elsewhere, with its place, what it names and the text that ends with it."""
    for path, value in sections.leaves:
        if isinstance(value, Reference):
            yield path, value.kind, str(value), str(value)
        elif isinstance(value, Condition) and value.channel is not None:
            yield path, Kind.CHANNEL, value.channel, value.text


@rule("PP017", Severity.ERROR)
def duplicate_id(sections: Sections) -> Iterator[Problem]:
    """Two things in one list with the same id."""
    for node in sections.nodes:
        for items in node.__dict__.values():
            if isinstance(items, tuple):
                yield from _duplicates(items)


def _duplicates(items: tuple[object, ...]) -> Iterator[Problem]:
    first: dict[str, Node] = {}
    for item in items:
        name = getattr(item, "id", None) if isinstance(item, Node) else None
        if not isinstance(item, Node) or name is None:
            continue
        other = first.setdefault(name, item)
        if other is not item:
            yield problem(item.at("id"), related=[other.at("id")], found=name)


@rule("PP018", Severity.INFO)
def unused_definition(sections: Sections) -> Iterator[Problem]:
    """A segment, member, phase or tool that nothing in the plan names.

    Phases that nothing names at all are a calendar; a segment that channels and content could name is another rule's.
    """
    if sections.broken:
        return
    known = _known(sections)
    used: dict[Kind, set[str]] = {kind: set() for kind in Kind}
    for path, kind, name, _ in _used(sections):
        if kind is not Kind.TOOL or known[kind].get(name, ())[:-1] != path[:-1]:  # a tool checked against itself
            used[kind].add(name)
    judged = [Kind.MEMBER, Kind.TOOL]
    judged += [Kind.PHASE] if used[Kind.PHASE] else []
    judged += [Kind.SEGMENT] if not {"channels", "content"} <= set(sections.whole) else []
    for kind in judged:
        for name, path in known[kind].items():
            if name not in used[kind]:
                yield problem(path, variant=kind.value, found=name)


@rule("PP035", Severity.WARNING)
def unknown_owner(sections: Sections, plan: PlanHeader, team: Team | None = None) -> Iterator[Problem]:
    """People are named, and no team says who they are; one that a team lacks is another rule's."""
    if team is not None and team.members:
        return
    named = [(path, name) for path, kind, name, _ in _used(sections) if kind is Kind.MEMBER]
    if named:
        path = team.path if team is not None else plan.path
        names = tuple(dict.fromkeys(name for _, name in named))
        yield problem(path, on_key=True, related=[named[0][0]], names=names)
