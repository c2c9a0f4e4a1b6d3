"""The messages of findings and errors: constant templates from the catalogues, filled with shown values."""

import re
from collections.abc import Mapping

from promoplan.i18n.catalogue import Language, find, text
from promoplan.i18n.formatting import shown


def rule_text(code: str, part: str, language: Language, variant: str = "") -> str | None:
    """A rule's `summary`, `why`, `message` or `help`, the variant's own if there is one; None where there is none."""
    domain = f"rules{code[2]}"
    found = find(domain, f"{code}.{part}.{variant}", language) if variant else None
    return found if found is not None else find(domain, f"{code}.{part}", language)


def message(code: str, variant: str, values: Mapping[str, object], language: Language) -> str:
    """What is wrong, with the figures found and wanted; one line."""
    template = rule_text(code, "message", language, variant)
    if template is None:
        raise KeyError(f"{code}.message.{variant} ({language})")
    return _filled(template, values, language)


def help_text(code: str, variant: str, values: Mapping[str, object], language: Language) -> str:
    """What to do about it; "" where nothing more is to say."""
    template = rule_text(code, "help", language, variant)
    return _filled(template, values, language) if template else ""


def error_text(template: str, values: Mapping[str, object], language: Language) -> str:
    """An error's message; the English template is the key of its translations."""
    return _filled(find("errors", template, language) or template, values, language)


def field_text(english: str, language: Language) -> str:
    """What a key, a mapping or a word of the plan file means; the English text in the model is its key.

    Lines that the model's source breaks for its own width are joined.
    """
    key = _BROKEN.sub(" ", english)
    return find("fields", key, language) or key


_BROKEN = re.compile(r"(?<!\n)\n(?!\n)")


def label(key: str, language: Language) -> str:
    """A word or phrase of the reports."""
    return text("labels", key, language)


def words(key: str, language: Language) -> str:
    """A word or phrase of the command line and of findings' text."""
    return text("cli", key, language)


def _filled(template: str, values: Mapping[str, object], language: Language) -> str:
    return template.format_map({name: shown(value, language) for name, value in values.items()})
