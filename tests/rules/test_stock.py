"""PP816: stock against expected orders; the minimal plan expects 1,600: 500, 600 and 500 by channel."""

import pytest

from promoplan.findings.finding import Severity
from tests.rules.offers import marked, of

SERUM = "{id: serum, name: Light serum, price: 79"
MASK = "{id: mask, name: Night mask, price: 49"


def goods(*products: str, also: str = "") -> str:
    """A snippet with these products."""
    return "\n".join([also, "products:", *(f"  - {product}}}" for product in products)])


def promoted(**products: str) -> str:
    """The channels' placements with the products they promote."""
    spends = {"video": 40000, "search": 30000, "club": 10000}
    formats = {"video": "feed", "search": "search", "club": "message"}
    items = [
        f"    - {{id: {name}, placements: [{{format: {formats[name]}, spend: {spends[name]}, products: [{named}]}}]}}"
        for name, named in products.items()
    ]
    return "\n".join(["channels:", "  items:", *items])


@pytest.mark.parametrize(
    ("units", "severity"),
    [
        ("stock: 1600", None),
        ("stock: 1599", Severity.WARNING),
        ("stock: 1280", Severity.WARNING),
        ("stock: 1279", Severity.ERROR),
        ("stock: 0", Severity.ERROR),
        ("stock: 1000, inbound: 600", None),
        ("stock: 1000, inbound: 599", Severity.WARNING),
        ("inbound: 5", None),
        ("unit_cost: 31", None),
    ],
)
def test_one_product_takes_all_orders(units: str, severity: Severity | None) -> None:
    """Enough is enough to the unit; under 80% is an error; without a stated stock nothing is said."""
    findings = of("PP816", goods(f"{SERUM}, {units}"))
    assert [each.severity for each in findings] == ([severity] if severity else [])
    assert all(marked(each) in units for each in findings)


@pytest.mark.parametrize(
    ("serum", "mask", "variants"),
    [
        ("stock: 800", "stock: 800", []),
        ("stock: 800", "stock: 799", ["all"]),
        ("stock: 800", "unit_cost: 3", []),
        ("stock: 0", "stock: 9000", []),
    ],
)
def test_nobody_knows_which_product_sells(serum: str, mask: str, variants: list[str]) -> None:
    """Two products are judged together, and only where the stock of both is known."""
    findings = of("PP816", goods(f"{SERUM}, {serum}", f"{MASK}, {mask}"))
    assert [each.variant for each in findings] == variants
    assert all(marked(each) == "products" for each in findings)


@pytest.mark.parametrize(
    ("placements", "stock", "wanted"),
    [
        ({"video": "serum", "search": "serum, mask"}, 499, 500),
        ({"video": "serum", "search": "serum, mask"}, 500, None),
        ({"video": "serum", "search": "serum"}, 1000, 1100),
        ({"video": "serum, mask"}, 0, None),
        ({"video": "other"}, 0, None),
        ({"video": "serum, serum"}, 0, None),
    ],
)
def test_a_channel_for_one_product_sells_it(placements: dict[str, str], stock: int, wanted: int | None) -> None:
    """What all placements of a channel promote alone is what its orders are of."""
    findings = of("PP816", goods(f"{SERUM}, stock: {stock}", f"{MASK}, stock: 90000", also=promoted(**placements)))
    assert [each.values["wanted"] for each in findings] == ([] if wanted is None else [wanted])


def test_placements_share_the_orders_by_their_spend() -> None:
    """Half of the spend brings half of the orders, unless a placement has figures of its own."""
    two = (
        "channels: {items: [{id: video, placements: [{format: feed, spend: 20000, products: [serum]}, "
        "{format: live, spend: 20000, products: [mask]%s}]}]}"
    )
    products = f"{SERUM}, stock: 249", f"{MASK}, stock: 90000"
    (finding,) = of("PP816", goods(*products, also=two % ""))
    assert (finding.values["wanted"], finding.values["missing"]) == (250, 1)
    assert not of("PP816", goods(*products, also=two % ", economics: {aov: 5}"))


def test_stated_orders_count_where_economics_tell_nothing() -> None:
    """A channel without economics counts with the orders it states, paid or not; one that tells neither with none."""
    stated = "channels: {items: [{id: video, economics: null, expected: {orders: 700}}]}"
    (finding,) = of("PP816", goods(f"{SERUM}, stock: 1799", also=stated))
    assert finding.values["wanted"] == 1800
    silent = "channels: {items: [{id: video, economics: null}]}"
    assert not of("PP816", goods(f"{SERUM}, stock: 1100", also=silent))


def test_without_products_or_channels_nothing_is_short() -> None:
    """Empty lists are no shortage."""
    assert not of("PP816", "products: []")
    assert not of("PP816", goods(f"{SERUM}, stock: 0", also="channels: {items: []}"))
