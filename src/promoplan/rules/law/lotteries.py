"""Lotteries in China: what may be won, and what those who take part must be told."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.promotions import Draw, Prize, Promotion, Promotions
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, problem, rule

_TOLD = ("prizes", "conditions", "date", "method", "redemption", "sponsor")


class LotteryLimits(NamedTuple):
    """The most that a prize may be worth, in yuan (Anti-Unfair Competition Law of 2025, art. 11)."""

    top_prize: Decimal = Decimal(50_000)


@rule("PP858", Severity.ERROR, limits=LotteryLimits)
def lottery_defective(plan: PlanHeader, promotions: Promotions, *, limits: LotteryLimits) -> Iterator[Problem]:
    """A draw in China with too dear a prize, with something left untold, or with terms changed after its start.

    Values are held against the limit where the plan counts in yuan. A lottery without any draw is another rule's.
    """
    if not sold_in(plan, "CN"):
        return
    for offer in promotions.items:
        if offer.draw is not None:
            if plan.currency == "CNY":
                yield from _too_dear(offer.draw, limits)
            yield from _untold(offer.draw, offer.name)
            yield from _changed(offer.draw, offer)


def _too_dear(draw: Draw, limits: LotteryLimits) -> Iterator[Problem]:
    """The dearest prize, where it is worth more than the limit."""
    top = top_prize(draw)
    if top is not None and top.value is not None and top.value.amount > limits.top_prize:
        most = Money(limits.top_prize)
        yield problem(top.at("value"), variant="prize", prize=top.name, value=top.value, most=most)


def top_prize(draw: Draw) -> Prize | None:
    """The prize of the greatest value; None where none is stated."""
    valued = ((prize.value.amount, prize) for prize in draw.prizes if prize.value is not None)
    return max(valued, key=lambda pair: pair[0], default=(None, None))[1]


def _untold(draw: Draw, name: str) -> Iterator[Problem]:
    """What the draw does not tell as a whole, and of each prize; the day is not asked of an instant win."""
    missing = tuple(key for key in _TOLD if not getattr(draw, key) and not (key == "date" and draw.instant))
    if missing:
        yield problem(draw.path, on_key=True, name=name, missing=missing)
    for prize in draw.prizes:
        lacks = [key for key in ("kind", "value") if getattr(prize, key) is None]
        lacks += ["quantity"] if prize.quantity is None and prize.odds is None else []
        if lacks:
            yield problem(prize.path, on_key=True, variant="untold", prize=prize.name, missing=tuple(lacks))


def _changed(draw: Draw, offer: Promotion) -> Iterator[Problem]:
    """Terms that were changed after the first day, without a reason."""
    if draw.changed_on is not None and draw.changed_on > offer.start and draw.change_reason is None:
        yield problem(
            draw.at("changed_on"),
            variant="changed",
            related=[offer.at("start")],
            name=offer.name,
            changed=draw.changed_on,
            start=offer.start,
        )
