"""Offers that are meant to win new customers, and who else may use them."""

from collections.abc import Iterator

from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience, LifeCycle
from promoplan.model.goals import Goals
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.rule import Problem, problem, rule

_NEW = ("new_customers", "cac")


@rule("PP818", Severity.WARNING)
def new_customer_leak(
    promotions: Promotions, goals: Goals | None = None, audience: Audience | None = None
) -> Iterator[Problem]:
    """An offer for new customers that is open to others, or that one buyer may use again and again.

    It is for new customers where it serves a goal that counts them, or where all its segments hold nobody else.
    Coupons without a limit per buyer are another rule's.
    """
    winning = {target.id for target in (goals.targets if goals else ()) if target.metric in _NEW}
    stages = {segment.id: segment.stage for segment in (audience.segments if audience else ())}
    names = {segment.id: segment.name for segment in (audience.segments if audience else ())}
    for offer in promotions.items:
        wins = offer.goal in winning
        others = tuple(names[each] for each in offer.segments if each in stages and _knows_us(stages[each]))
        only_new = bool(offer.segments) and all(stages.get(each) == (LifeCycle.NEW,) for each in offer.segments)
        if wins and not offer.segments:
            yield problem(offer.path, on_key=True, variant="everybody", name=offer.name)
        elif wins and others:
            yield problem(offer.at("segments"), variant="others", name=offer.name, others=others)
        elif (wins or only_new) and _is_unlimited(offer):
            yield problem(offer.path, on_key=True, name=offer.name)


def _knows_us(stage: tuple[LifeCycle, ...]) -> bool:
    """Whether a segment holds customers, and no new ones; nobody can tell of one without a stage."""
    return bool(stage) and LifeCycle.NEW not in stage


def _is_unlimited(offer: Promotion) -> bool:
    return offer.limit_per_user is None and offer.mechanic is not Mechanic.COUPON
