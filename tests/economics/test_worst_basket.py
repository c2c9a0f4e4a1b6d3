"""The search for the worst basket: planted traps with known answers, and agreement with brute force."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import product as every
from typing import NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from promoplan.economics.basket import Settled, settle
from promoplan.economics.checkout import Terms
from promoplan.economics.exact import exact
from promoplan.economics.offers import covers
from promoplan.economics.stages import STAGE, Stage, combinations
from promoplan.economics.worst import NOTHING_PAID, worst_basket
from promoplan.model.products import Product
from promoplan.model.promotions import JudgedOn, Mechanic, Promotion, Stacking
from tests.economics.goods import offer, product
from tests.economics.test_promotion_vectors import SERUM, ST7

PLAIN = Terms()
PARALLEL = Terms(Stacking.PARALLEL)


def contents(account: Settled | None) -> dict[str, int]:
    """Units by product."""
    return {} if account is None else {good.id: count for good, count in account.quantities}


class Trap(NamedTuple):
    """Products and offers, with the basket that keeps the lowest share, what is paid for it and what is kept."""

    name: str
    goods: list[Product]
    offers: list[Promotion]
    basket: dict[str, int]
    payable: str
    kept: str
    terms: Terms = PLAIN


def threshold(name: str, at: str, off: str, **more: object) -> Promotion:
    """A threshold of the shop."""
    return offer(name, "threshold-off", threshold=at, amount=off, **more)


def coupon(name: str, off: str, **more: object) -> Promotion:
    """A coupon for an amount."""
    return offer(name, "coupon", amount=off, **more)


TIERS = [{"threshold": "60", "amount": "5"}, {"threshold": "120", "amount": "20"}]


def goods(*figures: tuple[str, str, str]) -> list[Product]:
    """Products by name, price and cost."""
    return [product(*each) for each in figures]


def brute_force(goods: Sequence[Product], offers: Sequence[Promotion], terms: Terms, most: int) -> Iterator[Settled]:
    """The account of every basket of up to `most` units of each product, under every allowed combination.

    Only baskets on which an offer acts, without units that no offer can act on.
    """
    for chosen in combinations(tuple(offers), terms.stacking):
        for counts in every(range(most + 1), repeat=len(goods)):
            basket = [(good, count) for good, count in zip(goods, counts, strict=True) if count]
            account = settle(basket, chosen, terms) if basket and not _has_plain_units(basket, chosen) else None
            if account is not None and account.acting:
                yield account


def _has_plain_units(basket: Sequence[tuple[Product, int]], chosen: Sequence[Promotion]) -> bool:
    """Whether there are units beyond what offers with a limit, or sets, can act on, and that no other offer covers."""
    bounded = [each for each in chosen if each.limit_per_user or each.mechanic is Mechanic.BUNDLE]
    free = [each for each in chosen if each not in bounded]
    left = {good.id: count for good, count in basket if not any(covers(each, good) for each in free)}
    uses = set(left.values())
    return bool(left) and not any(
        set(left) == set(each.products) and len(uses) == 1 and max(uses) <= (each.limit_per_user or max(uses))
        for each in bounded
    )


def rate(account: Settled) -> Decimal:
    """What is kept as share of what is paid; without bound where nothing is."""
    if not account.received:
        return NOTHING_PAID if account.contribution < 0 else Decimal(0)
    return account.contribution / account.received


CENT = Decimal("0.01")

TRAPS = [
    Trap("stack ST7", [SERUM], ST7, {"serum": 2}, "468.80", "-3.33"),
    Trap(
        "aria",
        [product("earbuds", "79.00", "31.00", "8%", "3.50")],
        [offer("sale", "limited-discount", rate="20%"), threshold("pair", "120", "15"), coupon("welcome", "5")],
        {"earbuds": 2},
        "106.40",
        "28.89",
    ),
    Trap(
        "filler lifts over the threshold",
        goods(("main", "290", "150"), ("filler", "10", "9.50")),
        [threshold("t", "300", "50")],
        {"filler": 30},
        "250",
        "-35",
    ),
    Trap(
        "two fillers, the poorer counts",
        goods(("main", "250", "120"), ("good", "50", "20"), ("poor", "50", "45")),
        [threshold("t", "300", "40")],
        {"poor": 6},
        "260",
        "-10",
    ),
    Trap(
        "coupon without threshold",
        goods(("small", "15", "6"), ("big", "200", "90")),
        [coupon("c", "10")],
        {"small": 1},
        "5",
        "-1",
    ),
    Trap(
        "coupon worth more than the basket",
        goods(("small", "15", "6"), ("big", "200", "90")),
        [coupon("c", "20")],
        {"small": 1},
        "0",
        "-6",
    ),
    Trap(
        "parallel thresholds eat everything",
        goods(("p", "400", "100")),
        [threshold("a", "400", "380", stackable_with=["b"]), threshold("b", "400", "50")],
        {"p": 1},
        "0",
        "-100",
        PARALLEL,
    ),
    Trap(
        "the same in sequence",
        goods(("p", "400", "100")),
        [threshold("a", "400", "380", stackable_with=["b"]), threshold("b", "400", "50")],
        {"p": 1},
        "20",
        "-80",
    ),
    Trap(
        "top tier",
        goods(("p", "100", "60")),
        [offer("t", "tiered-off", tiers=[{"threshold": "100", "amount": "5"}, {"threshold": "300", "amount": "60"}])],
        {"p": 3},
        "240",
        "60",
    ),
    Trap(
        "first tier is the worse",
        goods(("p", "100", "60")),
        [offer("t", "tiered-off", tiers=[{"threshold": "100", "amount": "30"}, {"threshold": "300", "amount": "60"}])],
        {"p": 1},
        "70",
        "10",
    ),
    Trap(
        "per threshold, exact multiple",
        goods(("a", "130", "80"), ("b", "170", "100")),
        [threshold("t", "300", "60", repeating=True, cap="120")],
        {"a": 5},
        "530",
        "130",
    ),
    Trap("buy one get one", goods(("p", "99", "60")), [offer("b", "buy-get", buy=1, get=1)], {"p": 2}, "99", "-21"),
    Trap(
        "the free unit is the dearest to make",
        goods(("dear", "100", "20"), ("cheap", "90", "85")),
        [offer("b", "buy-get", buy=1, get=1)],
        {"cheap": 2},
        "90",
        "-80",
    ),
    Trap(
        "half price on the second, then threshold",
        goods(("p", "120", "70")),
        [offer("h", "second-item", rate="50%"), threshold("t", "180", "20")],
        {"p": 2},
        "160",
        "20",
    ),
    Trap(
        "three at a rate",
        goods(("p", "50", "30")),
        [offer("m", "n-for-rate", buy=3, rate="30%")],
        {"p": 3},
        "105",
        "15",
    ),
    Trap(
        "flash unit limited, full ones fill",
        goods(("p", "79", "31")),
        [offer("f", "direct-off", amount="39", limit_per_user=1), threshold("t", "119", "60")],
        {"p": 2},
        "59",
        "-3",
    ),
    Trap(
        "one line at the flash price, the other at the sale's",
        goods(("a", "100", "60"), ("b", "100", "70")),
        [
            offer("sale", "limited-discount", rate="20%"),
            offer("flash", "limited-discount", rate="35%", products=["a"], limit_per_user=1),
            threshold("t", "145", "20"),
        ],
        {"a": 1, "b": 1},
        "125",
        "-5",
    ),
    Trap(
        "a set and a unit on sale",
        goods(("a", "79", "50"), ("b", "49", "30")),
        [
            offer("set", "bundle", products=["a", "b"], price="85", limit_per_user=1),
            offer("sale", "limited-discount", rate="20%"),
            threshold("t", "120", "20"),
        ],
        {"a": 1, "b": 2},
        "104.20",
        "-5.80",
    ),
    Trap(
        "gift at the threshold",
        goods(("p", "60", "30")),
        [offer("g", "gift", threshold="100", gift={"name": "G", "cost": "25"})],
        {"p": 2},
        "120",
        "35",
    ),
    Trap(
        "carriage at the threshold",
        goods(("p", "99", "70")),
        [offer("f", "free-shipping", threshold="99", carriage="12")],
        {"p": 1},
        "99",
        "17",
    ),
    Trap(
        "points on top",
        goods(("p", "97", "40")),
        [offer("pt", "points", earn="1", point_value="0.05", redemption="60%", burn_cap="50%")],
        {"p": 1},
        "48.50",
        "7.04",
    ),
    Trap(
        "presale and cross-store",
        [product("p", "399", "210", "6%", "12")],
        [
            offer("pre", "presale", deposit="50", counts_as="100"),
            offer("x", "cross-store", threshold="300", amount="50", repeating=True, cap="50", merchant_share="100%"),
        ],
        {"p": 1},
        "299",
        "59.06",
    ),
    Trap(
        "platform bears part",
        goods(("p", "300", "250")),
        [offer("x", "cross-store", threshold="300", amount="50", merchant_share="40%")],
        {"p": 1},
        "250",
        "30",
    ),
    Trap(
        "bundle loses",
        goods(("a", "79", "50"), ("b", "49", "40")),
        [offer("s", "bundle", products=["a", "b"], price="85")],
        {"a": 1, "b": 1},
        "85",
        "-5",
    ),
    Trap(
        "offers that exclude each other",
        goods(("p", "100", "50")),
        [offer("s", "limited-discount", rate="30%", excludes=["c"]), coupon("c", "20")],
        {"p": 1},
        "70",
        "20",
    ),
    Trap(
        "exclusive mode",
        goods(("p", "100", "50")),
        [offer("s", "limited-discount", rate="30%"), coupon("c", "20")],
        {"p": 1},
        "70",
        "20",
        Terms(Stacking.EXCLUSIVE),
    ),
    Trap(
        "apart in time",
        goods(("p", "100", "50")),
        [
            offer("s", "limited-discount", rate="30%", start="2027-05-01", end="2027-05-10"),
            coupon("c", "20", start="2027-05-11", end="2027-05-20"),
        ],
        {"p": 1},
        "70",
        "20",
    ),
    Trap(
        "apart in audience",
        goods(("p", "100", "50")),
        [offer("s", "limited-discount", rate="30%", segments=["new"]), coupon("c", "20", segments=["old"])],
        {"p": 1},
        "70",
        "20",
    ),
    Trap(
        "list price reaches it",
        goods(("p", "350", "200")),
        [offer("s", "limited-discount", rate="20%"), threshold("t", "300", "50")],
        {"p": 1},
        "230",
        "30",
        Terms(Stacking.SEQUENTIAL, JudgedOn.LIST),
    ),
    Trap(
        "fees differ",
        [product("a", "100", "50", "20%"), product("b", "100", "55", "2%")],
        [threshold("t", "200", "30")],
        {"a": 2},
        "170",
        "36",
    ),
    Trap(
        "joined cuts on one item",
        goods(("p", "100", "50")),
        [offer("r", "limited-discount", rate="20%", stackable_with=["m"]), offer("m", "direct-off", amount="20")],
        {"p": 1},
        "60",
        "10",
    ),
]


@pytest.mark.parametrize("trap", TRAPS, ids=[trap.name for trap in TRAPS])
def test_the_planted_trap_is_found(trap: Trap) -> None:
    """The basket that keeps the lowest share is the one that was planted."""
    found = worst_basket(trap.goods, trap.offers, trap.terms)
    assert found.searched
    assert found.by_rate
    assert contents(found.by_rate) == trap.basket
    assert (str(found.by_rate.payable.normalize()), found.by_rate.contribution) == (
        str(Decimal(trap.payable).normalize()),
        Decimal(trap.kept),
    )


@pytest.mark.parametrize("trap", [trap for trap in TRAPS if sum(trap.basket.values()) < 7], ids=lambda trap: trap.name)
def test_brute_force_agrees_with_the_trap(trap: Trap) -> None:
    """No basket of up to seven units of each product keeps a lower share than the planted one."""
    with exact():
        accounts = list(brute_force(trap.goods, trap.offers, trap.terms, 7))
        lowest = min(accounts, key=rate)
        found = worst_basket(trap.goods, trap.offers, trap.terms).by_rate
        assert found
        assert abs(lowest.contribution - found.contribution) <= CENT or rate(lowest) >= rate(found)


def test_a_basket_without_any_offer_is_no_offers_fault() -> None:
    """A plain product that leaves less by itself hides none of the baskets on which offers act."""
    shelf = goods(("serum", "200", "146"), ("plain", "50", "47"))
    found = worst_basket(shelf, [offer("sale", "limited-discount", rate="20%", products=["serum"])], PLAIN)
    assert (contents(found.by_rate), contents(found.by_money)) == ({"serum": 1}, {"serum": 1})
    assert found.by_rate is not None
    assert found.by_rate.contribution == 14
    assert worst_basket(shelf, [coupon("none", "5", threshold="300", products=["other"])], PLAIN).by_rate is None


def test_a_search_that_gives_up_says_so() -> None:
    """Over its work budget, the search tells what it has and that it has not looked at all."""
    many = [product(f"p{number}", f"{number * 7 + 0.37:.2f}", "1") for number in range(1, 30)]
    found = worst_basket(many, [threshold("t", "1000", "100")], PLAIN, work=500)
    assert not found.searched
    assert found.by_rate


def test_products_without_cost_are_left_out() -> None:
    """What a unit of unknown cost leaves is unknown; without any known cost there is nothing to find."""
    assert worst_basket([product("p", "100")], [coupon("c", "20")], PLAIN).by_rate is None


def test_no_offer_no_basket() -> None:
    """Without offers there is no stack to judge."""
    found = worst_basket(goods(("p", "100", "50")), [], PLAIN)
    assert (found.by_rate, found.by_money, found.searched) == (None, None, True)


def test_a_free_item_ends_the_search() -> None:
    """Units that cost nothing never reach a threshold, and are not added for ever."""
    free = [offer("gone", "direct-off", amount="30"), threshold("t", "100", "10")]
    assert worst_basket(goods(("p", "20", "5")), free, PLAIN).searched


PRICES = ["9.90", "20", "49", "50", "79", "99.90", "100", "199", "300"]
OFFERS = st.sampled_from(
    [
        offer("sale", "limited-discount", rate="20%"),
        offer("sale-a", "limited-discount", rate="15%", products=["a"]),
        offer("flash", "direct-off", amount="15", products=["a"], limit_per_user=1),
        offer("minus", "direct-off", amount="5"),
        offer("pair", "buy-get", buy=1, get=1, products=["a", "b"]),
        offer("three", "buy-get", buy=2, get=1),
        offer("half", "second-item", rate="50%"),
        offer("many", "n-for-rate", buy=3, rate="25%"),
        threshold("t100", "100", "12"),
        threshold("t200", "200", "30", products=["a", "b"]),
        threshold("per", "100", "9", repeating=True, cap="27"),
        offer("tiers", "tiered-off", tiers=TIERS),
        coupon("five", "5"),
        coupon("c150", "20", threshold="150"),
        offer("ten", "coupon", rate="10%", cap="15"),
        offer("pre", "presale", deposit="10", counts_as="18", products=["a"]),
        offer("cross", "cross-store", threshold="200", amount="25", repeating=True, cap="50", merchant_share="60%"),
        offer("pouch", "gift", threshold="120", gift={"name": "Pouch", "cost": "8"}),
        offer("free", "free-shipping", threshold="99", carriage="6"),
        offer("points", "points", earn="1", point_value="0.01", redemption="60%", burn_cap="10%"),
        offer("set", "bundle", products=["a", "b"], price="15"),
    ]
)


@st.composite
def shelves(draw: st.DrawFn) -> list[Product]:
    """Two or three products with prices, costs, fees and carriage."""
    names = ["a", "b", "c"][: draw(st.integers(2, 3))]
    made = []
    for name in names:
        price = Decimal(draw(st.sampled_from(PRICES)))
        cost = (price * draw(st.sampled_from([Decimal("0.2"), Decimal("0.45"), Decimal("0.8")]))).quantize(CENT)
        fee, shipping = draw(st.sampled_from([None, "5%", "8%"])), draw(st.sampled_from([None, "2.50"]))
        made.append(product(name, str(price), str(cost), fee, shipping))
    return made


@settings(max_examples=60, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    shelves(),
    st.lists(OFFERS, min_size=1, max_size=3, unique_by=lambda each: each.id),
    st.sampled_from(Stacking),
    st.sampled_from(JudgedOn),
)
def test_no_basket_is_worse(goods: list[Product], offers: list[Promotion], mode: Stacking, judged_on: JudgedOn) -> None:
    """No basket of up to six units of each product keeps less than the one found, of which the account is true."""
    terms = Terms(mode, judged_on)
    with exact():
        found = worst_basket(goods, offers, terms, work=200_000)
        assert found.searched
        assert found.by_rate
        assert found.by_money
        most = 6 if len(goods) == 2 else 4
        accounts = list(brute_force(goods, offers, terms, most))
        lowest = min(accounts, key=rate)
        if rate(lowest) == NOTHING_PAID:
            assert rate(found.by_rate) == NOTHING_PAID
            return
        smaller = min(lowest.received, found.by_rate.received) or 1
        rounding = 3 * CENT / smaller * max(Decimal(1), abs(rate(lowest)))
        assert rate(found.by_rate) <= rate(lowest) + rounding
        if found.by_rate.contribution >= 0:
            assert found.by_money.contribution <= min(account.contribution for account in accounts) + CENT
        for account in (found.by_rate, found.by_money):
            if not _has_a_choice(account.offers):
                assert settle(account.quantities, account.offers, terms).payable == account.payable


def _has_a_choice(offers: Sequence[Promotion]) -> bool:
    """Whether buyers choose which unit has which offer: one with a limit, or one of several that are not joined."""
    on_items = [each for each in offers if STAGE[each.mechanic] is Stage.ITEM]
    return len(on_items) > 1 or any(each.limit_per_user for each in offers)
