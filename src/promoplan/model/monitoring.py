"""`monitoring`: step 05, which figures are measured, with what, how often, and how they are checked."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.figure import Basis, Denominator, Figure, MetricKey
from promoplan.model.frame import StepFrame
from promoplan.model.many import OneOrMany
from promoplan.model.node import Node
from promoplan.model.references import ChannelRef, MemberRef, ToolRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day, Duration, Frequency


class ToolKind(StrEnum):
    """What a tool does."""

    ANALYTICS = "analytics"
    PLATFORM = "platform"
    BI = "bi"
    CRM = "crm"
    DATA_PLATFORM = "data-platform"
    AUTOMATION = "automation"
    SURVEY = "survey"
    SOCIAL_LISTENING = "social-listening"
    SPREADSHEET = "spreadsheet"


class MetricDimension(StrEnum):
    """What a metric tells of (annual programme 8.1)."""

    TRAFFIC = "traffic"
    CONVERSION = "conversion"
    USER = "user"
    BRAND = "brand"


class Tool(Node):
    """A tool that measures, how often it is calibrated, and what it is checked against."""

    id: Id = Field(description="Short name by which KPIs name their source")
    name: Text = Field(description="Name of the tool")
    kind: ToolKind = Field(ToolKind.ANALYTICS, description="analytics, platform, bi, crm, ...")
    calibration: Frequency | None = Field(None, description="How often it is calibrated: monthly")
    calibrated_on: Day | None = Field(None, description="When it was last calibrated")
    cross_check: ToolRef | None = Field(None, description="Second tool its figures are compared with")
    window: Duration | None = Field(
        None, description="How long after a contact it counts an order, where it has its own"
    )
    owner: MemberRef | None = Field(None, description="Who keeps it")


class Kpi(Node):
    """One measured figure with its target, source and rhythm."""

    id: Id | None = Field(None, description="Short name")
    metric: MetricKey = Field(description="Metric, such as ctr, cvr, roas, aov, repurchase_rate")
    basis: Basis | None = Field(None, description="For roi: net, revenue or gross-profit")
    of: Denominator | None = Field(None, description="For cvr: clicks, visits or participants")
    dimension: MetricDimension | None = Field(
        None, description="traffic, conversion, user or brand; left out, the metric's"
    )
    target: Figure | None = Field(None, description="The figure that is wanted")
    channel: ChannelRef | None = Field(None, description="Only this channel; left out, the whole plan")
    source: ToolRef | None = Field(None, description="Tool that measures it")
    cadence: Frequency | None = Field(None, description="How often it is read: daily, weekly")
    owner: MemberRef | None = Field(None, description="Who reads it")


class FunnelStage(Node):
    """One stage on the way from seeing to buying."""

    metric: MetricKey = Field(description="What is counted at this stage: impressions, clicks, visits, orders, ...")
    name: Text | None = Field(None, description="Name of the stage")
    volume: Figure | None = Field(None, description="Planned volume")


class AttributionModel(StrEnum):
    """To which contact an order is credited."""

    LAST_CLICK = "last-click"
    FIRST_CLICK = "first-click"
    LINEAR = "linear"
    TIME_DECAY = "time-decay"
    POSITION_BASED = "position-based"
    DATA_DRIVEN = "data-driven"
    PLATFORM = "platform"


class Attribution(Node):
    """To which contact an order is credited, and how long after it."""

    model: AttributionModel = Field(description="last-click, first-click, linear, time-decay, data-driven, ...")
    window: Duration | None = Field(None, description="How long after a contact an order still counts: 7 days")


class CustomMetric(Node):
    """A metric that the plan defines for itself."""

    id: MetricKey = Field(description="Key of the metric, in snake_case")
    name: Text = Field(description="Name of the metric")
    formula: Text | None = Field(None, description="How it is computed")
    dimension: MetricDimension = Field(description="traffic, conversion, user or brand")
    additive: bool = Field(False, description="true where figures of days add up to the figure of the period")
    lower_is_better: bool = Field(False, description="true for costs and the like")


class Monitoring(StepFrame):
    """Step 05: which figures are measured, with what, how often, and how they are checked."""

    tools: tuple[Tool, ...] = Field((), description="Tools that measure")
    kpis: tuple[Kpi, ...] = Field((), description="Figures that are read")
    funnel: tuple[FunnelStage, ...] = Field((), description="Stages from seeing to buying, widest first")
    attribution: Attribution | None = Field(None, description="To which contact an order is credited")
    metrics: tuple[CustomMetric, ...] = Field((), description="Metrics that the plan defines for itself")
    alerts: OneOrMany[Text] = Field((), description="Signs at which somebody is told at once")
