"""`promoplan validate`: checks plans and says what is wrong with them."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.options import ColourOption, LanguageOption, TodayOption
from promoplan.cli.terminal import (
    CLEAN,
    FINDINGS,
    TROUBLE,
    Colour,
    day_of,
    language_of,
    look_of,
    say,
    settings_here,
    trouble,
)
from promoplan.cli.words import about


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def validate(
    paths: Annotated[list[Path], typer.Argument(help=about("validate.paths"), metavar="PATH...", show_default=False)],
    form: Annotated[Format, typer.Option("--format", "-f", help=about("validate.format"))] = Format.TEXT,
    strict: Annotated[bool, typer.Option("--strict", help=about("validate.strict"))] = False,
    today: TodayOption = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Checks plans against the method; the exit code says whether something was found."""
    from promoplan.batch import check_paths
    from promoplan.checker import Checked
    from promoplan.emit.outcome import outcome

    settings = settings_here()
    language = language_of(lang, settings)
    results = list(check_paths(paths, today=day_of(today), exclude=settings.exclude))
    run = outcome(result for result in results if isinstance(result, Checked))
    errors = [result for result in results if not isinstance(result, Checked)]
    match form:
        case Format.TEXT:
            from promoplan.emit.text import text

            shown = text(run, language, look_of(color)) if run.plans or not errors else ""
        case Format.JSON:
            from promoplan.emit.as_json import as_json

            shown = as_json(run, language)
        case Format.GITHUB:
            from promoplan.emit.github import github

            shown = github(run, language)
    say(shown)
    for error in errors:
        trouble(error, language)
    raise typer.Exit(TROUBLE if errors else FINDINGS if run.fails(strict=strict) else CLEAN)
