"""What the plan's model expects at a path: keys, words, ids, metrics; and what it says of them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from promoplan.i18n.catalogue import Language, find, text
from promoplan.i18n.formatting import listed
from promoplan.i18n.messages import field_text
from promoplan.metrics.registry import METRICS
from promoplan.model.budget import View
from promoplan.model.condition import Condition
from promoplan.model.figure import MetricKey
from promoplan.model.node import Node
from promoplan.model.plan import Plan
from promoplan.model.references import DEFINED_IN, Reference
from promoplan.model.scalars import KIND, Form, Scalar
from promoplan.schema import FORMS
from promoplan.source.text import Path

_BESIDE = "shares"
"""The field of budget views whose keys the plan writes beside `base`."""


@dataclass(frozen=True)
class Word:
    """Something that may be written at a place: a key, a value's word, an id; with what it means, or ""."""

    text: str
    means: str = ""
    is_key: bool = False
    required: bool = False


def kinds_at(path: Path) -> tuple[Any, ...]:
    """The types that the model knows at a path; none where it knows no such path."""
    found: tuple[Any, ...] = (Plan,)
    for step in path:
        found = tuple(kind for each in found for inner in _below(each, step) for kind in _kinds(inner))
    return found


def field_at(path: Path) -> FieldInfo | None:
    """The field that a path's last key names; for an item of a list, the list's."""
    while path and isinstance(path[-1], int):
        path = path[:-1]
    models = (each for each in kinds_at(path[:-1]) for each in _items(each)) if path else ()
    return next((model.model_fields[str(path[-1])] for model in models if _knows(model, path[-1])), None)


def keys_at(path: Path, data: Mapping[str, object], language: Language) -> tuple[Word, ...]:
    """The keys that a mapping at a path may hold."""
    return tuple(word for kind in kinds_at(path) for each in _items(kind) for word in _keys(each, data, language))


def values_at(path: Path, data: Mapping[str, object], language: Language) -> tuple[Word, ...]:
    """The words and ids that a value at a path may be; `data` is the plan that defines the ids."""
    return tuple(word for kind in kinds_at(path) for word in _values(kind, data, language))


def said_of(path: Path, language: Language) -> tuple[str, ...]:
    """What the field at a path is for, what is written there, and examples; each a line of Markdown."""
    field = field_at(path)
    if field is None:
        return ()
    forms = dict.fromkeys(form for kind in kinds_at(path) for each in _items(kind) if (form := _form(each, language)))
    examples = [*(field.examples or ()), *(one for kind in kinds_at(path) for one in _examples(kind))]
    shown = dict.fromkeys(str(each) for each in examples if isinstance(each, str | int | float))
    lines = (field_text(field.description or "", language), *forms)
    written = listed([f"`{each}`" for each in shown], language)
    return (
        *(line for line in lines if line),
        *([text("editor", "examples", language).format(examples=written)] * bool(shown)),
    )


def _kinds(annotation: Any) -> Iterator[Any]:
    """The alternatives of a type: models, vocabularies, scalars, forms of text, lists and mappings."""
    origin = get_origin(annotation)
    if origin is Annotated:
        inner, *beside = get_args(annotation)
        if any(isinstance(each, Form) for each in beside):
            yield annotation
        else:
            yield from _kinds(inner)
    elif origin is Union or origin is UnionType:
        for each in get_args(annotation):
            yield from _kinds(each)
    elif annotation is not NoneType:
        yield annotation


def _below(kind: Any, step: str | int) -> Iterator[Any]:
    """The types of what stands under a key or number of something."""
    origin, inside = get_origin(kind), get_args(kind)
    if origin is tuple:
        yield from (
            [inside[0]] if isinstance(step, int) else (one for each in _kinds(inside[0]) for one in _below(each, step))
        )
    elif isinstance(origin, type) and issubclass(origin, Mapping):
        yield inside[1]
    elif _is(kind, Node):
        if step in kind.model_fields:
            yield kind.model_fields[step].rebuild_annotation()
        elif (beside := _beside(kind)) is not None:
            yield get_args(beside)[1]
        elif kind.shorthand:
            yield from (one for each in _kinds(_shorthand(kind)) for one in _below(each, step))


