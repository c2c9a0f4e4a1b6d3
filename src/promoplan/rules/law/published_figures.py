"""Figures that buyers read against those of the plan: prices of advertisements, and what texts say of an offer."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import islice
from math import floor

from promoplan.findings.finding import Severity
from promoplan.model.compliance import Compliance
from promoplan.model.content import Content
from promoplan.model.header import PlanHeader
from promoplan.model.money import Money
from promoplan.model.numbers import Ratio
from promoplan.model.products import Products
from promoplan.model.promotions import Mechanic, Promotion, Promotions
from promoplan.rules.law.consumer_texts import Passage, passages
from promoplan.rules.law.goods import shelf
from promoplan.rules.law.markets import sold_in
from promoplan.rules.law.mechanic_figures import (
    SAVING_NOTHING,
    agrees,
    most_saved,
    paid_share,
    pairs,
    sums,
)
from promoplan.rules.law.shown_prices import too_low
from promoplan.rules.law.told_figures import Pair, at_most, deposits, folds, spend_save
from promoplan.rules.prices import covered
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

MOST_COMPARED = 100
"""Offers that texts are held against."""

MOST_TOLD = 20
"""Figures of one sort that are looked at in one text."""


@rule("PP864", Severity.ERROR)
def published_figures_differ(
    plan: PlanHeader,
    content: Content | None = None,
    compliance: Compliance | None = None,
    promotions: Promotions | None = None,
    products: Products | None = None,
    *,
    sections: Sections,
) -> Iterator[Problem]:
    """A price or an offer that buyers in China read, and the plan computes otherwise.

    An advertisement's price may not be under that of the landing page, nor under what one unit can cost at least. What
    the terms and the brief of an offer say is held against that offer, what other texts say against all of them.
    """
    if not sold_in(plan, "CN"):
        return
    if content is not None and products is not None:
        pages = compliance.texts if compliance else ()
        yield from too_low(content.ad_copy, pages, promotions or Promotions(), products, sections.once(shelf))
    offers = _Offers(promotions.items[:MOST_COMPARED] if promotions else (), products)
    for passage in sections.once(passages) if offers.items else ():
        yield from _told(passage, offers)


@dataclass(frozen=True)
class _Offers:
    """The plan's offers, and what they save at most."""

    items: tuple[Promotion, ...]
    products: Products | None

    @cached_property
    def _by_path(self) -> Mapping[Path, Promotion]:
        return {offer.path: offer for offer in self.items}

    @cached_property
    def saving(self) -> Mapping[str, Decimal | None]:
        """The most that each offer takes off a price; None where that has no figure."""
        cutting = (offer for offer in self.items if offer.mechanic not in SAVING_NOTHING)
        return {offer.id: most_saved(offer, covered(offer, self.products)) for offer in cutting}

    @cached_property
    def sums(self) -> frozenset[Decimal]:
        """What one offer saves at most, or several together."""
        return frozenset(sums([most for most in self.saving.values() if most]))

    def own(self, passage: Passage) -> Promotion | None:
        """The offer whose terms or brief a passage is."""
        return self._by_path.get(passage.path[:3])


def _told(passage: Passage, offers: _Offers) -> Iterator[Problem]:
    """The first figure of each sort in a text that no offer bears out."""
    own, text = offers.own(passage), passage.folded.text
    told = islice(spend_save(text), MOST_TOLD)
    yield from [_pair(passage, pair, own, offers) for pair in told if _is_wrong(pair, own, offers)][:1]
    if own is not None:
        yield from _rate(passage, own, offers)
        yield from _deposit(passage, own)
    yield from _most(passage, own, offers)


def _is_wrong(pair: Pair, own: Promotion | None, offers: _Offers) -> bool:
    """Whether no offer is like this: of a text that is no offer's own, only where one begins at the same amount."""
    if any(agrees(pair, offer) for offer in offers.items):
        return False
    if own is not None:
        return bool(pairs(own))
    return any(pair[0] == threshold for offer in offers.items for threshold, _ in pairs(offer))


def _pair(passage: Passage, pair: Pair, own: Promotion | None, offers: _Offers) -> Problem:
    """Names the nearest pair: that of the same threshold, else the offer's first."""
    candidates = [(offer, each) for offer in ([own] if own else offers.items) for each in pairs(offer)]
    offer, (threshold, off) = next((each for each in candidates if each[1][0] == pair[0]), candidates[0])
    return problem(
        passage.path,
        variant="pair",
        related=[offer.path],
        offer=offer.name,
        threshold=Money(pair[0]),
        off=Money(pair[1]),
        wanted_threshold=Money(threshold),
        wanted_off=Money(off),
    )


def _rate(passage: Passage, own: Promotion, offers: _Offers) -> Iterator[Problem]:
    """A share of the price, in an offer's own text, that no offer of the plan leaves."""
    share, shares = paid_share(own), {paid_share(offer) for offer in offers.items}
    told = islice(folds(passage.folded.text), MOST_TOLD)
    wrong = [each for each in told if each not in shares] if share is not None else []
    if wrong and share is not None:
        found, wanted, related = Ratio(wrong[0]), Ratio(share), [own.at("rate")]
        yield problem(passage.path, variant="rate", related=related, offer=own.name, found=found, wanted=wanted)


def _deposit(passage: Passage, own: Promotion) -> Iterator[Problem]:
    """A deposit, in a pre-sale's own text, that is not the plan's, or counts for something else."""
    if own.mechanic is not Mechanic.PRESALE or own.deposit is None or own.counts_as is None:
        return
    stated = (own.deposit.amount, own.counts_as.amount)
    told = islice(deposits(passage.folded.text), MOST_TOLD)
    for deposit, credit in [pair for pair in told if pair != stated][:1]:
        yield problem(
            passage.path,
            variant="deposit",
            related=[own.at("deposit")],
            offer=own.name,
            deposit=Money(deposit),
            credit=Money(credit),
            wanted_deposit=own.deposit,
            wanted_credit=own.counts_as,
        )


def _most(passage: Passage, own: Promotion | None, offers: _Offers) -> Iterator[Problem]:
    """What a text says is saved at most, where neither one offer nor several together come to it.

    Not judged where an offer in question has no such figure.
    """
    told = [*islice(at_most(passage.folded.text), MOST_TOLD)]
    if not told or not offers.sums or (own is not None and own.id not in offers.saving):
        return
    known = offers.saving[own.id] is not None if own else None not in offers.saving.values()
    wrong = [each for each in told if not any(each in (most, floor(most)) for most in offers.sums)] if known else []
    if wrong:
        wanted = tuple(Money(most) for most in sorted(offers.sums))
        related = [own.path] if own else []
        yield problem(passage.path, variant="most", related=related, found=Money(wrong[0]), wanted=wanted)
