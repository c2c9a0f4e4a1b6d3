"""Products and offers, built as a plan writes them."""

from promoplan.model.products import Product
from promoplan.model.promotions import Promotion


def product(
    name: str, price: str, cost: str | None = None, fee: str | None = None, shipping: str | None = None
) -> Product:
    """A product with its price and costs."""
    fields = {"price": price, "unit_cost": cost, "fee_rate": fee, "shipping": shipping}
    return Product.model_validate({"id": name, "name": name, **fields})


def offer(name: str, mechanic: str, **parameters: object) -> Promotion:
    """An offer in May 2027; texts as a plan writes them."""
    days = {"start": "2027-05-01", "end": "2027-05-31"}
    counts = {key: str(value) for key, value in parameters.items() if type(value) is int}
    return Promotion.model_validate({"id": name, "name": name, "mechanic": mechanic, **days, **parameters, **counts})
