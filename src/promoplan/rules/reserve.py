"""The emergency reserve: step 06 asks for 10 % of the budget."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import reserve
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.channels import Channels
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.rule import Problem, Sections, problem, rule
from promoplan.rules.scaling import with_reserve


class ReserveLimits(NamedTuple):
    """The reserve's smallest and largest share of the total, and the share up to which figures may differ."""

    min_ratio: Decimal = Decimal("0.10")
    max_ratio: Decimal = Decimal("0.30")
    max_rounding: Decimal = Decimal("0.001")


@rule("PP601", Severity.ERROR, limits=ReserveLimits)
def reserve_too_small(budget: Budget, *, limits: ReserveLimits, sections: Sections) -> Iterator[Problem]:
    """No reserve, or one under the smallest share of the total; not one that is too small by its amount alone."""
    channels = sections.whole.get("channels")
    placed = channels if isinstance(channels, Channels) else None
    total, kept = budget.total.amount, reserve(budget)
    wanted = total * limits.min_ratio
    if budget.reserve is None:
        yield problem(
            budget.path,
            on_key=True,
            variant="none",
            changes=with_reserve(budget, placed, wanted, limits.min_ratio),
            safe=False,
            least=Ratio(limits.min_ratio),
            wanted=Money(wanted),
        )
    elif kept < wanted and not (disagrees(budget, limits) and (budget.reserve.ratio or 0) >= limits.min_ratio):
        yield problem(
            budget.at("reserve"),
            changes=with_reserve(budget, placed, wanted, limits.min_ratio),
            safe=False,
            share=Ratio(kept / total),
            kept=Money(kept),
            total=Money(total),
            least=Ratio(limits.min_ratio),
            wanted=Money(wanted),
        )


@rule("PP613", Severity.ERROR, limits=ReserveLimits)
def reserve_figures_disagree(budget: Budget, *, limits: ReserveLimits) -> Iterator[Problem]:
    """A reserve given as ratio and as amount, and the two differ by more than rounding."""
    total, kept = budget.total.amount, budget.reserve
    if kept is not None and kept.amount is not None and kept.ratio is not None and disagrees(budget, limits):
        yield problem(
            kept.at("amount"),
            related=[kept.at("ratio")],
            amount=kept.amount,
            share=Ratio(kept.amount.amount / total),
            ratio=kept.ratio,
            wanted=Money(total * kept.ratio),
        )


def disagrees(budget: Budget, limits: ReserveLimits) -> bool:
    """Whether the reserve's amount is another share of the total than its ratio."""
    total, kept = budget.total.amount, budget.reserve
    if not total or kept is None or kept.amount is None or kept.ratio is None:
        return False
    return abs(kept.amount.amount - total * kept.ratio) > total * limits.max_rounding


@rule("PP621", Severity.INFO, limits=ReserveLimits)
def reserve_too_large(budget: Budget, *, limits: ReserveLimits) -> Iterator[Problem]:
    """A reserve so large that the money does not work."""
    total, kept = budget.total.amount, reserve(budget)
    ratio = budget.reserve.ratio if budget.reserve else None
    told = disagrees(budget, limits) and (ratio or 0) <= limits.max_ratio  # by the rule on the two figures
    if total and kept > total * limits.max_ratio and not told:
        share = Ratio(kept / total)
        yield problem(budget.at("reserve"), share=share, kept=Money(kept), most=Ratio(limits.max_ratio))
