"""Every promotion vector of the domain notes, to the cent: single mechanics, then stacks in both modes."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from promoplan.economics.basket import Settled, settle
from promoplan.economics.checkout import Terms
from promoplan.economics.offers import expected_cost, perceived_discount, points_rate, unit_price
from promoplan.economics.shares import shared_out
from promoplan.economics.stages import combinations
from promoplan.model.products import Product
from promoplan.model.promotions import JudgedOn, Promotion, Stacking
from tests.economics.goods import offer, product

PLAIN = Terms()
PARALLEL, SEQUENTIAL, EXCLUSIVE = (Terms(mode) for mode in (Stacking.PARALLEL, Stacking.SEQUENTIAL, Stacking.EXCLUSIVE))


def money(*amounts: str) -> tuple[Decimal, ...]:
    """Amounts, as many as are compared at once."""
    return tuple(map(Decimal, amounts))


def paid(mechanic: str, *prices: str, **parameters: object) -> Decimal:
    """What products at these prices, one of each, cost under one offer alone."""
    basket = [(product(f"p{number}", price), 1) for number, price in enumerate(prices)]
    return settle(basket, [offer("only", mechanic, **parameters)], PLAIN).payable


def threshold(at: str, off: str, **more: object) -> dict[str, object]:
    """The parameters of a threshold offer."""
    return {"threshold": at, "amount": off, **more}


def best_for_buyer(quantities: list[tuple[Product, int]], offers: Sequence[Promotion], terms: Terms) -> Settled:
    """The account under the allowed combination of offers that leaves the least to pay; without offers if none acts."""
    sets = [(), *combinations(tuple(offers), terms.stacking)]
    return min((settle(quantities, chosen, terms) for chosen in sets), key=lambda account: account.payable)


ALONE = [
    ("M01 .15 off 329", "limited-discount", ["329"], {"rate": "15%"}, "279.65"),
    ("20 % off 79.00", "limited-discount", ["79.00"], {"rate": "20%"}, "63.20"),
    ("M02 299 - 30", "direct-off", ["299"], {"amount": "30"}, "269"),
    ("M02 floor 0", "direct-off", ["20"], {"amount": "30"}, "0"),
    ("M03 300-50 on 299", "threshold-off", ["299"], threshold("300", "50"), "299"),
    ("M03 300-50 on 300", "threshold-off", ["300"], threshold("300", "50"), "250"),
    ("M03 300-50 on 620", "threshold-off", ["620"], threshold("300", "50"), "570"),
    ("M03 per 300-50 on 620", "threshold-off", ["620"], threshold("300", "50", repeating=True), "520"),
    ("M03 per, cap 2, on 950", "threshold-off", ["950"], threshold("300", "50", repeating=True, cap="100"), "850"),
    ("300-50 on 199 + 159", "threshold-off", ["199", "159"], threshold("300", "50"), "308"),
    ("per 300-50 on 640", "threshold-off", ["640"], threshold("300", "50", repeating=True), "540"),
    ("coupon 20 off 200 on 199", "coupon", ["199"], threshold("200", "20"), "199"),
    ("coupon 10 %, cap 30, on 400", "coupon", ["400"], {"rate": "10%", "cap": "30"}, "370"),
    ("M08 399, 50 counts 100", "presale", ["399"], {"deposit": "50", "counts_as": "100"}, "349"),
    ("p 599, pay 50 counts 100", "presale", ["599"], {"deposit": "50", "counts_as": "100"}, "549"),
    ("ST12 599, pay 30 counts 100", "presale", ["599"], {"deposit": "30", "counts_as": "100"}, "529"),
    ("79 + 49 as 109", "bundle", ["79", "49"], {"products": ["p0", "p1"], "price": "109"}, "109"),
    ("M12 cap 50 % on 97", "points", ["97"], {"earn": "1", "burn_cap": "50%"}, "48.50"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "mechanic", "prices", "parameters", "payable"), ALONE, ids=[each[0] for each in ALONE]
)
def test_one_mechanic(name: str, mechanic: str, prices: list[str], parameters: dict[str, object], payable: str) -> None:
    """A mechanic alone makes the price that the notes state."""
    assert name
    assert paid(mechanic, *prices, **parameters) == Decimal(payable)


TIERS = [
    {"threshold": "200", "amount": "20"},
    {"threshold": "300", "amount": "40"},
    {"threshold": "600", "amount": "100"},
]


@pytest.mark.parametrize(
    ("basket", "payable"), [("199", "199"), ("200", "180"), ("350", "310"), ("600", "500"), ("900", "800")]
)
def test_m04_the_best_tier_only(basket: str, payable: str) -> None:
    """Of several tiers one counts: the highest that is reached."""
    assert paid("tiered-off", basket, tiers=TIERS) == Decimal(payable)


def test_domain_tiers() -> None:
    """300-40, 500-80 on 520 is 440."""
    tiers = [{"threshold": "300", "amount": "40"}, {"threshold": "500", "amount": "80"}]
    assert paid("tiered-off", "520", tiers=tiers) == 440


@pytest.mark.parametrize(
    ("mechanic", "parameters", "price", "units", "payable"),
    [
        ("buy-get", {"buy": 1, "get": 1}, "99", 2, "99"),
        ("buy-get", {"buy": 2, "get": 1}, "99", 3, "198"),
        ("buy-get", {"buy": 3, "get": 1}, "99", 4, "297"),
        ("second-item", {"rate": "50%"}, "99", 2, "148.50"),
        ("second-item", {"rate": "50%"}, "99", 3, "247.50"),
        ("second-item", {"rate": "50%"}, "129", 2, "193.50"),
        ("n-for-rate", {"buy": 3, "rate": "20%"}, "99", 3, "237.60"),
        ("n-for-rate", {"buy": 3, "rate": "20%"}, "99", 2, "198"),
    ],
)
def test_m09_to_m11_multi_buy(
    mechanic: str, parameters: dict[str, object], price: str, units: int, payable: str
) -> None:
    """Offers on several units: the free, the cheaper, and all from a number on."""
    account = settle([(product("p", price), units)], [offer("multi", mechanic, **parameters)], PLAIN)
    assert account.payable == Decimal(payable)


@pytest.mark.parametrize(
    ("mechanic", "parameters", "price"),
    [
        ("limited-discount", {"rate": "15%"}, "84.15"),
        ("direct-off", {"amount": "30"}, "69"),
        ("direct-off", {"amount": "130"}, "0"),
        ("buy-get", {"buy": 1, "get": 1}, "49.50"),
        ("buy-get", {"buy": 3, "get": 1}, "74.25"),
        ("second-item", {"rate": "50%"}, "74.25"),
        ("n-for-rate", {"buy": 3, "rate": "20%"}, "79.20"),
        ("presale", {"deposit": "20", "counts_as": "50"}, "69"),
        ("threshold-off", {"threshold": "90", "amount": "10"}, None),
    ],
)
def test_lowest_price_of_a_unit(mechanic: str, parameters: dict[str, object], price: str | None) -> None:
    """What one unit of 99 costs on average under an offer alone; the mechanics' own formulas."""
    found = unit_price(offer("only", mechanic, **parameters), product("p", "99"))
    assert found == (None if price is None else Decimal(price))


