"""The budget's views: each computed from the lines, on its own base, and every split closing on what it splits."""

from collections.abc import Mapping
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.economics import ledger
from promoplan.model.budget import Base, Budget, Line

PHASES = "warm-up", "peak", "closing"


def budget(*lines: Mapping[str, object], total: str = "100", reserve: object = "10%") -> Budget:
    """A budget of these lines."""
    named = [{"name": "Line", **line} for line in lines]
    return Budget.model_validate({"total": total, "reserve": reserve, "lines": named})


def line(amount: Decimal, shares: dict[str, str]) -> Line:
    """A line with a schedule."""
    return Line.model_validate({"name": "Line", "amount": str(amount), "phases": shares})


def money(**amounts: int) -> dict[str, Decimal]:
    """Amounts by key."""
    return {key: Decimal(amount) for key, amount in amounts.items()}


QINGHE = budget(
    {"amount": "48万", "category": "media", "channel": "douyin"},
    {"amount": "30万", "category": "media", "channel": "tmall"},
    {"amount": "20万", "category": "media", "channel": "xiaohongshu"},
    {"amount": "6万", "category": "media", "channel": "wecom"},
    {"amount": "4万", "category": "media", "channel": "bilibili", "purpose": "innovation"},
    total="120万",
)
SCHEDULE = {"start": "30%", "peak": "50%", "closing": "20%"}
MEDIA = {"shopee": "288万", "google": "144万", "line": "86.4万", "meta": "259.2万", "tiktok": "86.4万"}
HEJU = budget(
    {"amount": "432万", "category": "platform", "phases": SCHEDULE},
    {"amount": "648万", "category": "content", "phases": SCHEDULE},
    {"amount": "216万", "category": "team", "phases": SCHEDULE},
    *({"amount": MEDIA[name], "category": "media", "channel": name, "phases": SCHEDULE} for name in MEDIA),
    total="2400万",
)
ARIA = budget(
    {"amount": "67500", "phase": "warm-up"},
    {"amount": "112500", "phase": "peak"},
    {"amount": "45000", "phase": "closing"},
    total="250000",
    reserve="25000",
)


@pytest.mark.parametrize(
    ("plan", "reserve", "working"),
    [(QINGHE, 120_000, 1_080_000), (HEJU, 2_400_000, 21_600_000), (ARIA, 25_000, 225_000)],
    ids=["qinghe", "heju", "aria"],
)
def test_scenarios_close(plan: Budget, reserve: int, working: int) -> None:
    """Reserve and lines add up to the total, in whole money."""
    assert ledger.reserve(plan) == reserve
    assert ledger.working(plan) == working
    assert ledger.gap(plan) == 0


def test_channels_of_the_quarter() -> None:
    """Core channels hold 90.7 % of the media money, channels at ROAS 3 and above 77.8 %."""
    held = ledger.by_channel(QINGHE, Base.MEDIA)
    shares = ledger.shares(held, ledger.media(QINGHE))
    core = sum(shares[name] for name in ("douyin", "tmall", "xiaohongshu"))
    high = sum(held[name] for name in ("douyin", "tmall", "wecom"))
    assert core == pytest.approx(Decimal("0.907"), abs=Decimal("0.0005"))
    assert high == 840_000
    assert high / ledger.media(QINGHE) == pytest.approx(Decimal("0.778"), abs=Decimal("0.0005"))
    assert ledger.innovation(QINGHE) == 40_000


def test_views_of_the_annual_programme() -> None:
    """Platform 20, content 30, team 10, media 40 % of the working money; 30/50/20 over the phases."""
    categories = money(platform=4_320_000, content=6_480_000, team=2_160_000, media=8_640_000)
    assert ledger.by_category(HEJU) == categories
    assert ledger.by_phase(HEJU) == money(start=6_480_000, peak=10_800_000, closing=4_320_000)
    assert ledger.by_phase(HEJU, Base.MEDIA) == money(start=2_592_000, peak=4_320_000, closing=1_728_000)
    held = ledger.by_channel(HEJU, Base.MEDIA)
    assert sum(held[name] for name in ("shopee", "google", "line")) / ledger.media(HEJU) == Decimal("0.6")


