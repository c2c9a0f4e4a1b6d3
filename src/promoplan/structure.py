"""From Document to typed sections: what Pydantic says of a section, in promoplan's own codes and places.

Sections are validated one by one, so that a broken one does not hide what is wrong in the others.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from promoplan.findings.nearest import MOST_SOUGHT, is_surely, nearest
from promoplan.model.node import Node
from promoplan.model.paths import nodes_in
from promoplan.model.plan import FORMAT_VERSION, SECTIONS, Plan
from promoplan.rules.rule import Path, Problem, Sections, problem
from promoplan.rules.shape_fixes import MORE_DIGITS, Coded, confirmed, joined
from promoplan.source.changes import Change, What
from promoplan.source.document import Document

_QUOTED = re.compile(r"'([^']*)'")
_COMPARES = re.compile("[<>=＜＞＝≤≥]")
_SHAPES = {
    "model_type": "mapping",
    "model_attributes_type": "mapping",
    "dict_type": "mapping",
    "mapping_type": "mapping",
    "tuple_type": "list",
    "list_type": "list",
    "string_type": "text",
    "string_too_long": "reference",
    "bool_type": "flag",
    "bool_parsing": "flag",
}
_PLAIN = {
    "promoplan.bad_id": ("PP012", "id"),
    "promoplan.unsafe_link": ("PP025", ""),
    "promoplan.playbook": ("PP706", ""),
}
_OTHER_VERSION = re.compile(r"[vV]?1(?:\.0)*")


def read_sections(document: Document) -> tuple[Sections, tuple[Coded, ...]]:
    """The whole sections of a document, and the coded problems of shape in the others.

    A section whose own file can't be read counts as broken.
    """
    data: Mapping[str, object] = document.data or {}
    whole: dict[str, Node] = {}
    broken = set(document.broken)
    problems: list[Coded] = list(_top_level(data, broken))
    for name, model in SECTIONS.items():
        if name not in data:
            continue
        try:
            whole[name] = model.model_validate(data[name])
        except ValidationError as error:
            broken.add(name)
            has_fix = partial(_has_fix, model=model)
            problems += confirmed(tuple(_coded(error, name, model, document)), name, data[name], model, has_fix)
    known = _refused(document)
    told = tuple(coded for coded in problems if not (coded[1].variant == "empty" and coded[1].at in known))
    slips = _slips(told)
    told = tuple(coded for coded in told if not _is_misspelt(coded, slips))
    return Sections(MappingProxyType(whole), frozenset(broken)), told


def _slips(problems: Iterable[Coded]) -> set[tuple[Path, object]]:
    """Mappings with the key that one of their unknown keys is a slip of the pen for."""
    return {(slip.at[:-1], slip.values["near"]) for code, slip in problems if code == "PP010" and "near" in slip.values}


def _is_misspelt(coded: Coded, slips: set[tuple[Path, object]]) -> bool:
    """Whether a key is missing only because it is misspelt."""
    code, missing = coded
    return code == "PP011" and (missing.at, missing.values["key"]) in slips


def _refused(document: Document) -> set[Path]:
    """Paths of values that reading refused and left empty: aliases."""
    spots = {(flaw.source, flaw.span.start) for flaw in document.flaws if flaw.code == "PP009"}
    if not spots:
        return set()
    return {path for path, place in document.places.items() if (place.source, place.value.start) in spots}


def _top_level(data: Mapping[str, object], broken: set[str]) -> Iterator[Coded]:
    unknown = [key for key in data if key not in Plan.model_fields and not key.startswith("x-")]
    for number, key in enumerate(unknown):
        found = _unknown_key((key,), Plan.model_fields if number < MOST_SOUGHT else ())
        meant = found.values.get("near")
        if meant in SECTIONS and meant not in data:  # it is there, under a name that can't be read
            broken.add(str(meant))
        yield "PP010", found
    if "plan" not in data and "plan" not in broken:
        yield "PP011", problem((), on_key=True, key="plan")
    version = data.get("promoplan")
    if version is None:
        yield "PP019", problem(("promoplan",), on_key=True, variant="absent", known=FORMAT_VERSION)
    elif version != str(FORMAT_VERSION):
        written = _shown_input(version)
        mended = [Change(("promoplan",), str(FORMAT_VERSION))] if _OTHER_VERSION.fullmatch(written) else []
        yield "PP019", problem(("promoplan",), changes=mended, found=written, known=FORMAT_VERSION)


def _coded(error: ValidationError, section: str, model: type[Node], document: Document) -> Iterator[Coded]:
    for number, detail in enumerate(error.errors(include_url=False)):
        suggest = number < MOST_SOUGHT
        code, found = _one(detail, (section, *detail["loc"]), model, suggest=suggest)
        if found.variant == "digits" and suggest:  # a figure that YAML has cut into several keys
            found = replace(found, changes=joined(document, found.at))
        yield code, found


def _has_fix(detail: Any, path: Path, model: type[Node]) -> bool:
    """Whether a Pydantic error at a path has a fix."""
    return bool(_one(detail, path, model, suggest=True)[1].changes)


def _one(detail: Any, path: Path, model: type[Node], *, suggest: bool) -> Coded:
    """One Pydantic error as a code of ours; an error of a key itself is placed there."""
    kind, value = detail["type"], detail["input"]
    if kind == "missing":
        return "PP011", problem(path[:-1], on_key=True, key=path[-1])
    if kind == "extra_forbidden":
        return "PP010", _unknown_key(path, _fields_at(model, path[1:-1]) if suggest else ())
    if path[-1] == "[key]":
        code, found = _bad_value(kind, detail, path[:-1], suggest=suggest)
        mended = tuple(change._replace(what=What.KEY) for change in found.changes)
        return code, replace(found, on_key=True, changes=mended)
    if value is None or (isinstance(value, str) and not value.strip()):
        return "PP012", _empty(path)
    return _bad_value(kind, detail, path, suggest=suggest)


def _bad_value(kind: str, detail: Any, path: Path, *, suggest: bool) -> Coded:
    """A value (or key) that is there and can't be what it stands for."""
    given, value = detail.get("ctx", {}), detail["input"]
    written = given.get("written", _shown_input(value))
    match kind:
        case "enum":
            allowed = tuple(_QUOTED.findall(str(given["expected"])))
            return "PP013", _unknown_value(path, written, allowed, suggest=suggest)
        case "promoplan.unknown_value":
            return "PP013", _unknown_code(path, written, given["expected"], str(value))
        case "promoplan.ambiguous":
            readings = {name: given[name] for name in ("reading_1", "reading_2")}
            return "PP014", problem(path, found=written, **readings)
        case "promoplan.out_of_range":
            return "PP015", _out_of_range(path, written, given["low"], given["high"])
    code, variant = _PLAIN.get(kind) or ("PP012", given.get("expected") or _SHAPES.get(kind, "text"))
    return code, problem(path, variant=variant, changes=_respelt(path, value, variant, code), found=written)


