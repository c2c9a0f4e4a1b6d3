"""`Node`: what every mapping of a plan becomes."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, GetJsonSchemaHandler, PrivateAttr, model_validator
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema

OWN = "x-"
"""What a team's own keys begin with."""


def without_own_keys(value: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """The mapping without a team's own fields; the mapping itself where it has none."""
    if any(isinstance(key, str) and key.startswith(OWN) for key in value):
        return {key: item for key, item in value.items() if not str(key).startswith(OWN)}
    return value


class Node(BaseModel):
    """A frozen mapping of the plan that knows its own path, so that a rule can point at it.

    Unknown keys are refused, but for a team's own `x-` keys, which are free everywhere and not kept.
    A subclass that names a `shorthand` field may also be written as that field's value alone.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    shorthand: ClassVar[str | None] = None

    _path: tuple[str | int, ...] = PrivateAttr(default=())

    @property
    def path(self) -> tuple[str | int, ...]:
        """Keys and indexes from the plan's top to this mapping."""
        return self._path

    def at(self, *steps: str | int) -> tuple[str | int, ...]:
        """The path of something below this mapping: `budget.at("lines", 2, "amount")`."""
        return (*self._path, *steps)

    @model_validator(mode="wrap")
    @classmethod
    def _placed(cls, value: Any, handler: Callable[[Any], Self]) -> Self:
        if isinstance(value, cls):
            return value
        node = handler(cls._fields_of(value))
        node._path = _path_of(value)  # noqa: SLF001 - its own, while it is made
        if node.path:
            for name, child in node.__dict__.items():
                if isinstance(child, Node) and not child.path:  # written as a value alone, which knows no path
                    child._path = node.at(name)  # noqa: SLF001 - as above
        return node

    @classmethod
    def short_for(cls, value: object) -> str | None:
        """The field that a value alone would be; None for what stands for the whole node.

        A mapping is a value alone where none of its keys is the node's own: {low: 2%, high: 4%} for a rate.
        """
        if cls.shorthand is None or value is None:
            return None
        if isinstance(value, Mapping):
            return None if not value or any(key in cls.model_fields for key in value) else cls.shorthand
        return str(*cls._fields_of(value))

    @classmethod
    def _fields_of(cls, value: Any) -> Any:
        """The mapping that Pydantic is to see for what the file holds."""
        if isinstance(value, Mapping):
            return without_own_keys(value)
        if cls.shorthand is not None and value is not None:
            return {cls.shorthand: value}
        return value

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        """The mapping's schema, with `x-` keys allowed and the shorthand beside it."""
        schema = handler.resolve_ref_schema(handler(core_schema))
        schema["patternProperties"] = {f"^{OWN}": {}}
        if cls.shorthand is None:
            return schema
        alone = schema["properties"][cls.shorthand]
        title, description = schema.pop("title", cls.__name__), schema.pop("description", "")
        return {"title": title, "description": description, "anyOf": [alone, schema]}


def _path_of(value: object) -> tuple[str | int, ...]:
    """The path of what the file holds: a mapping knows its own, a list by its first mapping, a lone value none."""
    if isinstance(value, list):
        return tuple(_path_of(value[0])[:-1]) if value else ()
    return getattr(value, "path", ())
