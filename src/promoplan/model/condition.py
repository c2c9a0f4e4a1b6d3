"""The playbook's small language: conditions on a metric, and moves of money.

when: METRIC OP NUMBER [for DURATION] [on CHANNEL]        roas < 2 for 2 weeks on douyin
move: +20% | -20% | up to 20% | pause
"""

import re
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Self

from pydantic_core import PydanticCustomError

from promoplan.model.numbers import HUNDRED, ONE, Ratio, decimal_of
from promoplan.model.scalars import JsonSchema, Scalar, not_a_condition, out_of_range
from promoplan.model.times import Duration

_CONDITION = re.compile(
    r"(?P<metric>[a-z][a-z0-9_]{0,63}) *(?P<sign><=|>=|<|>|=) *"
    r"(?P<number>[-−]?[0-9][0-9.,_]*(?: ?[kKM百千万萬亿億]{1,2})?)(?P<percent> ?[%％])?"
    r"(?: +for +(?P<duration>\S(?:(?! on )[^\n]){0,30}?))?(?: +on +(?P<channel>[a-z0-9][a-z0-9-]{0,63}))?",
    re.ASCII,
)
_MOVE = re.compile(r"(?P<how>up to |\+|-|−)(?P<share>[0-9][0-9.,]*) ?[%％]", re.ASCII)


class Sign(StrEnum):
    """How a figure is compared with its limit."""

    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="
    EQUAL = "="


@dataclass(frozen=True)
class Condition(Scalar):
    """A sign to act on: a metric passes a limit, for a time, on a channel or the whole plan.

    `limit` is a plain number; a percent sign divides it by 100. `text` is what was written.
    """

    text: str
    metric: str
    sign: Sign
    limit: Decimal
    duration: Duration | None = None
    channel: str | None = None

    expected: ClassVar[str] = "condition"
    json_schema: ClassVar[JsonSchema] = {
        "type": "string",
        "pattern": "^ *[a-z][a-z0-9_]* *(<=|>=|<|>|=) *[-−]?[0-9]",
        "examples": ["roas < 2 for 2 weeks on douyin", "ctr < 1.5% for 3 days"],
    }

    @property
    def falling(self) -> bool:
        """Whether it speaks of a figure that has become too low."""
        return self.sign in {Sign.BELOW, Sign.AT_MOST}

    @classmethod
    def parse(cls, text: str) -> Self:
        """The condition that the text writes; errors of its number and its duration are their own."""
        match = _CONDITION.fullmatch(text)
        if match is None:
            raise cls.unreadable(text)
        number = decimal_of(match["number"], expected="number")
        limit = number / HUNDRED if match["percent"] else number
        duration = Duration.parse(match["duration"]) if match["duration"] else None
        return cls(text, match["metric"], Sign(match["sign"]), limit, duration, match["channel"])

    @classmethod
    def unreadable(cls, value: object) -> PydanticCustomError:
        """The error of the playbook."""
        return not_a_condition(value)


class MoveKind(StrEnum):
    """What happens to a channel's money."""

    RAISE = "raise"
    LOWER = "lower"
    UP_TO = "up-to"
    PAUSE = "pause"


@dataclass(frozen=True)
class Move(Scalar):
    """How a channel's money changes; `share` is a share of its present money, None for a pause.

    Only a raise may exceed 100%.
    """

    text: str
    kind: MoveKind
    share: Ratio | None = None

    expected: ClassVar[str] = "move"
    json_schema: ClassVar[JsonSchema] = {
        "type": "string",
        "pattern": "^ *(pause|(up to |[-+−])[0-9][0-9.,]* ?[%％]) *$",
        "examples": ["up to 20%", "+20%", "-20%", "pause"],
    }

    @classmethod
    def parse(cls, text: str) -> Self:
        """The move that the text writes; what is taken away is at most all."""
        if text == "pause":
            return cls(text, MoveKind.PAUSE)
        match = _MOVE.fullmatch(text)
        if match is None:
            raise cls.unreadable(text)
        kind = {"+": MoveKind.RAISE, "up to ": MoveKind.UP_TO}.get(match["how"], MoveKind.LOWER)
        share = decimal_of(match["share"], expected=cls.expected, written=text) / HUNDRED
        if share > ONE and kind is not MoveKind.RAISE:
            raise out_of_range(text, "0%", "100%")
        return cls(text, kind, Ratio(share))
