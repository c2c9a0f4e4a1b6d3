"""Sentences against the fields they name."""

import pytest

from tests.rules.offers import marked, of


def summary(text: str, currency: str = "USD") -> str:
    """A plan with this summary; the minimal plan has a budget of 100,000, a reserve of 10 % and a ROAS of 3 as goal."""
    return f"plan: {{currency: {currency}, summary: '{text}'}}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We share a budget of 1.2M.", "1.2M"),
        ("Budget 120000.", "120000"),
        ("Total budget: $80,500, two channels.", "$80,500"),
        ("A budget of 0.12 million dollars.", "0.12 million"),
        ("A reserve of $12,000 is kept.", "$12,000"),
        ("Emergency reserve 15%.", "15%"),
        ("An overall ROAS of at least 4.0.", "4.0"),
        ("Campaign period: 2027-04-01 to 2027-07-30.", "2027-04-01 to 2027-07-30"),
        ("总预算12万，其余不变。", "12万"),
        ("整体 ROAS 不低于 3.5。", "3.5"),
        ("应急资金 2 万单列。", "2 万"),
        ("計畫期間為 2027年4月1日至2027年6月28日。", "2027年4月1日至2027年6月28日"),
    ],
)
def test_contradictions(text: str, found: str) -> None:
    """A label and another figure than the field's, directly together."""
    (finding,) = of("PP052", summary(text))
    assert finding.values["found"] == found
    assert marked(finding).strip("'") == text


@pytest.mark.parametrize(
    "text",
    [
        "A total budget of $100,000, with a reserve of 10%.",
        "A budget of 0.1M, reserve $10,000, ROAS of at least 3.",
        "Plan period 2027-04-01 to 2027-06-30.",
        "总预算 10 万，应急资金 1 万，整体 ROAS 不低于 3.0，计划期间 2027-04-01 至 2027-06-30。",
    ],
)
def test_agreement(text: str) -> None:
    """The same figure, however it is written."""
    assert of("PP052", summary(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "A budget of about 120,000.",
        "A budget of 100,000-120,000.",
        "A budget of 120,000 or more.",
        "A budget of 12,000 per month.",
        "A budget of 20,000 for creators.",
        "A budget of 1.2 bn.",
        "The budget 2028 follows in May.",
        "The video budget 48,000 is the largest.",
        "A budget of EUR 120,000.",
        "A budget of 1.200.",
        "Budget 40,000 for video, budget 90,000 in all.",
        "Last year the budget was 80,000.",
        "视频预算48万。",
        "总预算约12万。",
        "预算不超过12万。",
        "总预算12万以上。",
        "每月预算 3万。",
        "Video ROAS 2.",
        "ROAS 2-4.",
        "Sale period: 2027-05-01 to 2027-05-09.",
        "Period: 2027-02-30 to 2027-06-31.",
    ],
)
def test_silence(text: str) -> None:
    """Rough figures, parts, rates, other years and currencies, and amounts that the plan holds elsewhere."""
    assert of("PP052", summary(text)) == []


@pytest.mark.parametrize(("total", "text", "speaks"), [("1196000", "1.2M", False), ("1149000", "1.2M", True)])
def test_a_figure_is_as_exact_as_it_is_written(total: str, text: str, speaks: bool) -> None:
    """1.2M stands for anything from 1.15M to 1.25M."""
    assert bool(of("PP052", f"{summary(f'A total budget of {text}.')}\nbudget: {{total: {total}}}")) is speaks


@pytest.mark.parametrize(
    ("name", "figures", "found"),
    [
        ("Revenue up by 30 %", "baseline: 300000, change: +20%", "30%"),
        ("Revenue up by 20 %", "baseline: 300000, target: 360000", None),
        ("Revenue up by 19.6%", "baseline: 300000, target: 358800", None),
        ("Loyalty from 28% to 33%", "metric: repurchase_rate, baseline: 28%, target: 35%", "33%"),
        ("Loyalty from 28% to 35%", "metric: repurchase_rate, baseline: 28%, target: 35%", None),
        ("Loyalty of the best 20% up to 35%", "metric: repurchase_rate, target: 35%", None),
        ("Loyalty 1%, 2%, 3%", "metric: repurchase_rate, target: 35%", None),
        ("Revenue of 618 and 11.11", "target: 360000", None),
        ("回购率提升 8 个百分点至 33%", "metric: repurchase_rate, baseline: 28%, target: 35%", "33%"),
    ],
)
def test_names_of_goals(name: str, figures: str, found: str | None) -> None:
    """The last percentage in a goal's name is its baseline, its target, or the change between them."""
    metric = "" if "metric" in figures else "metric: revenue, "
    findings = of("PP052", f"goals: {{targets: [{{id: a, name: '{name}', by: 2027-06-30, {metric}{figures}}}]}}")
    assert [finding.values["found"] for finding in findings] == ([found] if found else [])
