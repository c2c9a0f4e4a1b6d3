"""`promoplan schema`: prints the JSON Schema of the plan file, for editors."""

from promoplan.cli.options import LanguageOption
from promoplan.cli.terminal import language_of, say, settings_here


def schema(lang: LanguageOption = None) -> None:
    """Prints the JSON Schema (draft 2020-12) of a plan, explained in a language."""
    from promoplan.schema import as_text

    say(as_text(language_of(lang, settings_here())))