def test_m09_margin_of_a_set() -> None:
    """Buy one get one of p 99, c 35 leaves 29, 29.29 %; three and one is 25 % off."""
    good = product("p", "99", "35")
    account = settle([(good, 2)], [offer("bogo", "buy-get", buy=1, get=1)], PLAIN)
    assert account.margin == 29
    assert round((account.margin_rate or Decimal(0)) * 100, 2) == Decimal("29.29")
    assert settle([(good, 4)], [offer("bogo", "buy-get", buy=3, get=1)], PLAIN).discount == Decimal("0.25")


@pytest.mark.parametrize(
    ("mechanic", "parameters", "units", "percent"),
    [("second-item", {"rate": "50%"}, 2, "25.0"), ("buy-get", {"buy": 2, "get": 1}, 3, "33.3")],
)
def test_effective_discount_of_several_units(
    mechanic: str, parameters: dict[str, object], units: int, percent: str
) -> None:
    """Two of 129, the second at half price: 25 %; three for two: 33.3 %."""
    account = settle([(product("p", "129"), units)], [offer("multi", mechanic, **parameters)], PLAIN)
    assert round((account.discount or Decimal(0)) * 100, 1) == Decimal(percent)


@pytest.mark.parametrize(("buy", "get", "cost"), [(1, 1, "49.50"), (2, 1, "66"), (3, 1, "74.25")])
def test_m09_break_even_cost_of_a_set(buy: int, get: int, cost: str) -> None:
    """A set earns as long as c / p is below b / (b + f): at that cost it leaves nothing, a cent above it a loss."""
    offers = [offer("bogo", "buy-get", buy=buy, get=get)]
    assert settle([(product("p", "99", cost), buy + get)], offers, PLAIN).margin == 0
    dearer = str(Decimal(cost) + Decimal("0.01"))
    assert settle([(product("p", "99", dearer), buy + get)], offers, PLAIN).margin < 0


