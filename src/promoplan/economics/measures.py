"""What the funnel tells of a metric: each is a sum over base measures, or one sum divided by another.

So one table serves exact figures, arrays of simulated ones, and the closed form of a goal's chance: revenue / spend is
at least 3 exactly where revenue - 3 x spend is at least 0. Formulas: `promoplan.metrics.registry`.
"""

from collections.abc import Mapping
from decimal import Decimal
from types import MappingProxyType

from msgspec import Struct, field

from promoplan.model.figure import Basis, Denominator

BASES = ("spend", "impressions", "clicks", "orders", "new_customers", "revenue", "net_revenue", "gross_profit")
"""Base measures of money and people; gross profit is net revenue x gross margin, before advertising."""

Weights = Mapping[str, int]
"""How often each base measure counts."""


class Measure(Struct, frozen=True):
    """A metric as a sum of base measures, over another where it is a ratio."""

    above: Weights
    below: Weights = field(default_factory=dict)

    @property
    def bases(self) -> tuple[str, ...]:
        """The base measures that it needs."""
        return tuple(dict.fromkeys((*self.above, *self.below)))

    @property
    def of_money(self) -> bool:
        """Whether it is a ratio over or of spend: channels without any money are no part of it."""
        return bool(self.below) and "spend" in self.bases

    def of(self, sums: Mapping[str, Decimal | None]) -> Decimal | None:
        """The metric's value; None where a base measure is unknown, or nothing would be divided by."""
        needed = {name: sums.get(name) for name in self.bases}
        known = {name: value for name, value in needed.items() if value is not None}
        if len(known) < len(needed):
            return None
        above = sum((weight * known[name] for name, weight in self.above.items()), Decimal(0))
        if not self.below:
            return above
        below = sum((weight * known[name] for name, weight in self.below.items()), Decimal(0))
        return above / below if below else None


_SUMS: Mapping[str, Weights] = {
    **{name: {name: 1} for name in BASES if name != "gross_profit"},
    "refunds": {"revenue": 1, "net_revenue": -1},
    "contribution": {"gross_profit": 1, "spend": -1},
}
_RATIOS: Mapping[str, tuple[Weights, Weights]] = {
    "ctr": ({"clicks": 1}, {"impressions": 1}),
    "cpm": ({"spend": 1000}, {"impressions": 1}),
    "cpc": ({"spend": 1}, {"clicks": 1}),
    "aov": ({"revenue": 1}, {"orders": 1}),
    "refund_rate": ({"revenue": 1, "net_revenue": -1}, {"revenue": 1}),
    "gross_margin": ({"gross_profit": 1}, {"net_revenue": 1}),
    "cpa": ({"spend": 1}, {"orders": 1}),
    "roas": ({"revenue": 1}, {"spend": 1}),
    "cost_ratio": ({"spend": 1}, {"revenue": 1}),
    "cac": ({"spend": 1}, {"new_customers": 1}),
    "new_customer_share": ({"new_customers": 1}, {"orders": 1}),
}
MEASURES: Mapping[str, Measure] = MappingProxyType(
    {key: Measure(above) for key, above in _SUMS.items()}
    | {key: Measure(above, below) for key, (above, below) in _RATIOS.items()}
)
"""The metrics that need no more than their key; a return on investment also needs its basis, a conversion rate its
denominator: see `measure_of`."""

_RETURNS: Mapping[Basis, Measure] = MappingProxyType(
    {
        Basis.NET: Measure({"revenue": 1, "spend": -1}, {"spend": 1}),
        Basis.REVENUE: MEASURES["roas"],
        Basis.GROSS_PROFIT: Measure({"gross_profit": 1, "spend": -1}, {"spend": 1}),
    }
)
_PER_CLICK = Measure({"orders": 1}, {"clicks": 1})


def measure_of(metric: str, basis: Basis | None, of: Denominator | None) -> Measure | None:
    """What a goal's or KPI's metric is made of; None for one of which the funnel tells nothing, such as awareness."""
    match metric:
        case "roi":
            return None if basis is None else _RETURNS[basis]
        case "cvr":
            return _PER_CLICK if of in {None, Denominator.CLICKS} else None
    return MEASURES.get(metric)
