"""Funnel economics: the worked examples of the method, figures given as ranges, and what too little gives."""

from decimal import Decimal

import pytest

from promoplan.economics.funnel import Outcome, as_far_as_known, break_even_roas, cost_per_click, together
from promoplan.economics.parts import figures_of
from promoplan.economics.ranges import ends, middle
from promoplan.economics.returns import channel_outcome
from promoplan.model.channels import Channel, Economics

CLICKS = "clicks"


def channel(**figures: object) -> Channel:
    """A channel with these economics as a plan writes them; `cvr` is per click."""
    if "cvr" in figures:
        figures["cvr"] = {"rate": figures["cvr"], "of": CLICKS}
    return Channel.model_validate({"id": "a", "name": "A", "role": "core", "kind": "social", "economics": figures})


def economics(**figures: object) -> Economics:
    """Such economics alone."""
    return channel(**figures).economics or Economics.model_validate({})


def outcome(spend: int | Decimal, **figures: object) -> Outcome:
    """What a spend brings under these economics."""
    return channel_outcome(channel(**figures), Decimal(spend))


def test_the_worked_example() -> None:
    """480,000 at CPM 40 and CTR 2.5 % buy 300,000 clicks; 2 % of them order for 268: ROAS 3.35, ROI 2.35."""
    got = outcome(480_000, cpm="40", ctr="2.5%", cvr="2%", aov="268")
    assert cost_per_click(figures_of(channel(cpm="40", ctr="2.5%"))) == Decimal("1.60")
    assert got.impressions == 12_000_000
    assert got.clicks == 300_000
    assert got.orders == 6_000
    assert got.revenue == 1_608_000
    assert (got.roas, got.roi, got.cost_per_order) == (Decimal("3.35"), Decimal("2.35"), Decimal(80))


def test_a_roas_of_5_is_a_roi_of_4() -> None:
    """ROAS 5.0 is a revenue ROI of 4.0."""
    got = outcome(1000, cpc="1", cvr="5%", aov="100")
    assert (got.roas, got.roi) == (Decimal(5), Decimal(4))


@pytest.mark.parametrize(
    ("figures", "impressions"),
    [
        ({"cpc": "1.60", "ctr": "2.5%"}, 12_000_000),
        ({"cpc": "1.60", "ctr": "2.5%", "cpm": "40"}, 12_000_000),
        ({"cpc": "1.60"}, None),
        ({"cpc": "1.60", "ctr": "0%..5%"}, None),
    ],
)
def test_impressions_follow_from_clicks_too(figures: dict[str, str], impressions: int | None) -> None:
    """Where a click is paid for, impressions are clicks / CTR: nothing new where CPM is given, unknown without CTR."""
    assert outcome(480_000, **figures).impressions == impressions


QINGHE = (
    ("480000", {"cpm": "40", "ctr": "2.5%", "cvr": "2%", "aov": "268"}, 300_000, 6_000, 1_608_000),
    ("300000", {"cpm": "100", "ctr": "5%", "cvr": "4%", "aov": "298"}, 150_000, 6_000, 1_788_000),
    ("200000", {"cpm": "50", "ctr": "2.5%", "cvr": "1.8%", "aov": "288"}, 100_000, 1_800, 518_400),
    ("60000", {"cpc": "1.00", "cvr": "5%", "aov": "238"}, 60_000, 3_000, 714_000),
    ("40000", {"cpm": "30", "ctr": "1.5%", "cvr": "1%", "aov": "258"}, 20_000, 200, 51_600),
)
HEJU = (
    ("2880000", {"cpc": "6", "cvr": "5%", "aov": "980"}, 480_000, 24_000, 23_520_000),
    ("1440000", {"cpc": "15", "cvr": "4.5%", "aov": "1350"}, 96_000, 4_320, 5_832_000),
    ("864000", {"cpc": "4", "cvr": "4%", "aov": "1150"}, 216_000, 8_640, 9_936_000),
    ("2592000", {"cpc": "12", "cvr": "2.5%", "aov": "1280"}, 216_000, 5_400, 6_912_000),
    ("864000", {"cpc": "15", "cvr": "1.25%", "aov": "890"}, 57_600, 720, 640_800),
)
ARIA = (
    ("90000", {"cpc": "0.90", "cvr": "9%", "aov": "62", "new_customer_share": "45%"}, 100_000, 9_000, 558_000),
    (
        "67500",
        {"cpm": "6", "ctr": "1.2%", "cvr": "2.4%", "aov": "54", "new_customer_share": "70%"},
        135_000, 3_240, 174_960,
    ),
    ("45000", {"cpc": "0.75", "cvr": "2.8%", "aov": "66", "new_customer_share": "40%"}, 60_000, 1_680, 110_880),
    ("9000", {"cpc": "0.20", "cvr": "5%", "aov": "58", "new_customer_share": "0%"}, 45_000, 2_250, 130_500),
    (
        "13500",
        {"cpm": "5", "ctr": "0.5%", "cvr": "1.2%", "aov": "60", "new_customer_share": "60%"},
        13_500, 162, 9_720,
    ),
)  # fmt: skip


@pytest.mark.parametrize(("spend", "figures", "clicks", "orders", "revenue"), [*QINGHE, *HEJU, *ARIA])
def test_every_channel_of_the_scenarios(
    spend: str, figures: dict[str, object], clicks: int, orders: int, revenue: int
) -> None:
    """Spend, clicks, orders and revenue of each channel, exact."""
    got = outcome(Decimal(spend), **figures)
    assert [got.clicks, got.orders, got.revenue] == [Decimal(each) for each in (clicks, orders, revenue)]