def _respelt(path: Path, value: object, kind: str, code: str) -> list[Change]:
    """The change to the usual spelling of a value that has only one meaning; of each figure of {low: 2%, high: 4%}."""
    if isinstance(value, Mapping) and {"low", "high"} <= value.keys():
        return [change for key in value for change in _respelt((*path, key), value[key], kind, code)]
    if not isinstance(value, str) or code not in {"PP012", "PP706"}:
        return []
    from promoplan.model.spelling import usual  # noqa: PLC0415 - only where something is wrong

    meant = usual(value, kind or "condition") or (usual(value, "condition") if _COMPARES.search(value) else None)
    return [Change(path, meant)] if meant else []


def _shown_input(value: object) -> str:
    """What was found, in a word: the text itself, or the kind of thing."""
    if isinstance(value, Mapping):
        return "{...}"
    if isinstance(value, list | tuple):
        return "[...]"
    if value is None:
        return "null"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _empty(path: Path) -> Problem:
    """A key or a list item without a value."""
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    return problem(path, on_key=True, variant="empty", key=name)


def _out_of_range(path: Path, found: str, low: str, high: str) -> Problem:
    """A figure outside its limits; some have no upper one."""
    if not high:
        return problem(path, variant="least", found=found, low=low)
    return problem(path, found=found, low=low, high=high)


def _unknown_key(path: Path, known: Iterable[str]) -> Problem:
    key = str(path[-1])
    near = nearest(key, known)
    if near is None:
        return problem(path, on_key=True, variant="digits" if MORE_DIGITS.fullmatch(key) else "", key=key)
    mended = [Change(path, near, What.KEY)] if is_surely(key, near, known) else []
    return problem(path, on_key=True, variant="near", changes=mended, key=key, near=near)


def _unknown_value(path: Path, found: str, allowed: tuple[str, ...], *, suggest: bool) -> Problem:
    from promoplan.model.code_words import language  # noqa: PLC0415 - only where something is wrong

    near = language(found)
    if near not in allowed:
        near = nearest(found, allowed) if suggest else None
    if near is None:
        return problem(path, found=found, allowed=allowed)
    mended = [Change(path, near)] if language(found) or is_surely(found, near, allowed) else []
    return problem(path, variant="near", changes=mended, found=found, allowed=allowed, near=near)


def _unknown_code(path: Path, found: str, kind: str, value: str) -> Problem:
    """A code of a currency or country that does not exist, with the one that was surely meant; maybe in an amount."""
    from promoplan.model.code_words import country, currency  # noqa: PLC0415 - only where something is wrong
    from promoplan.model.spelling import usual  # noqa: PLC0415 - as above

    near = currency(found) if kind == "currency" else country(found)
    if near is None:
        return problem(path, variant=kind, found=found)
    meant = near if value.strip() == found else usual(value, "money")
    mended = [Change(path, meant)] if meant else []
    return problem(path, variant=f"{kind}_near", changes=mended, found=found, near=near)


def _fields_at(model: type[Node], steps: Path) -> Iterable[str]:
    """Keys that the mapping at `steps` below a section knows."""
    for step in steps:
        if isinstance(step, int):
            continue
        field = model.model_fields.get(step)
        inner = next(nodes_in(field.annotation), None) if field else None
        model = inner or model
    return model.model_fields
