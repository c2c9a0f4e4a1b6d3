"""Usual spellings: what is written in another way and has one meaning; what has two, or says more, is left alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from promoplan.model.code_words import country, currency, language
from promoplan.model.codes import COUNTRIES, CURRENCIES
from promoplan.model.condition import Condition, Move
from promoplan.model.figure import Figure, MetricKey
from promoplan.model.money import MoneyOrSpread
from promoplan.model.numbers import AgeRange, Change, Count, Number, RatioOrSpread
from promoplan.model.scalars import Id, Text
from promoplan.model.spelling import usual
from promoplan.model.times import Day, DayHours, Duration, Frequency, PeriodKey
from tests.model.reading import patiently, reader, texts

WRITTEN = {
    "money": {
        "１，２００，０００": "1,200,000", "１２０万": "120万", "1 200 000": "1200000", "1'200'000": "1200000",
        "1.200.000": "1200000", "12 000,50": "12000.50", "5e5": "500000", ".5": "0.5", "500.": "500", "1.2m": "1.2M",
        "12w": "12万", "二十万": "20万", "5 thousand": "5K", "RMB 500": "CNY 500", "rmb500": "CNY 500",
        "人民币500元": "CNY 500", "usd 500": "USD 500", "500usd": "USD 500", "nt$500": "NT$500", "NTD 500": "TWD 500",
        "500元整": "500元", "500塊": "500元", "35~50": "35..50", "35元至50元": "35元..50元",
    },
    "number": {"３．５": "3.5", "3x": "3", "3 倍": "3", "三": "3", "٣": "3"},
    "count": {"5000人": "5000", "5,000 件": "5,000", "30万人": "30万", "五千": "5000", "１０，０００": "10,000"},
    "figure": {"3，900，000": "3,900,000", "35 percent": "35%", "5000人": "5000", "RMB 500": "CNY 500"},
    "ratio": {
        "１２％": "12%", "12 percent": "12%", "12 pct": "12%", "百分之十": "10%", "3成": "30%", "12‰": "1.2%",
        "50bps": "0.5%", ".1": "0.1", "2%-4%": "2%..4%", "2-4%": "2%..4%", "２％～４％": "2%..4%", "2% to 4%": "2%..4%",
        "2%至4%": "2%..4%", "2%—4%": "2%..4%", "2 percent..4%": "2%..4%",
    },
    "change": {
        "＋２０％": "+20%", "–15%": "-15%", "+ 20%": "+20%", "+5 points": "+5pp", "+5 個百分點": "+5pp", "+5PP": "+5pp",
        "-5 p.p.": "-5pp", "+20 percent": "+20%",
    },
    "ages": {
        "25～34": "25-34", "25 to 34": "25-34", "25至34歲": "25-34", "25-34 years old": "25-34", "60岁以上": "60+",
        "60 and over": "60+", "≥60": "60+", "60 +": "60+",
    },
    "date": {
        "2027/4/1": "2027-04-01", "2027/04-01": "2027-04-01",
        "2027.04.01": "2027-04-01", "2027-4-1": "2027-04-01", "20270401": "2027-04-01",
        "2027年4月1日": "2027-04-01", "2027 年 4 月 1 號": "2027-04-01", "二〇二七年四月一日": "2027-04-01",
        "民國116年4月1日": "2027-04-01", "2027–04–01": "2027-04-01", "1 April 2027": "2027-04-01",
        "April 1st, 2027": "2027-04-01", "2027-Apr-01": "2027-04-01", "13/4/2027": "2027-04-13",
        "4/13/2027": "2027-04-13", "04.04.2027": "2027-04-04", "2027-04-01T00:00:00": "2027-04-01",
        "2027-04-01 00:00": "2027-04-01",
    },
    "period": {
        "2027/04": "2027-04", "2027年4月": "2027-04", "202704": "2027-04", "4/2027": "2027-04", "Apr 2027": "2027-04",
        "2027 Q2": "2027-Q2", "q2 2027": "2027-Q2", "2Q2027": "2027-Q2", "2027年第二季度": "2027-Q2",
        "2027上半年": "2027-H1", "H2 2027": "2027-H2", "2027年": "2027", "2027/4/1": "2027-04-01",
    },
    "duration": {
        "24H": "24h", "24 hrs": "24h", "3 Days": "3 days", "three days": "3 days", "a week": "1 week", "1mo": "1 month",
        "两周": "2周", "兩個月": "2個月", "十二个月": "12个月", "半年": "0.5年", "3天内": "3天", "2礼拜": "2周",
        "30 min": "0.5h", "within 2 weeks": "2 weeks",
    },
    "frequency": {
        "3 per week": "3/week", "three times a week": "3/week", "3x/week": "3/week", "twice a week": "2/week",
        "2 posts/week": "2/week", "every other week": "every 2 weeks", "fortnightly": "every 2 weeks",
        "each day": "every day", "一周三次": "每周3次", "每日一次": "每日1次", "两周一次": "每2周1次",
        "每兩週": "每2週",
        "2篇/周": "2次/周", "3次／周": "3次/周", "日更": "每天",
    },
    "hours": {
        "9-20": "09:00-20:00", "9：00－20：00": "09:00-20:00", "9am-8pm": "09:00-20:00", "9點至20點": "09:00-20:00",
        "早上9點到晚上8點": "09:00-20:00", "0900-2000": "09:00-20:00", "9h-20h": "09:00-20:00",
        "12 am - 12 pm": "00:00-12:00", "晚上10点-晚上12点": "22:00-00:00", "22-2": "22:00-02:00",
    },
    "condition": {
        "ROAS below 2 for one week": "roas < 2 for 1 week", "roas ≤ 2": "roas <= 2",
        "roas 低于 2 持续1周": "roas < 2 for 1周",
        "ROAS低于2持续两周": "roas < 2 for 2周",
        "cvr＜２％ for ２ weeks on douyin": "cvr < 2% for 2 weeks on douyin", "if roas at least 3": "roas >= 3",
    },
    "move": {"Up to 20%": "up to 20%", "max. 20%": "up to 20%", "≤20%": "up to 20%", "－20％": "-20%", "暫停": "pause"},
    "metric": {"ROAS": "roas", "Repurchase rate": "repurchase_rate"},
    "id": {"Spring Sale": "spring-sale", "spring_sale": "spring-sale", "ｓｐｒｉｎｇ": "spring"},
}  # fmt: skip

READERS = {
    kind: reader(type_)
    for kind, type_ in {
        "money": MoneyOrSpread, "number": Number, "count": Count, "figure": Figure, "ratio": RatioOrSpread, "id": Id,
        "change": Change, "ages": AgeRange, "date": Day, "period": PeriodKey, "duration": Duration, "metric": MetricKey,
        "frequency": Frequency, "hours": DayHours, "condition": Condition, "move": Move, "text": Text,
    }.items()
}  # fmt: skip

LEFT = {
    "money": ["約500", "500+", "480.000", "1,5", "12 apples", "", "1.234.567.8", "0 500"],
    "ratio": ["10", "about 10%", "10%以上", "≤10%", "a fifth", "10,5%", "1.200‰"],
    "count": ["5000+", "5²", "½", "①", "三五人", "一百五"],
    "date": [
        "4/1/2027",
        "01.04.2027",
        "27-04-01",
        "2027-04-01T00:00:00Z",
        "2027-04-01 Thu",
        "tomorrow",
        "2027-04-01T09:00",
    ],
    "period": ["2Q27", "FY2027", "next April"],
    "duration": ["2-3 days", "7 business days", "1m", "a while", "20 min"],
    "frequency": [
        "biweekly",
        "每周一",
        "every Monday",
        "real-time",
        "3 days a week",
        "3 minutes/week",
        "2 quarters a year",
    ],
    "hours": ["9-8pm", "all day", "9-5", "晚上1点-晚上2点", "上午12点-下午1点"],
    "change": ["20%", "+0.2", "up 20%", "±5%"],
    "ages": [">60", "<25", "adults"],
    "condition": ["sales fall", "roas < 2, soon"],
    "move": ["20%", "up to -20%", "cut it"],
    "id": ["春季促销"],
    "metric": ["轉換率"],
    "text": ["２０２７"],
}


def _cases() -> list[tuple[str, str, str]]:
    return [(kind, written, wanted) for kind, texts in WRITTEN.items() for written, wanted in texts.items()]


@pytest.mark.parametrize(("kind", "written", "wanted"), _cases())
def test_another_spelling_has_its_usual_one(kind: str, written: str, wanted: str) -> None:
    """The usual spelling is read, means what was written, and has no other usual spelling."""
    assert usual(written, kind) == wanted
    READERS[kind](wanted)
    assert usual(wanted, kind) is None


@pytest.mark.parametrize(("kind", "written"), [(kind, text) for kind, texts in LEFT.items() for text in texts])
def test_what_has_no_single_meaning_has_none(kind: str, written: str) -> None:
    """No spelling is found that the field would take."""
    found = usual(written, kind)
    assert found is None or not _is_read(kind, found)


def _is_read(kind: str, text: str) -> bool:
    try:
        READERS[kind](text)
    except ValidationError:
        return False
    return True


@patiently
@given(texts, st.sampled_from(sorted(READERS)))
def test_any_text_may_be_asked_about(text: str, kind: str) -> None:
    """Nothing raises, and a spelling that was found and is read is final."""
    found = usual(text, kind)
    if found is not None and _is_read(kind, found):
        assert found != text
        assert usual(found, kind) in (None, found)


def test_a_share_may_stand_for_an_amount() -> None:
    """A reserve may be either, so a share in words is known where an amount is wanted."""
    assert usual("10 percent", "money") == "10%"


def test_words_stand_for_codes() -> None:
    """Currencies, countries and languages by name, sign or older tag; a sign of several currencies stands for none."""
    words = {
        currency: {
            "rmb": "CNY",
            "NT$": "TWD",
            "€": "EUR",
            "usd": "USD",
            "美元": "USD",
            "$": None,
            "元": None,
            "BTC": None,
        },
        country: {"UK": "GB", "usa": "US", "中國": "CN", "tw": "TW", "Atlantis": None},
        language: {"zh-TW": "zh-Hant", "zh_CN": "zh-Hans", "繁體中文": "zh-Hant", "English": "en", "zh": None},
    }
    for of, wanted in words.items():
        assert {word: of(word) for word in wanted} == wanted
    assert all(currency(code) == code for code in CURRENCIES)
    assert all(country(code) == code for code in COUNTRIES)
