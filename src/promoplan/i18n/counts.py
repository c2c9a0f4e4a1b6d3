"""Phrases that count something: "1 error", "3 errors", 3 個錯誤."""

from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words


def counted(what: str, count: int, language: Language) -> str:
    """The phrase for so many of something; English has a form of its own for one."""
    form = "one" if count == 1 and language is Language.EN else "many"
    return words(f"count.{what}.{form}", language).format(count=count)
