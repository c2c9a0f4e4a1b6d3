"""Prices that advertisements show, against the page they lead to and against what one unit can cost at least."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import islice

from promoplan.economics.offers import covers, unit_price
from promoplan.economics.stages import STAGE, combinations
from promoplan.model.compliance import ConsumerText, TextKind
from promoplan.model.content import AdCopy
from promoplan.model.money import Money
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Promotion, Promotions, Stacking
from promoplan.rules.law.goods import Shelf
from promoplan.rules.rule import Path, Problem, problem
from promoplan.rules.worst_baskets import sound_offers

MOST_COMPARED = 100
"""Advertisements, and offers of a plan, of which prices are worked out."""

MOST_OFFERS, MOST_SETS = 12, 64
"""Offers on one product, and sets of them, that are tried; where there are more, its price is not judged."""


def too_low(
    copies: Sequence[AdCopy], texts: Sequence[ConsumerText], promotions: Promotions, products: Products, every: Shelf
) -> Iterator[Problem]:
    """Advertisements of one product cheaper than its landing page, or than any of the plan's offers makes it."""
    priced = [copy for copy in copies if copy.price is not None][:MOST_COMPARED]
    pages = [text for text in texts if text.kind is TextKind.LANDING and text.price is not None]
    landing = {str(name): page for page in reversed(pages) for name in page.products}
    judged = bool(priced) and len(promotions.items) <= MOST_COMPARED
    sound = sound_offers(promotions, products) if judged else ()
    for copy in priced:
        goods = every.goods(copy.products).products
        if len(goods) != 1 or copy.price is None:
            continue
        product, page = goods[0], landing.get(goods[0].id)
        lowest = lowest_unit(product, promotions, sound) if judged else None
        if page is not None and page.price is not None and copy.price.amount < page.price.amount:
            yield _cheaper(copy, product, "landing", page.price, page.at("price"))
        elif lowest is not None and copy.price.amount < lowest:
            yield _cheaper(copy, product, "price", Money(lowest), product.at("price"))


def _cheaper(copy: AdCopy, product: Product, variant: str, least: Money, related: Path) -> Problem:
    return problem(
        copy.at("price"), variant=variant, related=[related], product=product.name, price=copy.price, least=least
    )


def lowest_unit(product: Product, promotions: Promotions, sound: Sequence[Promotion]) -> Decimal | None:
    """The least that one unit of a product costs under the sound offers that cover it; None where they are too many.

    Offers on several units give each unit their average.
    """
    from promoplan.economics.basket import settle  # noqa: PLC0415 - few plans show prices
    from promoplan.economics.checkout import Terms  # noqa: PLC0415 - as above

    offers = tuple(each for each in sound if covers(each, product) and each.mechanic in STAGE)
    if len(offers) > MOST_OFFERS:
        return None
    alone = (unit_price(offer, product) for offer in offers)
    prices = [product.price.amount, *(price for price in alone if price is not None)]
    terms = Terms(promotions.stacking or Stacking.EXCLUSIVE, promotions.judged_on)
    sets = tuple(islice(combinations(offers, terms.stacking), MOST_SETS + 1))
    if len(sets) > MOST_SETS:
        return None
    return min([*prices, *(settle([(product, 1)], chosen, terms).payable for chosen in sets)])
