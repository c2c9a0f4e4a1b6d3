"""`phases`: named date ranges of the plan."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.references import MemberRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day


class PhaseKind(StrEnum):
    """What a phase is for."""

    WARM_UP = "warm-up"
    PEAK = "peak"
    STEADY = "steady"
    CLOSING = "closing"


class Milestone(Node):
    """A day on which something is there."""

    name: Text = Field(description="What is there")
    date: Day = Field(description="The day")
    owner: MemberRef | None = Field(None, description="Who answers for it")


class Phase(Node):
    """A named date range with its purpose."""

    id: Id = Field(description="Short name by which lines and content name the phase")
    name: Text = Field(description="Name of the phase")
    kind: PhaseKind | None = Field(None, description="warm-up, peak, steady or closing")
    start: Day = Field(description="First day")
    end: Day = Field(description="Last day, included")
    purpose: Text | None = Field(None, description="What it is for")
    tasks: OneOrMany[Text] = Field((), description="What is done in it")
    acceptance: Text | None = Field(None, description="How one sees that it is done")
    milestones: tuple[Milestone, ...] = Field((), description="Days on which something is there")


class Phases(Node):
    """The phases, in the order of time; written as a plain list."""

    shorthand = "items"

    items: tuple[Phase, ...] = Field((), description="The phases")
