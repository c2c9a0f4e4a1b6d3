"""The registry of metrics: texts of every metric in every language, and formulas over known measures."""

import ast
from collections import Counter
from graphlib import TopologicalSorter

import pytest

from promoplan.i18n.catalogue import LOCALES, Language, text
from promoplan.metrics.registry import METRICS, Metric, MetricUnit

BASE_MEASURES = {
    "single_page_visits": "visits that see one page",
    "cancelled_orders": "orders that do not go through",
    "cost_of_goods": "what the goods sold cost the shop",
    "total_revenue": "revenue of the whole shop, however it came about",
    "customers": "people who bought",
    "repeat_customers": "people who bought twice or more",
    "active_customers": "customers of a cohort who are still active",
    "cohort": "customers at the start",
    "orders_per_year": "orders that a customer places in a year",
    "years_kept": "years that a customer stays",
    "asked": "people asked in a survey",
    "satisfied": "those of them who are satisfied",
    "promoters": "those of them who recommend the shop (9 or 10 of 10)",
    "detractors": "those of them who advise against it (0 to 6 of 10)",
    "who_know": "those of them who know the brand",
    "positive_mentions": "mentions that speak well of the brand",
    "own_impressions": "impressions that the brand got",
    "eligible_impressions": "impressions that it could have got",
    "market_revenue": "revenue of all sellers of the market",
}
"""What formulas count besides metrics: no goal is set for these, and no KPI measures them alone."""

PARTS = ("name", "short", "formula")


def names_in(metric: Metric) -> set[str]:
    """The measures that a metric's formula names."""
    tree = ast.parse(metric.formula or "0", mode="eval")
    return {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("key", METRICS)
def test_every_metric_has_its_texts(key: str, part: str, language: Language) -> None:
    """Name, short form and formula in words, in one line and not empty."""
    shown = text("metrics", f"{key}.{part}", language)
    assert shown == " ".join(shown.split())
    assert shown


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("part", ["name", "short"])
def test_names_tell_metrics_apart(part: str, language: Language) -> None:
    """No two metrics share a name or a short form."""
    counted = Counter(text("metrics", f"{key}.{part}", language) for key in METRICS)
    assert [name for name, times in counted.items() if times > 1] == []


@pytest.mark.parametrize("language", Language)
def test_the_catalogue_holds_nothing_else(language: Language) -> None:
    """Every key of the catalogue belongs to a metric of the registry."""
    written = (LOCALES / language.locale / "LC_MESSAGES" / "metrics.po").read_text(encoding="utf-8")
    keys = [line.split('"')[1] for line in written.splitlines() if line.startswith('msgid "')]
    assert keys == ["", *(f"{key}.{part}" for key in METRICS for part in PARTS)]


@pytest.mark.parametrize("key", METRICS)
def test_formulas_name_known_measures(key: str) -> None:
    """A formula is arithmetic over metrics of the registry and the base measures."""
    metric = METRICS[key]
    assert names_in(metric) <= {*METRICS, *BASE_MEASURES}
    allowed = (ast.Expression, ast.BinOp, ast.operator, ast.Name, ast.Load, ast.Constant)
    assert all(isinstance(node, allowed) for node in ast.walk(ast.parse(metric.formula or "0", mode="eval")))


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("key", [key for key, metric in METRICS.items() if metric.formula])
def test_formulas_in_words_say_the_same(key: str, language: Language) -> None:
    """The words use the operators and figures of the formula, in its order."""
    words = text("metrics", f"{key}.formula", language).replace("1,000", "1000").split("；")[0].split(";")[0]
    signs = {"÷": "/", "×": "*", "−": "-"}
    assert [signs.get(sign, sign) for sign in words if sign in {*signs, *"0123456789"}] == [
        sign for sign in METRICS[key].formula if sign in "/*-0123456789"
    ]


def test_no_formula_goes_in_circles() -> None:
    """No metric is made of itself."""
    made_of = {key: names_in(metric) for key, metric in METRICS.items()}
    assert set(TopologicalSorter(made_of).static_order()) >= set(METRICS)


def test_no_base_measure_is_idle_or_a_metric() -> None:
    """Every base measure is used by a formula, and none of them is a metric."""
    used = {name for metric in METRICS.values() for name in names_in(metric)}
    assert set(BASE_MEASURES) == used - set(METRICS)


@pytest.mark.parametrize("key", [key for key, metric in METRICS.items() if metric.additive])
def test_what_adds_up_is_an_amount(key: str) -> None:
    """Figures of days add up only for counts and money; rates are computed from sums."""
    assert METRICS[key].unit in {MetricUnit.COUNT, MetricUnit.MONEY}


def test_keys_are_the_metrics_own() -> None:
    """Each metric stands under its own key."""
    assert all(key == metric.key for key, metric in METRICS.items())