def test_whole_lines_of_a_phase() -> None:
    """A line of one phase is all in it."""
    assert ledger.by_phase(ARIA) == money(**{"warm-up": 67_500, "peak": 112_500, "closing": 45_000})


@pytest.mark.parametrize(
    ("reserve", "kept"),
    [
        ("10%", 10),
        ({"amount": "10"}, 10),
        ({"ratio": "10%", "amount": "12"}, 12),
        ({"release": "by the owner"}, 0),
        (None, 0),
        ("0%", 0),
    ],
)
def test_the_reserve_is_its_amount_or_else_its_ratio(reserve: object, kept: int) -> None:
    """An amount wins over a ratio; neither is nothing."""
    assert ledger.reserve(budget(reserve=reserve)) == kept


def test_bases() -> None:
    """Shares are of the total, of all lines, or of the media lines."""
    plan = budget({"amount": "60", "category": "media", "channel": "a"}, {"amount": "20", "category": "content"})
    assert ledger.base_amount(plan, Base.TOTAL) == 100
    assert ledger.base_amount(plan, Base.WORKING) == 80
    assert ledger.base_amount(plan, Base.MEDIA) == 60
    assert ledger.gap(plan) == 10


def test_lines_without_a_tag_are_in_no_view() -> None:
    """They count in the sums, and nowhere else; shares of nothing are none."""
    plan = budget({"amount": "60"})
    assert ledger.working(plan) == 60
    assert not ledger.by_channel(plan)
    assert not ledger.by_category(plan)
    assert not ledger.by_phase(plan)
    assert ledger.shares({"a": Decimal(1)}, Decimal(0)) == {}


@pytest.mark.parametrize(
    ("amount", "shares", "parts"),
    [
        ("100", ("33.3%", "33.3%", "33.4%"), ("33.30", "33.30", "33.40")),
        ("0.05", ("30%", "50%", "20%"), ("0.02", "0.02", "0.01")),
        ("0.01", ("50%", "50%", "0%"), ("0.01", "0", "0")),
        ("100.01", ("50%", "50%"), ("50.01", "50.00")),
        ("100", ("50%", "20%"), ("50", "20")),
        ("100", ("60%", "40%", "20%"), ("60", "40", "20")),
        ("100", (), ()),
    ],
)
def test_rounding_of_a_schedule(amount: str, shares: tuple[str, ...], parts: tuple[str, ...]) -> None:
    """What has been given out is rounded half up; a schedule that does not make 100 % is not bent to."""
    scheduled = line(Decimal(amount), dict(zip(PHASES, shares, strict=False)))
    assert list(ledger.phase_parts(scheduled)) == list(zip(PHASES, map(Decimal, parts), strict=False))


def percentages(cuts: list[int]) -> list[int]:
    """Ten-thousandths between the cuts of a whole: they add up to 10,000."""
    edges = [0, *sorted(cuts), 10_000]
    return [high - low for low, high in pairwise(edges)]


amounts = st.decimals(min_value=0, max_value=10**9, places=2)
schedules = st.lists(st.integers(0, 10_000), max_size=8).map(percentages)


@given(amounts, schedules)
def test_parts_always_close_on_the_line(amount: Decimal, shares: list[int]) -> None:
    """They add up to the line to the cent; none is negative, none is off by more than a cent, whole cents all."""
    scheduled = line(amount, {f"phase-{number}": f"{share / 100:.2f}%" for number, share in enumerate(shares)})
    parts = [part for _, part in ledger.phase_parts(scheduled)]
    assert sum(parts) == amount
    for part, share in zip(parts, shares, strict=True):
        assert part >= 0
        assert abs(part - amount * share / 10_000) <= Decimal("0.01")
        assert part == ledger.cents(part)


@given(st.lists(st.tuples(amounts, schedules), max_size=5))
def test_phases_close_on_the_working_money(lines: list[tuple[Decimal, list[int]]]) -> None:
    """However many lines there are, the view by phase splits all their money, no cent more or less."""
    plan = budget(
        *(
            {"amount": str(amount), "phases": {f"p{n}": f"{share / 100:.2f}%" for n, share in enumerate(shares)}}
            for amount, shares in lines
        )
    )
    assert sum(ledger.by_phase(plan).values()) == ledger.working(plan)
