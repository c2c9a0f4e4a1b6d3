"""`Plan`: the whole of a plan file."""

from collections.abc import Mapping
from types import MappingProxyType

from pydantic import Field

from promoplan.model.audience import Audience
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.competitors import Competitors
from promoplan.model.compliance import Compliance
from promoplan.model.content import Content
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader
from promoplan.model.market import Market
from promoplan.model.monitoring import Monitoring
from promoplan.model.node import Node
from promoplan.model.optimization import Optimization
from promoplan.model.phases import Phases
from promoplan.model.products import Products
from promoplan.model.promotions import Promotions
from promoplan.model.readiness import Readiness
from promoplan.model.risks import Risks
from promoplan.model.team import Team

FORMAT_VERSION = 1
"""The format version that this program reads."""

SECTIONS: Mapping[str, type[Node]] = MappingProxyType(
    {
        "plan": PlanHeader,
        "team": Team,
        "audience": Audience,
        "goals": Goals,
        "competitors": Competitors,
        "channels": Channels,
        "content": Content,
        "monitoring": Monitoring,
        "budget": Budget,
        "optimization": Optimization,
        "phases": Phases,
        "promotions": Promotions,
        "products": Products,
        "market": Market,
        "readiness": Readiness,
        "compliance": Compliance,
        "risks": Risks,
    }
)
"""Model of each section, by its key."""


class Plan(Node):
    """A promotion plan: one section per step of the method, and what they share."""

    promoplan: int = Field(description="Version of the file format: 1")
    extends: str | None = Field(None, description="A base file whose sections this plan takes over and changes")
    plan: PlanHeader = Field(description="What the plan is called, for whom, when, in which money and language")
    team: Team | None = Field(None, description="People or roles with group and responsibilities")
    audience: Audience | None = Field(None, description="The segments that the plan speaks to")
    goals: Goals | None = Field(None, description="Step 01: what the plan is to reach, in figures")
    competitors: Competitors | None = Field(None, description="Step 02: what the others do, and how we know")
    channels: Channels | None = Field(None, description="Step 03: where the plan is seen")
    content: Content | None = Field(None, description="Step 04: what is published where, how often, by whom")
    monitoring: Monitoring | None = Field(None, description="Step 05: which figures are measured, and how")
    budget: Budget | None = Field(None, description="Step 06: the ledger of all money")
    optimization: Optimization | None = Field(None, description="Step 07: reviews, playbook, experiments, evaluation")
    phases: Phases | None = Field(None, description="Named date ranges")
    promotions: Promotions | None = Field(None, description="Offers to buyers, and how they stack")
    products: Products | None = Field(None, description="What is sold, at what price and cost")
    market: Market | None = Field(None, description="The surroundings of the plan")
    readiness: Readiness | None = Field(None, description="Checklists before, during and after")
    compliance: Compliance | None = Field(None, description="Texts that consumers read, consent, labels, reviewer")
    risks: Risks | None = Field(None, description="Register, crisis levels, watch and drills")
