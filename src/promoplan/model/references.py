"""Names that point from one section into another, and what they may point at."""

from enum import StrEnum
from typing import Any, ClassVar, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


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

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Non-empty text of at most 200 characters, kept as this class."""
        text = core_schema.str_schema(min_length=1, max_length=200, strip_whitespace=True, strict=True)
        return core_schema.no_info_after_validator_function(cls._of, text)

    @classmethod
    def _of(cls, text: str) -> Self:
        return cls(text)


class MemberRef(Reference):
    """A person or role of `team.members`."""

    kind = Kind.MEMBER


class SegmentRef(Reference):
    """A segment of `audience.segments`."""

    kind = Kind.SEGMENT


class GoalRef(Reference):
    """A target of `goals.targets`."""

    kind = Kind.GOAL


class ChannelRef(Reference):
    """A channel of `channels.items`."""

    kind = Kind.CHANNEL


class ToolRef(Reference):
    """A tool of `monitoring.tools`."""

    kind = Kind.TOOL


class PhaseRef(Reference):
    """A phase of `phases`."""

    kind = Kind.PHASE


class PromotionRef(Reference):
    """A promotion of `promotions.items`."""

    kind = Kind.PROMOTION


class ProductRef(Reference):
    """A product of `products`."""

    kind = Kind.PRODUCT
