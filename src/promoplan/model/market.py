"""`market`: the surroundings of the plan; optional."""

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.scalars import Text


class Environment(Node):
    """Political, economic, social and technical surroundings (campaign guide 2.1)."""

    political: OneOrMany[Text] = Field((), description="Law and policy")
    economic: OneOrMany[Text] = Field((), description="Income and spending")
    social: OneOrMany[Text] = Field((), description="Habits and values")
    technical: OneOrMany[Text] = Field((), description="Technology")


class Swot(Node):
    """Strengths, weaknesses, opportunities and threats."""

    strengths: OneOrMany[Text] = Field((), description="What we do well")
    weaknesses: OneOrMany[Text] = Field((), description="Where we are weak")
    opportunities: OneOrMany[Text] = Field((), description="What helps us from outside")
    threats: OneOrMany[Text] = Field((), description="What hurts us from outside")


class Merchants(Node):
    """For platforms: how merchants are admitted, ruled and supported (operating guide 2.5)."""

    admission: OneOrMany[Text] = Field((), description="Who may sell")
    rules: OneOrMany[Text] = Field((), description="What they keep to")
    support: OneOrMany[Text] = Field((), description="How they are helped")


class Market(Node):
    """The surroundings of the plan."""

    environment: Environment | None = Field(None, description="Political, economic, social, technical")
    supply_chain: OneOrMany[Text] = Field((), description="Suppliers, stock and delivery")
    competition: OneOrMany[Text] = Field((), description="How the market is divided")
    channel: OneOrMany[Text] = Field((), description="How goods are sold in this market")
    swot: Swot | None = Field(None, description="Strengths, weaknesses, opportunities, threats")
    merchants: Merchants | None = Field(None, description="For platforms: admission, rules, support of merchants")
