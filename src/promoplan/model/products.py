"""`products`: what is sold, at what price and cost, and how much of it there is."""

from enum import StrEnum

from pydantic import Field

from promoplan.model.money import Money
from promoplan.model.node import Node
from promoplan.model.numbers import Count, Ratio
from promoplan.model.scalars import Id, Text
from promoplan.model.times import Day


class CompareBasis(StrEnum):
    """What a higher price shown beside the price is."""

    FORMER_PRICE = "former-price"
    RECOMMENDED_PRICE = "recommended-price"
    PRICE_ELSEWHERE = "price-elsewhere"
    LATER_PRICE = "later-price"


class PricePoint(Node):
    """A price from a day on."""

    start: Day = Field(description="First day of this price")
    price: Money = Field(description="The price")
    reason: Text | None = Field(None, description="Why the price changed")


class Product(Node):
    """One product."""

    id: Id = Field(description="Short name by which promotions name the product")
    name: Text = Field(description="Name of the product")
    category: Text | None = Field(None, description="Category, such as skin-care, food, electronics")
    price: Money = Field(description="List price")
    compare_at: Money | None = Field(None, description="Higher price that is shown beside it, struck through")
    compare_basis: CompareBasis | None = Field(
        None, description="What that is, as buyers are told: former-price, recommended-price, ..."
    )
    unit_cost: Money | None = Field(None, description="All variable costs of one unit but fees and shipping")
    fee_rate: Ratio | None = Field(None, description="Commission and payment fees, as share of what is paid")
    shipping: Money | None = Field(None, description="Shipping and packing of one unit")
    registration: Text | None = Field(None, description="Registration number of a special cosmetic")
    stock: Count | None = Field(None, description="Units in stock")
    inbound: Count | None = Field(None, description="Units that arrive before the promotion")
    price_history: tuple[PricePoint, ...] = Field((), description="Earlier prices, oldest first")


class Products(Node):
    """The products; written as a plain list."""

    shorthand = "items"

    items: tuple[Product, ...] = Field((), description="The products")
