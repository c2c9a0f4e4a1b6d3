"""Economics, margins and forecast in reports: figures worked out by hand, or those of the forecast itself."""

import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from promoplan.forecast.run import forecast
from promoplan.i18n.catalogue import Language
from promoplan.report.view.context import ReportContext
from promoplan.report.view.worst import WorstView
from tests.report.plans import (
    MINIMAL,
    PLANS,
    ROOT,
    checked_file,
    checked_over_minimal,
    checked_text,
    context_of,
    markdown_of,
)

ARIA = next(path for path in PLANS if path.stem.startswith("aria"))


@pytest.fixture(scope="module")
def aria() -> ReportContext:
    """The sample with ranges, saturation and three offers that stack, in English."""
    return context_of(checked_file(ARIA))


def test_returns_of_a_channel(aria: ReportContext) -> None:
    """Amazon: 90,000 / 0.90 = 100,000 clicks x 9 % = 9,000 orders x 62 = 558,000; x 0.95 x 0.5 - 90,000 = 175,050."""
    assert aria.channels is not None
    amazon = aria.channels.items[0]
    outcome, customer = amazon.outcome, amazon.customer
    assert (outcome.spend, outcome.clicks, outcome.orders, outcome.revenue) == (
        "$90,000",
        "100,000",
        "9,000",
        "$558,000",
    )
    assert (outcome.net_revenue, outcome.contribution) == ("$530,100", "$175,050")
    assert (outcome.roas, outcome.roi, amazon.assumptions.break_even_roas) == ("6.20", "5.20", "2.11")
    assert (outcome.new_customers, customer.cac, customer.order_margin) == ("4,050", "$22.22", "$31")
    assert (customer.payback_orders, customer.cltv, amazon.assumptions.saturation) == ("0.7", "", "0.7")


def test_a_loss_has_a_minus(aria: ReportContext) -> None:
    """Reddit: ROAS 0.72 is a ROI of -0.28, written with a minus and no hyphen."""
    assert aria.channels is not None
    assert aria.channels.items[-1].outcome.roi == "−0.28"


def test_totals_only_where_they_make_sense(aria: ReportContext) -> None:
    """Three channels tell no impressions, so nobody knows how many there are; who states no saturation is named."""
    assert aria.channels is not None
    total = aria.channels.total.outcome
    assert (total.impressions, total.clicks, total.orders, total.revenue) == ("", "353,500", "16,332", "$984,060")
    assert (total.roas, total.roi, total.new_customers) == ("4.37", "3.37", "7,087")
    assert aria.channels.unsaturated == "Reddit"


def test_phases_share_out_all_that_the_channels_bring(aria: ReportContext) -> None:
    """Each channel by its own schedule: the phases' money and revenue add up to the plan's."""
    assert aria.channels is not None
    phases, total = aria.channels.phases, aria.channels.total.outcome.values
    assert [(phase.name, phase.outcome.spend, phase.share) for phase in phases] == [
        ("Warm-up", "$67,500", "30%"), ("Sale", "$112,500", "50%"), ("Closing", "$45,000", "20%"),
    ]  # fmt: skip
    assert sum(phase.outcome.values.spend for phase in phases) == total.spend
    revenue = sum(phase.outcome.values.revenue or 0 for phase in phases)
    assert revenue == pytest.approx(total.revenue)


def test_money_outside_the_phases_has_its_row() -> None:
    """A line without phases is spent evenly over 91 days; a phase of 61 days takes 61 of them."""
    snippet = """
promoplan: 1
plan: {id: a, name: A, kind: quarterly, period: {start: 2027-04-01, end: 2027-06-30}, currency: USD}
channels: {items: [{id: video, name: Video platform, role: core, kind: short-video}]}
phases: [{id: peak, name: Peak, start: 2027-05-01, end: 2027-06-30}]
budget: {total: 9100, reserve: 0, lines: [{name: Ads, amount: 9100, category: media, channel: video}]}
"""
    channels = context_of(checked_text(snippet)).channels
    assert channels is not None
    told = {phase.name: phase.outcome.values.spend for phase in channels.phases}
    assert told["Peak"] == pytest.approx(Decimal(6100))
    assert told["Outside the phases"] == pytest.approx(Decimal(3000))


