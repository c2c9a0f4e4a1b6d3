"""The message catalogues: the same keys and blanks in three languages, each language in its own script and words."""

import re
import runpy
import shutil
import unicodedata
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from promoplan.i18n.catalogue import LOCALES, Language, find, text
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import error_text, help_text, label, message, rule_text, words

from .templates import PACKAGE, raised

DOMAINS = sorted({file.stem for file in LOCALES.glob("*/LC_MESSAGES/*.po")})
HANT, HANS = Language.ZH_HANT, Language.ZH_HANS
CHINESE = (HANT, HANS)


def texts_of(domain: str, language: Language) -> dict[str, str]:
    """Key and text of everything in a catalogue's source."""
    with (LOCALES / language.locale / "LC_MESSAGES" / f"{domain}.po").open("rb") as file:
        return {str(entry.id): str(entry.string) for entry in read_po(file, abort_invalid=True) if entry.id}


TEXTS = {(domain, language): texts_of(domain, language) for domain in DOMAINS for language in Language}
TEMPLATES = sorted({each.template for each in raised()})


def english(domain: str, key: str) -> str:
    """The English text; of an error, its key."""
    return TEXTS[domain, Language.EN].get(key, key)


def all_in(language: Language) -> list[tuple[str, str]]:
    """Place and text of everything in one language."""
    return [(f"{domain}: {key}", said) for domain in DOMAINS for key, said in TEXTS[domain, language].items()]


def blanks(template: str) -> set[str]:
    """Names of the values that a template takes."""
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_every_catalogue_is_there_in_every_language() -> None:
    """No language lacks a subject."""
    for language in Language:
        folder = LOCALES / language.locale / "LC_MESSAGES"
        assert sorted(file.stem for file in folder.glob("*.po")) == DOMAINS
    assert {folder.name for folder in LOCALES.iterdir()} == {language.locale for language in Language}


@pytest.mark.parametrize("domain", [domain for domain in DOMAINS if domain not in {"errors", "fields"}])
def test_every_text_is_there_in_every_language(domain: str) -> None:
    """No key is missing anywhere, and none stands in one language alone."""
    wanted = list(TEXTS[domain, Language.EN])
    assert wanted
    for language in CHINESE:
        assert list(TEXTS[domain, language]) == wanted


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("domain", DOMAINS)
def test_every_key_stands_once(domain: str, language: Language) -> None:
    """A second entry would silently win over the first."""
    source = (LOCALES / language.locale / "LC_MESSAGES" / f"{domain}.po").read_text(encoding="utf-8")
    assert len(re.findall(r"^msgid ", source, re.MULTILINE)) == len(TEXTS[domain, language]) + 1
    assert f'"Language: {language.locale}\\n"' in source
    assert "#, fuzzy" not in source


@pytest.mark.parametrize("domain", DOMAINS)
def test_every_text_takes_the_same_values(domain: str) -> None:
    """A translation fills the same blanks; only a discount is said in 折 in Chinese, and in percent in English."""
    for language in CHINESE:
        for key, said in TEXTS[domain, language].items():
            wanted = blanks(english(domain, key))
            if domain == "labels" and key.startswith("offer.rate"):
                wanted = {"fold" if name == "rate" else name for name in wanted}
            assert blanks(said) == wanted, key


@pytest.mark.parametrize("language", Language)
def test_no_text_is_empty_or_broken(language: Language) -> None:
    """Each says something, in characters that print, in Unicode's composed form."""
    for place, said in all_in(language):
        assert said.strip(), place
        assert said.replace("\n", "").replace("\u3000", "").isprintable(), place
        assert unicodedata.is_normalized("NFC", said), place
        assert "TODO" not in said, place


CHARSETS = {
    HANT: ("big5", "万与于云价优体党几厂后听圣坏复夸宁岭庄异怀惊扑扰晒机极构气洁离种网胜苹荐触赶适范据"),
    HANS: ("gb2312", "於後徵"),
}
"""A script's own character set, and what it shares with the other script all the same."""


def ideographs(said: str) -> str:
    """The Chinese characters of a text."""
    return "".join(character for character in said if unicodedata.name(character, "").startswith("CJK UNIFIED"))


