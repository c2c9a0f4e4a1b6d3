"""`goals`: step 01, what the plan is to reach, in figures."""

from pydantic import Field

from promoplan.model.figure import Basis, Denominator, Figure, MetricKey
from promoplan.model.frame import StepFrame
from promoplan.model.many import FreeMapping
from promoplan.model.node import Node
from promoplan.model.numbers import Change
from promoplan.model.references import ChannelRef, MemberRef, PhaseRef, SegmentRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day, PeriodKey


class Scope(Node):
    """The part of the plan that a goal speaks of; empty means the whole."""

    channel: ChannelRef | None = Field(None, description="Only this channel")
    phase: PhaseRef | None = Field(None, description="Only this phase")
    segment: SegmentRef | None = Field(None, description="Only this segment")


class Target(Node):
    """One goal: a metric, where it stands, where it shall stand, and by when."""

    id: Id = Field(description="Short name of the goal")
    name: Text | None = Field(None, description="The goal in words")
    metric: MetricKey = Field(description="Metric, such as revenue, orders, roas, cvr, repurchase_rate")
    basis: Basis | None = Field(None, description="For roi: net, revenue or gross-profit")
    of: Denominator | None = Field(None, description="For cvr: what it is a share of: clicks, visits, participants")
    baseline: Figure | None = Field(None, description="Where the metric stands now, over a period of equal length")
    trend: Change | None = Field(
        None, description="What the baseline would change by without this plan: +8%", examples=["+8%"]
    )
    change: Change | None = Field(None, description="Wanted change: +20% relative, +5pp in points")
    target: Figure | None = Field(
        None, description="Where the metric shall stand; left out, baseline and change give it"
    )
    by: Day | None = Field(None, description="Deadline")
    milestones: FreeMapping[PeriodKey, Figure] = Field(
        default_factory=dict,
        description="Figure per month (2027-04), quarter (2027-Q2) or day; sums for amounts, levels for rates",
        examples=[{"2027-04": 1320000, "2027-05": 1480000}, {"2027-Q2": "28%", "2027-Q3": "31%"}],
    )
    scope: Scope | None = Field(None, description="Channel, phase or segment that the goal is for; left out, the plan")
    owner: MemberRef | None = Field(None, description="Who answers for the goal")
    rationale: Text | None = Field(None, description="Why this figure: neither out of reach nor too easy")


class Goals(StepFrame):
    """Step 01: what the plan is to reach, in figures."""

    targets: tuple[Target, ...] = Field((), description="The goals")
