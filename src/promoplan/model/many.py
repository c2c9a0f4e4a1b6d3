"""`OneOrMany`: a list that may be written as its only item; `FreeMapping`: a mapping whose keys the writer names."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from promoplan.model.node import OWN, without_own_keys

T = TypeVar("T")
K = TypeVar("K")


class _ListOfOne:
    """Reads a lone item as a list of one."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_as_list, handler(source))

    @staticmethod
    def __get_pydantic_json_schema__(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        many = handler(schema)
        return {"anyOf": [many["items"], many]}


def _as_list(value: object) -> object:
    return value if isinstance(value, list | tuple) or value is None else [value]


OneOrMany = Annotated[tuple[T, ...], _ListOfOne]
"""A tuple, written as a list or as its only item."""


class _Free:
    """Leaves out a team's own fields, which stand among the keys."""

    @staticmethod
    def __get_pydantic_core_schema__(source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(_without_own, handler(source))

    @staticmethod
    def __get_pydantic_json_schema__(schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        free = handler(schema)
        named = free.get("patternProperties")
        if named:  # by its own keys alone: what else is said of names would hold for a team's keys too
            free = {**free, "additionalProperties": False}
            free.pop("propertyNames", None)
        return {**free, "patternProperties": {f"^{OWN}": {}} | (named or {})}


def _without_own(value: object) -> object:
    return without_own_keys(value) if isinstance(value, Mapping) else value


FreeMapping = Annotated[Mapping[K, T], _Free]
"""A mapping whose keys are names, periods or the like; a team's own `x-` keys are free in it too and not kept."""