def foreign(said: str, language: Language) -> set[str]:
    """Chinese characters of the other script."""
    charset, shared = CHARSETS[language]
    return {each for each in ideographs(said) if each in shared or not each.encode(charset, "ignore")}


def test_scripts_are_told_apart() -> None:
    """The test below sees each of these in the wrong script, and none of them in its own."""
    simplified = "们个这为会发从网红单页签类关键词数据万与于后机术价体复范"
    traditional = "們個這為會發從網紅單頁簽類關鍵詞數據萬與於後機術價體複範"
    assert foreign(simplified, HANT) == set(simplified)
    assert foreign(traditional, HANS) == set(traditional)
    assert foreign(traditional, HANT) == foreign(simplified, HANS) == set()


LAW = re.compile(r"rules8: PP8(?:4[9]|[56][0-9]|7[0-4])\.")
"""Rules of law quote words of the trade and titles of statutes as they stand in their own country."""


@pytest.mark.parametrize("language", CHINESE)
def test_characters_are_the_script_s_own(language: Language) -> None:
    """Taiwan's character set lacks most simplified characters, the mainland's of 1980 the traditional ones."""
    texts = [(place, said) for place, said in all_in(language) if not LAW.match(place)]
    assert {place: found for place, said in texts if (found := foreign(said, language))} == {}


def test_the_inside_is_another_character_in_each_script() -> None:
    """里 is a mile in Traditional, as in milestone; what is inside is 裡."""
    assert [place for place, said in all_in(HANT) if "里" in said.replace("里程碑", "")] == []


def test_english_texts_hold_no_chinese() -> None:
    """But for the 万 of amounts, which may be written in any language."""
    assert [
        place for place, said in all_in(Language.EN) if ideographs(said).replace("万", "") and not LAW.match(place)
    ] == []


CODE = re.compile(r"「[^」]*」|“[^”]*”|\"[^\"]*\"")  # keys and values to be typed stand in quotes
HAN = "[\u3400-\u9fff]"


@pytest.mark.parametrize("language", CHINESE)
def test_punctuation_is_full_width(language: Language) -> None:
    """Beside a Chinese character stands no comma, colon, bracket or the like of ASCII, but in what is to be typed."""
    mark = r"[,:;!?()]"
    wrong = re.compile(rf"{HAN}{mark}|{mark}{HAN}|{HAN}\.(?!\w)")
    assert [(place, said) for place, said in all_in(language) if wrong.search(CODE.sub("", said))] == []


@pytest.mark.parametrize(("language", "others"), [(HANT, "“”‘’"), (HANS, "「」『』")])
def test_quotes_are_the_language_s_own(language: Language, others: str) -> None:
    """「」 in Taiwan and Hong Kong, “” on the mainland; they come in pairs, and ASCII's are for what is to be typed."""
    for place, said in all_in(language):
        assert not set(others) & set(said), place
        assert said.count("「") == said.count("」"), place
        assert said.count("“") == said.count("”"), place
        assert not re.search(rf'"{HAN}|{HAN}"', said), place


@pytest.mark.parametrize("language", CHINESE)
def test_tone_is_thin(language: Language) -> None:
    """No "please", no exclamation."""
    pleading = re.compile("(?<![申邀])[請请](?!求)|[！!]$|您")
    assert [(place, said) for place, said in all_in(language) if pleading.search(CODE.sub("", said))] == []


MAINLAND_WORDS = """
    用戶畫像 復盤 複盤 渠道 視頻 信息 默認 質量 營銷 軟件 硬件 網絡 屏幕 鏈接 鼠標 轉化 短信 實時 保存 加載 服務器 程序
    打印 滿減 滿贈 閾值 復購 激活 觸達 計劃 接口 智能 缺省 字符 變量 在線 點擊率 應急 定金 預售 套裝 積分 批准 訪問 分群
"""
TAIWAN_WORDS = """
    行销 通路 影音 影片 资讯 预设 品质 使用者 人物志 检讨 简讯 软体 硬体 网路 萤幕 档案 资料夹 连结 滑鼠 点阅 转换率
    回购 预备金 核准 计画 专案 储存 登入 帐号 伺服器 程式 支援 列印 点数 客制 预购 订金 造访 报酬率 营业额 曝光数 客群
    版位 顾客 搜寻 关键字 缩排 相容 汇入 汇出 字元 唯读 数位 回馈 登录表 当责
"""


