"""`plan`: what the plan is called, for whom, when, in which money and language."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.node import Node
from promoplan.model.references import MemberRef
from promoplan.model.scalars import Country, Currency, Id, Text
from promoplan.model.times import Day


class PlanKind(StrEnum):
    """How long a plan runs and what it is for."""

    ANNUAL = "annual"
    QUARTERLY = "quarterly"
    CAMPAIGN = "campaign"


class PlanStatus(StrEnum):
    """Where a plan stands in its life."""

    DRAFT = "draft"
    APPROVED = "approved"
    RUNNING = "running"
    CLOSED = "closed"


class PlanLanguage(StrEnum):
    """The language a plan is written in and reported in."""

    EN = "en"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"


class Purpose(StrEnum):
    """What a plan or a channel is to achieve first."""

    AWARENESS = "awareness"
    TRAFFIC = "traffic"
    SALES = "sales"
    LOYALTY = "loyalty"


class Period(Node):
    """First and last day, both included."""

    start: Day = Field(description="First day of the plan")
    end: Day = Field(description="Last day of the plan, included")


class Approval(Node):
    """Who agreed to the plan, and when."""

    by: MemberRef = Field(description="Who approved: an id of team.members")
    date: Day = Field(description="The day of the approval")
    note: Text | None = Field(None, description="What the approval says or depends on")


class Event(Node):
    """A day or span that the market looks to, such as a shopping festival."""

    name: Text = Field(description="Name of the event")
    start: Day = Field(description="Its day, or its first day")
    end: Day | None = Field(None, description="Its last day; left out for a single day")
    peak: bool = Field(False, description="true where the plan expects its peak at this event")


class PlanHeader(Node):
    """What the plan is called, for whom, when, in which money and language."""

    id: Id = Field(description="Short name of the plan, unique among plans: lower-case letters, digits, hyphens")
    name: Text = Field(description="The plan's title, as it stands on the cover")
    brand: Text | None = Field(None, description="The brand or shop that is promoted")
    kind: PlanKind = Field(description="annual (10-14 months), quarterly (2-4 months) or campaign (up to 92 days)")
    owner: MemberRef | None = Field(None, description="Who answers for the whole plan: an id of team.members")
    period: Period = Field(description="First and last day of the plan")
    currency: Currency = Field(description="ISO 4217 code of all money in the plan, such as CNY, TWD, USD")
    language: PlanLanguage = Field(description="Language of the plan and of its report: en, zh-Hant or zh-Hans")
    markets: tuple[Country, ...] = Field((), description="Where it sells: ISO 3166 country codes, or EU")
    status: PlanStatus = Field(PlanStatus.DRAFT, description="draft, approved, running or closed")
    version: Text | None = Field(None, description="Version printed on the report, such as 1.2")
    updated: Day | None = Field(None, description="The day of this version")
    purpose: Purpose | None = Field(None, description="What the plan is to achieve first")
    theme: Text | None = Field(None, description="The theme that ties brand, products and season together")
    summary: Text | None = Field(None, description="A few sentences for those who read only the first page")
    events: tuple[Event, ...] = Field((), description="Festivals and launches that fall into the period")
    approvals: tuple[Approval, ...] = Field((), description="Who approved the plan, and when")
