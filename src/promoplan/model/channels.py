"""`channels`: step 03, where the plan is seen, with positioning, delivery plan and economics."""

from collections.abc import Mapping
from decimal import Decimal
from enum import StrEnum

from pydantic import Field

from promoplan.model.figure import Denominator
from promoplan.model.frame import StepFrame
from promoplan.model.header import Purpose
from promoplan.model.many import OneOrMany
from promoplan.model.money import Money, MoneyOrSpread
from promoplan.model.node import Node
from promoplan.model.numbers import Count, Number, Ratio, RatioOrSpread
from promoplan.model.references import ChannelRef, MemberRef, ProductRef, SegmentRef
from promoplan.model.scalars import Id, Link, Text
from promoplan.model.times import Day


class Role(StrEnum):
    """The weight a channel carries; two or three are core."""

    CORE = "core"
    SUPPORT = "support"
    TEST = "test"


class ChannelKind(StrEnum):
    """What sort of channel it is."""

    MARKETPLACE = "marketplace"
    SHORT_VIDEO = "short-video"
    LIVE = "live"
    SOCIAL = "social"
    SEARCH = "search"
    SEO = "seo"
    CONTENT = "content"
    CREATOR = "creator"
    EMAIL = "email"
    SMS = "sms"
    MESSAGING = "messaging"
    PARTNER = "partner"
    OFFLINE = "offline"
    DISPLAY = "display"
    AFFILIATE = "affiliate"
    COMMUNITY = "community"
    CROSS_BORDER = "cross-border"
    OWN_SITE = "own-site"


class Domain(StrEnum):
    """Whose visitors they are: the platform's, or the shop's own contacts."""

    PUBLIC = "public"
    PRIVATE = "private"


class PlacementFormat(StrEnum):
    """What form a paid or owned placement takes."""

    FEED = "feed"
    SEARCH = "search"
    SHOPPING = "shopping"
    DISPLAY = "display"
    SPLASH = "splash"
    POPUP = "popup"
    VIDEO = "video"
    LIVE = "live"
    CREATOR = "creator"
    POST = "post"
    EMAIL = "email"
    SMS = "sms"
    MESSAGE = "message"
    COMMUNITY = "community"
    EVENT = "event"
    AFFILIATE = "affiliate"


class Closing(StrEnum):
    """How somebody who does not want to see a placement gets rid of it."""

    ONE_CLICK = "one-click"
    AFTER_COUNTDOWN = "after-countdown"
    SEVERAL_STEPS = "several-steps"
    NOT_AT_ALL = "not-at-all"


class Conversion(Node):
    """A conversion rate with what it is a share of."""

    shorthand = "rate"

    rate: RatioOrSpread = Field(description="The rate: 2%, or a range")
    of: Denominator | None = Field(None, description="What it is a share of: clicks, visits or participants")


class Economics(Node):
    """What a channel costs and brings, per impression, click and order. Any figure may be a range: 2%..4%."""

    cpm: MoneyOrSpread | None = Field(None, description="Cost per thousand impressions")
    cpc: MoneyOrSpread | None = Field(None, description="Cost per click")
    ctr: RatioOrSpread | None = Field(None, description="Clicks per impression")
    cvr: Conversion | None = Field(None, description="Orders per click: {rate: 2%, of: clicks}")
    aov: MoneyOrSpread | None = Field(None, description="Average order value")
    gross_margin: RatioOrSpread | None = Field(None, description="Gross margin: (price - unit cost) / price")
    refund_rate: RatioOrSpread | None = Field(None, description="Share of revenue that is refunded")
    new_customer_share: RatioOrSpread | None = Field(None, description="Share of orders by new customers")
    orders_per_year: Number | None = Field(None, description="Orders a customer places a year")
    years_kept: Number | None = Field(None, description="Years a customer stays")


