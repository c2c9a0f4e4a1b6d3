"""Deposits in China: how much of a price, and by which of two words that sound alike."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.products import Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.law.consumer_texts import passages
from promoplan.rules.law.markets import sold_in
from promoplan.rules.prices import covered
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

_BINDING = re.compile("(?<![固指约特稳规确限锁决])定金(?![额融属店价币星])")
_ADVANCE = re.compile("订金(?!额)")
"""定金, which is forfeited or paid back double, and 订金, which is paid back; not where they only seem to stand."""


class DepositLimits(NamedTuple):
    """The most of a price that a deposit may be (Civil Code, art. 586)."""

    max_share: Decimal = Decimal("0.20")


@rule("PP863", Severity.ERROR, limits=DepositLimits)
def deposit_too_high(
    plan: PlanHeader,
    promotions: Promotions | None = None,
    products: Products | None = None,
    *,
    limits: DepositLimits,
    sections: Sections,
) -> Iterator[Problem]:
    """A pre-sale in China whose deposit is more than a fifth of a price it covers, and texts that mix the two words."""
    if not sold_in(plan, "CN"):
        return
    for offer in promotions.items if promotions else ():
        if offer.mechanic is Mechanic.PRESALE and offer.deposit is not None:
            yield from _too_high(offer, offer.deposit, products, limits)
    yield from _mixed(sections)


def _too_high(offer: Promotion, deposit: Money, products: Products | None, limits: DepositLimits) -> Iterator[Problem]:
    """The deposit against the cheapest product."""
    cheapest = min(covered(offer, products), key=lambda product: product.price.amount, default=None)
    most = cheapest.price.amount * limits.max_share if cheapest else None
    if cheapest is not None and most is not None and cheapest.price.amount and deposit.amount > most:
        yield problem(
            offer.at("deposit"),
            related=[cheapest.at("price")],
            deposit=deposit,
            product=cheapest.name,
            price=cheapest.price,
            share=Ratio(deposit.amount / cheapest.price.amount),
            most=Money(most),
        )


def _mixed(sections: Sections) -> Iterator[Problem]:
    """The first text that says 订金, where another, or the same, says 定金."""
    advance: Path | None = None
    binding: Path | None = None
    for passage in sections.once(passages):
        text = passage.folded.text
        advance = advance or (passage.path if _ADVANCE.search(text) else None)
        binding = binding or (passage.path if _BINDING.search(text) else None)
    if advance and binding:
        related = [binding] if binding != advance else []
        yield problem(advance, variant="words", severity=Severity.WARNING, related=related)