def test_the_cheapest_units_come_free() -> None:
    """Of every three units the cheapest one is free, whatever the order of the basket."""
    goods = [(product("cheap", "20"), 1), (product("dear", "99"), 1), (product("middle", "50"), 1)]
    assert settle(goods, [offer("multi", "buy-get", buy=2, get=1)], PLAIN).payable == 149


def test_m03_discount_of_a_threshold() -> None:
    """50 off is at most R/T, 16.67 % at the threshold itself; 300-50 on 199 + 159 is 13.97 % off."""
    offers = [offer("only", "threshold-off", **threshold("300", "50"))]
    found = [
        settle([(product(f"p{price}", price), 1) for price in prices], offers, PLAIN).discount or Decimal(0)
        for prices in (("300",), ("301",), ("199", "159"))
    ]
    assert [round(each * 100, 2) for each in found] == [*money("16.67", "16.61", "13.97")]


def test_m05_gift() -> None:
    """A gift of cost 18 on 400 with goods of 150 leaves 232; its value of 39 is seen as 8.88 % off."""
    gift = {"name": "Pouch", "cost": "18", "value": "39"}
    account = settle([(product("p", "400", "150"), 1)], [offer("gift", "gift", threshold="300", gift=gift)], PLAIN)
    assert account.payable == 400
    assert account.contribution == 232
    assert round((perceived_discount(Decimal(39), Decimal(400)) or Decimal(0)) * 100, 2) == Decimal("8.88")
    assert perceived_discount(Decimal(0), Decimal(0)) is None
    below = settle([(product("p", "299", "150"), 1)], [offer("gift", "gift", threshold="300", gift=gift)], PLAIN)
    assert below.extras == 0


def test_m05_cost_of_a_gift_as_share_of_the_basket() -> None:
    """A gift of cost 18 with 399 costs the shop 4.51 %."""
    gift = offer("gift", "gift", threshold="399", gift={"name": "Pouch", "cost": "18"})
    account = settle([(product("p", "399"), 1)], [gift], PLAIN)
    assert round(account.extras / account.payable * 100, 2) == Decimal("4.51")


def test_m06_effective_rate_of_a_coupon() -> None:
    """30 off 299 is 10.03 %."""
    account = settle([(product("p", "299"), 1)], [offer("coupon", "coupon", amount="30")], PLAIN)
    assert round((account.discount or Decimal(0)) * 100, 2) == Decimal("10.03")


def test_m06_what_a_coupon_will_cost() -> None:
    """20,000 issued, 12 % redeemed, 30 each: 72,000.00; without a number issued nothing is known."""
    assert expected_cost(offer("coupon", "coupon", amount="30", issue=20_000, redemption="12%")) == Decimal("72000.00")
    assert expected_cost(offer("coupon", "coupon", amount="30", redemption="12%")) == 0


def test_m07_split_by_largest_remainder() -> None:
    """50 over 199 / 159 / 89, and 10 over three equal lines, where the first takes the odd cent."""
    assert shared_out(5000, [19900, 15900, 8900]) == (2226, 1778, 996)
    assert shared_out(1000, [3333, 3333, 3333]) == (334, 333, 333)


def test_cross_store_is_borne_in_part() -> None:
    """Per 300-50, of which the shop bears 60 %: it loses 30, the buyer pays 250."""
    terms = threshold("300", "50", repeating=True, merchant_share="60%")
    account = settle([(product("p", "300", "100"), 1)], [offer("cross", "cross-store", **terms)], PLAIN)
    assert (account.payable, account.platform) == money("250", "20")
    assert 200 - account.margin == 30


def test_m08_presale_saving() -> None:
    """399 with 50 counting as 100 saves 12.53 %."""
    account = settle([(product("p", "399"), 1)], [offer("pre", "presale", deposit="50", counts_as="100")], PLAIN)
    assert round((account.discount or Decimal(0)) * 100, 2) == Decimal("12.53")