@pytest.mark.parametrize(
    ("channels", "clicks", "orders", "revenue", "cpc", "aov", "roas"),
    [
        (QINGHE, 630_000, 17_000, 4_680_000, "1.714", "275.29", "4.33"),
        (HEJU, 1_065_600, 43_080, 46_840_800, "8.108", "1087.30", "5.42"),
        (ARIA, 353_500, 16_332, 984_060, "0.636", "60.25", "4.37"),
    ],
    ids=["qinghe", "heju", "aria"],
)
def test_sums_of_the_scenarios(
    channels: tuple[tuple[str, dict[str, object], object, object, object], ...],
    clicks: int, orders: int, revenue: int, cpc: str, aov: str, roas: str,
) -> None:  # fmt: skip
    """Blended figures come from the sums, never from an average of rates."""
    whole = together([outcome(Decimal(spend), **figures) for spend, figures, *_ in channels])
    assert [whole.clicks, whole.orders, whole.revenue] == [Decimal(each) for each in (clicks, orders, revenue)]
    assert whole.spend / clicks == pytest.approx(Decimal(cpc), abs=Decimal("0.0005"))
    assert Decimal(revenue) / orders == pytest.approx(Decimal(aov), abs=Decimal("0.005"))
    assert whole.roas == pytest.approx(Decimal(roas), abs=Decimal("0.005"))


def test_new_customers_of_the_campaign() -> None:
    """Shares of new customers by channel make 7,087 of 16,332 orders; each costs 31.75."""
    whole = together([outcome(Decimal(spend), **figures) for spend, figures, *_ in ARIA])
    assert whole.new_customers == Decimal("7087.2")
    assert whole.cac == pytest.approx(Decimal("31.75"), abs=Decimal("0.005"))


def test_contribution_and_break_even() -> None:
    """Net revenue at the gross margin less the spend; at the break-even ROAS nothing is left."""
    figures = {"cvr": "2%", "aov": "268", "gross_margin": "65%", "refund_rate": "6%"}
    got = outcome(480_000, cpc="1.60", **figures)
    assert got.net_revenue == Decimal("1511520.00")
    assert got.contribution == Decimal("502488.00")
    assert break_even_roas(economics(**figures)) == pytest.approx(Decimal("1.6367"), abs=Decimal("0.00005"))
    even = outcome(1000, cpc="1", cvr="1%", aov="200", gross_margin="50%")
    assert even.roas == break_even_roas(economics(gross_margin="50%")) == 2
    assert even.contribution == 0


@pytest.mark.parametrize(
    ("figure", "value", "low", "high"),
    [
        ("40", 40, 40, 40),
        ("35..50", Decimal("42.5"), 35, 50),
        ({"low": "35", "mode": "38", "high": "50"}, 38, 35, 50),
    ],
)
def test_a_range_is_judged_by_its_mode_or_middle(figure: object, value: Decimal, low: int, high: int) -> None:
    """One figure stands for itself, at both its ends too."""
    cpm = economics(cpm=figure).cpm
    assert middle(cpm) == value
    assert ends(cpm) == (Decimal(low), Decimal(high))


def test_a_figure_that_is_not_given_has_neither_middle_nor_ends() -> None:
    """None stays None."""
    assert middle(None) is None
    assert ends(None) is None


@pytest.mark.parametrize(
    "figures",
    [{}, {"cpm": "40"}, {"ctr": "2%"}, {"cpm": "40", "ctr": "0%"}, {"cpc": "0"}, {"cvr": "2%", "aov": "268"}],
)
def test_without_a_price_nothing_is_bought(figures: dict[str, object]) -> None:
    """A price of zero, or a CPM without clicks, makes no clicks up, and no division fails."""
    got = outcome(1000, **figures)
    assert (got.clicks, got.orders, got.revenue, got.roas, got.cac) == (None, None, None, None, None)


def test_what_is_not_known_ends_the_chain() -> None:
    """Clicks without a rate are only clicks; without economics there is only the spend."""
    assert outcome(100, cpc="2") == Outcome(Decimal(100), clicks=Decimal(50))
    assert outcome(100) == Outcome(Decimal(100))
    assert break_even_roas(economics()) is None
    assert break_even_roas(economics(gross_margin="0%")) is None
    assert break_even_roas(economics(gross_margin="50%", refund_rate="100%")) is None


def test_no_spend_has_no_return() -> None:
    """Nothing spent, nothing divided."""
    got = outcome(0, cpc="2", cvr="2%", aov="100")
    assert got.revenue == 0
    assert (got.roas, got.roi) == (None, None)
    assert together([]) == Outcome(Decimal(0))


def test_a_sum_tells_what_all_of_it_tells() -> None:
    """What one of several lacks is unknown of all, or left out where that is asked for."""
    one, other = outcome(100, cpc="2", cvr="10%"), outcome(50, cpc="1")
    assert together([one, other]) == Outcome(Decimal(150), clicks=Decimal(100))
    assert as_far_as_known([one, other]) == Outcome(Decimal(150), clicks=Decimal(100), orders=Decimal(5))


def test_a_share_of_an_outcome_is_a_share_of_each_figure() -> None:
    """And of the spend; what is unknown stays so."""
    assert outcome(100, cpc="2", cvr="10%").share(Decimal("0.2")) == Outcome(
        Decimal(20), clicks=Decimal(10), orders=Decimal(1)
    )
