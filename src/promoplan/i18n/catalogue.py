"""Texts by key from the message catalogues, one small catalogue per subject, read when first asked for."""

from enum import StrEnum
from functools import lru_cache
from gettext import GNUTranslations
from pathlib import Path

LOCALES = Path(__file__).parent / "locale"


class Language(StrEnum):
    """The languages that every text exists in."""

    EN = "en"
    ZH_HANT = "zh-Hant"
    ZH_HANS = "zh-Hans"

    @property
    def locale(self) -> str:
        """Its name as the catalogues and Babel know it."""
        return self.value.replace("-", "_")


def text(domain: str, key: str, language: Language) -> str:
    """The text under a key; raises KeyError for a key that the catalogue lacks."""
    found = find(domain, key, language)
    if found is None:
        raise KeyError(f"{domain}: {key} ({language})")
    return found


def find(domain: str, key: str, language: Language) -> str | None:
    """The text under a key, or None."""
    found = _catalogue(domain, language).gettext(key)
    return None if found == key else found


@lru_cache(maxsize=64)
def _catalogue(domain: str, language: Language) -> GNUTranslations:
    with (LOCALES / language.locale / "LC_MESSAGES" / f"{domain}.mo").open("rb") as file:
        return GNUTranslations(file)
