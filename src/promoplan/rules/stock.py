"""Goods against the forecast: as many units as the expected orders take at least.

No plan says how many units of each product are sold, so only what is certain is counted: an order takes one unit or
more, and what is sent back comes too late to be sold again.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from math import ceil
from typing import NamedTuple

from promoplan.economics.ledger import ZERO
from promoplan.economics.paid import with_money
from promoplan.economics.returns import planned_outcome
from promoplan.findings.finding import Severity
from promoplan.model.budget import Budget
from promoplan.model.channels import Channel, Channels
from promoplan.model.numbers import Ratio
from promoplan.model.products import Product, Products
from promoplan.rules.rule import Problem, problem, rule


class StockLimits(NamedTuple):
    """The covered share of the expected orders under which the shortage is an error."""

    grave: Decimal = Decimal("0.80")


@rule("PP816", Severity.WARNING, limits=StockLimits)
def stock_short(
    products: Products, channels: Channels, budget: Budget | None = None, *, limits: StockLimits
) -> Iterator[Problem]:
    """Fewer units in stock and on the way than orders are expected of a product, or of all products together."""
    orders = tuple(_orders(channels, budget))
    certain = _certain(orders)
    held = {product.id: _held(product) for product in products.items}
    short = False
    for product in products.items:
        there, wanted = held[product.id], _whole(certain.get(product.id, ZERO))
        if there is not None and there < wanted:
            short = True
            yield _shortage([product], there, wanted, limits)
    there, wanted = sum(units or 0 for units in held.values()), _whole(sum((brought for _, brought in orders), ZERO))
    if products.items and not short and None not in held.values() and there < wanted:
        yield _shortage(products.items, there, wanted, limits)


def _shortage(goods: Sequence[Product], held: int, wanted: int, limits: StockLimits) -> Problem:
    """Points at the stock of the product, or at the list of them all."""
    several = len(goods) > 1
    return problem(
        goods[0].path[:-1] if several else goods[0].at("stock"),
        on_key=several,
        variant="all" if several else "",
        severity=Severity.ERROR if held < wanted * limits.grave else None,
        related=[product.at("inbound") for product in goods if product.inbound is not None],
        product=goods[0].name,
        held=held,
        wanted=wanted,
        missing=wanted - held,
        share=Ratio(Decimal(held) / wanted),
    )


def _held(product: Product) -> int | None:
    """Units there and on the way; None where the plan does not say what is there."""
    return None if product.stock is None else product.stock + (product.inbound or 0)


def _orders(channels: Channels, budget: Budget | None) -> Iterator[tuple[Channel, Decimal]]:
    """The channels whose orders the plan tells, with the orders expected."""
    for channel, money in with_money(channels, budget):
        orders = planned_outcome(channel, money).orders
        if orders is not None:
            yield channel, orders


def _certain(orders: Sequence[tuple[Channel, Decimal]]) -> dict[str, Decimal]:
    """Orders that can only be of one product, by product."""
    sums: dict[str, Decimal] = {}
    for channel, brought in orders:
        for product, share in _single(channel):
            sums[product] = sums.get(product, ZERO) + brought * share
    return sums


def _single(channel: Channel) -> Iterator[tuple[str, Decimal]]:
    """The products that placements promote alone, each with the placement's share of the channel's orders.

    Shares follow the spends, so they are not known where a placement has no spend or figures of its own.
    """
    promoted = {placement.products for placement in channel.placements}
    only = next(iter(promoted), ())
    if len(promoted) == 1 and len(only) == 1:
        yield str(only[0]), Decimal(1)
        return
    spends = [placement.spend.amount for placement in channel.placements if placement.spend is not None]
    whole = sum(spends, ZERO)
    if not whole or len(spends) < len(channel.placements) or any(each.economics for each in channel.placements):
        return
    for placement, spend in zip(channel.placements, spends, strict=True):
        if len(placement.products) == 1:
            yield str(placement.products[0]), spend / whole


def _whole(orders: Decimal) -> int:
    """Orders as a whole number, what is begun included; the last digits of a division are none."""
    return ceil(round(orders, 6))