def test_m12_points_earned() -> None:
    """One point per unit of money, 0.01 each, 60 % redeemed: 0.60 %, 2.40 on 400, 18,000 on three million points."""
    terms = {"earn": "1", "point_value": "0.01", "redemption": "60%"}
    assert points_rate(offer("points", "points", **terms)) == Decimal("0.0060")
    assert settle([(product("p", "400"), 1)], [offer("points", "points", **terms)], PLAIN).extras == Decimal("2.40")
    assert settle([(product("p", "3000000"), 1)], [offer("points", "points", **terms)], PLAIN).extras == 18_000


def test_free_shipping() -> None:
    """From 99 on the carriage of 8 is the shop's; below, the buyer's."""
    free = offer("free", "free-shipping", threshold="99", carriage="8")
    assert settle([(product("p", "99"), 1)], [free], PLAIN).extras == 8
    assert settle([(product("p", "98"), 1)], [free], PLAIN).extras == 0


def both(basket: list[tuple[Product, int]], *offers: Promotion) -> tuple[Decimal, Decimal]:
    """What is paid in parallel and in sequence, under the combination that is best for the buyer."""
    return best_for_buyer(basket, offers, PARALLEL).payable, best_for_buyer(basket, offers, SEQUENTIAL).payable


def shop(name: str, at: str, off: str, *joined: str) -> Promotion:
    """A threshold of the shop, joined with others."""
    return offer(name, "threshold-off", threshold=at, amount=off, stackable_with=list(joined))


def test_st1_parallel_thresholds_pay_nothing() -> None:
    """400 under 400-380 and 400-50, joined: nothing in parallel, 20 in sequence."""
    assert both([(product("p", "400"), 1)], shop("a", "400", "380", "b"), shop("b", "400", "50")) == money("0", "20")


def test_st2_joined_offers_apply_as_declared() -> None:
    """399 under 399-40 and 300-50, joined: 309 both ways; the other way round, in sequence, 349."""
    basket = [(product("p", "399"), 1)]
    assert both(basket, shop("a", "399", "40", "b"), shop("b", "300", "50")) == money("309", "309")
    assert settle(basket, [shop("b", "300", "50"), shop("a", "399", "40", "b")], SEQUENTIAL).payable == 349


def test_st3_what_remains_may_miss_the_threshold() -> None:
    """320 under 300-40 and 300-50, joined: 230 in parallel, 280 in the declared sequence."""
    offers = [shop("a", "300", "40", "b"), shop("b", "300", "50")]
    basket = [(product("p", "320"), 1)]
    assert settle(basket, offers, PARALLEL).payable == 230
    assert settle(basket, offers, SEQUENTIAL).payable == 280


def test_st4_item_price_then_shop_then_coupon() -> None:
    """200 at 180, 100-10, 150-10: 160 both ways."""
    offers = [
        offer("item", "direct-off", amount="20"),
        offer("shop", "threshold-off", threshold="100", amount="10"),
        offer("coupon", "coupon", threshold="150", amount="10"),
    ]
    assert both([(product("p", "200"), 1)], *offers) == money("160", "160")


def test_st5_item_then_order() -> None:
    """100 + 50 + 200, 20 off the first, then 10 % off the order: 297.00."""
    basket = [(product("first", "100"), 1), (product("second", "50"), 1), (product("third", "200"), 1)]
    offers = [offer("item", "direct-off", amount="20", products=["first"]), offer("order", "coupon", rate="10%")]
    assert settle(basket, offers, SEQUENTIAL).payable == Decimal("297.00")


def test_st6_percent_and_fixed_do_not_commute() -> None:
    """500: 10 % then 50 off is 400, 50 off then 10 % is 405; in one stage the declared order holds."""
    basket = [(product("p", "500"), 1)]
    rate = offer("rate", "limited-discount", rate="10%", stackable_with=["fixed"])
    fixed = offer("fixed", "direct-off", amount="50")
    assert best_for_buyer(basket, [rate, fixed], SEQUENTIAL).payable == 400
    assert best_for_buyer(basket, [fixed, rate], SEQUENTIAL).payable == 405


ST7 = [
    offer("eight", "limited-discount", rate="20%"),
    offer("half", "second-item", rate="50%"),
    offer("shop", "threshold-off", threshold="500", amount="50"),
    offer("coupon", "coupon", threshold="300", amount="30"),
    offer("cross", "cross-store", threshold="300", amount="50", repeating=True, merchant_share="100%"),
]
SERUM = product("serum", "499", "210", "6%", "12")


