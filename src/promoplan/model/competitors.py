"""`competitors`: step 02, what the others do, and how we know."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.frame import StepFrame
from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.numbers import Ratio
from promoplan.model.scalars import Id, Link, Text
from promoplan.model.times import Day


class PriceLevel(StrEnum):
    """A competitor's prices, seen from our own."""

    LOWER = "lower"
    SIMILAR = "similar"
    HIGHER = "higher"


class AnalysisSourceKind(StrEnum):
    """Whose data a source holds."""

    THIRD_PARTY = "third-party"
    PLATFORM = "platform"
    SURVEY = "survey"
    OWN = "own"


class AnalysisSource(Node):
    """Where a statement about competitors comes from."""

    name: Text = Field(description="Name of the source, such as QuestMobile or iResearch")
    kind: AnalysisSourceKind = Field(
        AnalysisSourceKind.THIRD_PARTY, description="third-party, platform, survey or own observation"
    )
    date: Day | None = Field(None, description="Date of the data")
    link: Link | None = Field(None, description="Where it can be read")


class Competitor(Node):
    """One competitor and what it does."""

    id: Id = Field(description="Short name")
    name: Text = Field(description="Name of the competitor")
    brands: OneOrMany[Text] = Field((), description="Brands it sells under, where they differ from its name")
    strategy: Text | None = Field(None, description="How it promotes")
    channels: OneOrMany[Text] = Field((), description="Where it promotes")
    content: OneOrMany[Text] = Field((), description="What marks its content")
    price_level: PriceLevel | None = Field(None, description="Its prices against ours: lower, similar, higher")
    share: Ratio | None = Field(None, description="Its market share")
    strengths: OneOrMany[Text] = Field((), description="What it does well")
    weaknesses: OneOrMany[Text] = Field((), description="Where it is weak")
    response: Text | None = Field(None, description="What we draw from it for this plan")
    sources: tuple[AnalysisSource, ...] = Field((), description="Sources for this competitor")


class Competitors(StepFrame):
    """Step 02: what the others do, and how we know."""

    items: tuple[Competitor, ...] = Field((), description="The competitors looked at")
    own_share: Ratio | None = Field(None, description="Our own market share")
    market: Text | None = Field(None, description="The market that the shares speak of")
    sources: tuple[AnalysisSource, ...] = Field((), description="Sources that verify the whole analysis")
    summary: Text | None = Field(None, description="What the comparison shows")