def _items(kind: Any) -> Iterator[Any]:
    """What a list holds, as it may be written as its only item; else the thing itself."""
    if get_origin(kind) is tuple:
        yield from _kinds(get_args(kind)[0])
    else:
        yield kind


def _keys(kind: Any, data: Mapping[str, object], language: Language) -> Iterator[Word]:
    if isinstance(get_origin(kind), type) and issubclass(get_origin(kind), Mapping):
        yield from _as_keys(get_args(kind)[0], data, language)
    if not _is(kind, Node):
        return
    beside = _beside(kind)
    for name, field in kind.model_fields.items():
        if beside is None or name != _BESIDE:
            yield Word(name, field_text(field.description or "", language), True, field.is_required())
    if beside is not None:
        yield from _as_keys(get_args(beside)[0], data, language)


def _as_keys(annotation: Any, data: Mapping[str, object], language: Language) -> Iterator[Word]:
    for kind in _kinds(annotation):
        for word in _values(kind, data, language):
            yield Word(word.text, word.means, is_key=True)


def _values(kind: Any, data: Mapping[str, object], language: Language) -> Iterator[Word]:
    if kind == MetricKey or kind is Condition:
        yield from _metrics(data, language)
    elif get_origin(kind) is Annotated:
        yield from (Word(word) for word in _json_schema(kind).get("enum", ()))
    elif get_origin(kind) is tuple:
        yield from (word for each in _items(kind) for word in _values(each, data, language))
    elif kind is bool:
        yield from (Word("true"), Word("false"))
    elif _is(kind, Reference):
        yield from _ids(data, *DEFINED_IN[kind.kind])
    elif _is(kind, Enum):
        yield from (Word(one.value, find("labels", f"{kind.__name__}.{one.value}", language) or "") for one in kind)
    elif _is(kind, Node) and kind.shorthand:
        yield from (word for each in _kinds(_shorthand(kind)) for word in _values(each, data, language))


def _metrics(data: Mapping[str, object], language: Language) -> Iterator[Word]:
    for key in METRICS:
        yield Word(key, find("metrics", f"{key}.name", language) or "")
    yield from _ids(data, "monitoring", "metrics")


def _ids(data: Mapping[str, object], section: str, items: str) -> Iterator[Word]:
    """The ids in a list of the plan, with names; the section may be that list itself, as its short form."""
    holds = data.get(section)
    inside = holds.get(items) if isinstance(holds, Mapping) else holds
    for item in inside if isinstance(inside, list) else ():
        if isinstance(item, Mapping) and isinstance(item.get("id"), str):
            name = item.get("name") or item.get("role")
            yield Word(item["id"], name if isinstance(name, str) else "")


def _form(kind: Any, language: Language) -> str:
    """What is written for a type, in words."""
    if _is(kind, Enum):
        return listed([f"`{one.value}`" for one in kind], language)
    name = str(_json_schema(kind).get(KIND, "")) if get_origin(kind) is Annotated else getattr(kind, "__name__", "")
    return field_text(FORMS[name], language) if name in FORMS else ""


def _examples(kind: Any) -> list[Any]:
    if get_origin(kind) is Annotated or _is(kind, Scalar):
        return list(_json_schema(kind).get("examples", ()))
    return []


def _json_schema(kind: Any) -> Mapping[str, Any]:
    if _is(kind, Scalar):
        schema: Mapping[str, Any] = kind.json_schema
        return schema
    return next((each.json_schema for each in get_args(kind)[1:] if isinstance(each, Form)), {})


def _beside(kind: type[Node]) -> Any:
    """The mapping whose keys stand beside the other fields of a budget view; None for all other models."""
    return kind.model_fields[_BESIDE].annotation if issubclass(kind, View) else None


def _shorthand(kind: type[Node]) -> Any:
    return kind.model_fields[str(kind.shorthand)].rebuild_annotation()


def _knows(model: Any, step: str | int) -> bool:
    return _is(model, Node) and step in model.model_fields


def _is(kind: Any, base: type) -> bool:
    return isinstance(kind, type) and issubclass(kind, base)
