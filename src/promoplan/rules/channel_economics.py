"""Step 03, the channels' figures: there for every paid channel, believable, and in accord with each other."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.ledger import cents
from promoplan.economics.paid import paid_channels
from promoplan.economics.parts import THOUSAND
from promoplan.economics.ranges import ends, middle
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, ChannelKind, Channels, Economics, Placement
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.rules.objectives import judged_by_return
from promoplan.rules.rule import Problem, problem, rule

_NOT_PAID_BY_CLICK = {ChannelKind.AFFILIATE, ChannelKind.PARTNER, ChannelKind.OFFLINE, ChannelKind.CREATOR}
"""Kinds that are paid by order, fee or rent."""


class PriceLimits(NamedTuple):
    """By how much a price per click may differ from the one that CPM and CTR give."""

    tolerance: Decimal = Decimal("0.02")


class PlausibleLimits(NamedTuple):
    """The highest figures that are believed without a second look."""

    max_ctr: Decimal = Decimal("0.30")
    max_cvr: Decimal = Decimal("0.30")
    max_gross_margin: Decimal = Decimal("0.95")
    max_refund_rate: Decimal = Decimal("0.60")


@rule("PP310", Severity.WARNING)
def missing_economics(plan: PlanHeader, channels: Channels, budget: Budget | None = None) -> Iterator[Problem]:
    """A paid public channel without price, conversion rate or order value, so that nobody knows what to expect.

    Planned volumes stand for the figures they make superfluous; a channel that is to make the brand known needs no
    more than a price, and kinds that are not paid by click are not judged.
    """
    for paid in paid_channels(channels, budget):
        channel = paid.channel
        if not paid.public or channel.kind in _NOT_PAID_BY_CLICK:
            continue
        missing = _missing_price(channel) + (_missing_yield(channel) if judged_by_return(plan, channel) else [])
        if missing:
            yield problem(
                channel.at("economics") if channel.economics else channel.at("id"),
                on_key=channel.economics is not None,
                channel=channel.name,
                money=Money(paid.money),
                missing=tuple(missing),
            )


def _missing_price(channel: Channel) -> list[str]:
    if _has(channel, "cpc", "clicks") or any(placement.bid for placement in channel.placements):
        return []
    if not _has(channel, "cpm", "impressions"):
        return ["cpc"]
    return [] if _has(channel, "ctr") else ["ctr"]


def _missing_yield(channel: Channel) -> list[str]:
    missing = [] if _has(channel, "cvr", "orders", "revenue") else ["cvr"]
    return missing if _has(channel, "aov", "revenue") else [*missing, "aov"]


def _has(channel: Channel, *names: str) -> bool:
    """Whether the economics or planned volumes of the channel or of a placement hold one of these figures."""
    holders = [holder for bearer in _bearers(channel) for holder in (bearer.economics, bearer.expected)]
    return any(getattr(holder, name, None) is not None for holder in holders for name in names)


def _bearers(channel: Channel) -> list[Channel | Placement]:
    """The channel and its placements: what may have economics and planned volumes."""
    return [channel, *channel.placements]


@rule("PP311", Severity.ERROR, limits=PriceLimits)
def economics_contradict(channels: Channels, *, limits: PriceLimits) -> Iterator[Problem]:
    """A price per click that is not CPM / (1000 x CTR); ranges contradict where they have nothing in common."""
    for economics in _all_economics(channels):
        apart = contradiction(economics, limits.tolerance)
        if apart is not None:
            found, wanted = apart
            yield problem(
                economics.at("cpc"),
                related=[economics.at("cpm"), economics.at("ctr")],
                found=Money(found),
                wanted=Money(cents(wanted)),
                cpm=Money(middle(economics.cpm) or Decimal(0)),
                ctr=Ratio(middle(economics.ctr) or Decimal(0)),
            )


def contradiction(economics: Economics, tolerance: Decimal) -> tuple[Decimal, Decimal] | None:
    """A price per click and the nearest that CPM and CTR give, where the two are apart; None where they fit."""
    cpc, cpm, ctr = ends(economics.cpc), ends(economics.cpm), ends(economics.ctr)
    if cpc is None or cpm is None or ctr is None or not ctr[0]:
        return None
    low, high = cpm[0] / (THOUSAND * ctr[1]), cpm[1] / (THOUSAND * ctr[0])
    if cpc[0] > high * (1 + tolerance):
        return cpc[0], high
    return (cpc[1], low) if cpc[1] < low * (1 - tolerance) else None


@rule("PP312", Severity.WARNING, limits=PlausibleLimits)
def implausible_economics(channels: Channels, *, limits: PlausibleLimits) -> Iterator[Problem]:
    """Rates beyond what shops see; of a range, the middle counts."""
    for economics in _all_economics(channels):
        cvr = economics.cvr
        figures = {
            "ctr": (economics.at("ctr"), economics.ctr, limits.max_ctr),
            "cvr": (cvr.at("rate") if cvr else (), cvr.rate if cvr else None, limits.max_cvr),
            "gross_margin": (economics.at("gross_margin"), economics.gross_margin, limits.max_gross_margin),
            "refund_rate": (economics.at("refund_rate"), economics.refund_rate, limits.max_refund_rate),
        }
        for name, (path, figure, most) in figures.items():
            found = middle(figure)
            if found is not None and found > most:
                yield problem(path, variant=name, found=Ratio(found), most=Ratio(most))


def _all_economics(channels: Channels) -> Iterator[Economics]:
    """Those of the channels, and what placements have of their own."""
    for channel in channels.items:
        for bearer in _bearers(channel):
            if bearer.economics is not None:
                yield bearer.economics
