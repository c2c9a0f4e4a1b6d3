"""`promotions`: offers to buyers, with dates, products and how they stack."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.many import OneOrMany
from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import Change, Count, Number, Ratio
from promoplan.model.products import CompareBasis
from promoplan.model.references import ChannelRef, GoalRef, MemberRef, ProductRef, PromotionRef, SegmentRef
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day


class Mechanic(StrEnum):
    """How an offer changes what is paid or given."""

    LIMITED_DISCOUNT = "limited-discount"
    DIRECT_OFF = "direct-off"
    THRESHOLD_OFF = "threshold-off"
    TIERED_OFF = "tiered-off"
    GIFT = "gift"
    COUPON = "coupon"
    CROSS_STORE = "cross-store"
    PRESALE = "presale"
    SECOND_ITEM = "second-item"
    BUY_GET = "buy-get"
    N_FOR_RATE = "n-for-rate"
    BUNDLE = "bundle"
    POINTS = "points"
    FREE_SHIPPING = "free-shipping"
    LOTTERY = "lottery"


class Stacking(StrEnum):
    """How offers that meet in one basket work together; the same offers give different prices, so it is stated."""

    SEQUENTIAL = "sequential"
    PARALLEL = "parallel"
    EXCLUSIVE = "exclusive"


class JudgedOn(StrEnum):
    """Which amount a threshold is held against: what earlier offers left, or the list prices."""

    REMAINING = "remaining"
    LIST = "list"


class Funding(StrEnum):
    """Who bears the cost of an offer."""

    MARGIN = "margin"
    BUDGET = "budget"


class Tier(Node):
    """One step of a tiered offer."""

    threshold: Money = Field(description="From this basket on")
    amount: Money = Field(description="this much is taken off")


class Gift(Node):
    """What is given."""

    name: Text = Field(description="Name of the gift")
    product: ProductRef | None = Field(None, description="The product, where the shop sells it too")
    spec: Text | None = Field(None, description="Size, kind or model: 10 ml")
    cost: Money | None = Field(None, description="What it costs the shop")
    value: Money | None = Field(None, description="What it sells for")
    quantity: Count | None = Field(None, description="How many there are")
    method: Text | None = Field(None, description="How buyers get it: in the same parcel, one per order")


class PrizeKind(StrEnum):
    """What sort of thing is won."""

    GOODS = "goods"
    MONEY = "money"
    VOUCHER = "voucher"
    SERVICE = "service"


class Prize(Node):
    """What can be won, each worth its value."""

    name: Text = Field(description="Name of the prize")
    kind: PrizeKind | None = Field(None, description="goods, money, voucher or service")
    value: Money | None = Field(None, description="What one of them is worth")
    quantity: Count | None = Field(None, description="How many there are")
    odds: Ratio | None = Field(None, description="Chance to win it, where no number is fixed: 0.5%")


class Draw(Node):
    """Prizes that chance gives, and what takes part are told of them."""

    prizes: tuple[Prize, ...] = Field((), description="What can be won")
    conditions: Text | None = Field(None, description="Who may take part, and how")
    instant: bool = Field(False, description="true where everybody learns at once whether they have won")
    date: Day | None = Field(None, description="When the winners are drawn")
    method: Text | None = Field(None, description="How the winners are drawn, and where that can be seen")
    redemption: Text | None = Field(None, description="Until when and how prizes are claimed")
    sponsor: Text | None = Field(None, description="Who holds the draw, and how to reach them")
    changed_on: Day | None = Field(None, description="When these terms were last changed")
    change_reason: Text | None = Field(None, description="Why they were changed")


class Brief(Node):
    """What buyers see of a promotion (campaign guide 4.2)."""

    theme: Text | None = Field(None, description="Theme")
    form: Text | None = Field(None, description="Form: on-line, off-line, game, ...")
    reward: Text | None = Field(None, description="What takes part is given")
    flow: Text | None = Field(None, description="What a buyer does, step by step")


class Promotion(Node):
    """One offer. Which parameters it needs depends on its mechanic."""

    id: Id = Field(description="Short name of the promotion")
    name: Text = Field(description="Name of the promotion")
    mechanic: Mechanic = Field(description="limited-discount, threshold-off, coupon, presale, bundle, ...")
    start: Day = Field(description="First day")
    end: Day = Field(description="Last day, included")
    products: OneOrMany[ProductRef] = Field((), description="Products it covers; left out, all of the plan's")
    channels: OneOrMany[ChannelRef] = Field((), description="Channels it runs on; left out, all")
    segments: OneOrMany[SegmentRef] = Field((), description="Who may use it; left out, everybody")
    goal: GoalRef | None = Field(None, description="Goal it serves")
    owner: MemberRef | None = Field(None, description="Who sets its price")
    approved_by: MemberRef | None = Field(None, description="Who approved its price")
    rate: Ratio | None = Field(None, description="Share taken off: 20%; second-item: off each second item")
    amount: Money | None = Field(None, description="Amount off, or face value of a coupon")
    threshold: Money | None = Field(None, description="Basket from which it holds")
    repeating: bool = Field(False, description="true where it holds again for every further threshold")
    cap: Money | None = Field(None, description="Most that it takes off")
    tiers: tuple[Tier, ...] = Field((), description="Steps of a tiered offer")
    gift: Gift | None = Field(None, description="What is given")
    draw: Draw | None = Field(None, description="Prizes of a lottery, and how they are won")
    compare_at: Money | None = Field(None, description="Higher price that is shown beside it, struck through")
    compare_basis: CompareBasis | None = Field(
        None, description="What that is, as buyers are told: former-price, recommended-price, ..."
    )
    personalised: bool = Field(False, description="true where people get other prices by their profile")
    merchant_share: Ratio | None = Field(None, description="Share of a cross-store offer that the shop bears")
    deposit: Money | None = Field(None, description="Deposit of a pre-sale")
    counts_as: Money | None = Field(None, description="What the deposit counts for")
    deposit_end: Day | None = Field(None, description="Last day to pay the deposit")
    balance_start: Day | None = Field(None, description="First day to pay the balance")
    delivery_by: Day | None = Field(None, description="Day by which a pre-sale is delivered")
    carriage: Money | None = Field(None, description="What the shop pays for the carriage that it gives free")
    buy: Count | None = Field(None, description="Items to buy; n-for-rate: from how many on all have the rate")
    get: Count | None = Field(None, description="Items that come free")
    price: Money | None = Field(None, description="Price of a bundle")
    preselected: bool = Field(False, description="true where the bundle is ticked before the buyer has chosen")
    earn: Number | None = Field(None, description="Points earned per unit of money")
    point_value: Money | None = Field(None, description="Value of one point")
    burn_cap: Ratio | None = Field(None, description="Most of an order that points may pay: 50%")
    redemption: Ratio | None = Field(None, description="Share of coupons or points that are used")
    issue: Count | None = Field(None, description="How many coupons are given out")
    limit_per_user: Count | None = Field(None, description="How often one buyer may use it")
    planned_lift: Change | None = Field(None, description="Expected growth of units sold while it runs: +45%")
    funded_by: Funding = Field(Funding.MARGIN, description="margin, or a line of the budget")
    stackable_with: OneOrMany[PromotionRef] = Field((), description="Promotions it may meet in one basket")
    excludes: OneOrMany[PromotionRef] = Field((), description="Promotions it may not meet in one basket")
    terms: Text | None = Field(None, description="The conditions, as buyers read them")
    brief: Brief | None = Field(None, description="Theme, form, reward and flow")


class Promotions(Node):
    """The offers of the plan and how they stack."""

    stacking: Stacking | None = Field(None, description="sequential, parallel or exclusive")
    judged_on: JudgedOn = Field(
        JudgedOn.REMAINING, description="What thresholds are held against: remaining, or list (the list prices)"
    )
    sales_last_year: Money | None = Field(None, description="Sales of the last fiscal year, which cap all prizes")
    items: tuple[Promotion, ...] = Field((), description="The promotions")