CUSTOMERS = """
promoplan: 1
plan: {id: a, name: A, kind: quarterly, period: {start: 2027-04-01, end: 2027-06-30}, currency: USD}
channels:
  items:
    - {id: video, name: Video platform, role: core, kind: short-video, expected: {orders: 400}, economics:
        {aov: 50, gross_margin: 40%, refund_rate: 10%, new_customer_share: 50%, orders_per_year: 3, years_kept: 2}}
    - {id: search, name: Shop search, role: core, kind: search, expected: {orders: 10, revenue: 900}}
budget: {total: 4000, reserve: 0, lines: [{name: Ads, amount: 4000, category: media, channel: video}]}
"""


def test_the_plans_cost_of_a_new_customer(aria: ReportContext) -> None:
    """225,000 / 7,087.2 = 31.75, and 225,000 / 16,332 = 13.78 an order; 67,500 / 2,112.8 in the first phase."""
    assert aria.channels is not None
    total = aria.channels.total
    assert (total.outcome.cac, total.customer.cac, total.outcome.cost_per_order) == ("$31.75", "$31.75", "$13.78")
    warm_up = aria.channels.phases[0].outcome
    assert (warm_up.clicks, warm_up.new_customers, warm_up.roi, warm_up.cac) == ("109,350", "2,113", "3.53", "$31.95")


OWN = """
promoplan: 1
plan: {id: a, name: A, kind: quarterly, period: {start: 2027-04-01, end: 2027-06-30}, currency: USD}
channels:
  items:
    - {id: video, name: Video platform, role: core, kind: short-video, economics: {cpm: 40, ctr: 2%, cvr: 5%, aov: 100,
         gross_margin: 50%, refund_rate: 10%, new_customer_share: 50%, orders_per_year: 2, years_kept: 3},
       placements: [{format: feed, spend: 4000}, {format: live, spend: 2000, economics: {cpm: 80, aov: 200}}]}
budget: {total: 6000, reserve: 0, lines: [{name: Ads, amount: 6000, category: media, channel: video}]}
"""


def test_every_figure_of_a_placement() -> None:
    """The live one: 25,000 impressions, 500 clicks, 25 orders of 200, half of them new, at 160; 250 is left."""
    channels = context_of(checked_text(OWN)).channels
    assert channels is not None
    feed, live = channels.placements
    assert (feed.impressions, feed.clicks, feed.orders, feed.new_customers) == ("100,000", "2,000", "100", "50")
    assert (feed.revenue, feed.contribution, feed.roas, feed.roi) == ("$10,000", "$500", "2.50", "1.50")
    assert (feed.cac, feed.payback_orders, feed.cltv) == ("$80", "1.6", "$270")
    assert (live.impressions, live.clicks, live.orders, live.new_customers) == ("25,000", "500", "25", "13")
    assert (live.revenue, live.contribution, live.roas, live.roi) == ("$5,000", "$250", "2.50", "1.50")
    assert (live.cac, live.payback_orders, live.cltv) == ("$160", "1.6", "$540")


def test_the_report_shows_them_per_placement_channel_phase_and_plan() -> None:
    """Each table has the figures, also where no margin is known but what a new customer costs."""
    text = markdown_of(checked_text(OWN.replace("gross_margin: 50%, ", "")))
    told = {" ".join(line.replace("*", "").split()) for line in text.splitlines()}
    assert "| Video platform | Feed | $4,000 | 100,000 | 2,000 | 100 | 50 | $10,000 |" in told
    assert "| Video platform | Feed | 2.50 | 1.50 | $80 |" in told
    assert "| All channels | $48 | $96 |" in told


def test_what_a_customer_is_worth() -> None:
    """CAC 4,000 / 200 = 20 is 1 order's margin, 4 months at 3 a year; CLTV 50 x 0.4 x 0.9 x 3 x 2 = 108, 5.4 x 20."""
    channels = context_of(checked_text(CUSTOMERS)).channels
    assert channels is not None
    video = channels.items[0].customer
    assert (video.cac, video.order_margin, video.payback_orders, video.payback_months) == ("$20", "$20", "1", "4")
    assert (video.cltv, video.ltv_cac) == ("$108", "5.40")


def test_what_the_customers_of_a_plan_and_a_phase_are_worth(aria: ReportContext) -> None:
    """Averages over new customers: 211,878 / 7,087.2 = 29.90 is the margin of an order, 31.75 / 29.90 = 1.1 of them."""
    assert aria.channels is not None
    total, warm_up = aria.channels.total.customer, aria.channels.phases[0].customer
    assert (total.order_margin, total.payback_orders, total.cltv) == ("$29.90", "1.1", "")
    assert (warm_up.cac, warm_up.payback_orders) == ("$31.95", "1.1")
    channels = context_of(checked_text(CUSTOMERS)).channels
    assert channels is not None
    assert (channels.total.customer.cltv, channels.total.customer.payback_months) == ("$108", "4")


