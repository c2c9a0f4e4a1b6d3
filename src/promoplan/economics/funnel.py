"""Funnel economics: from a channel's spend to impressions, clicks, orders and revenue.

Source: the campaign guide's formulas (9.1) and the channel formulas of the domain notes: impressions = spend / CPM x
1000; clicks = impressions x CTR = spend / CPC; orders = clicks x CVR; revenue = orders x AOV; contribution = revenue x
(1 - refund rate) x gross margin - spend; ROAS = revenue / spend; ROI = ROAS - 1.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from promoplan.model.channels import Economics
from promoplan.model.money import Money
from promoplan.model.numbers import Spread

THOUSAND = Decimal(1000)
ONE = Decimal(1)


@dataclass(frozen=True)
class Outcome:
    """What a spend is expected to bring; a figure is None where the plan gives too little to compute it.

    Money is in the plan's currency, unrounded; revenue is gross of refunds.
    """

    spend: Decimal
    impressions: Decimal | None = None
    clicks: Decimal | None = None
    orders: Decimal | None = None
    new_customers: Decimal | None = None
    revenue: Decimal | None = None
    net_revenue: Decimal | None = None
    contribution: Decimal | None = None

    @property
    def roas(self) -> Decimal | None:
        """Revenue over spend; None without revenue or spend."""
        return self.revenue / self.spend if self.revenue is not None and self.spend else None

    @property
    def roi(self) -> Decimal | None:
        """(Revenue - spend) / spend, the net basis; None without revenue or spend."""
        return None if self.roas is None else self.roas - ONE

    @property
    def cac(self) -> Decimal | None:
        """Spend per new customer."""
        return self.spend / self.new_customers if self.new_customers else None

    @property
    def cost_per_order(self) -> Decimal | None:
        """Spend per order."""
        return self.spend / self.orders if self.orders else None


def middle(figure: Money | Decimal | Spread[Any] | None) -> Decimal | None:
    """The one value that stands for a figure: itself, or a range's mode, or the middle of its ends."""
    if isinstance(figure, Spread):
        mode = middle(figure.mode)
        if mode is not None:
            return mode
        low, high = middle(figure.low), middle(figure.high)
        return None if low is None or high is None else (low + high) / 2
    return figure.amount if isinstance(figure, Money) else figure


def ends(figure: Money | Decimal | Spread[Any] | None) -> tuple[Decimal, Decimal] | None:
    """Lowest and highest value of a figure; both the same where it is no range."""
    low, high = (figure.low, figure.high) if isinstance(figure, Spread) else (figure, figure)
    bottom, top = middle(low), middle(high)
    return None if bottom is None or top is None else (bottom, top)


def cost_per_click(economics: Economics) -> Decimal | None:
    """CPC as given, else CPM / (1000 x CTR)."""
    cpc = middle(economics.cpc)
    if cpc is not None:
        return cpc
    cpm, ctr = middle(economics.cpm), middle(economics.ctr)
    return cpm / (THOUSAND * ctr) if cpm is not None and ctr else None


def outcome(spend: Decimal, economics: Economics | None) -> Outcome:
    """What a spend brings under these economics."""
    if economics is None:
        return Outcome(spend)
    cpc, cpm = cost_per_click(economics), middle(economics.cpm)
    clicks = spend / cpc if cpc else None
    impressions = spend / cpm * THOUSAND if cpm else None
    orders = _times(clicks, middle(economics.cvr.rate) if economics.cvr else None)
    revenue = _times(orders, middle(economics.aov))
    kept = ONE - (middle(economics.refund_rate) or Decimal(0))
    net = _times(revenue, kept)
    gross_profit = _times(net, middle(economics.gross_margin))
    return Outcome(
        spend=spend,
        impressions=impressions,
        clicks=clicks,
        orders=orders,
        new_customers=_times(orders, middle(economics.new_customer_share)),
        revenue=revenue,
        net_revenue=net,
        contribution=None if gross_profit is None else gross_profit - spend,
    )


def together(outcomes: list[Outcome]) -> Outcome:
    """The sum of several outcomes; a figure that one of them lacks counts as nothing there."""

    def summed(name: str) -> Decimal | None:
        known = [value for value in (getattr(each, name) for each in outcomes) if value is not None]
        return sum(known, Decimal(0)) if known else None

    names = ("impressions", "clicks", "orders", "new_customers", "revenue", "net_revenue", "contribution")
    return Outcome(sum((each.spend for each in outcomes), Decimal(0)), **{name: summed(name) for name in names})


def break_even_roas(economics: Economics) -> Decimal | None:
    """1 / (gross margin x (1 - refund rate)): the ROAS at which nothing is earned or lost."""
    margin = middle(economics.gross_margin)
    if not margin:
        return None
    kept = margin * (ONE - (middle(economics.refund_rate) or Decimal(0)))
    return ONE / kept if kept else None


def _times(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    return None if left is None or right is None else left * right
