"""Who may recommend what in China: age, use, earlier punishment, and goods that nobody may recommend."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from promoplan.findings.finding import Severity
from promoplan.model.content import Content, Creator
from promoplan.model.header import PlanHeader
from promoplan.model.products import Product
from promoplan.rules.law.goods import Sort, shelf, sorts_of
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Problem, Sections, problem, rule


class EndorserLimits(NamedTuple):
    """The least age of somebody who recommends, and the years after a punishment (Advertising Law, art. 38)."""

    min_age: int = 10
    barred_years: int = 3


@rule("PP871", Severity.ERROR, limits=EndorserLimits)
def endorser_invalid(
    plan: PlanHeader, content: Content, *, limits: EndorserLimits, sections: Sections
) -> Iterator[Problem]:
    """A creator in China who is too young, no user, lately punished, or recommends medical goods or health food."""
    if not sold_in(plan, "CN"):
        return
    for creator in content.creators:
        yield from _person(creator, plan.period.start, limits)
        product = _forbidden(creator, sections) if sections.known("products") else None
        if product is not None:
            yield problem(
                creator.path,
                on_key=True,
                variant="goods",
                related=[product.at("category")],
                name=creator.name,
                product=product.name,
                category=product.category,
            )


def _person(creator: Creator, first: date, limits: EndorserLimits) -> Iterator[Problem]:
    """What keeps this person from recommending anything, or this."""
    if creator.age is not None and creator.age < limits.min_age:
        yield problem(creator.at("age"), variant="age", name=creator.name, age=creator.age, least=limits.min_age)
    if creator.has_used is False:
        yield problem(creator.at("has_used"), variant="use", name=creator.name)
    if creator.sanctioned_on is not None:
        free = _years_after(creator.sanctioned_on, limits.barred_years)
        if first < free:
            yield problem(
                creator.at("sanctioned_on"),
                variant="sanctioned",
                name=creator.name,
                sanctioned=creator.sanctioned_on,
                free=free,
                years=limits.barred_years,
            )


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; 1 March for a 29 February that is not there."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def _forbidden(creator: Creator, sections: Sections) -> Product | None:
    """The first product of a sort that nobody may recommend; where the creator names none, all must be of it."""
    goods = sections.once(shelf).goods(creator.products).products
    barred = [product for product in goods if _is_barred(product)]
    return barred[0] if barred and (creator.products or len(barred) == len(goods)) else None


def _is_barred(product: Product) -> bool:
    """Medical goods and health food (Advertising Law, arts. 16 and 18)."""
    sorts = sorts_of(product.category)
    return Sort.MEDICAL in sorts or {Sort.HEALTH, Sort.FOOD} <= sorts
