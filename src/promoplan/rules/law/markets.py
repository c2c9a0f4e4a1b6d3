"""Where a plan sells: every rule of law asks this first."""

from promoplan.model.header import PlanHeader

EU = "EU"
_MEMBERS = frozenset(
    (
        *("AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU"),
        *("IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"),
    )
)


def sold_in(plan: PlanHeader, market: str) -> bool:
    """Whether the plan names a market among its own: an ISO country code, or EU, which any member state stands for."""
    return market in plan.markets or (market == EU and not _MEMBERS.isdisjoint(plan.markets))
