"""`optimization`: step 07, how the plan learns: reviews, playbook, experiments, evaluation."""

from pydantic import Field

from promoplan.model.condition import Condition, Move
from promoplan.model.figure import Figure, MetricKey
from promoplan.model.frame import StepFrame
from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.numbers import Change, Count, Ratio
from promoplan.model.references import ChannelRef, MemberRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day, Duration, Frequency


class Review(Node):
    """A regular look at the figures."""

    cadence: Frequency = Field(description="How often: daily, weekly, monthly, quarterly")
    owner: MemberRef | None = Field(None, description="Who calls it")
    members: OneOrMany[MemberRef] = Field((), description="Who takes part")
    metrics: OneOrMany[MetricKey] = Field((), description="Figures looked at")
    decision: Text | None = Field(None, description="By what rule it decides")


class Play(Node):
    """What is done when a figure gives a sign."""

    when: Condition = Field(description="METRIC OP NUMBER [for DURATION] [on CHANNEL]: roas < 2 for 2 weeks on douyin")
    then: Text | None = Field(None, description="What people do")
    move: Move | None = Field(None, description="What happens to the money: +20%, -20%, pause")
    owner: MemberRef | None = Field(None, description="Who does it")


class OptimizationTarget(Node):
    """Something measurable that the reviews work towards, such as a channel's conversion rate up by 5 %."""

    metric: MetricKey = Field(description="Metric")
    channel: ChannelRef | None = Field(None, description="Only this channel")
    change: Change | None = Field(None, description="Wanted change: +5%, +0.5pp")
    target: Figure | None = Field(None, description="Wanted figure")
    by: Day | None = Field(None, description="Deadline")


class Experiment(Node):
    """An A/B test."""

    id: Id = Field(description="Short name")
    hypothesis: Text | None = Field(None, description="What is believed, and why")
    metric: MetricKey | None = Field(None, description="The figure that decides")
    variants: OneOrMany[Text] = Field((), description="What is compared, the present state first")
    channel: ChannelRef | None = Field(None, description="Where it runs")
    start: Day | None = Field(None, description="First day")
    end: Day | None = Field(None, description="Last day")
    baseline: Ratio | None = Field(None, description="The rate now")
    effect: Change | None = Field(None, description="Smallest change worth finding")
    sample: Count | None = Field(None, description="People per variant")
    owner: MemberRef | None = Field(None, description="Who runs it")


class Suggestion(Node):
    """What the evaluation asks for."""

    text: Text = Field(description="What is to be done")
    owner: MemberRef | None = Field(None, description="Who does it")
    due: Day | None = Field(None, description="By when")
    plan: Id | None = Field(None, description="Id of the next plan that takes it up")


class Evaluation(Node):
    """The final report in five parts (annual programme 8.3)."""

    due: Day | None = Field(None, description="When it is handed in")
    owner: MemberRef | None = Field(None, description="Who writes it")
    background: Text | None = Field(None, description="Part 1: what was planned and why")
    core_figures: Text | None = Field(None, description="Part 2: the figures against plan and peers")
    analysis: Text | None = Field(None, description="Part 3: what the figures show")
    diagnosis: Text | None = Field(None, description="Part 4: what went wrong, and why")
    suggestions: tuple[Suggestion, ...] = Field((), description="Part 5: what to do next")


class Optimization(StepFrame):
    """Step 07: how the plan learns."""

    reviews: tuple[Review, ...] = Field((), description="Weekly, monthly, quarterly reviews")
    targets: tuple[OptimizationTarget, ...] = Field((), description="Measurable targets of the optimisation")
    playbook: tuple[Play, ...] = Field((), description="When a figure gives a sign, then what")
    experiments: tuple[Experiment, ...] = Field((), description="A/B tests")
    response_time: Duration | None = Field(None, description="Longest time from a sign to the response: 24h")
    evaluation: Evaluation | None = Field(None, description="The final evaluation in five parts")
