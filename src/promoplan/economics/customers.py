"""What a customer is worth against what winning one costs."""

from collections.abc import Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.funnel import Outcome, as_far_as_known, first_known, times
from promoplan.economics.ledger import ZERO
from promoplan.economics.ranges import middle
from promoplan.model.channels import Channel, Economics, Placement
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


def blended_value(won: Sequence[tuple[CustomerValue, Outcome]]) -> CustomerValue:
    """The value of the new customers that several channels win together, and what all their money paid for each.

    Each figure is a sum over the new customers, divided by their number; None where a channel that wins some lacks it.
    """
    winning = [(value, outcome.new_customers) for value, outcome in won if outcome.spend and outcome.new_customers]
    count = sum((number for _, number in winning), ZERO)

    def each(figures: Sequence[Decimal | None]) -> Decimal | None:
        known = [figure * number for figure, (_, number) in zip(figures, winning, strict=True) if figure is not None]
        return sum(known, ZERO) / count if known and len(known) == len(winning) else None

    return CustomerValue(
        cltv=each([value.cltv for value, _ in winning]),
        cac=as_far_as_known([outcome for _, outcome in won if outcome.spend]).cac,
        order_margin=each([value.order_margin for value, _ in winning]),
        orders_per_year=each([value.orders_per_year for value, _ in winning]),
    )


def placement_economics(channel: Channel, placement: Placement) -> Economics | None:
    """What a placement's customers are judged by: its own figures, and its channel's where it has none."""
    if channel.economics is None or placement.economics is None:
        return placement.economics or channel.economics
    own = {name: value for name in Economics.model_fields if (value := getattr(placement.economics, name)) is not None}
    return channel.economics.model_copy(update=own)


def _over(above: Decimal | None, below: Decimal | None) -> Decimal | None:
    return None if above is None or not below else above / below
