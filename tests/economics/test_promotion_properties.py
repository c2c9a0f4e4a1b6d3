"""What must hold of any basket under any offers: no cent is lost, more off costs no more, and size does not matter."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from promoplan.economics.basket import Settled, settle
from promoplan.economics.checkout import Terms
from promoplan.economics.exact import exact
from promoplan.economics.stages import combinations
from promoplan.economics.worst import NOTHING_PAID, worst_basket
from promoplan.model.products import Product
from promoplan.model.promotions import Funding, JudgedOn, Mechanic, Promotion, Stacking
from tests.economics.goods import offer, product

CENT = Decimal("0.01")
TERMS = st.builds(
    Terms, st.sampled_from([Stacking.PARALLEL, Stacking.SEQUENTIAL]), st.sampled_from(JudgedOn), st.just(0)
)
SCALES = st.sampled_from([2, 3, 7, 10, 1000])
FUNDING = st.sampled_from(Funding)


class Spec(NamedTuple):
    """An offer's mechanic and parameters: those in money, which grow with a plan's prices, and the others."""

    mechanic: str
    money: Mapping[str, int] = {}
    others: Mapping[str, object] = {}


SPECS = [
    Spec("limited-discount", others={"rate": "15%"}),
    Spec("direct-off", {"amount": 12}),
    Spec("buy-get", others={"buy": 2, "get": 1}),
    Spec("second-item", others={"rate": "50%"}),
    Spec("n-for-rate", others={"buy": 3, "rate": "20%"}),
    Spec("threshold-off", {"threshold": 150, "amount": 25}),
    Spec("threshold-off", {"threshold": 100, "amount": 15, "cap": 45}, {"repeating": True}),
    Spec("coupon", {"threshold": 80, "amount": 10}),
    Spec("coupon", {"cap": 30}, {"rate": "10%"}),
    Spec("presale", {"deposit": 10, "counts_as": 25}),
    Spec("cross-store", {"threshold": 200, "amount": 30}, {"repeating": True, "merchant_share": "60%"}),
    Spec("gift", {"threshold": 120}, {"gift": {"name": "Pouch", "cost": "7"}}),
    Spec("points", others={"earn": "1", "point_value": "0.01", "redemption": "60%", "burn_cap": "20%"}),
    Spec("free-shipping", {"threshold": 99, "carriage": 6}),
]
CHOICES = st.lists(st.sampled_from(range(len(SPECS))), min_size=1, max_size=5, unique=True)
SHELF = st.lists(
    st.tuples(st.integers(9, 400), st.integers(1, 9), st.integers(0, 8), st.integers(1, 4)), min_size=1, max_size=3
)
"""Price, tenths of it that the goods cost, fees in percent, and units of each product."""


def offers_of(choices: Sequence[int], scale: int = 1, funded_by: Funding = Funding.MARGIN) -> list[Promotion]:
    """The chosen offers in the order of their stages, all amounts times a number."""
    made = []
    for at in choices:
        spec = SPECS[at]
        others = dict(spec.others)
        if spec.mechanic == "gift":
            others["gift"] = {"name": "Pouch", "cost": str(7 * scale)}
        money = {name: str(amount * scale) for name, amount in spec.money.items()}
        made.append(offer(f"o{at}", spec.mechanic, **money, **others, funded_by=funded_by.value))
    largest: tuple[Promotion, ...] = next(combinations(tuple(made), Stacking.SEQUENTIAL))
    return list(largest)


def basket_of(shelf: Sequence[tuple[int, int, int, int]], scale: int = 1) -> list[tuple[Product, int]]:
    """A basket of these products, all amounts times a number."""
    return [
        (product(f"p{at}", str(price * scale), str(Decimal(price * tenths * scale) / 10), f"{fee}%"), units)
        for at, (price, tenths, fee, units) in enumerate(shelf)
    ]


def account(
    shelf: Sequence[tuple[int, int, int, int]],
    offers: Sequence[Promotion],
    terms: Terms,
    scale: int = 1,
) -> Settled:
    """What the real till makes of it."""
    with exact():
        return settle(basket_of(shelf, scale), offers, terms)


@given(SHELF, CHOICES, TERMS, FUNDING)
def test_no_cent_is_lost(
    shelf: list[tuple[int, int, int, int]], choices: list[int], terms: Terms, funded_by: Funding
) -> None:
    """What is paid and what each offer takes off make the list price; a budget line pays what a platform does not."""
    found = account(shelf, offers_of(choices, funded_by=funded_by), terms)
    assert found.payable >= 0
    assert all(off >= 0 for _, off in found.steps)
    assert found.listed == found.payable + sum(off for _, off in found.steps)
    taken = sum(off for _, off in found.steps)
    shared = sum(off for each, off in found.steps if each.mechanic is Mechanic.CROSS_STORE)
    assert found.budget == (taken - found.platform if funded_by is Funding.BUDGET else 0)
    assert found.extras == 0 or funded_by is Funding.MARGIN
    assert abs(found.platform - shared * Decimal("0.4")) <= CENT * len(shelf)
    spent = found.goods + found.shipping + found.fees + found.extras
    assert found.received == found.contribution + spent


@given(SHELF, CHOICES, TERMS, st.integers(1, 20))
def test_dearer_goods_and_higher_fees_never_leave_more(
    shelf: list[tuple[int, int, int, int]], choices: list[int], terms: Terms, more: int
) -> None:
    """The buyer pays the same for them."""
    offers = offers_of(choices)
    plain = account(shelf, offers, terms)
    dearer = account([(price, tenths + more, fee, units) for price, tenths, fee, units in shelf], offers, terms)
    taxed = account([(price, tenths, fee + more, units) for price, tenths, fee, units in shelf], offers, terms)
    assert dearer.payable == taxed.payable == plain.payable
    assert dearer.contribution < plain.contribution
    assert taxed.contribution < plain.contribution or not plain.payable + plain.platform


@given(SHELF, st.sampled_from(range(len(SPECS))), st.integers(1, 15))
def test_a_larger_reduction_never_costs_the_buyer_more(
    shelf: list[tuple[int, int, int, int]], at: int, more: int
) -> None:
    """Nor does a lower threshold: each of one offer alone."""
    spec = SPECS[at]
    money = {name: Decimal(amount) for name, amount in spec.money.items()}
    plain = offer("o", spec.mechanic, **{name: str(each) for name, each in money.items()}, **spec.others)
    before = account(shelf, [plain], Terms()).payable
    for name, change in (("amount", more), ("counts_as", more), ("threshold", -more)):
        if name in money:
            changed = {**money, name: money[name] + change}
            better = offer("o", spec.mechanic, **{key: str(each) for key, each in changed.items()}, **spec.others)
            assert account(shelf, [better], Terms()).payable <= before
    if "rate" in spec.others:
        rate = f"{int(str(spec.others['rate']).rstrip('%')) + more}%"
        better = offer("o", spec.mechanic, **{k: str(v) for k, v in money.items()}, **{**spec.others, "rate": rate})
        assert account(shelf, [better], Terms()).payable <= before


@given(SHELF, CHOICES)
def test_in_parallel_nobody_pays_more_than_in_sequence(
    shelf: list[tuple[int, int, int, int]], choices: list[int]
) -> None:
    """What remains is never more than the price that parallel thresholds are held against."""
    offers = offers_of(choices)
    parallel, sequential = (account(shelf, offers, Terms(mode)) for mode in (Stacking.PARALLEL, Stacking.SEQUENTIAL))
    assert parallel.payable <= sequential.payable


@given(SHELF, CHOICES, TERMS, SCALES)
def test_the_size_of_money_does_not_matter(
    shelf: list[tuple[int, int, int, int]], choices: list[int], terms: Terms, scale: int
) -> None:
    """All amounts times a number: that much is paid and kept, but for the cents that rounding moves."""
    small = account(shelf, offers_of(choices), terms)
    large = account(shelf, offers_of(choices, scale), terms, scale)
    roundings = sum(units for *_, units in shelf) + 2 * len(choices) * len(shelf)
    moved = CENT * scale * roundings
    assert large.listed == small.listed * scale
    assert abs(large.payable - small.payable * scale) <= moved
    assert abs(large.contribution - small.contribution * scale) <= 2 * moved


def lowest_share(found: Settled | None) -> Decimal:
    """The share that is kept of a worst basket; without bound where nothing is paid."""
    if found is None:
        return Decimal(1)
    if not found.received:
        return NOTHING_PAID if found.contribution < 0 else Decimal(0)
    return found.contribution / found.received


@settings(max_examples=40, deadline=None)
@given(SHELF, st.lists(st.sampled_from(range(len(SPECS))), min_size=2, max_size=3, unique=True), TERMS)
def test_another_offer_or_product_never_makes_the_worst_basket_better(
    shelf: list[tuple[int, int, int, int]], choices: list[int], terms: Terms
) -> None:
    """Nobody has to use it: what could be built before can still be built."""
    goods = [good for good, _ in basket_of(shelf)]
    made = [offer(f"o{at}", SPECS[at].mechanic, **SPECS[at].money, **SPECS[at].others) for at in choices]
    with exact():
        all_of_it = worst_basket(goods, made, terms)
        assume(all_of_it.searched)
        fewer_offers, fewer_goods = worst_basket(goods, made[1:], terms), worst_basket(goods[1:], made, terms)
        for fewer in (fewer_offers.by_rate, fewer_goods.by_rate):
            share = lowest_share(fewer)
            paid = [each.received for each in (fewer, all_of_it.by_rate) if each is not None and each.received]
            rounding = 3 * CENT / min(paid, default=Decimal(1)) * (1 + abs(share)) if share > NOTHING_PAID else CENT
            assert lowest_share(all_of_it.by_rate) <= share + rounding
