"""What a customer is worth against what winning one costs."""

from decimal import Decimal

from msgspec import Struct

from promoplan.economics.funnel import Outcome, first_known, times
from promoplan.economics.ledger import ZERO
from promoplan.economics.ranges import middle
from promoplan.model.channels import Economics
from promoplan.model.numbers import ONE

MONTHS = Decimal(12)


class CustomerValue(Struct, frozen=True):
    """Value of a channel's customer and the cost of a new one; a figure is None where the plan gives too little.

    Money is in the plan's currency, unrounded. `cltv` is earned over the years a customer stays, after cost of goods
    and refunds; `order_margin` is the gross margin of one order, before refunds; `cac` the spend per new customer.
    """

    cltv: Decimal | None = None
    cac: Decimal | None = None
    order_margin: Decimal | None = None
    orders_per_year: Decimal | None = None

    @property
    def ltv_cac(self) -> Decimal | None:
        """How many times its cost a new customer brings back; 3 or more is the usual rule of thumb."""
        return _over(self.cltv, self.cac)

    @property
    def payback_orders(self) -> Decimal | None:
        """Orders until a new customer has paid back its cost: CAC / (AOV x gross margin)."""
        return _over(self.cac, self.order_margin)

    @property
    def payback_months(self) -> Decimal | None:
        """Months until then: CAC / (monthly margin per customer), at the orders a year that the plan states."""
        return _over(times(self.payback_orders, MONTHS), self.orders_per_year)


def customer_value(economics: Economics | None, outcome: Outcome) -> CustomerValue:
    """Customer value under a channel's economics, with the CAC that its outcome shows.

    CLTV = AOV x gross margin x (1 - refund rate) x orders a year x years kept. The order value is the channel's, or
    what its outcome comes to; the same holds for the gross margin and the refund rate.
    """
    if economics is None:
        return CustomerValue(cac=outcome.cac)
    aov = first_known(middle(economics.aov), _over(outcome.revenue, outcome.orders))
    margin = first_known(middle(economics.gross_margin), _over(outcome.gross_profit, outcome.net_revenue))
    refunds = middle(economics.refund_rate) or ZERO
    each, orders = times(aov, margin), economics.orders_per_year
    yearly = times(times(each, ONE - refunds), orders)
    return CustomerValue(times(yearly, economics.years_kept), outcome.cac, each, orders)


def _over(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return None if above is None or not below else above / below
