"""What must hold of any channel: money is conserved, more brings more, and the size of money does not matter."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.economics.parts import parts_of
from promoplan.economics.returns import channel_outcome
from promoplan.model.channels import Channel

CLOSE = Decimal("1e-18")
MONEY = st.decimals("0.01", "100000", places=2)
RATE = st.decimals("0.001", "0.999", places=3)
RATES = ("cvr", "gross_margin", "refund_rate", "new_customer_share")
FIGURES = st.fixed_dictionaries({"cpc": MONEY, "cpm": MONEY, "aov": MONEY, **dict.fromkeys(RATES, RATE)})
OWN = st.fixed_dictionaries({}, optional={"cpc": MONEY, "aov": MONEY, "cvr": RATE, "refund_rate": RATE})
PLACEMENTS = st.lists(st.tuples(MONEY, OWN), max_size=6)
ELASTICITY = st.decimals("0.1", "0.9", places=2)
TIMES = st.decimals("1.01", "50", places=2)


def channel(
    figures: dict[str, Decimal],
    placements: list[tuple[Decimal, dict[str, Decimal]]] | None = None,
    elasticity: Decimal | None = None,
    at: Decimal | None = None,
) -> Channel:
    """A channel of these figures, with placements that spend and have figures of their own."""
    placed = [
        {"format": "feed", "spend": str(spend), "economics": _written(own) or None} for spend, own in placements or []
    ]
    fields: dict[str, Any] = {"id": "a", "name": "A", "role": "core", "kind": "social", "placements": placed}
    if elasticity is not None:
        fields["saturation"] = {"elasticity": str(elasticity), "spend": str(at)}
    return Channel.model_validate(fields | {"economics": _written(figures)})


def _written(figures: dict[str, Decimal]) -> dict[str, object]:
    texts: dict[str, object] = {name: str(figure) for name, figure in figures.items()}
    return texts | ({"cvr": {"rate": texts["cvr"], "of": "clicks"}} if "cvr" in texts else {})


@given(FIGURES, PLACEMENTS, MONEY)
def test_money_is_conserved(
    figures: dict[str, Decimal], placements: list[tuple[Decimal, dict[str, Decimal]]], money: Decimal
) -> None:
    """The parts' spends are the channel's money, whatever the placements spend."""
    bearer = channel(figures, placements)
    spent = sum((part.spend for part in parts_of(bearer, money)), Decimal(0))
    assert spent == pytest.approx(money, rel=CLOSE)
    assert channel_outcome(bearer, money).spend == money


@given(FIGURES, PLACEMENTS, MONEY, TIMES)
def test_a_higher_order_value_brings_more_and_a_higher_price_less(
    figures: dict[str, Decimal], placements: list[tuple[Decimal, dict[str, Decimal]]], money: Decimal, times: Decimal
) -> None:
    """Where no placement has figures of its own that hide the change; refunds and margin only ever take away."""
    plain: list[tuple[Decimal, dict[str, Decimal]]] = [(spend, {}) for spend, _ in placements]
    before = channel_outcome(channel(figures, plain), money)
    dearer = channel_outcome(channel(figures | {"aov": figures["aov"] * times}, plain), money)
    costlier = channel_outcome(channel(figures | {"cpc": figures["cpc"] * times}, plain), money)
    assert (dearer.revenue or 0) > (before.revenue or 0) > (costlier.revenue or 0)
    assert (before.revenue or 0) > (before.net_revenue or 0) > (before.gross_profit or 0)


@given(FIGURES, PLACEMENTS, MONEY, RATE, RATE)
def test_a_higher_conversion_rate_never_brings_less(
    figures: dict[str, Decimal],
    placements: list[tuple[Decimal, dict[str, Decimal]]],
    money: Decimal,
    one: Decimal,
    other: Decimal,
) -> None:
    """Orders and revenue follow the channel's rate, or stay where every placement has its own."""
    low, high = (channel_outcome(channel(figures | {"cvr": rate}, placements), money) for rate in sorted((one, other)))
    assert (high.orders or 0) >= (low.orders or 0)
    assert (high.revenue or 0) >= (low.revenue or 0)


@given(FIGURES, PLACEMENTS, MONEY, TIMES, st.none() | ELASTICITY, MONEY)
def test_more_money_brings_more_at_the_same_or_a_falling_return(
    figures: dict[str, Decimal],
    placements: list[tuple[Decimal, dict[str, Decimal]]],
    money: Decimal,
    times: Decimal,
    elasticity: Decimal | None,
    at: Decimal,
) -> None:
    """Without saturation the return stays; with an elasticity below 1 revenue grows by times ** elasticity."""
    bearer = channel(figures, placements, elasticity, at)
    little, much = channel_outcome(bearer, money), channel_outcome(bearer, money * times)
    growth = (much.revenue or Decimal(0)) / (little.revenue or Decimal(1))
    assert growth == pytest.approx(times ** (elasticity or Decimal(1)), rel=CLOSE)
    assert growth > 1
    assert (much.roas or 0) < (little.roas or 0) or elasticity is None


@given(FIGURES, PLACEMENTS, MONEY, TIMES, st.none() | ELASTICITY, MONEY)
def test_the_size_of_money_does_not_matter(
    figures: dict[str, Decimal],
    placements: list[tuple[Decimal, dict[str, Decimal]]],
    money: Decimal,
    times: Decimal,
    elasticity: Decimal | None,
    at: Decimal,
) -> None:
    """All amounts times a number: revenue times that number, the same orders, the same return."""

    def scaled(figures: dict[str, Decimal]) -> dict[str, Decimal]:
        return {name: figure if name in RATES else figure * times for name, figure in figures.items()}

    before = channel_outcome(channel(figures, placements, elasticity, at), money)
    larger = [(spend * times, scaled(own)) for spend, own in placements]
    after = channel_outcome(channel(scaled(figures), larger, elasticity, at * times), money * times)
    assert after.orders == pytest.approx(before.orders, rel=CLOSE)
    assert after.roas == pytest.approx(before.roas, rel=CLOSE)
    assert after.revenue == pytest.approx((before.revenue or Decimal(0)) * times, rel=CLOSE)
    assert after.impressions == pytest.approx(before.impressions, rel=CLOSE)
