"""Texts left to fill in, and texts that only look like it."""

import pytest

from tests.rules.offers import marked, of

LEFT_OPEN = {
    "TODO": "TODO",
    "Sales grow by TODO": "TODO",
    "todo: ask Ann": "todo:",
    "TBD": "TBD",
    "tbd": "tbd",
    "金额TBD元": "TBD",
    "xxx": "xxx",
    "预算 XXX 元": "XXX",
    "预算XXXX元": "XXXX",
    "负责人待定": "待定",
    "預算待補": "待補",
    "预算待补充": "待补",
    "总预算为[具体金额]元": "[具体金额]",
    "總預算為【具體金額】元": "【具體金額】",
    "grow by [amount]": "[amount]",
    "on [Date]": "[Date]",
    "[insert brand here]": "[insert brand here]",
    "活动时间：[填写日期]": "[填写日期]",
    "预算____元": "____",
    "Lorem ipsum dolor": "Lorem ipsum",
    "FIXME later": "FIXME",
}

FINE = [
    "Todo el mundo",
    "our to-do list",
    "XXL and XXXL",
    "size XS-XXL",
    "exxxtra soft",
    "等待定金支付",
    "期待定期直播",
    "待定位人群",
    "待補貨商品",
    "等待补贴到账",
    "招待定食",
    "【新品首发】春季上新",
    "【填写问卷领券】",
    "[QuestMobile, 2026]",
    "Hi {name}, your order",
    "snake__case",
    "1 < 2 and 3 > 2",
    "outbdoor",
    "METODO",
]


@pytest.mark.parametrize("text", LEFT_OPEN)
def test_what_is_left_open_is_found(text: str) -> None:
    """With the words that stand for the missing ones."""
    (finding,) = of("PP024", f"plan: {{summary: '{text}'}}")
    assert (finding.values["found"], marked(finding)) == (LEFT_OPEN[text], f"'{text}'")


@pytest.mark.parametrize("text", FINE)
def test_what_is_whole_is_not(text: str) -> None:
    """Parts of other words, sizes, headlines in brackets and Chinese words that hold the same characters."""
    assert not of("PP024", f"plan: {{summary: '{text}'}}")


def test_texts_in_lists_and_deep_inside() -> None:
    """Every text counts, but no id, no link and no reference."""
    snippet = """
    plan: {id: xxx, owner: ann}
    audience: {segments: [{id: young, habits: [shopping, TBD]}]}
    competitors: {sources: [{name: QuestMobile, date: 2026-12-01, link: 'https://example.com/xxx'}]}
    """
    assert [marked(finding) for finding in of("PP024", snippet)] == ["TBD"]
