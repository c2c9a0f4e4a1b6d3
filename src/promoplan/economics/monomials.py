"""The funnel's formulas, once: each base measure of a part is a monomial, a number times figures to the power 1 or -1.

Revenue is spend x CPC^-1 x CVR x AOV; the formulas and their source stand in `promoplan.economics.funnel`. So one table
gives what a part brings as planned, and exactly how far ranges let that vary.
"""

from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from promoplan.economics.parts import THOUSAND, Estimate, Part, response
from promoplan.model.numbers import ONE

_FOLLOWING = (
    ("orders", "clicks", "cvr"),
    ("new_customers", "orders", "new_customer_share"),
    ("revenue", "orders", "aov"),
    ("net_revenue", "revenue", "kept"),
    ("gross_profit", "net_revenue", "gross_margin"),
)
"""Each measure with the one that it follows from and the figure between them."""


class Monomial(Struct, frozen=True):
    """A number times figures to the power of 1 or -1; no figure occurs twice."""

    number: Decimal
    factors: tuple[Estimate, ...] = ()
    divisors: tuple[Estimate, ...] = ()

    def times(self, figure: Estimate) -> "Monomial":
        """The same with one more factor."""
        return Monomial(self.number, (*self.factors, figure), self.divisors)

    @property
    def likely(self) -> Decimal:
        """Its value where each figure has its likely one."""
        above, below = self.number, ONE
        for figure in self.factors:
            above *= figure.likely
        for figure in self.divisors:
            below *= figure.likely
        return above / below


def monomials(part: Part) -> Mapping[str, Monomial]:
    """The base measures of a part, as far as its figures tell."""
    left, figures = part.spend * response(part), _with_kept(part.figures)
    found = {"spend": Monomial(part.spend)}
    cpc, cpm, ctr = figures.get("cpc"), figures.get("cpm"), figures.get("ctr")
    if cpm is not None and cpm.likely:
        found["impressions"] = Monomial(left * THOUSAND, divisors=(cpm,))
    if cpc is not None:
        found |= {"clicks": Monomial(left, divisors=(cpc,))} if cpc.likely else {}
    elif "impressions" in found and ctr is not None and ctr.likely:
        found["clicks"] = found["impressions"].times(ctr)
    if "impressions" not in found and "clicks" in found and ctr is not None and ctr.low:
        found["impressions"] = Monomial(left, divisors=(*found["clicks"].divisors, ctr))
    for name, earlier, between in _FOLLOWING:
        figure = figures.get(between)
        if figure is not None and earlier in found:
            found[name] = found[earlier].times(figure)
    return found


def _with_kept(figures: Mapping[str, Estimate]) -> Mapping[str, Estimate]:
    """The figures with the share of revenue that is not refunded; all of it where no refund rate is given."""
    refunds = figures.get("refund_rate", Estimate((), Decimal(0), Decimal(0)))
    mode = None if refunds.mode is None else ONE - refunds.mode
    return {**figures, "kept": Estimate(refunds.path, ONE - refunds.high, ONE - refunds.low, mode)}
