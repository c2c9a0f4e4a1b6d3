"""Figures of metrics: exact, with what was written beside the number."""

from decimal import Decimal

import pytest

from promoplan.model.figure import Figure, MetricKey

from .reading import Refusal, ambiguous, outside, reader, refusal, unknown, wrong

figure = reader(Figure)
metric = reader(MetricKey)


@pytest.mark.parametrize(
    ("text", "number", "percent", "unit"),
    [
        ("3900000", "3900000", False, ""),
        ("390万", "3900000", False, ""),
        ("3.9M", "3900000", False, ""),
        ("¥390万", "3900000", False, "¥"),
        ("268 元", "268", False, "元"),
        ("USD 500", "500", False, "USD"),
        ("3.0", "3", False, ""),
        ("0", "0", False, ""),
        ("35%", "0.35", True, ""),
        ("35 ％", "0.35", True, ""),
        ("120%", "1.2", True, ""),
        ("-35%", "-0.35", True, ""),
    ],
)
def test_figures(text: str, number: str, unit: str, *, percent: bool) -> None:
    """Money, counts, multiples and rates in one type; a percent sign divides by a hundred and is kept in mind."""
    assert figure(text) == Figure(text, Decimal(number), percent, unit)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("5:1", ambiguous("5:1", "roas: 5", "roi: 5 (roas: 6)")),
        ("5：1", ambiguous("5：1", "roas: 5", "roi: 5 (roas: 6)")),
        ("2.50 : 1", ambiguous("2.50 : 1", "roas: 2.5", "roi: 2.5 (roas: 3.5)")),
        ("1.200", ambiguous("1.200", "1.2", "1200")),
        ("12,5%", ambiguous("12,5%", "12.5%", "125%")),
        ("-5", outside("-5", "0")),
        ("BTC 5", unknown("currency", "BTC")),
        ("%", wrong("figure", "%")),
        ("35%％", wrong("figure", "35%％")),
        ("¥35%", wrong("figure", "¥35%")),
        ("5:2", wrong("figure", "5:2")),
        ("1:5", wrong("figure", "1:5")),
        ("lots", wrong("figure", "lots")),
        ("+20%x", wrong("figure", "+20%x")),
        ("１０", wrong("figure", "１０")),
        ("", wrong("figure", "")),
    ],
)
def test_what_is_no_figure(text: str, reason: Refusal) -> None:
    """Five to one is a return on spend or on investment; the rest is no figure at all."""
    assert refusal(figure, text) == reason


@pytest.mark.parametrize("value", [None, True, 5, 5.0, [], {"low": "2%"}], ids=repr)
def test_only_text_is_a_figure(value: object) -> None:
    """As with money."""
    assert refusal(figure, value) == ("promoplan.wrong_type", {"expected": "figure"})


@pytest.mark.parametrize("text", ["roas", "new_customers", "a1", " cvr ", "a" * 64])
def test_metric_keys(text: str) -> None:
    """A metric's key is in snake_case; one's own is as good as a known one."""
    assert metric(text) == text.strip()


@pytest.mark.parametrize("text", ["", "ROAS", "1st", "_a", "repurchase-rate", "点击率", "a b", "a" * 65, "a\u0301"])
def test_what_is_no_metric_key(text: str) -> None:
    """Nothing else is."""
    assert refusal(metric, text) == wrong("metric", text)
