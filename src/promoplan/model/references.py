"""Names that point from one section into another, and what they may point at."""

from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from promoplan.model.scalars import ID_PATTERN, KIND, JsonSchema


class Kind(StrEnum):
    """What an id can name."""

    MEMBER = "member"
    SEGMENT = "segment"
    GOAL = "goal"
    CHANNEL = "channel"
    PIECE = "piece"
    TOOL = "tool"
    PHASE = "phase"
    PROMOTION = "promotion"
    PRODUCT = "product"


DEFINED_IN: dict[Kind, tuple[str, str]] = {
    Kind.MEMBER: ("team", "members"),
    Kind.SEGMENT: ("audience", "segments"),
    Kind.GOAL: ("goals", "targets"),
    Kind.CHANNEL: ("channels", "items"),
    Kind.PIECE: ("content", "pieces"),
    Kind.TOOL: ("monitoring", "tools"),
    Kind.PHASE: ("phases", "items"),
    Kind.PROMOTION: ("promotions", "items"),
    Kind.PRODUCT: ("products", "items"),
}
"""Section and list in which each kind of id is defined."""


class Reference(str):
    """Text that names something defined elsewhere in the plan; a subclass says what."""

    __slots__ = ()
    kind: ClassVar[Kind]
    example: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Non-empty text of at most 200 characters, kept as this class."""
        text = core_schema.str_schema(min_length=1, max_length=200, strip_whitespace=True, strict=True)
        return core_schema.no_info_after_validator_function(cls._of, text)

    @classmethod
    def _of(cls, text: str) -> Self:
        return cls(text)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> JsonSchema:
        """An id: what is none can't be defined anywhere."""
        return {KIND: cls.__name__, "type": ["string", "integer"], "pattern": ID_PATTERN, "examples": [cls.example]}


class MemberRef(Reference):
    """A person or role of `team.members`; a name that is none there is only warned of."""

    kind = Kind.MEMBER
    example = "lead"

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> JsonSchema:
        """An id, or any name."""
        return {
            KIND: cls.__name__,
            "type": ["string", "number"],
            "minLength": 1,
            "maxLength": 200,
            "examples": [cls.example],
        }


class SegmentRef(Reference):
    """A segment of `audience.segments`."""

    kind = Kind.SEGMENT
    example = "city-women"


class GoalRef(Reference):
    """A target of `goals.targets`."""

    kind = Kind.GOAL
    example = "revenue"


class ChannelRef(Reference):
    """A channel of `channels.items`."""

    kind = Kind.CHANNEL
    example = "search"


class ToolRef(Reference):
    """A tool of `monitoring.tools`."""

    kind = Kind.TOOL
    example = "analytics"


class PhaseRef(Reference):
    """A phase of `phases`."""

    kind = Kind.PHASE
    example = "peak"


class PromotionRef(Reference):
    """A promotion of `promotions.items`."""

    kind = Kind.PROMOTION
    example = "early-bird"


class ProductRef(Reference):
    """A product of `products`."""

    kind = Kind.PRODUCT
    example = "tea-set"
