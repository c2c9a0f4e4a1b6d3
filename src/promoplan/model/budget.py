"""`budget`: step 06, a ledger. Every split is computed from its lines; none is typed in twice."""

import re
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from pydantic import Field

from promoplan.model.condition import Condition, Move
from promoplan.model.figure import MetricKey
from promoplan.model.frame import StepFrame
from promoplan.model.many import FreeMapping
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import Number, Ratio
from promoplan.model.references import ChannelRef, MemberRef, PhaseRef
from promoplan.model.scalars import Id, Text, ambiguous
from promoplan.model.times import Frequency


class Category(StrEnum):
    """What money is spent on; the first four are the annual programme's (3.3)."""

    PLATFORM = "platform"
    CONTENT = "content"
    MEDIA = "media"
    TEAM = "team"
    TECHNOLOGY = "technology"
    PROMOTION = "promotion"
    SERVICE = "service"
    RESEARCH = "research"
    OTHER = "other"


class SpendPurpose(StrEnum):
    """Why money is spent, across categories."""

    GROWTH = "growth"
    RETENTION = "retention"
    BRAND = "brand"
    INNOVATION = "innovation"


class Base(StrEnum):
    """What a share is a share of.

    `total`: the whole budget; `working`: all lines, without the reserve; `media`: the lines of category media.
    """

    TOTAL = "total"
    WORKING = "working"
    MEDIA = "media"


_PERCENT_OR_MONEY = re.compile("[1-9][0-9]?|100", re.ASCII)


class Reserve(Node):
    """Money kept back for the unforeseen: as ratio of the total, as amount, or both."""

    shorthand = "ratio"

    ratio: Ratio | None = Field(None, description="Share of the total: 10%")
    amount: Money | None = Field(None, description="Amount of money")
    release: Text | None = Field(None, description="When and by whom it may be touched")

    @classmethod
    def _fields_of(cls, value: Any) -> Any:
        """A bare scalar is a ratio when it is one by its look, else an amount; from 1 to 100 it may be either."""
        if isinstance(value, str) and _PERCENT_OR_MONEY.fullmatch(value.strip()):
            raise ambiguous(value, f"{value.strip()}%", f"{{amount: {value.strip()}}}")
        if isinstance(value, str) and not value.rstrip().endswith(("%", "％")) and not value.lstrip().startswith("0."):
            return {"amount": value}
        return super()._fields_of(value)


class Line(Node):
    """One amount with its tags."""

    id: Id | None = Field(None, description="Short name")
    name: Text = Field(description="What the money is for")
    amount: Money = Field(description="Amount of money")
    category: Category | None = Field(None, description="platform, content, media, team, technology, promotion, ...")
    channel: ChannelRef | None = Field(None, description="Channel it is spent on; media lines need one")
    phase: PhaseRef | None = Field(None, description="Phase in which all of it is spent")
    phases: FreeMapping[PhaseRef, Ratio] = Field(
        default_factory=dict, description="Schedule: share of the line per phase, together 100%"
    )
    purpose: SpendPurpose | None = Field(None, description="growth, retention, brand or innovation")
    owner: MemberRef | None = Field(None, description="Who spends it")
    approved_by: MemberRef | None = Field(None, description="Who approved it")


class View(Node):
    """Wanted shares over one tag, on a declared base: {base: working, warm-up: 30%, peak: 50%, closing: 20%}."""

    base: Base = Field(Base.WORKING, description="What the shares are of: total, working or media")
    shares: Mapping[Any, Ratio] = Field(default_factory=dict, description="Wanted share per tag")

    @classmethod
    def _fields_of(cls, value: Any) -> Any:
        """Lifts the tags beside `base` into `shares`."""
        fields = super()._fields_of(value)
        if not isinstance(fields, Mapping):
            return fields
        shares = {key: item for key, item in fields.items() if key != "base"}
        return {"shares": shares} | ({"base": fields["base"]} if "base" in fields else {})

    @classmethod
    def __get_pydantic_json_schema__(cls, core_schema: Any, handler: Any) -> Any:
        """`base` beside the shares: one key per word where the tags have a vocabulary, else any id."""
        schema = super().__get_pydantic_json_schema__(core_schema, handler)
        shares = schema["properties"].pop("shares")
        words = handler.resolve_ref_schema(shares.get("propertyNames", {})).get("enum", ())
        share = next(iter(shares.get("patternProperties", {}).values()), shares.get("additionalProperties"))
        share = {**share, "description": "Wanted share of the money under this tag"}
        schema["properties"] |= dict.fromkeys(words, share)
        return schema if words else schema | {"additionalProperties": share}


