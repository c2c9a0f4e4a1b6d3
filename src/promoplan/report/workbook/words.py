"""The workbook's own words."""

from promoplan.i18n.catalogue import Language, text


def word(key: str, language: Language) -> str:
    """A word or phrase of the catalogue `workbook`."""
    return text("workbook", key, language)
