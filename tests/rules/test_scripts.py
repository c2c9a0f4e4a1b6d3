"""Simplified and Traditional characters in one plan."""

import pytest

from promoplan.rules.scripts import _SIMPLIFIED, _TRADITIONAL
from tests.rules.offers import marked, of


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("zh-Hans", "以两个核心渠道带动春季销售额增长", False),
        ("zh-Hans", "以兩個核心通路帶動春季銷售額成長", True),
        ("zh-Hans", "向統一企業学习", False),
        ("zh-Hant", "以兩個核心通路帶動春季銷售額成長", False),
        ("zh-Hant", "以两个核心渠道带动春季销售额增长", True),
        ("zh-Hant", "與「华为」合作", False),
        ("zh-Hant", "臺灣、香港的里長才說：干、后、台、云、面、只", False),
        ("en", "以兩個核心通路帶動 / 以两个核心渠道带动春季销售额增长", False),
    ],
)
def test_scripts(language: str, text: str, found: bool) -> None:
    """A name or two of the other script is fine, a sentence is not; English plans are not judged."""
    findings = of("PP051", f"plan: {{language: {language}, summary: {text}}}")
    assert [marked(finding) for finding in findings] == ([text] if found else [])


def test_a_plan_in_the_other_script_is_one_finding() -> None:
    """It names how many texts there are."""
    snippet = "plan: {language: zh-Hans, summary: 銷售額與營業額, theme: 新品開賣優惠預購}"
    (finding,) = of("PP051", snippet)
    assert finding.values["count"] == 2


def test_the_characters_belong_to_one_script_each() -> None:
    """The national character sets say so: GB 2312 has the simplified ones only, Big5 the others."""
    for characters, home, away in ((_SIMPLIFIED, "gb2312", "big5"), (_TRADITIONAL, "big5", "gb2312")):
        for character in characters:
            assert character.encode(home)
            with pytest.raises(UnicodeEncodeError):
                character.encode(away)
