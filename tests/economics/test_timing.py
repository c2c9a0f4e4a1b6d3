"""When money is spent: phases, deadlines, and that nothing gets lost between them."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.economics.returns import channel_outcome
from promoplan.economics.timing import share, spells_of
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel
from promoplan.model.header import Period
from promoplan.model.phases import Phase, Phases

PERIOD = Period.model_validate({"start": "2027-04-01", "end": "2027-06-30"})
DAYS = {
    "warm-up": ("2027-04-01", "2027-05-15"),
    "peak": ("2027-05-16", "2027-06-20"),
    "closing": ("2027-06-21", "2027-06-30"),
}
PHASES = Phases.model_validate(
    [{"id": name, "name": name, "start": start, "end": end} for name, (start, end) in DAYS.items()]
)
EXACT = Decimal("1e-24")


def phase(name: str) -> Phase:
    """One of the three phases."""
    return next(each for each in PHASES.items if each.id == name)


def budget(*lines: Mapping[str, object]) -> Budget:
    """A budget with these media lines of one channel."""
    fields = {"name": "x", "category": "media", "channel": "a"}
    return Budget.model_validate({"total": "1000", "lines": [{**fields, **line} for line in lines]})


def part(budget: Budget | None, name: str | None = None, by: str | None = None) -> Decimal:
    """The share of the channel's money in a phase, up to a day."""
    spells = spells_of("a", PERIOD, PHASES, budget)
    return share(spells, phase(name) if name else None, date.fromisoformat(by) if by else None)


SCHEDULED = {"amount": "100", "phases": {"warm-up": "30%", "peak": "50%", "closing": "20%"}}


@pytest.mark.parametrize(
    ("lines", "name", "by", "wanted"),
    [
        ([SCHEDULED], None, None, Decimal(1)),
        ([SCHEDULED], "peak", None, Decimal("0.5")),
        ([SCHEDULED], None, "2027-05-15", Decimal("0.3")),
        ([SCHEDULED], None, "2027-06-02", Decimal("0.55")),
        ([SCHEDULED], "peak", "2027-06-02", Decimal("0.25")),
        ([SCHEDULED], "peak", "2027-05-01", Decimal(0)),
        ([SCHEDULED], None, "2027-03-31", Decimal(0)),
        ([SCHEDULED], None, "2028-01-01", Decimal(1)),
        ([{"amount": "91"}], None, "2027-04-30", Decimal(30) / 91),
        ([{"amount": "91"}], "closing", None, Decimal(10) / 91),
        ([{"amount": "91"}], "closing", "2027-06-25", Decimal(5) / 91),
        ([{"amount": "40", "phase": "peak"}, {"amount": "60", "phase": "closing"}], "peak", None, Decimal("0.4")),
        ([{"amount": "40", "phase": "peak"}, {"amount": "91"}], "peak", None, Decimal(76) / 131),
        ([{"amount": "100", "phases": {"peak": "60%"}}], "peak", None, Decimal("0.6") + Decimal("14.4") / 91),
        ([{"amount": "91", "phase": "nowhere"}], "closing", None, Decimal(10) / 91),
        ([{"amount": "0"}], "closing", None, Decimal(10) / 91),
        ([{"amount": "50", "category": "content"}], "closing", None, Decimal(10) / 91),
        ([{"amount": "50", "channel": "b", "phase": "peak"}], "closing", None, Decimal(10) / 91),
    ],
)
def test_shares_of_the_money(lines: list[dict[str, object]], name: str | None, by: str | None, wanted: Decimal) -> None:
    """By the schedule, evenly over a phase's days; what has no phase evenly over the period."""
    assert part(budget(*lines), name, by) == pytest.approx(wanted, abs=EXACT)


def test_without_a_budget_money_goes_evenly_over_the_period() -> None:
    """The placements' money has no schedule."""
    assert part(None, "closing") == Decimal(10) / 91


SHARES = st.tuples(st.integers(0, 100), st.integers(0, 100)).map(sorted)


@given(st.lists(st.tuples(st.integers(1, 10**7), SHARES), min_size=1, max_size=5))
def test_the_phases_make_the_whole(lines: list[tuple[int, list[int]]]) -> None:
    """What the phases bring adds up to what the channel brings, and so does the spend."""
    shares = ({"warm-up": f"{a}%", "peak": f"{b - a}%", "closing": f"{100 - b}%"} for _, (a, b) in lines)
    amounts = (str(amount) for amount, _ in lines)
    ledger = budget(*({"amount": each, "phases": phases} for each, phases in zip(amounts, shares, strict=True)))
    figures = {"cpc": "1.7", "cvr": {"rate": "3%", "of": "clicks"}, "aov": "93", "gross_margin": "41%"}
    channel = Channel.model_validate({"id": "a", "name": "A", "role": "core", "kind": "social", "economics": figures})
    whole = channel_outcome(channel, Decimal(sum(amount for amount, _ in lines)))
    phases = [whole.share(part(ledger, name)) for name in DAYS]
    for name in ("spend", "clicks", "orders", "revenue", "gross_profit"):
        assert sum((each.sums[name] or Decimal(0) for each in phases), Decimal(0)) == pytest.approx(
            whole.sums[name], rel=EXACT
        )
