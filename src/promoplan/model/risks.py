"""`risks`: register, crisis levels, watch and drills."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.numbers import Count, Grade
from promoplan.model.references import ChannelRef, MemberRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day, Duration, Frequency


class RiskKind(StrEnum):
    """Class of a risk; the first five are the campaign guide's (chapter 8)."""

    LEGAL = "legal"
    MARKET = "market"
    TECHNICAL = "technical"
    SUPPLY_CHAIN = "supply-chain"
    CREDIT = "credit"
    BUDGET = "budget"
    PLATFORM_POLICY = "platform-policy"
    PUBLIC_OPINION = "public-opinion"
    PEOPLE = "people"


class Risk(Node):
    """One risk."""

    id: Id = Field(description="Short name, shown in the risk matrix")
    name: Text = Field(description="What may happen")
    kind: RiskKind = Field(description="legal, market, technical, supply-chain, credit, ...")
    likelihood: Grade = Field(description="1 (hardly) to 5 (almost surely)")
    impact: Grade = Field(description="1 (small) to 5 (grave)")
    trigger: Text | None = Field(None, description="Sign by which one sees it coming")
    mitigation: Text | None = Field(None, description="What is done to prevent it")
    contingency: Text | None = Field(None, description="What is done when it happens")
    owner: MemberRef | None = Field(None, description="Who watches it")
    channels: OneOrMany[ChannelRef] = Field((), description="Channels it concerns; left out, all")


class CrisisLevel(Node):
    """One step of the ladder, the lightest first."""

    level: Count = Field(description="1 for the lightest")
    sign: Text | None = Field(None, description="What makes it this level")
    owner: MemberRef | None = Field(None, description="Who answers")
    response: Duration | None = Field(None, description="Within what time: 2h")
    via: Text | None = Field(None, description="Through what: service, statement, press")
    action: Text | None = Field(None, description="What is done")


class Drill(Node):
    """A rehearsal of an emergency."""

    name: Text = Field(description="What is rehearsed")
    date: Day | None = Field(None, description="When")
    owner: MemberRef | None = Field(None, description="Who leads it")


class Release(Node):
    """A change of the shop's software or pages."""

    name: Text = Field(description="What changes")
    date: Day = Field(description="When")
    rollback: Text | None = Field(None, description="How it is taken back")


class Risks(Node):
    """Register, crisis levels, watch and drills."""

    items: tuple[Risk, ...] = Field((), description="The risks")
    crisis_levels: tuple[CrisisLevel, ...] = Field((), description="Who answers what, the lightest first")
    media_contact: MemberRef | None = Field(None, description="Who speaks to the press")
    watch: Frequency | None = Field(None, description="How often market and public opinion are looked at: weekly")
    fallback: Text | None = Field(None, description="Backup or rollback for the peak")
    drills: tuple[Drill, ...] = Field((), description="Rehearsals")
    releases: tuple[Release, ...] = Field((), description="Changes of shop or pages while the plan runs")