def test_volumes_that_the_plan_states_count() -> None:
    """Without figures to compute them; those of a channel without money are sold, but are no return on money."""
    channels = context_of(checked_text(CUSTOMERS)).channels
    assert channels is not None
    total = channels.total.outcome
    assert (total.orders, total.revenue, total.roas) == ("410", "$20,900", "5.00")


def test_margins_after_fees_and_shipping(aria: ReportContext) -> None:
    """79 x 0.92 - 31 - 3.50 = 38.18 before, 63.20 x 0.92 - 34.50 = 23.644 after; floor 34.50 / 0.92 = 37.50."""
    assert aria.promotions is not None
    (price,) = aria.promotions.prices
    assert (price.margin_before, price.rate_before) == ("$38.18", "48.3%")
    assert (price.margin_after, price.rate_after, price.floor) == ("$23.64", "37.4%", "$37.50")
    assert (price.lift, price.planned_lift) == ("+61.5%", "+150%")


def test_offers_on_the_basket(aria: ReportContext) -> None:
    """15 of 120 is 12.5 %; coupons cost 12,000 x 40 % x 5 = 24,000."""
    assert aria.promotions is not None
    pair, welcome = aria.promotions.baskets
    assert (pair.basket, pair.off, pair.share, pair.lift, pair.cost) == ("$120", "$15", "12.5%", "+31.2%", "")
    assert (welcome.basket, welcome.off, welcome.share, welcome.cost) == ("$79", "$5", "6.3%", "$24,000")


def test_a_gift_on_the_basket() -> None:
    """18 of 399 is 4.5 % to the shop, 39 of 399 + 39 is seen as 8.9 %; one without a value is seen as nothing."""
    gift = "{id: g, name: Pouch, mechanic: gift, start: 2027-05-20, end: 2027-05-26, threshold: 399, gift: %s}"
    shown = []
    for told in ("{name: Pouch, cost: 18, value: 39}", "{name: Pouch, cost: 18}"):
        context = context_of(checked_over_minimal(f"promotions:\n  items:\n    - {gift % told}\n"))
        assert context.promotions is not None
        (row,) = context.promotions.baskets
        shown.append((row.basket, row.off, row.share, row.perceived))
    assert shown == [("$399", "$18", "4.5%", "8.9%"), ("$399", "$18", "4.5%", "")]


def account(worst: WorstView | None, number: int) -> list[tuple[str, str]]:
    """A worst basket's lines."""
    assert worst is not None
    basket = worst.baskets[number]
    return [(entry.entry, entry.amount) for entry in (*basket.entries, basket.result)]


def test_the_worst_basket_step_by_step(aria: ReportContext) -> None:
    """158 - 31.60 - 15 - 5 = 106.40 paid, less 62 goods, 8.51 fees and 7 shipping: 28.89."""
    assert aria.promotions is not None
    worst = aria.promotions.worst
    assert account(worst, 0) == [
        ("List prices", "$158"),
        ("20% off Aria earbuds", "−$31.60"),
        ("Spend 120 and save 15", "−$15"),
        ("Five dollars for new customers", "−$5"),
        ("The buyer pays", "$106.40"),
        ("Goods", "−$62"),
        ("Platform fees", "−$8.51"),
        ("Shipping", "−$7"),
        ("Left before advertising", "$28.89"),
    ]
    assert worst is not None
    assert worst.baskets[0].title == "2 × Aria earbuds: the lowest share is left"
    assert account(worst, 1)[-1] == ("Left before advertising", "$19.04")
    assert worst.left_out == ""