@pytest.mark.parametrize("terms", [PARALLEL, SEQUENTIAL], ids=["parallel", "sequential"])
def test_st7_a_stack_that_loses_although_no_step_does(terms: Terms) -> None:
    """Two of 499 under five offers: 468.80, 53.03 % off, 48.80 before fees and shipping, -3.33 after."""
    account = best_for_buyer([(SERUM, 2)], ST7, terms)
    assert account.payable == Decimal("468.80")
    assert round((account.discount or Decimal(0)) * 100, 2) == Decimal("53.03")
    assert account.margin == Decimal("48.80")
    assert round((account.margin_rate or Decimal(0)) * 100, 2) == Decimal("10.41")
    assert account.contribution == Decimal("-3.33")
    assert round((account.contribution_rate or Decimal(0)) * 100, 2) == Decimal("-0.71")
    assert [off for _, off in account.steps] == [*money("199.60", "199.60", "50", "30", "50")]


@pytest.mark.parametrize("terms", [PARALLEL, SEQUENTIAL], ids=["parallel", "sequential"])
def test_st8_then_points(terms: Terms) -> None:
    """Points pay 5 % of it, 23.44: 445.36 is left."""
    points = offer("points", "points", earn="1", burn_cap="5%")
    account = best_for_buyer([(SERUM, 2)], [*ST7, points], terms)
    assert account.payable == Decimal("445.36")
    assert account.steps[-1][1] == Decimal("23.44")


@pytest.mark.parametrize("terms", [PARALLEL, SEQUENTIAL], ids=["parallel", "sequential"])
def test_st9_presale_and_cross_store(terms: Terms) -> None:
    """399 with 50 counting as 100, then 300-50: 299; 59.06 (19.75 %) is left after fees, 89.00 (29.77 %) before."""
    offers = [
        offer("pre", "presale", deposit="50", counts_as="100"),
        offer("cross", "cross-store", threshold="300", amount="50", repeating=True, merchant_share="100%"),
    ]
    account = best_for_buyer([(product("p", "399", "210", "6%", "12"), 1)], offers, terms)
    assert account.payable == 299
    assert (account.contribution, account.margin) == money("59.06", "89")
    assert round((account.contribution_rate or Decimal(0)) * 100, 2) == Decimal("19.75")
    assert round((account.margin_rate or Decimal(0)) * 100, 2) == Decimal("29.77")


@pytest.mark.parametrize("mode", [Stacking.PARALLEL, Stacking.SEQUENTIAL])
@pytest.mark.parametrize(("judged_on", "payable"), [(JudgedOn.REMAINING, 280), (JudgedOn.LIST, 230)])
def test_st10_thresholds_on_list_prices(mode: Stacking, judged_on: JudgedOn, payable: int) -> None:
    """350 with 20 % off and 300-50: the threshold is missed by what remains, met by the list price."""
    offers = [
        offer("item", "limited-discount", rate="20%"),
        offer("shop", "threshold-off", threshold="300", amount="50"),
    ]
    assert settle([(product("p", "350"), 1)], offers, Terms(mode, judged_on)).payable == payable


@pytest.mark.parametrize("mode", [Stacking.PARALLEL, Stacking.SEQUENTIAL])
def test_thresholds_on_the_list_sum_may_eat_all_of_it(mode: Stacking) -> None:
    """400 with 400-380 and 400-50, judged on the list: pays nothing."""
    basket, offers = [(product("p", "400"), 1)], [shop("a", "400", "380", "b"), shop("b", "400", "50")]
    assert settle(basket, offers, Terms(mode, JudgedOn.LIST)).payable == 0


@pytest.mark.parametrize(("terms", "payable"), [(PARALLEL, "70"), (SEQUENTIAL, "72")])
def test_a_rate_is_one_of_what_thresholds_are_held_against(terms: Terms, payable: str) -> None:
    """100 less 20, and 10 %: of the 100 in parallel, of the 80 that remain in sequence."""
    offers = [shop("a", "100", "20"), offer("ten", "coupon", rate="10%")]
    assert settle([(product("p", "100"), 1)], offers, terms).payable == Decimal(payable)


