"""`team`: people or roles with group and responsibilities."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.numbers import Ratio
from promoplan.model.references import MemberRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day


class Group(StrEnum):
    """The part of the work a member does; the first five are the method's own."""

    STRATEGY = "strategy"
    CHANNEL = "channel"
    CONTENT = "content"
    DATA = "data"
    USER_OPERATIONS = "user-operations"
    TECHNOLOGY = "technology"
    SERVICE = "service"
    SUPPLY = "supply"
    FINANCE = "finance"
    LEGAL = "legal"
    MANAGEMENT = "management"
    AGENCY = "agency"


class Member(Node):
    """A person or a role."""

    id: Id = Field(description="Short name by which owners are given")
    name: Text = Field(description="Name of the person or role")
    role: Text | None = Field(None, description="Job title or task")
    group: Group | None = Field(None, description="strategy, channel, content, data, user-operations, ...")


class StepRaci(Node):
    """Who does a step, who answers for it, who is asked, who is told."""

    responsible: OneOrMany[MemberRef] = Field((), description="Who does the work")
    accountable: OneOrMany[MemberRef] = Field((), description="Who answers for the result: exactly one")
    consulted: OneOrMany[MemberRef] = Field((), description="Who is asked before")
    informed: OneOrMany[MemberRef] = Field((), description="Who is told after")


class Raci(Node):
    """The responsibilities for each of the seven steps."""

    goals: StepRaci | None = Field(None, description="Step 01")
    competitors: StepRaci | None = Field(None, description="Step 02")
    channels: StepRaci | None = Field(None, description="Step 03")
    content: StepRaci | None = Field(None, description="Step 04")
    monitoring: StepRaci | None = Field(None, description="Step 05")
    budget: StepRaci | None = Field(None, description="Step 06")
    optimization: StepRaci | None = Field(None, description="Step 07")


class Training(Node):
    """Something the team learns before or while the plan runs."""

    topic: Text = Field(description="What is learnt")
    date: Day | None = Field(None, description="When")
    members: OneOrMany[MemberRef] = Field((), description="Who takes part")


class Appraisal(Node):
    """One measure by which the team's work is judged."""

    criterion: Text = Field(description="What is judged: result, process or innovation, in the team's words")
    measure: Text | None = Field(None, description="How it is measured")
    weight: Ratio | None = Field(None, description="Its share of the whole judgement")


class Team(Node):
    """People or roles with group and responsibilities."""

    members: tuple[Member, ...] = Field((), description="People or roles")
    raci: Raci | None = Field(None, description="Responsibilities per step")
    training: tuple[Training, ...] = Field((), description="What the team learns")
    appraisal: tuple[Appraisal, ...] = Field((), description="How the team is judged")
    incentives: tuple[Text, ...] = Field((), description="What rewards there are")
