"""Promotions in the plan: their days, what they serve, what they may cost, and how they are prepared."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.channels import Channels
from promoplan.model.content import Content, Piece
from promoplan.model.goals import Goals
from promoplan.model.header import PlanHeader, PlanKind
from promoplan.model.phases import Phases
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.rule import Problem, problem, rule

_BRIEF = ("theme", "form", "reward", "flow")


class WarmUpLimits(NamedTuple):
    """From how many days on a campaign's sale needs a warm-up."""

    min_days: int = 3


@rule("PP801", Severity.ERROR)
def promotion_outside_period(plan: PlanHeader, promotions: Promotions) -> Iterator[Problem]:
    """A promotion that starts before the plan, or ends after it; days in reverse order are another rule's."""
    first, last = plan.period.start, plan.period.end
    for offer in promotions.items:
        if offer.end < offer.start or last < first:
            continue
        wholly = offer.end < first or last < offer.start
        outside = {"start": wholly or offer.start < first, "end": not wholly and offer.end > last}
        for key in (name for name, wrong in outside.items() if wrong):
            yield problem(
                offer.at(key),
                variant="wholly" if wholly else key,
                related=[plan.period.path],
                name=offer.name,
                start=offer.start,
                end=offer.end,
                first=first,
                last=last,
            )


@rule("PP809", Severity.WARNING)
def promotion_without_cap(promotions: Promotions) -> Iterator[Problem]:
    """A coupon that neither a number of coupons nor a limit per buyer bounds."""
    for offer in promotions.items:
        if offer.mechanic is Mechanic.COUPON and offer.issue is None and offer.limit_per_user is None:
            yield problem(offer.path, on_key=True, name=offer.name)


@rule("PP811", Severity.ERROR)
def deposit_windows(promotions: Promotions) -> Iterator[Problem]:
    """A pre-sale whose days do not follow each other: deposit, balance, delivery."""
    for offer in promotions.items:
        if offer.mechanic is Mechanic.PRESALE:
            yield from _windows(offer)


def _windows(offer: Promotion) -> Iterator[Problem]:
    """The balance may start on the very day on which the deposit ends, as it does in the great sales."""
    paid, due, there = offer.deposit_end, offer.balance_start, offer.delivery_by
    if paid is not None and paid < offer.start:
        at, related = offer.at("deposit_end"), [offer.at("start")]
        yield problem(at, variant="deposit", related=related, deposit=paid, start=offer.start)
    elif paid is not None and due is not None and due < paid:
        yield problem(offer.at("balance_start"), related=[offer.at("deposit_end")], balance=due, deposit=paid)
    if there is None:
        yield problem(offer.path, on_key=True, variant="delivery", name=offer.name)
    elif due is not None and there < due:
        at, related = offer.at("delivery_by"), [offer.at("balance_start")]
        yield problem(at, variant="late", related=related, delivery=there, balance=due)


@rule("PP812", Severity.WARNING)
def gift_without_cost(promotions: Promotions) -> Iterator[Problem]:
    """A gift of which the plan does not know what it costs the shop."""
    for offer in promotions.items:
        if offer.gift is not None and offer.gift.cost is None:
            yield problem(offer.gift.path, on_key=True, gift=offer.gift.name)


@rule("PP813", Severity.WARNING)
def points_without_cost(promotions: Promotions) -> Iterator[Problem]:
    """Points without a value, or without the share that is redeemed: what they cost is unknown."""
    for offer in promotions.items:
        if offer.mechanic is Mechanic.POINTS:
            missing = tuple(name for name in ("point_value", "redemption") if getattr(offer, name) is None)
            if missing:
                yield problem(offer.path, on_key=True, name=offer.name, missing=missing)


@rule("PP815", Severity.WARNING)
def promotion_without_goal(promotions: Promotions, goals: Goals) -> Iterator[Problem]:
    """A promotion that serves none of the plan's goals."""
    if goals.targets:
        for offer in promotions.items:
            if offer.goal is None:
                names = tuple(target.id for target in goals.targets)
                yield problem(offer.path, on_key=True, name=offer.name, goals=names)


@rule("PP825", Severity.WARNING, limits=WarmUpLimits)
def no_warm_up(
    plan: PlanHeader,
    promotions: Promotions,
    phases: Phases | None = None,
    content: Content | None = None,
    channels: Channels | None = None,
    *,
    limits: WarmUpLimits,
) -> Iterator[Problem]:
    """A campaign whose sale lasts some days and comes out of nothing; a pre-sale counts as warm-up."""
    sales = [offer for offer in promotions.items if offer.mechanic is not Mechanic.PRESALE and offer.start <= offer.end]
    if plan.kind is not PlanKind.CAMPAIGN or not sales:
        return
    opening = min(sales, key=lambda offer: offer.start)
    days = (max(offer.end for offer in sales) - opening.start).days + 1
    begun = _begun(plan.period.start, promotions, phases, content, channels)
    if days >= limits.min_days and not any(day < opening.start for day in begun):
        yield problem(opening.at("start"), start=opening.start, days=days)


def _begun(
    start: date, promotions: Promotions, phases: Phases | None, content: Content | None, channels: Channels | None
) -> Iterator[date]:
    """First days of all that makes people expect the sale."""
    yield from (offer.start for offer in promotions.items if offer.mechanic is Mechanic.PRESALE)
    yield from (phase.start for phase in (phases.items if phases else ()))
    yield from (_first_day(piece, start) for piece in (content.pieces if content else ()))
    for channel in channels.items if channels else ():
        yield from (placement.start or start for placement in channel.placements)


def _first_day(piece: Piece, start: date) -> date:
    return piece.publish_on or piece.start or start


@rule("PP826", Severity.WARNING)
def brief_incomplete(plan: PlanHeader, promotions: Promotions) -> Iterator[Problem]:
    """A brief that lacks its theme (the plan's own will do), form, reward or flow; in a campaign, no brief at all."""
    briefs = [offer.brief for offer in promotions.items if offer.brief is not None]
    for brief in briefs:
        missing = tuple(name for name in _BRIEF if not (getattr(brief, name) or (name == "theme" and plan.theme)))
        if missing:
            yield problem(brief.path, on_key=True, missing=missing)
    if promotions.items and not briefs and plan.kind is PlanKind.CAMPAIGN:
        yield problem(promotions.path, on_key=True, variant="none", wanted=_BRIEF)
