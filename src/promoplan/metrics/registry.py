"""The one registry of metrics: what each is made of, how it is counted, and which way is better.

Goals, KPIs, the playbook, imports, reviews and reports all speak of metrics through it. Names in three languages live
in the catalogue `metrics` under the metric's key. Ratios are never averaged: they are computed from sums.

Sources of the formulas: campaign guide 9.1 (ROI, conversion, participation), annual programme 8.1 (dimensions,
long-term figures), and common usage in advertising for the rest.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class MetricUnit(StrEnum):
    """How a metric's figures are written: money, a count, a share (35%), a multiple (3.0) or a score."""

    MONEY = "money"
    COUNT = "count"
    RATIO = "ratio"
    MULTIPLE = "multiple"
    SCORE = "score"


class Dimension(StrEnum):
    """What a metric tells of (annual programme 8.1)."""

    TRAFFIC = "traffic"
    CONVERSION = "conversion"
    USER = "user"
    BRAND = "brand"


@dataclass(frozen=True)
class Metric:
    """One metric.

    `formula` is over other metrics' keys, "" for what is counted directly. `additive`: figures of days add up to the
    figure of the period. `business`: money, orders, customers or return. `long_term`: shows only over months.
    """

    key: str
    unit: MetricUnit
    dimension: Dimension
    formula: str = ""
    additive: bool = False
    lower_is_better: bool = False
    business: bool = False
    long_term: bool = False


_MONEY, _COUNT, _RATIO = MetricUnit.MONEY, MetricUnit.COUNT, MetricUnit.RATIO
_MULTIPLE, _SCORE = MetricUnit.MULTIPLE, MetricUnit.SCORE
_TRAFFIC, _CONVERSION, _USER, _BRAND = Dimension.TRAFFIC, Dimension.CONVERSION, Dimension.USER, Dimension.BRAND

_ALL = (
    # Traffic
    Metric("impressions", _COUNT, _TRAFFIC, additive=True),
    Metric("reach", _COUNT, _TRAFFIC),
    Metric("clicks", _COUNT, _TRAFFIC, additive=True),
    Metric("visits", _COUNT, _TRAFFIC, additive=True),
    Metric("visitors", _COUNT, _TRAFFIC),
    Metric("page_views", _COUNT, _TRAFFIC, additive=True),
    Metric("video_views", _COUNT, _TRAFFIC, additive=True),
    Metric("participants", _COUNT, _TRAFFIC, additive=True),
    Metric("ctr", _RATIO, _TRAFFIC, "clicks / impressions"),
    Metric("cpm", _MONEY, _TRAFFIC, "spend / impressions * 1000", lower_is_better=True),
    Metric("cpc", _MONEY, _TRAFFIC, "spend / clicks", lower_is_better=True),
    Metric("bounce_rate", _RATIO, _TRAFFIC, "single_page_visits / visits", lower_is_better=True),
    # Conversion
    Metric("carts", _COUNT, _CONVERSION, additive=True),
    Metric("cart_rate", _RATIO, _CONVERSION, "carts / visitors"),
    Metric("leads", _COUNT, _CONVERSION, additive=True),
    Metric("orders", _COUNT, _CONVERSION, additive=True, business=True),
    Metric("units", _COUNT, _CONVERSION, additive=True, business=True),
    Metric("cvr", _RATIO, _CONVERSION, "orders / clicks"),
    Metric("aov", _MONEY, _CONVERSION, "revenue / orders", business=True),
    Metric("gmv", _MONEY, _CONVERSION, additive=True, business=True),
    Metric("revenue", _MONEY, _CONVERSION, additive=True, business=True),
    Metric("net_revenue", _MONEY, _CONVERSION, "revenue - refunds", additive=True, business=True),
    Metric("refunds", _MONEY, _CONVERSION, additive=True, lower_is_better=True),
    Metric("refund_rate", _RATIO, _CONVERSION, "refunds / revenue", lower_is_better=True),
    Metric("cancel_rate", _RATIO, _CONVERSION, "cancelled_orders / orders", lower_is_better=True),
    Metric("gross_margin", _RATIO, _CONVERSION, "(net_revenue - cost_of_goods) / net_revenue", business=True),
    Metric("contribution", _MONEY, _CONVERSION, "net_revenue * gross_margin - spend", additive=True, business=True),
    Metric("spend", _MONEY, _CONVERSION, additive=True, lower_is_better=True),
    Metric("cpa", _MONEY, _CONVERSION, "spend / orders", lower_is_better=True, business=True),
    Metric("roas", _MULTIPLE, _CONVERSION, "revenue / spend", business=True),
    Metric("roi", _MULTIPLE, _CONVERSION, "(revenue - spend) / spend", business=True),
    Metric("mer", _MULTIPLE, _CONVERSION, "total_revenue / spend", business=True),
    Metric("cost_ratio", _RATIO, _CONVERSION, "spend / revenue", lower_is_better=True, business=True),
    # Users
    Metric("new_customers", _COUNT, _USER, additive=True, business=True),
    Metric("new_customer_share", _RATIO, _USER, "new_customers / orders"),
    Metric("active_users", _COUNT, _USER),
    Metric("members", _COUNT, _USER, business=True),
    Metric("private_contacts", _COUNT, _USER),
    Metric("cac", _MONEY, _USER, "spend / new_customers", lower_is_better=True, business=True),
    Metric(
        "cltv", _MONEY, _USER, "aov * gross_margin * (1 - refund_rate) * orders_per_year * years_kept",
        business=True, long_term=True,
    ),
    Metric("ltv_cac", _MULTIPLE, _USER, "cltv / cac", business=True, long_term=True),
    Metric("repurchase_rate", _RATIO, _USER, "repeat_customers / customers", business=True, long_term=True),
    Metric("retention", _RATIO, _USER, "active_customers / cohort", business=True, long_term=True),
    Metric("churn_rate", _RATIO, _USER, "1 - retention", lower_is_better=True, long_term=True),
    Metric("satisfaction", _RATIO, _USER, "satisfied / asked", long_term=True),
    Metric("nps", _SCORE, _USER, "(promoters - detractors) / asked * 100", long_term=True),
    # Brand
    Metric("engagements", _COUNT, _BRAND, additive=True),
    Metric("engagement_rate", _RATIO, _BRAND, "engagements / impressions"),
    Metric("participation_rate", _RATIO, _BRAND, "participants / reach"),
    Metric("shares", _COUNT, _BRAND, additive=True),
    Metric("followers", _COUNT, _BRAND),
    Metric("search_volume", _COUNT, _BRAND, additive=True),
    Metric("mentions", _COUNT, _BRAND, additive=True),
    Metric("positive_share", _RATIO, _BRAND, "positive_mentions / mentions", long_term=True),
    Metric("sov", _RATIO, _BRAND, "own_impressions / eligible_impressions", long_term=True),
    Metric("awareness", _RATIO, _BRAND, "who_know / asked", long_term=True),
    Metric("awareness_rank", _COUNT, _BRAND, lower_is_better=True, long_term=True),
    Metric("market_share", _RATIO, _BRAND, "revenue / market_revenue", long_term=True),
)  # fmt: skip

METRICS: Mapping[str, Metric] = MappingProxyType({metric.key: metric for metric in _ALL})
"""Every metric by its key."""
