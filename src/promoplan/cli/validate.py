"""`promoplan validate`: checks plans and says what is wrong with them."""

from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.options import ColourOption, LanguageOption, TodayOption
from promoplan.cli.terminal import Colour
from promoplan.cli.verdict import Format, verdict
from promoplan.cli.words import about


def validate(
    paths: Annotated[list[Path], typer.Argument(help=about("validate.paths"), metavar="PATH...", show_default=False)],
    form: Annotated[Format, typer.Option("--format", "-f", help=about("validate.format"))] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help=about("validate.strict"))] = False,
    today: TodayOption = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Checks plans against the method; the exit code says whether something was found."""
    raise typer.Exit(verdict(paths, form, strict=strict, today=today, language=lang, colour=color))