class CategoryView(View):
    """Wanted shares per category."""

    shares: Mapping[Category, Ratio] = Field(default_factory=dict, description="Wanted share per category")


class PhaseView(View):
    """Wanted shares per phase."""

    shares: Mapping[PhaseRef, Ratio] = Field(default_factory=dict, description="Wanted share per phase")


class ChannelView(View):
    """Wanted shares per channel."""

    shares: Mapping[ChannelRef, Ratio] = Field(default_factory=dict, description="Wanted share per channel")


class HighRoi(Node):
    """How much of the money goes to channels that reach a return."""

    base: Base = Field(Base.MEDIA, description="What the share is of: total, working or media")
    metric: MetricKey = Field("roas", description="roas or roi")
    at_least: Number | None = Field(None, description="Return from which a channel counts as high")
    share: Ratio | None = Field(None, description="Wanted share; left out, the method's 60%")


class Innovation(Node):
    """How much of the money tries something new: lines with purpose innovation."""

    base: Base = Field(Base.WORKING, description="What the share is of: total, working or media")
    share: Ratio = Field(description="Wanted share, such as 10%")


class BudgetTargets(Node):
    """The splits that are wanted, each on its own base."""

    category: CategoryView | None = Field(None, description="Shares per category")
    phase: PhaseView | None = Field(None, description="Shares per phase")
    channel: ChannelView | None = Field(None, description="Shares per channel")
    high_roi: HighRoi | None = Field(None, description="Share of the channels with a high return")
    innovation: Innovation | None = Field(None, description="Share of innovation")


class Alerts(Node):
    """Shares of a line's or the total's money at which somebody is told."""

    warn: Ratio | None = Field(None, description="Spent share at which the owner is told: 80%")
    stop: Ratio | None = Field(None, description="Spent share at which spending stops: 95%")


class Adjustment(Node):
    """A rule by which money may be moved while the plan runs."""

    when: Condition = Field(description="METRIC OP NUMBER [for DURATION] [on CHANNEL]: roas < 2 for 1 week on douyin")
    move: Move | None = Field(None, description="How much may move: up to 20%, +20%, -20%, pause")
    to: ChannelRef | None = Field(None, description="Channel that receives it; left out, by expected return")
    by: MemberRef | None = Field(None, description="Who decides")


class Approver(Node):
    """Who may approve spending, and up to how much."""

    by: MemberRef = Field(description="Who approves")
    limit: Money | None = Field(None, description="Largest amount; left out, any")


class Budget(StepFrame):
    """Step 06: the ledger. The reserve stands outside the lines; reserve and lines add up to the total."""

    total: Money = Field(description="All the money of the plan, reserve included")
    reserve: Reserve | None = Field(None, description="Kept back for the unforeseen: 10% of the total, or an amount")
    lines: tuple[Line, ...] = Field((), description="One amount each, with category, channel and phase")
    targets: BudgetTargets | None = Field(None, description="Wanted splits, held against the lines")
    alerts: Alerts | None = Field(None, description="When to warn and when to stop")
    adjustment: tuple[Adjustment, ...] = Field((), description="Rules by which money may be moved")
    shift_limit: Ratio | None = Field(None, description="Most of a channel's money that may move at one review")
    approvals: tuple[Approver, ...] = Field((), description="Who approves spending, and up to how much")
    cost_review: Frequency | None = Field(None, description="How often costs are reviewed: monthly")
    replanning: Frequency | None = Field(None, description="How often the budget is planned anew: quarterly")
