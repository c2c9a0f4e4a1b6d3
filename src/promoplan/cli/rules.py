"""`promoplan rules`: lists the rules, or explains one."""

from typing import Annotated

import typer

from promoplan.cli.options import ColourOption, LanguageOption
from promoplan.cli.terminal import Colour, language_of, look_of, say, settings_here
from promoplan.cli.words import about


def rules(
    code: Annotated[str | None, typer.Argument(help=about("rules.code"), metavar="CODE", show_default=False)] = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Lists every rule in a line, or tells all of one: what it finds, why, a bad and a good snippet."""
    from promoplan.emit.rule_pages import explained, listed

    language, look = language_of(lang, settings_here()), look_of(color)
    say(explained(code, language, look) if code else listed(language, look))