MIXED = """
products:
  - {id: a, name: A, price: 100, unit_cost: 40, fee_rate: 5%, shipping: 6}
  - {id: b, name: B, price: 50, unit_cost: 20}
promotions:
  stacking: sequential
  judged_on: list
  items:
    - {id: city, name: City, mechanic: cross-store, start: 2027-05-01, end: 2027-05-09, threshold: 100, amount: 20,
       merchant_share: 60%, products: [a]}
    - {id: bag, name: Bag, mechanic: gift, start: 2027-05-01, end: 2027-05-09, threshold: 100, products: [a],
       gift: {name: Bag, cost: 4, quantity: 50}}
    - {id: lost, name: Lost, mechanic: limited-discount, start: 2027-05-01, end: 2027-05-09, rate: 90%, products: [a]}
    - {id: stars, name: Stars, mechanic: points, start: 2027-06-01, end: 2027-06-09, earn: 1, point_value: 0.05,
       redemption: 60%, burn_cap: 50%, products: [b]}
    - {id: post, name: Post, mechanic: free-shipping, start: 2027-06-01, end: 2027-06-09, threshold: 50, carriage: 5}
    - {id: three, name: Three, mechanic: n-for-rate, start: 2027-06-20, end: 2027-06-29, buy: 3, rate: 20%,
       products: [b]}
    - {id: steps, name: Steps, mechanic: tiered-off, start: 2027-06-20, end: 2027-06-29, products: [b],
       tiers: [{threshold: 100, amount: 10}, {threshold: 200, amount: 30}]}
"""


def test_platforms_gifts_and_points_are_told_apart() -> None:
    """The platform adds 40 % of 20, a gift costs 4, points 1 x 0.05 x 60 % = 3 %; an offer below cost is left out."""
    promotions = context_of(checked_over_minimal(MIXED)).promotions
    assert promotions is not None
    assert promotions.worst is not None
    assert promotions.worst.left_out == "Lost"
    told = {
        offer.promotion + offer.basket: (offer.off, offer.share, offer.borne, offer.cost)
        for offer in promotions.baskets
    }
    assert told == {
        "City$100": ("$20", "20%", "60%", ""),
        "Bag$100": ("$4", "4%", "", "$200"),
        "Stars": ("", "3%", "", ""),
        "Post$50": ("$5", "10%", "", ""),
        "Steps$100": ("$10", "10%", "", ""),
        "Steps$200": ("$30", "15%", "", ""),
    }
    assert promotions.judged_on == "List prices"
    offers = {offer.id: offer.offer for offer in promotions.items}
    assert "points pay at most 50% of an order" in offers["stars"]
    assert "the shop pays $5 of carriage" in offers["post"]


def test_the_forecast_is_the_commands(aria: ReportContext) -> None:
    """Same runs, same seed, same figures; a sentence per goal stands in the summary."""
    assert aria.forecast is not None
    found = forecast(checked_file(ARIA).sections)
    assert [goal.id for goal in aria.forecast.goals] == [goal.goal.id for goal in found.goals]
    first, (view, *_) = found.goals[0], aria.forecast.goals
    assert first.chance is not None
    assert view.planned_value == first.planned == Decimal(984060)
    assert view.chance == f"{first.chance.probability:.0%}"
    assert aria.summary.outlook == tuple(goal.headline for goal in aria.forecast.goals)
    assert len(aria.forecast.untold) == 1
    assert view.influences[0].figure == "Amazon Ads, CVR"
    assert aria.channels is not None
    assert view.planned == aria.channels.total.outcome.revenue


def test_a_plan_without_ranges_shows_what_a_tenth_worse_does() -> None:
    """There is no probability, and no distribution to draw."""
    context = context_of(checked_file(MINIMAL))
    assert context.forecast is not None
    assert not context.forecast.is_uncertain
    goal = context.forecast.goals[0]
    assert (goal.chance, goal.p10, goal.ranged, goal.verdict_key) == ("", "", False, "reached")
    assert goal.influences[0].at_start == goal.planned == "$435,000"


def test_a_plan_without_goals_has_no_forecast() -> None:
    """Nor does one whose channels bring nothing, which says so."""
    assert context_of(checked_text("promoplan: 1\nplan: {name: A}")).forecast is None
    markdown = markdown_of(checked_over_minimal("channels: 7"))
    assert 'No forecast: the section "channels" holds errors' in markdown.replace("\\", "")


def test_without_numpy_the_report_says_what_to_install() -> None:
    """And is whole in all other parts."""
    script = (
        "import sys\n"
        "sys.modules['numpy'] = None\n"
        "from tests.report.plans import MINIMAL, checked_file, markdown_of\n"
        "print(markdown_of(checked_file(MINIMAL)))\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert "NumPy is not installed" in ran.stdout
    assert "## Sign-off" in ran.stdout


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_every_part_is_in_every_language(path: Path, language: Language) -> None:
    """Economics, worst basket, forecast and sensitivity of each sample, with their assumptions."""
    context = context_of(checked_file(path), language)
    assert context.channels is not None
    assert context.promotions is not None
    assert context.promotions.worst is not None
    assert context.forecast is not None
    assert context.forecast.moved
    assert len(context.forecast.assumptions) > 3