@pytest.mark.parametrize(
    ("language", "others"), [(HANT, MAINLAND_WORDS), (HANS, TAIWAN_WORDS)], ids=["zh-Hant", "zh-Hans"]
)
def test_words_are_the_region_s_own(language: Language, others: str) -> None:
    """Neither is the other in other characters: each has its own words of the trade."""
    texts = [(place, said) for place, said in all_in(language) if not LAW.match(place)]
    assert [(place, word) for place, said in texts for word in others.split() if word in said] == []


@pytest.mark.parametrize("language", CHINESE)
def test_every_error_is_translated(language: Language) -> None:
    """Each template that the code raises has its translation, and each translation is of one that it raises."""
    assert sorted(TEXTS["errors", language]) == TEMPLATES


def test_every_error_is_given_its_values() -> None:
    """No blank of a template stays open where it is raised."""
    assert [each for each in raised() if blanks(each.template) != each.values] == []


def test_catalogues_compile(tmp_path: Path) -> None:
    """The build's own step makes of every source a catalogue that gives back its texts."""
    shutil.copytree(LOCALES, tmp_path / "locale", ignore=shutil.ignore_patterns("*.mo"))
    hook = runpy.run_path(str(PACKAGE.parents[1] / "scripts" / "hatch_build.py"))
    hook["compile_catalogues"](tmp_path / "locale")
    for (domain, language), wanted in TEXTS.items():
        with (tmp_path / "locale" / language.locale / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
            compiled = GNUTranslations(file)
        assert {key: compiled.gettext(key) for key in wanted} == wanted


@pytest.mark.parametrize("language", Language)
def test_texts_are_found_by_key(language: Language) -> None:
    """By domain and key; a key that is not there is an error, or None where one is asked for."""
    assert text("cli", "help", language) == find("cli", "help", language) == words("help", language)
    assert label("field.budget-share", language) == text("labels", "field.budget-share", language)
    assert find("cli", "no such key", language) is None
    with pytest.raises(KeyError, match="no such key"):
        text("cli", "no such key", language)


def test_a_variant_has_its_own_words_or_the_rule_s() -> None:
    """What is wrong and what to do about it, filled with the values as the language writes them."""
    values = {"found": "20", "reading_1": "20%", "reading_2": "2000%"}
    assert message("PP014", "", values, Language.EN) == "20 can mean 20% or 2000%"
    assert message("PP014", "no such variant", values, HANT) == message("PP014", "", values, HANT)
    assert message("PP015", "least", {"found": "-5", "low": "0"}, HANS) == "-5 小于 0"
    assert help_text("PP099", "", {}, Language.EN) == ""
    assert rule_text("PP001", "message", Language.EN, "tab") != rule_text("PP001", "message", Language.EN)
    with pytest.raises(KeyError, match="PP099"):
        message("PP099", "", {}, Language.EN)


def test_values_are_data() -> None:
    """Braces in a value are no blanks, in findings and in errors."""
    nasty = "{found.__class__} {0} {{"
    assert nasty in message("PP010", "", {"key": nasty}, Language.EN)
    assert error_text("{path}: no such file", {"path": nasty}, HANT).startswith(nasty)


@pytest.mark.parametrize(
    ("count", "language", "said"),
    [
        (1, Language.EN, "1 error"),
        (0, Language.EN, "0 errors"),
        (3, Language.EN, "3 errors"),
        (1, HANT, "1 個錯誤"),
        (3, HANT, "3 個錯誤"),
        (3, HANS, "3 个错误"),
    ],
)
def test_counted_things(count: int, language: Language, said: str) -> None:
    """English tells one from many, Chinese does not."""
    assert counted("error", count, language) == said


def test_an_error_without_translation_stays_english() -> None:
    """A template is its own English text."""
    assert error_text("{path}: never seen", {"path": "a"}, HANT) == "a: never seen"