class Saturation(Node):
    """Diminishing returns: how much less each further unit of money brings.

    A constant elasticity, the usual form of market response models: with 0.7, 10% more money brings about 7% more
    clicks. Left out, twice the money brings twice the clicks.
    """

    shorthand = "elasticity"

    elasticity: Ratio = Field(description="Growth of clicks per growth of spend, above 0 and below 1: 0.7")
    spend: Money | None = Field(None, description="Spend at which the economics hold; left out, the planned spend")


class Expected(Node):
    """Volumes the plan itself states for a channel or placement, held against its economics."""

    impressions: Count | None = Field(None, description="Planned impressions")
    clicks: Count | None = Field(None, description="Planned clicks")
    orders: Count | None = Field(None, description="Planned orders")
    revenue: Money | None = Field(None, description="Planned revenue, gross of refunds")

    @property
    def volumes(self) -> Mapping[str, Decimal]:
        """Those that are stated, by name; revenue as an amount."""
        revenue = self.revenue.amount if self.revenue else None
        counts = {"impressions": self.impressions, "clicks": self.clicks, "orders": self.orders, "revenue": revenue}
        return {name: Decimal(count) for name, count in counts.items() if count is not None}


class Utm(Node):
    """Tracking parameters of a link."""

    source: Text | None = Field(None, description="utm_source: where the click comes from")
    medium: Text | None = Field(None, description="utm_medium: paid, email, social, ...")
    campaign: Text | None = Field(None, description="utm_campaign: name of the campaign")
    term: Text | None = Field(None, description="utm_term: keyword")
    content: Text | None = Field(None, description="utm_content: which creative")


class Placement(Node):
    """One booking of the delivery plan: what runs where, when, for how much."""

    name: Text | None = Field(None, description="Name of the placement")
    format: PlacementFormat = Field(description="feed, search, shopping, display, live, creator, email, ...")
    start: Day | None = Field(None, description="First day; left out, the plan's first")
    end: Day | None = Field(None, description="Last day, included; left out, the plan's last")
    spend: Money | None = Field(None, description="Money for it, part of the channel's budget lines")
    bid: Money | None = Field(None, description="Highest price per click or thousand impressions")
    expected: Expected | None = Field(None, description="Planned volumes")
    economics: Economics | None = Field(None, description="Figures that differ from the channel's")
    segments: OneOrMany[SegmentRef] = Field((), description="Segments it is shown to; left out, the channel's")
    products: OneOrMany[ProductRef] = Field((), description="Products it promotes")
    utm: Utm | None = Field(None, description="Tracking parameters")
    landing: Link | None = Field(None, description="Landing page")
    close: Closing | None = Field(None, description="How a pop-up or splash is closed: one-click, after-countdown, ...")


class Channel(Node):
    """One channel with its role, positioning, delivery plan and economics."""

    id: Id = Field(description="Short name by which budget lines, content and KPIs name the channel")
    name: Text = Field(description="Name of the channel")
    role: Role = Field(description="core (2-3 of them), support or test")
    kind: ChannelKind = Field(description="marketplace, short-video, social, search, email, ...")
    domain: Domain = Field(Domain.PUBLIC, description="public traffic, or the shop's own private contacts")
    objective: Purpose | None = Field(None, description="awareness, traffic, sales or loyalty")
    positioning: Text | None = Field(None, description="What this channel is for, unlike the others")
    owner: MemberRef | None = Field(None, description="Who runs it")
    segments: OneOrMany[SegmentRef] = Field((), description="Segments it reaches")
    hands_to: OneOrMany[ChannelRef] = Field((), description="Channels it hands people on to")
    economics: Economics | None = Field(None, description="What it costs and brings")
    saturation: Saturation | None = Field(None, description="Diminishing returns: {elasticity: 0.7, spend: 300000}")
    expected: Expected | None = Field(None, description="Planned volumes")
    placements: tuple[Placement, ...] = Field((), description="The delivery plan")


class Channels(StepFrame):
    """Step 03: where the plan is seen."""

    items: tuple[Channel, ...] = Field((), description="The channels")
    synergy: Text | None = Field(None, description="How the channels work together and who settles conflicts")