@pytest.mark.parametrize("terms", [PARALLEL, SEQUENTIAL], ids=["parallel", "sequential"])
def test_thresholds_are_held_against_what_multi_buy_offers_left(terms: Terms) -> None:
    """Three of 50 at 20 % off are 120: 130-20 is missed, 120-20 is met."""
    many, basket = offer("many", "n-for-rate", buy=3, rate="20%"), [(product("p", "50"), 3)]
    assert settle(basket, [many, shop("a", "130", "20")], terms).payable == 120
    assert settle(basket, [many, shop("a", "120", "20")], terms).payable == 100


@pytest.mark.parametrize(
    ("mechanic", "parameters", "units", "paid_by_budget"),
    [
        ("limited-discount", {"rate": "20%"}, 1, "20"),
        ("direct-off", {"amount": "15"}, 2, "30"),
        ("bundle", {"products": ["p", "q"], "price": "130"}, 1, "20"),
        ("buy-get", {"buy": 1, "get": 1}, 2, "100"),
        ("second-item", {"rate": "50%"}, 2, "50"),
        ("n-for-rate", {"buy": 2, "rate": "10%"}, 2, "20"),
        ("threshold-off", {"threshold": "100", "amount": "15"}, 1, "15"),
        ("coupon", {"amount": "5"}, 1, "5"),
        ("presale", {"deposit": "10", "counts_as": "30"}, 1, "20"),
        ("cross-store", {"threshold": "100", "amount": "20", "merchant_share": "60%"}, 1, "12"),
        ("points", {"earn": "1", "point_value": "0.01", "redemption": "60%", "burn_cap": "10%"}, 1, "10"),
        ("gift", {"gift": {"name": "Pouch", "cost": "9"}}, 1, "0"),
        ("free-shipping", {"carriage": "8"}, 1, "0"),
    ],
)
def test_what_a_line_of_the_budget_pays_is_no_loss_of_margin(
    mechanic: str, parameters: dict[str, object], units: int, paid_by_budget: str
) -> None:
    """The shop keeps what it would without the offer; a cross-store offer's other part is the platform's."""
    basket = [(product("p", "100", "40", "0%", "3"), units)]
    basket += [(product("q", "50", "20"), 1)] if mechanic == "bundle" else []
    funded = settle(basket, [offer("o", mechanic, funded_by="budget", **parameters)], PLAIN)
    assert funded.budget == Decimal(paid_by_budget)
    assert funded.extras == 0
    assert funded.contribution == settle(basket, [], PLAIN).contribution
    if mechanic != "bundle":
        borne = settle(basket, [offer("o", mechanic, **parameters)], PLAIN)
        assert (borne.budget, borne.payable) == (Decimal(0), funded.payable)
        assert borne.contribution < funded.contribution


def test_st11_exclusive_offers() -> None:
    """520 under 300-40 or 10 % off the order: the better one, 468."""
    offers = [offer("shop", "threshold-off", threshold="300", amount="40"), offer("order", "coupon", rate="10%")]
    assert best_for_buyer([(product("p", "520"), 1)], offers, EXCLUSIVE).payable == 468


@pytest.mark.parametrize("terms", [PARALLEL, SEQUENTIAL], ids=["parallel", "sequential"])
def test_st13_bundle_and_free_shipping(terms: Terms) -> None:
    """79 + 49 as 109; free shipping from 99 costs 8."""
    basket = [(product("one", "79"), 1), (product("other", "49"), 1)]
    offers = [
        offer("set", "bundle", products=["one", "other"], price="109"),
        offer("free", "free-shipping", threshold="99", carriage="8"),
    ]
    account = best_for_buyer(basket, offers, terms)
    assert (account.payable, account.extras) == money("109", "8")


def test_worked_stack_of_the_notes() -> None:
    """Two of 79.00 (31.00): 20 % off, 120-15, coupon 5: 106.40; 44.40 is 41.7 %, effective discount 32.7 %."""
    offers = [
        offer("sale", "limited-discount", rate="20%"),
        offer("pair", "threshold-off", threshold="120", amount="15"),
        offer("welcome", "coupon", amount="5"),
    ]
    account = settle([(product("earbuds", "79.00", "31.00"), 2)], offers, SEQUENTIAL)
    assert [off for _, off in account.steps] == [Decimal("31.60"), 15, 5]
    assert (account.payable, account.margin) == money("106.40", "44.40")
    assert round((account.margin_rate or Decimal(0)) * 100, 1) == Decimal("41.7")
    assert round((account.discount or Decimal(0)) * 100, 1) == Decimal("32.7")
