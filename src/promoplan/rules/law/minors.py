"""What may not be advertised to minors in China."""

import re
from collections.abc import Iterator, Mapping

from promoplan.findings.finding import Severity
from promoplan.model.audience import Audience, Segment
from promoplan.model.channels import Channel, Channels
from promoplan.model.header import PlanHeader
from promoplan.model.products import Product, Products
from promoplan.rules.law.folding import fold
from promoplan.rules.law.goods import Sort, shelf, sorts_of
from promoplan.rules.law.markets import sold_in
from promoplan.rules.rule import Path, Problem, Sections, problem, rule

ADULT = 18

_ALCOHOL = re.compile(r"酒(?!店|具|杯|柜|精|曲|窝)|\bwines?\b|\bbeers?\b|liquor|\bspirits\b|alcohol|\bsake\b|whisk")


@rule("PP872", Severity.ERROR)
def forbidden_in_minors_media(
    plan: PlanHeader, audience: Audience, channels: Channels, products: Products, *, sections: Sections
) -> Iterator[Problem]:
    """A channel or placement in China for people under 18 that advertises what the law keeps from them.

    These are medical goods, health food, cosmetics, beauty and alcohol. Of each channel the first is told.
    """
    minors = {segment.id: segment for segment in audience.segments if _is_minor(segment)}
    barred = any(_is_barred(product) for product in products.items) if minors and sold_in(plan, "CN") else False
    for channel in channels.items if barred else ():
        found = next(_shown(channel, minors, sections), None)
        if found is not None:
            at, segment, product = found
            yield problem(
                at,
                related=[segment.path, product.at("category")],
                channel=channel.name,
                segment=segment.name,
                product=product.name,
                category=product.category,
            )


def _is_minor(segment: Segment) -> bool:
    """Whether a segment says so, or its whole age band lies under 18."""
    return segment.minors or (segment.age is not None and segment.age.high is not None and segment.age.high < ADULT)


def _is_barred(product: Product) -> bool:
    """Medical goods, health food, cosmetics, beauty, alcohol (Advertising Law, art. 40)."""
    sorts = sorts_of(product.category)
    plain = Sort.MEDICAL in sorts or Sort.COSMETIC in sorts or {Sort.HEALTH, Sort.FOOD} <= sorts
    return plain or _ALCOHOL.search(fold(product.category or "").text) is not None


def _shown(
    channel: Channel, minors: Mapping[str, Segment], sections: Sections
) -> Iterator[tuple[Path, Segment, Product]]:
    """Where the channel shows something barred to a segment of minors, by placement; as a whole without placements."""
    every = sections.once(shelf)
    ways = [
        (each.at("format"), each.segments or channel.segments, every.goods(each.products))
        for each in channel.placements
    ]
    for at, names, goods in ways or [(channel.at("segments"), channel.segments, every.every)]:
        segment = next((minors[name] for name in names if name in minors), None)
        product = next(filter(_is_barred, goods.products), None) if segment is not None else None
        if segment is not None and product is not None:
            yield at, segment, product
