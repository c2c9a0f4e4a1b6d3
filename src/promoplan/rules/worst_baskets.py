"""Promotions against margin: the worst basket that a buyer can build with all offers that may act together.

Offers that are wrong alone (incomplete, out of range, selling any number of units at a loss) are other rules', and so
is a product that loses money at its list price; neither is judged here. A loss leader with a limit is meant, alone.
Where the plan does not say how offers stack, each is judged alone.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.economics.margins import margin_at
from promoplan.findings.finding import Severity
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Promotion, Promotions, Stacking
from promoplan.rules.loss_leaders import is_unbounded, losses
from promoplan.rules.mechanics import (
    discount_out_of_range,
    mechanic_incomplete,
    threshold_below_reduction,
    tiers_not_monotone,
)
from promoplan.rules.prices import below_cost, covered
from promoplan.rules.rule import Problem, Sections, problem, rule

if TYPE_CHECKING:
    from promoplan.economics.basket import Settled
    from promoplan.economics.worst import Worst


class FloorLimits(NamedTuple):
    """The lowest share of what is paid that a basket may leave after fees and shipping."""

    min_rate: Decimal = Decimal("0.10")


def worst_of(sections: Sections) -> "Worst | None":
    """The worst basket of the plan; None where promotions or products are not there and whole."""
    return _search(sections, frozenset())


def _worst_unmeant(sections: Sections) -> "Worst | None":
    """The same but for baskets that loss leaders with a limit make by themselves."""
    return _search(sections, sections.once(_leaders))


def _search(sections: Sections, meant: frozenset[str]) -> "Worst | None":
    promotions, products = sections.whole.get("promotions"), sections.whole.get("products")
    if not isinstance(promotions, Promotions) or not isinstance(products, Products):
        return None
    from promoplan.economics.checkout import Terms  # noqa: PLC0415 - many plans have no promotions
    from promoplan.economics.stages import STAGE  # noqa: PLC0415 - as above
    from promoplan.economics.worst import worst_basket  # noqa: PLC0415 - as above

    offers = tuple(offer for offer in sound_offers(promotions, products) if offer.mechanic in STAGE)
    terms = Terms(promotions.stacking or Stacking.EXCLUSIVE, promotions.judged_on)
    return worst_basket([product for product in products.items if _earns(product)], offers, terms, meant=meant)


def _leaders(sections: Sections) -> frozenset[str]:
    """The offers that lose money alone on some product; of those that are searched, each has a limit."""
    promotions, products = sections.whole.get("promotions"), sections.whole.get("products")
    if not isinstance(promotions, Promotions) or not isinstance(products, Products):
        return frozenset()
    return frozenset(offer.id for offer in promotions.items if any(losses(offer, covered(offer, products))))


def _judged(sections: Sections) -> "Worst | None":
    """The search by which the plan is judged: a second one, where loss leaders have a part in the very worst basket."""
    worst = sections.once(worst_of)
    basket = None if worst is None else worst.by_rate
    led = basket is not None and any(offer.id in sections.once(_leaders) for offer in basket.acting)
    return sections.once(_worst_unmeant) if led else worst


def _worst_share(sections: Sections) -> "Settled | None":
    """The basket that leaves the lowest share of what is paid; None where no offer acts on any."""
    worst = _judged(sections)
    basket = None if worst is None else worst.by_rate
    return basket if basket is not None and basket.acting else None


def sound_offers(promotions: Promotions, products: Products) -> tuple[Promotion, ...]:
    """The offers that no other rule finds wrong when it looks at each alone."""
    wrong = [
        *mechanic_incomplete.check(promotions),
        *discount_out_of_range.check(promotions, products),
        *threshold_below_reduction.check(promotions),
        *tiers_not_monotone.check(promotions),
        *below_cost.check(promotions, products),
    ]
    faulty = {each.at[: len(promotions.at("items", 0))] for each in wrong if each.severity is None}
    return tuple(
        offer
        for offer in promotions.items
        if offer.path not in faulty and not (is_unbounded(offer) and any(losses(offer, covered(offer, products))))
    )


def _earns(product: Product) -> bool:
    """Whether a unit leaves something at its list price."""
    return product.unit_cost is not None and margin_at(product, product.price.amount) > 0


@rule("PP800", Severity.INFO)
def not_searched(promotions: Promotions, products: Products, *, sections: Sections) -> Iterator[Problem]:
    """So many prices and offers that the search for the worst basket gave up."""
    worst = _judged(sections)
    if worst is not None and not worst.searched:
        yield problem(promotions.path, on_key=True, offers=len(promotions.items), products=len(products.items))


@rule("PP807", Severity.ERROR)
def stack_below_margin(*, sections: Sections) -> Iterator[Problem]:
    """A basket that leaves less than nothing after goods, fees, shipping and gifts."""
    basket = _worst_share(sections)
    if basket is not None and basket.payable > 0 and basket.contribution < 0:
        yield _problem(basket, loss=Money(-basket.contribution))


@rule("PP820", Severity.ERROR)
def non_positive_payable(*, sections: Sections) -> Iterator[Problem]:
    """A basket for which nothing is left to pay."""
    basket = _worst_share(sections)
    if basket is not None and basket.payable <= 0 and basket.listed > 0:
        yield _problem(basket, off=Money(basket.listed - basket.payable))


@rule("PP829", Severity.WARNING, limits=FloorLimits)
def margin_under_floor(*, sections: Sections, limits: FloorLimits) -> Iterator[Problem]:
    """A basket that leaves something, yet less than the floor; below zero it is PP807's."""
    basket = _worst_share(sections)
    rate = basket.contribution_rate if basket is not None and basket.payable > 0 else None
    if basket is not None and rate is not None and 0 <= rate < limits.min_rate:
        yield _problem(basket, least=Ratio(limits.min_rate), wanted=Money(basket.received * limits.min_rate))


def _problem(basket: "Settled", **figures: Money | Ratio) -> Problem:
    """Points at the offer that applies last, and to the others of the basket."""
    *others, last = basket.acting
    figures |= {"listed": Money(basket.listed), "payable": Money(basket.payable), "kept": Money(basket.contribution)}
    return Problem(
        last.path,
        {
            **figures,
            "basket": tuple(f"{count} × {product.name}" for product, count in basket.quantities),
            "offers": tuple(offer.name for offer in basket.acting),
            "rate": Ratio(basket.contribution_rate or ZERO),
        },
        on_key=True,
        variant="" if others else "alone",
        related=tuple(offer.path for offer in others),
    )
