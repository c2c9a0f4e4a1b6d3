"""Words and signs that people write where a plan wants the code of a currency, a country or a language."""

from collections.abc import Mapping

from promoplan.model.codes import COUNTRIES, CURRENCIES, SYMBOLS

_CURRENCY_WORDS: Mapping[str, str] = {
    "rmb": "CNY", "cnh": "CNY", "yuan": "CNY", "人民币": "CNY", "人民幣": "CNY",
    "ntd": "TWD", "nt": "TWD", "新台币": "TWD", "新台幣": "TWD", "新臺幣": "TWD", "台币": "TWD", "台幣": "TWD",
    "美元": "USD", "美金": "USD", "港币": "HKD", "港幣": "HKD", "港元": "HKD", "日元": "JPY", "日圓": "JPY",
    "欧元": "EUR", "歐元": "EUR", "euro": "EUR", "euros": "EUR", "英镑": "GBP", "英鎊": "GBP",
    "元整": "元", "圓": "元", "块": "元", "塊": "元", "块钱": "元", "塊錢": "元",
}  # fmt: skip
_COUNTRY_WORDS: Mapping[str, str] = {
    "uk": "GB", "usa": "US", "u.s.": "US", "u.s.a.": "US", "prc": "CN", "china": "CN", "taiwan": "TW",
    "hong kong": "HK", "macau": "MO", "macao": "MO", "japan": "JP", "singapore": "SG",
    "united states": "US", "united kingdom": "GB",
    "中国": "CN", "中國": "CN", "台湾": "TW", "台灣": "TW", "臺灣": "TW", "香港": "HK", "澳门": "MO", "澳門": "MO",
    "美国": "US", "美國": "US", "日本": "JP", "新加坡": "SG", "英国": "GB", "英國": "GB",
}  # fmt: skip
_LANGUAGE_WORDS: Mapping[str, str] = {
    "english": "en", "en-us": "en", "en-gb": "en",
    "zh-cn": "zh-Hans", "zh-sg": "zh-Hans", "简体中文": "zh-Hans", "简中": "zh-Hans", "簡體中文": "zh-Hans",
    "zh-tw": "zh-Hant", "zh-hk": "zh-Hant", "繁體中文": "zh-Hant", "繁中": "zh-Hant", "繁体中文": "zh-Hant",
}  # fmt: skip


def currency(word: str) -> str | None:
    """The code of the currency that a word or a sign stands for."""
    code = _CURRENCY_WORDS.get(word.lower(), word.upper())
    return code if code in CURRENCIES else next(iter(SYMBOLS[code]), None) if len(SYMBOLS.get(code, ())) == 1 else None


def country(word: str) -> str | None:
    """The code of the country that a word stands for."""
    code = _COUNTRY_WORDS.get(word.lower(), word.upper())
    return code if code in COUNTRIES else None


def language(word: str) -> str | None:
    """The tag of the plan's language that a word or another tag stands for."""
    return _LANGUAGE_WORDS.get(word.lower().replace("_", "-"))


def beside_amount(word: str) -> str | None:
    """A code of a currency, or a sign that may stay as it is."""
    found = _CURRENCY_WORDS.get(word.lower(), word.upper())
    return found if found in SYMBOLS or found in CURRENCIES else None
