"""The figures of the starter plan: money and dates worked out from the total and the period, closing exactly.

Shares of the working budget; the economics are such that media returns a little more than three times its spend.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_DOWN, ROUND_UP, Decimal

ONE = Decimal(1)
RESERVE = Decimal("0.10")
_PEAK_STARTS, _CLOSING_STARTS = Decimal("0.35"), Decimal("0.78")
_TARGET, _BASELINE = Decimal(3), Decimal("2.5")  # revenue per unit of budget, wanted and before: +20 %
_QUARTER_DAYS = 100
_ORDERS_PER_MONEY, _SPARE, _HUNDRED = Decimal("0.055"), Decimal("1.5"), Decimal(100)


@dataclass(frozen=True, slots=True)
class StarterChannel:
    """A channel: its part in the plan, its share of the working budget, and what it costs and brings."""

    id: str
    role: str
    kind: str
    domain: str
    objective: str
    owner: str
    segment: str
    hands_to: str
    format: str
    medium: str
    new: str
    cpc: Decimal
    cvr: str
    aov: Decimal
    spend: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class StarterLine:
    """A line of the budget."""

    id: str
    category: str
    amount: Decimal
    channel: str
    owner: str
    purpose: str


@dataclass(frozen=True, slots=True)
class StarterPhase:
    """A phase; its id is its kind."""

    id: str
    start: date
    end: date


@dataclass(frozen=True, slots=True)
class Revenue:
    """The revenue goal: where it stands, where it shall stand, and the way there by part of the calendar."""

    baseline: Decimal
    target: Decimal
    milestones: tuple[tuple[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class StarterRisk:
    """A risk of the register."""

    id: str
    kind: str
    likelihood: int
    impact: int
    owner: str


RISKS = (
    StarterRisk("claims", "legal", 2, 4, "lead"),
    StarterRisk("demand", "market", 3, 3, "media"),
    StarterRisk("outage", "technical", 2, 5, "analyst"),
    StarterRisk("stock", "supply-chain", 2, 4, "media"),
    StarterRisk("fraud", "credit", 2, 3, "analyst"),
)
_SPENDS = (
    # line, category, share of the working budget, channel, owner, purpose
    ("video", "media", Decimal("0.40"), "video", "media", "growth"),
    ("search", "media", Decimal("0.25"), "search", "media", "growth"),
    ("club", "media", Decimal("0.08"), "club", "members", "retention"),
    ("trial", "media", Decimal("0.10"), "trial", "media", "innovation"),
    ("content", "content", Decimal("0.12"), "", "editor", "brand"),
    ("platform", "platform", Decimal("0.05"), "", "analyst", ""),
)
_CHANNELS = (
    StarterChannel(
        id="video", role="core", kind="short-video", domain="public", objective="sales", owner="media", segment="main",
        hands_to="club", format="feed", medium="paid", new="60%", cpc=Decimal(1), cvr="3.5%..4.5%", aov=Decimal(80),
    ),
    StarterChannel(
        id="search", role="core", kind="marketplace", domain="public", objective="sales", owner="media", segment="main",
        hands_to="club", format="search", medium="paid", new="50%", cpc=Decimal("1.2"), cvr="4.4%..5.6%",
        aov=Decimal(84),
    ),
    StarterChannel(
        id="club", role="support", kind="messaging", domain="private", objective="loyalty", owner="members",
        segment="regular", hands_to="", format="message", medium="message", new="5%", cpc=Decimal("0.2"),
        cvr="3.6%..4.4%", aov=Decimal(75),
    ),
    StarterChannel(
        id="trial", role="test", kind="social", domain="public", objective="sales", owner="media", segment="main",
        hands_to="club", format="feed", medium="paid", new="70%", cpc=Decimal(1), cvr="2%..3.6%", aov=Decimal(70),
    ),
)  # fmt: skip


def lines(total: Decimal) -> tuple[StarterLine, ...]:
    """The lines: whole units of money, which close on the total less the reserve to the cent."""
    working = total - total * RESERVE
    amounts = [
        (working * share).quantize(ONE, ROUND_UP if purpose == "innovation" else ROUND_DOWN)
        for _, _, share, _, _, purpose in _SPENDS[:-1]
    ]
    amounts.append(working - sum(amounts, Decimal(0)))
    return tuple(
        StarterLine(name, category, amount, channel, owner, purpose)
        for (name, category, _, channel, owner, purpose), amount in zip(_SPENDS, amounts, strict=True)
    )


def channels(total: Decimal, scale: Decimal) -> tuple[StarterChannel, ...]:
    """The channels with the money of their lines; `scale` brings prices to the currency's level."""
    spends = {line.channel: line.amount for line in lines(total)}
    return tuple(
        replace(channel, cpc=channel.cpc * scale, aov=channel.aov * scale, spend=spends[channel.id])
        for channel in _CHANNELS
    )


def stock(total: Decimal, scale: Decimal) -> Decimal:
    """Units for half as many orders again as the channels are expected to bring, in whole hundreds."""
    money = sum((line.amount for line in lines(total) if line.channel), Decimal(0))
    return (money * _ORDERS_PER_MONEY / scale * _SPARE / _HUNDRED).quantize(ONE, ROUND_UP) * _HUNDRED


def phases(start: date, end: date) -> tuple[StarterPhase, ...]:
    """Warm-up, peak and closing, without gap or overlap; the peak takes under half of the days."""
    days = (end - start).days + 1
    peak = start + timedelta(days=max(1, int(days * _PEAK_STARTS)))
    closing = start + timedelta(days=max(2, int(days * _CLOSING_STARTS)))
    day = timedelta(days=1)
    return (
        StarterPhase("warm-up", start, peak - day),
        StarterPhase("peak", peak, closing - day),
        StarterPhase("closing", closing, end),
    )


def revenue(total: Decimal, start: date, end: date) -> Revenue:
    """The goal for revenue, with milestones by month, by quarter where the period is long, or by phase."""
    target = total * _TARGET
    keys = list(_parts(start, end)) or [phase.end.isoformat() for phase in phases(start, end)]
    share = (target / len(keys)).quantize(ONE, ROUND_DOWN)
    amounts = [share] * (len(keys) - 1)
    amounts.append(target - sum(amounts, Decimal(0)))
    return Revenue(total * _BASELINE, target, tuple(zip(keys, amounts, strict=True)))


def _parts(start: date, end: date) -> Iterator[str]:
    """The months or quarters of a period made of whole ones; none for any other period."""
    if start.day != 1 or (end + timedelta(days=1)).day != 1:
        return
    step = 3 if (end - start).days > _QUARTER_DAYS else 1
    first, last = start.year * 12 + start.month - 1, end.year * 12 + end.month - 1
    if step > 1 and (first % step or (last + 1) % step):
        step = 1
    for month in range(first, last + 1, step):
        year, within = divmod(month, 12)
        yield f"{year}-Q{within // 3 + 1}" if step > 1 else f"{year}-{within + 1:02}"
