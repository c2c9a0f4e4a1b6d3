"""What sort of goods a text speaks of; law asks for the sort, and plans write their categories in their own words."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import cached_property, lru_cache
from types import MappingProxyType

from promoplan.model.products import Product, Products
from promoplan.model.references import ProductRef
from promoplan.rules.law.folding import fold
from promoplan.rules.rule import Sections


class Sort(Enum):
    """A sort of goods that rules of law tell apart; cosmetics in the wide sense of the Chinese regulation."""

    MEDICAL = auto()
    HEALTH = auto()
    FINANCE = auto()
    COSMETIC = auto()
    FOOD = auto()
    OTHER = auto()
    UNKNOWN = auto()


_WORDS: Mapping[Sort, re.Pattern[str]] = MappingProxyType(
    {
        Sort.MEDICAL: re.compile(
            r"药(?!妆|膳|店)|医疗|医用|医院|医美|整形|器械|诊所|处方|牙科|\bmedic|pharma|\bdrugs?\b|hospital|\bclinic|\bdental"
        ),
        Sort.HEALTH: re.compile(r"保健|健康|养生|膳食补充|维生素|\bhealth|supplement|wellness|vitamin"),
        Sort.FINANCE: re.compile(
            r"金融|理财|保险(?!柜|箱)|基金|贷款|信贷|银行|证券|投资|期货"
            r"|financ|\binsur|\bbank|\bloan|\binvest|securities|credit card"
        ),
        Sort.COSMETIC: re.compile(
            r"化妆|彩妆|美妆|护肤|面膜|面霜|精华|洗护|护发|美发|染发|烫发|防晒(?!衣|服|帽|伞)|香水|个护|美容(?!仪|器)|乳液"
            r"|cosmetic|skin.?care|make.?up|hair.?care|\bbeauty|sun.?(?:screen|care)|fragrance|perfume|toiletr"
        ),
        Sort.FOOD: re.compile(
            r"食品(?!级|袋|包装|机)|零食|饮料|饮品|茶(?!具|几|杯|壶)|咖啡(?!机|杯|壶)|酒(?!店|具|杯|柜)|乳制品|牛奶|奶粉|营养"
            r"|生鲜|水果|粮油|糕点|烘焙|调味|糖果|保健品|\bfoods?\b|snack|\bdrinks?\b|beverage|\btea\b|\bcoffee\b|dairy|\bwine"
            r"|\bbeer|nutrition|grocer|supplement"
        ),
    }
)


@lru_cache(maxsize=1024)
def sorts_of(category: str | None) -> frozenset[Sort]:
    """The sorts that a category names: health food is two; OTHER for none of them, UNKNOWN without a category."""
    if category is None:
        return frozenset({Sort.UNKNOWN})
    folded = fold(category).text
    return frozenset(sort for sort, words in _WORDS.items() if words.search(folded)) or frozenset({Sort.OTHER})


@dataclass(frozen=True)
class Goods:
    """The products that a text may speak of."""

    products: tuple[Product, ...]

    @cached_property
    def sorts(self) -> frozenset[Sort]:
        """All their sorts; UNKNOWN alone where there are none."""
        return frozenset().union(*(sorts_of(product.category) for product in self.products)) or frozenset(
            {Sort.UNKNOWN}
        )

    @cached_property
    def registered(self) -> bool:
        """Whether one of them has a registration number."""
        return any(product.registration for product in self.products)

    @cached_property
    def compared(self) -> bool:
        """Whether one of them has earlier prices, or one that it is shown beside."""
        return any(product.price_history or product.compare_at for product in self.products)


@dataclass(frozen=True)
class Shelf:
    """The plan's products, by id and all together."""

    by_id: Mapping[str, Product]
    every: Goods

    def goods(self, names: Iterable[ProductRef]) -> Goods:
        """The products of these names; without names all of the plan's."""
        named = tuple(self.by_id[name] for name in names if name in self.by_id)
        return Goods(named) if named else self.every


def shelf(sections: Sections) -> Shelf:
    """What the plan sells."""
    products = sections.whole.get("products")
    items = products.items if isinstance(products, Products) else ()
    return Shelf({product.id: product for product in items}, Goods(items))
