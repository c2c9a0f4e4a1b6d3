"""The frame that the method gives every step: owner, due, status, acceptance, risk.

Source: the seven-step plan's table (step number, key action, verification standard, risk note).
"""

from enum import StrEnum

from pydantic import Field

from promoplan.model.node import Node
from promoplan.model.references import MemberRef
from promoplan.model.scalars import Text
from promoplan.model.times import Day


class Step(StrEnum):
    """The seven steps, by their section's key, in order."""

    GOALS = "goals"
    COMPETITORS = "competitors"
    CHANNELS = "channels"
    CONTENT = "content"
    MONITORING = "monitoring"
    BUDGET = "budget"
    OPTIMIZATION = "optimization"


class StepStatus(StrEnum):
    """How far a step has come."""

    OPEN = "open"
    IN_PROGRESS = "in-progress"
    DONE = "done"


class RiskNote(Node):
    """What may go wrong in a step, and the counter-measure."""

    shorthand = "note"

    note: Text = Field(description="What may go wrong in this step")
    counter: Text | None = Field(None, description="What is done against it")


class StepFrame(Node):
    """What every step section carries besides its own content."""

    owner: MemberRef | None = Field(None, description="Who answers for this step: an id of team.members")
    due: Day | None = Field(None, description="The day by which the step is done")
    status: StepStatus = Field(StepStatus.OPEN, description="How far the step has come")
    done_on: Day | None = Field(None, description="The day the step was finished")
    acceptance: Text | None = Field(
        None, description="How one sees that the step is done; left out, the method's own standard is printed"
    )
    evidence: Text | None = Field(None, description="Where the proof lies that the standard was met")
    risk: RiskNote | None = Field(
        None, description="The step's risk note with its counter-measure; left out, the method's own is printed"
    )
