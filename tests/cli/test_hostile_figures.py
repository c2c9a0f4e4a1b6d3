"""Figures at the ends of what a plan may hold: findings and reports, never a crash."""

from pathlib import Path

import pytest

from tests.cli.running import BEFORE, MINIMAL, promoplan

TINY, HUGE = "0.000000000000001", "999999999999999"


def _with(figures: dict[str, str]) -> str:
    text = MINIMAL.read_text(encoding="utf-8")
    for old, new in figures.items():
        assert old in text
        text = text.replace(old, new)
    return text


HOSTILE = {
    "little cost, much money": {
        "cpm: 40,": f"cpm: {TINY},",
        "aov: 270": f"aov: {HUGE}",
        "spend: 40000": f"spend: {HUGE}",
    },
    "much cost, little money": {
        "cpm: 40,": f"cpm: {HUGE},",
        "aov: 270": f"aov: {TINY}",
        "amount: 40000": f"amount: {TINY}",
    },
    "nothing anywhere": {
        "total: 100000": "total: 0",
        "amount: 40000": "amount: 0",
        "cpm: 40,": "cpm: 0,",
        "ctr: 2.5%": "ctr: 0%",
    },
    "all lines huge": {"amount: ": "amount: 9999999999999", "total: 100000": f"total: {HUGE}"},
    "no margin": {"gross_margin: 65%": "gross_margin: 0%", "refund_rate: 6%": "refund_rate: 100%"},
    "tiny goals": {
        "baseline: 300000": f"baseline: {TINY}",
        "target: 360000": f"target: {TINY}",
        "target: 3.0": f"target: {TINY}",
    },
}


@pytest.mark.parametrize("case", HOSTILE)
def test_extreme_figures_are_judged_and_printed(case: str, tmp_path: Path) -> None:
    """The check ends with findings, and each form of the report is written."""
    (tmp_path / "a.yaml").write_text(_with(HOSTILE[case]), encoding="utf-8")
    ran = promoplan("validate", "a.yaml", "--today", BEFORE, "--lang", "zh-Hant", cwd=tmp_path)
    assert (ran.code, ran.err) == (1, "")
    outputs = ("-o", "a.md", "-o", "a.html", "-o", "a.pdf")
    ran = promoplan("report", "a.yaml", *outputs, "--today", BEFORE, cwd=tmp_path)
    assert ran.code == 0
    assert ran.err.startswith("a.md: written\na.html: written\na.pdf: written\na.yaml: the plan holds ")
