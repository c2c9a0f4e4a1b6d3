"""The playbook's small language: conditions on a metric, and moves of money.

when: METRIC OP NUMBER [for DURATION] [on CHANNEL]        roas < 2 for 2 weeks on douyin
move: +20% | -20% | up to 20% | pause
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any, Self

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from promoplan.model.numbers import Ratio
from promoplan.model.times import Duration

_CONDITION = re.compile(
    r"(?P<metric>[a-z][a-z0-9_]{0,63}) *(?P<sign><=|>=|<|>|=) *"
    r"(?P<number>[0-9]{1,15}(?:\.[0-9]{1,6})?)(?P<percent> ?[%％])?"
    r"(?: +for +(?P<duration>\S[^\n]{0,30}?))?(?: +on +(?P<channel>[a-z0-9][a-z0-9-]{0,63}))?",
    re.ASCII,
)
_MOVE = re.compile(r"(?P<how>up to |\+|-|−)(?P<share>[0-9]{1,3}(?:\.[0-9]{1,2})?) ?[%％]", re.ASCII)


class Sign(StrEnum):
    """How a figure is compared with its limit."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "="


@dataclass(frozen=True, slots=True)
class Condition:
    """A sign to act on: a metric passes a limit, for a time, on a channel or the whole plan.

    `limit` is a plain number; a percent sign divides it by 100. `text` is what was written.
    """

    text: str
    metric: str
    sign: Sign
    limit: Decimal
    duration: Duration | None = None
    channel: str | None = None

    @property
    def falling(self) -> bool:
        """Whether it speaks of a figure that has become too low."""
        return self.sign in {Sign.BELOW, Sign.AT_MOST}

    @classmethod
    def parse(cls, value: object) -> Self:
        """Reads the text, or raises a Pydantic error of type `promoplan.playbook`."""
        match = _CONDITION.fullmatch(value.strip()) if isinstance(value, str) else None
        if match is None or not isinstance(value, str):
            raise PydanticCustomError("promoplan.playbook", "not a condition", {"written": str(value)})
        limit = Decimal(match["number"]) / (100 if match["percent"] else 1)
        duration = Duration.parse(match["duration"]) if match["duration"] else None
        return cls(value.strip(), match["metric"], Sign(match["sign"]), limit, duration, match["channel"])

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Parsed from text."""
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """A text with examples."""
        return {"type": "string", "examples": ["roas < 2 for 2 weeks on douyin", "ctr < 1.5% for 3 days"]}


class MoveKind(StrEnum):
    """What happens to a channel's money."""

    RAISE = "raise"
    LOWER = "lower"
    UP_TO = "up-to"
    PAUSE = "pause"


@dataclass(frozen=True, slots=True)
class Move:
    """How a channel's money changes; `share` is a share of its present money, None for a pause."""

    text: str
    kind: MoveKind
    share: Ratio | None = None

    @classmethod
    def parse(cls, value: object) -> Self:
        """Reads the text, or raises a Pydantic error of type `promoplan.wrong_type`."""
        text = value.strip() if isinstance(value, str) else ""
        if text == "pause":
            return cls(text, MoveKind.PAUSE)
        match = _MOVE.fullmatch(text)
        if match is None:
            raise PydanticCustomError("promoplan.wrong_type", "not a move", {"expected": "move", "written": str(value)})
        kind = {"+": MoveKind.RAISE, "up to ": MoveKind.UP_TO}.get(match["how"], MoveKind.LOWER)
        return cls(text, kind, Ratio(Decimal(match["share"]) / 100))

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        """Parsed from text."""
        return core_schema.no_info_plain_validator_function(cls.parse)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: Any) -> dict[str, Any]:
        """A text with examples."""
        return {"type": "string", "examples": ["up to 20%", "+20%", "-20%", "pause"]}
