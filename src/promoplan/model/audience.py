"""`audience`: the segments a plan speaks to, and the evidence behind them."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.numbers import AgeRange, Count, Ratio
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day


class Gender(StrEnum):
    """Whom a segment holds."""

    FEMALE = "female"
    MALE = "male"
    ALL = "all"


class RegionTier(StrEnum):
    """City tiers of the campaign guide (3.1)."""

    TIER_1 = "tier-1"
    TIER_2 = "tier-2"
    TIER_3 = "tier-3"
    RURAL = "rural"
    NATIONWIDE = "nationwide"
    ABROAD = "abroad"


class Income(StrEnum):
    """Income bands of the campaign guide (3.1)."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"


class LifeCycle(StrEnum):
    """Where customers stand with the shop."""

    NEW = "new"
    ACTIVE = "active"
    DORMANT = "dormant"


class EvidenceKind(StrEnum):
    """What a statement about people rests on."""

    SURVEY = "survey"
    INTERVIEW = "interview"
    SHOP_DATA = "shop-data"
    PLATFORM_DATA = "platform-data"
    THIRD_PARTY = "third-party"


class Evidence(Node):
    """What a segment's description rests on."""

    kind: EvidenceKind = Field(description="survey, interview, shop-data, platform-data or third-party")
    source: Text = Field(description="Name of the source")
    date: Day | None = Field(None, description="When it was gathered")
    sample: Count | None = Field(None, description="How many people or orders it covers")
    finding: Text | None = Field(None, description="What it shows")


class Needs(Node):
    """What a segment looks for (campaign guide 3.2)."""

    product: OneOrMany[Text] = Field((), description="Needs met by the product: quality, function, price, brand")
    service: OneOrMany[Text] = Field((), description="Needs met by service: delivery, payment, after-sales")
    personal: OneOrMany[Text] = Field((), description="Needs met by personal treatment: made to order, advice")


class Segment(Node):
    """A group of people that the plan treats alike."""

    id: Id = Field(description="Short name by which channels and content name the segment")
    name: Text = Field(description="Name of the segment")
    age: AgeRange | None = Field(None, description="Age band, such as 25-34 or 60+")
    gender: Gender | None = Field(None, description="female, male or all")
    region: OneOrMany[RegionTier] = Field((), description="City tiers: tier-1, tier-2, tier-3, rural, ...")
    income: OneOrMany[Income] = Field((), description="high, middle, low")
    habits: OneOrMany[Text] = Field((), description="How they shop and what they read and watch")
    needs: Needs | None = Field(None, description="What they look for: product, service, personal")
    stage: OneOrMany[LifeCycle] = Field((), description="new, active, dormant")
    minors: bool = Field(False, description="true where they are under 18")
    size: Count | None = Field(None, description="Estimated number of people")
    evidence: tuple[Evidence, ...] = Field((), description="Survey, data or source behind the description")


class Satisfaction(Node):
    """Shares of satisfied customers, from a survey (campaign guide 3.3)."""

    shopping: Ratio | None = Field(None, description="With the shopping experience")
    product: Ratio | None = Field(None, description="With the product")
    service: Ratio | None = Field(None, description="With the service")
    personal: Ratio | None = Field(None, description="With personal treatment")
    source: Text | None = Field(None, description="Name of the survey")
    date: Day | None = Field(None, description="When it was made")


class Audience(Node):
    """The segments a plan speaks to."""

    segments: tuple[Segment, ...] = Field((), description="Groups of people that the plan treats alike")
    satisfaction: Satisfaction | None = Field(None, description="Result of the last customer survey")
