"""Funnel economics: from the money of a part to impressions, clicks, orders and revenue.

Source: the campaign guide's formulas (9.1) and the channel formulas of the domain notes: impressions = spend / CPM x
1000 = clicks / CTR; clicks = impressions x CTR = spend / CPC; orders = clicks x CVR; revenue = orders x AOV;
contribution = revenue x (1 - refund rate) x gross margin - spend; ROAS = revenue / spend; ROI = ROAS - 1.
"""

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from msgspec import Struct

from promoplan.economics import margins
from promoplan.economics.ledger import ZERO
from promoplan.economics.measures import BASES
from promoplan.economics.monomials import monomials
from promoplan.economics.parts import THOUSAND, Estimate, Part
from promoplan.economics.ranges import middle
from promoplan.model.channels import Economics
from promoplan.model.numbers import ONE


class Outcome(Struct, frozen=True):
    """What a spend is expected to bring; a figure is None where the plan gives too little to compute it.

    Money is in the plan's currency, unrounded; revenue is gross of refunds, gross profit is before advertising.
    """

    spend: Decimal
    impressions: Decimal | None = None
    clicks: Decimal | None = None
    orders: Decimal | None = None
    new_customers: Decimal | None = None
    revenue: Decimal | None = None
    net_revenue: Decimal | None = None
    gross_profit: Decimal | None = None

    @property
    def sums(self) -> Mapping[str, Decimal | None]:
        """The base measures by name, as `promoplan.economics.measures` takes them."""
        return {name: getattr(self, name) for name in BASES}

    @property
    def contribution(self) -> Decimal | None:
        """What is left of the gross profit after the spend."""
        return None if self.gross_profit is None else self.gross_profit - self.spend

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

    def share(self, of: Decimal) -> "Outcome":
        """This share of it, such as what a phase brings."""
        rest = {name: times(value, of) for name, value in self.sums.items() if name != "spend"}
        return Outcome(self.spend * of, **rest)


def cost_per_click(figures: Mapping[str, Estimate]) -> Decimal | None:
    """CPC as given, else CPM / (1000 x CTR); likely values."""
    if "cpc" in figures:
        return figures["cpc"].likely
    if "cpm" not in figures or "ctr" not in figures or not figures["ctr"].likely:
        return None
    return figures["cpm"].likely / (THOUSAND * figures["ctr"].likely)


def outcome(part: Part) -> Outcome:
    """What a part brings as planned, by the likely values and after diminishing returns."""
    return Outcome(**{name: monomial.likely for name, monomial in monomials(part).items()})


def together(outcomes: Sequence[Outcome]) -> Outcome:
    """The sum of several outcomes; a figure that one of them lacks is not known of all."""
    lacking = {name for each in outcomes for name, value in each.sums.items() if value is None}
    return _summed(outcomes, [name for name in BASES if name not in lacking])


def as_far_as_known(outcomes: Sequence[Outcome]) -> Outcome:
    """The sum of what several outcomes tell; a figure that one of them lacks counts as nothing there."""
    return _summed(outcomes, BASES)


def break_even_roas(economics: Economics) -> Decimal | None:
    """The ROAS at which nothing is earned or lost, by gross margin and refund rate; None where no ROAS is enough."""
    margin = middle(economics.gross_margin)
    return None if margin is None else margins.break_even_roas(margin, middle(economics.refund_rate) or ZERO)


def times(left: Decimal | None, right: Decimal | None) -> Decimal | None:
    """A product; None where a factor is unknown."""
    return None if left is None or right is None else left * right


def first_known(*figures: Decimal | None) -> Decimal | None:
    """The first figure that is known."""
    return next((figure for figure in figures if figure is not None), None)


def _summed(outcomes: Sequence[Outcome], names: Iterable[str]) -> Outcome:
    sums: dict[str, Decimal] = {}
    for name in names:
        known = [value for each in outcomes if (value := each.sums[name]) is not None]
        if known:
            sums[name] = sum(known, ZERO)
    return Outcome(**{"spend": ZERO} | sums)
