"""Text made alike, and the lexicons that are looked up in it."""

import re
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import promoplan.rules.law
from promoplan.rules.law.folding import CLAUSE_MARKS, fold
from promoplan.rules.law.simplified import SIMPLIFIED
from promoplan.rules.law.words import MOST_HITS, lexicon

FOLDER = Path(promoplan.rules.law.__file__).parent / "lexicons"
LEXICONS = tuple(sorted(path.stem for path in FOLDER.glob("*.txt")))

ALIKE = {
    "最 佳": "最佳",
    "最·佳": "最佳",
    "最・佳": "最佳",
    "最✨佳": "最佳",
    "最👍🏽佳": "最佳",
    "最\u200b佳": "最佳",
    "最\u0332佳": "最佳",
    "【最】《佳》": "【最佳",
    "國家級": "国家级",
    "生髮、發生": "生发、发生",
    "ＮＯ．１": "no.1",
    "No. 1": "no.1",
    "第 1 品牌": "第一品牌",
    "第壹品牌": "第一品牌",
    "第 10 名": "第10名",
    "銷量 TOP 1": "销量top 1",
    "better  than": "better than",
    "最，佳": "最,佳",
    "最\n佳": "最\n佳",
    "": "",
}


@pytest.mark.parametrize("text", ALIKE)
def test_spellings_of_a_word_become_one(text: str) -> None:
    """Scripts, widths, case and signs in between; what ends a clause stays."""
    assert fold(text).text == ALIKE[text]


NASTY = st.text(st.sampled_from("最佳 1一第壹·,，。…\n\u200b\u0332✨👍🏽ﬀßİ國髮Noo.%㈠①½ｶﾞ\ud800"))

PHRASES = st.lists(st.sampled_from(["最佳", "第一", "100%", "有效", "好评", "返现", "限时", "防晒", "比", "no.1"])).map(
    "".join
)


@given(st.text() | NASTY)
def test_folding_keeps_to_the_text(text: str) -> None:
    """It raises for nothing, and each character knows where it comes from, in order."""
    folded = fold(text)
    assert len(folded.text) == len(folded.places)
    assert list(folded.places) == sorted(folded.places)
    assert all(0 <= place < len(text) for place in folded.places)


@given(st.text("最佳國髮治療清仓", min_size=1), st.lists(st.sampled_from(" ·・-_*/|~✨\u200b【】“”"), max_size=3))
def test_what_is_put_between_characters_changes_nothing(word: str, signs: list[str]) -> None:
    """However much of it, and of what kind."""
    assert fold("".join(signs).join(word)).text == fold(word).text


@pytest.mark.parametrize("name", LEXICONS)
@given(text=st.text() | NASTY | PHRASES)
def test_hits_lie_in_the_text(name: str, text: str) -> None:
    """Each hit is what stands at its place, in order and apart from the next, and is a part of the original."""
    folded = fold(text)
    hits = list(lexicon(name).hits(folded.text))
    assert len(hits) <= MOST_HITS
    assert all(folded.text[hit.start : hit.end] == hit.word for hit in hits)
    assert all(one.end <= two.start for one, two in pairwise(hits))
    assert all(folded.written(hit.start, hit.end) for hit in hits)


def _lines(name: str) -> list[str]:
    lines = (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(("#", "["))]


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicons_are_written_in_folded_characters(name: str) -> None:
    """A Traditional or full-width character or a capital would never be met in a folded text."""
    for line in _lines(name):
        plain = re.sub(r"«[a-z]+»|\\[a-zA-Z]|\\u[0-9a-f]{4}", "", line)
        assert not set(plain) & set(SIMPLIFIED), line
        assert plain == plain.casefold(), line
        assert not [each for each in plain if 0xFF00 <= ord(each) <= 0xFFEF], line


@pytest.mark.parametrize("name", LEXICONS)
def test_lexicons_have_no_stray_part(name: str) -> None:
    """Every named part is put in, and no word matches nothing at all."""
    pattern = lexicon(name).pattern
    assert "«" not in pattern.pattern
    assert pattern.search("") is None


def test_simplified_characters_stay_as_they_are() -> None:
    """No chain: what a Traditional character becomes is not changed again."""
    assert not set(SIMPLIFIED) & set(SIMPLIFIED.values())
    assert not set(SIMPLIFIED) & set(CLAUSE_MARKS)


LISTS = {
    "absolute": "國家級 最高級 最佳 極品",
    "near_absolute": "頂級 頂尖 極致 終極 巔峰 至尊 第一 第一品牌 NO.1 TOP1 銷量冠軍 銷量第一 全網第一 唯一 獨家 "
    "首個 首家 首選 最好 最優 最強 最大 最高 最低 最低價 最便宜 最先進 最受歡迎 史上最低 全網最低 史無前例 空前絕後 "
    "獨一無二 絕無僅有 世界級 全球領先 國際領先 領袖品牌 王牌 萬能 100%有效 永久 零風險 零添加 百分百 "
    "填補國內空白 國家免檢 馳名商標",
    "treatment": "治療 醫治 療效 處方 藥用 消炎 抗炎",
    "medical_care": "藥妝 醫學護膚 抗菌 抑菌 除菌 殺菌 抗敏 脫敏 防敏 祛疤 生髮 止脫 減肥 溶脂 瘦身 排毒 解毒 "
    "活血 換膚 幹細胞 生長因子 紅血絲 黃褐斑",
    "reference_price": "原價 市場價 專櫃價 劃線價",
    "clearance": "清倉價 甩賣價",
    "urgency": "特價 限時 僅限今日 最後一天 即將漲價 馬上降價 隨時結束",
    "fake_orders": "刷單 補單 刪差評",
    "bought_praise": "好評返現 五星返",
    "unfair_clause": "最終解釋權 概不退換 贈品不保修 特價不退",
}
"""The lists as the law and practice have them; 首發, 最新, 冠軍, 治癒, 再生 and 基因 count in certain phrases only."""


@pytest.mark.parametrize(("name", "word"), [(name, word) for name, words in LISTS.items() for word in words.split()])
def test_every_word_of_the_lists_is_found(name: str, word: str) -> None:
    """Alone, in either script."""
    other = {"near_absolute": "absolute", "medical_care": "treatment"}.get(name)
    for spelling in (word, fold(word).text):
        hits = list(lexicon(name, and_harmless=other).hits(fold(spelling).text))
        assert [hit.word for hit in hits] == [fold(word).text]
