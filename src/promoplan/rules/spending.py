"""Money for what the plan means to do: each paid channel, promotion and creator has a line that can bear it."""

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from promoplan.economics.funnel import cost_per_click
from promoplan.economics.ledger import ZERO, by_category, by_channel, cents, lines_on, total_of
from promoplan.economics.offers import covers, expected_cost
from promoplan.economics.parts import THOUSAND, figures_of
from promoplan.economics.ranges import middle
from promoplan.economics.returns import placement_spend
from promoplan.findings.finding import Severity
from promoplan.model.budget import Base, Budget, Category
from promoplan.model.channels import Channel, ChannelKind, Channels, Domain, Placement
from promoplan.model.content import Content
from promoplan.model.money import Money
from promoplan.model.products import Product, Products
from promoplan.model.promotions import Funding, Mechanic, Promotions
from promoplan.rules.rule import Problem, problem, rule

_UNPAID = {ChannelKind.SEO, ChannelKind.OWN_SITE, ChannelKind.COMMUNITY, ChannelKind.CONTENT}
"""Kinds whose visitors are mostly not bought; a price there is an estimate of their worth."""


@rule("PP607", Severity.ERROR)
def paid_channel_without_money(budget: Budget, channels: Channels) -> Iterator[Problem]:
    """A channel whose placements spend money, or whose public traffic has a price, and no budget line for it.

    Media money that names no channel of the plan may be the channel's, as far as it goes; of such lines other rules
    speak.
    """
    held, known = by_channel(budget), {channel.id for channel in channels.items}
    loose = total_of(line for line in lines_on(budget, Base.MEDIA) if line.channel not in known)
    for channel in channels.items:
        spends = placement_spend(channel)
        if held.get(channel.id) or not budget.lines or (loose and loose >= spends):
            continue
        if spends:
            yield problem(channel.at("id"), variant="spend", channel=channel.id, spend=Money(spends))
        elif price := _traffic_price(channel):
            yield problem(channel.at("id"), variant="price", channel=channel.id, price=Money(cents(price)))


def _traffic_price(channel: Channel) -> Decimal | None:
    """What a click or a thousand impressions cost on a public channel."""
    economics = channel.economics
    if economics is None or channel.domain is Domain.PRIVATE or channel.kind in _UNPAID:
        return None
    return middle(economics.cpc) or middle(economics.cpm)


@rule("PP618", Severity.WARNING)
def promotion_unfunded(budget: Budget, promotions: Promotions) -> Iterator[Problem]:
    """Promotions that the budget is to pay for, and no line for them, or one below their expected cost."""
    paid = [promotion for promotion in promotions.items if promotion.funded_by is Funding.BUDGET]
    if not paid:
        return
    first, *others = (promotion.at("funded_by") for promotion in paid)
    names = tuple(promotion.id for promotion in paid)
    cost = sum((expected_cost(promotion) for promotion in paid), ZERO)
    money = by_category(budget).get(Category.PROMOTION)
    if not money:
        yield problem(first, variant="none", related=others, promotions=names)
    elif cost > money:
        yield problem(first, variant="short", related=others, promotions=names, cost=Money(cost), money=Money(money))


@rule("PP623", Severity.WARNING)
def volume_unaffordable(channels: Channels) -> Iterator[Problem]:
    """A placement whose spend can't buy its planned volume at its bid.

    A bid is per click or per thousand impressions, and the highest price; so the cheapest reading counts, and the
    channel's own prices where they are lower.
    """
    for channel in channels.items:
        for placement in channel.placements:
            bought = _cheapest(channel, placement)
            if bought is not None and placement.spend and placement.spend.amount < bought.cost:
                yield problem(
                    placement.at("spend"),
                    related=[placement.at("bid"), placement.at("expected")],
                    variant=bought.unit,
                    channel=channel.id,
                    spend=placement.spend,
                    volume=bought.volume,
                    price=Money(round(bought.price, 4)),
                    wanted=Money(cents(bought.cost)),
                )


class _Bought(NamedTuple):
    """A planned volume and the least that it costs: at the bid, or at the channel's own price where that is lower."""

    cost: Decimal
    unit: str
    volume: int
    price: Decimal


def _cheapest(channel: Channel, placement: Placement) -> _Bought | None:
    """The planned volume that costs the least; a price of impressions is one per thousand."""
    if placement.bid is None or placement.expected is None:
        return None
    figures = figures_of(channel, placement)
    per_click, per_mille = cost_per_click(figures), figures["cpm"].likely if "cpm" in figures else None
    bid, volume = placement.bid.amount, placement.expected
    click, mille = min(bid, per_click or bid), min(bid, per_mille or bid)
    found = [_Bought(click * volume.clicks, "clicks", volume.clicks, click)] if volume.clicks else []
    if volume.impressions:
        found.append(_Bought(mille * volume.impressions / THOUSAND, "impressions", volume.impressions, mille))
    return min(found, default=None)


@rule("PP625", Severity.INFO)
def hidden_costs(
    budget: Budget,
    content: Content | None = None,
    channels: Channels | None = None,
    promotions: Promotions | None = None,
    products: Products | None = None,
) -> Iterator[Problem]:
    """Creators' fees, affiliates' commission or free carriage that neither a line nor the product's costs hold."""
    if content:
        yield from _fees(budget, content)
    if channels:
        yield from _commission(budget, channels, products)
    if promotions:
        yield from _carriage(budget, promotions, products)


def _fees(budget: Budget, content: Content) -> Iterator[Problem]:
    fees = sum((creator.fee.amount for creator in content.creators if creator.fee), ZERO)
    where = {creator.channel for creator in content.creators if creator.fee and creator.channel}
    bearing = {Category.CONTENT, Category.SERVICE}
    money = total_of(line for line in budget.lines if line.category in bearing or line.channel in where)
    if budget.lines and fees > money:
        yield problem(
            content.at("creators"), on_key=True, variant="" if money else "none", fees=Money(fees), money=Money(money)
        )


def _commission(budget: Budget, channels: Channels, products: Products | None) -> Iterator[Problem]:
    """Affiliates are paid by order: a line of their channel, or a fee rate of the products, holds what they get."""
    held, known = by_channel(budget), any(product.fee_rate is not None for product in _all(products))
    for channel in channels.items:
        if channel.kind is ChannelKind.AFFILIATE and budget.lines and not known and channel.id not in held:
            yield problem(channel.at("kind"), variant="commission", channel=channel.name, id=channel.id)


def _carriage(budget: Budget, promotions: Promotions, products: Products | None) -> Iterator[Problem]:
    """What free carriage costs stands at the offer, at each product, or in a line for promotion or service."""
    bearing = {Category.PROMOTION, Category.SERVICE}
    paid = not budget.lines or any(line.category in bearing for line in budget.lines)
    for offer in promotions.items:
        goods = [product for product in _all(products) if covers(offer, product)]
        known = offer.carriage is not None or (goods and all(product.shipping is not None for product in goods))
        if offer.mechanic is Mechanic.FREE_SHIPPING and not known and not paid:
            yield problem(offer.path, on_key=True, variant="carriage", name=offer.name)


def _all(products: Products | None) -> tuple[Product, ...]:
    return products.items if products else ()
