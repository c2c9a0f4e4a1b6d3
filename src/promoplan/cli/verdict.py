"""What `promoplan validate` does once its arguments are known; knows no argument parser."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path

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
from promoplan.emit.outcome import Outcome, outcome
from promoplan.emit.text import Look
from promoplan.i18n.catalogue import Language


class Format(StrEnum):
    """How findings are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def verdict(
    paths: Sequence[Path],
    form: Format = Format.TEXT,
    *,
    strict: bool = False,
    today: date | None = None,
    language: Language | None = None,
    colour: Colour = Colour.AUTO,
) -> int:
    """Checks plans, prints what is found, and gives the exit code."""
    from promoplan.batch import check_paths  # here, so that help and wrong use build no models
    from promoplan.checker import Checked

    settings = settings_here()
    said_in = language_of(language, settings)
    results = list(check_paths(paths, today=day_of(today), exclude=settings.exclude))
    run = outcome(result for result in results if isinstance(result, Checked))
    errors = [result for result in results if not isinstance(result, Checked)]
    if run.plans or not errors:
        say(_shown(run, form, said_in, look_of(colour)))
    for error in errors:
        trouble(error, said_in)
    if errors:
        return TROUBLE
    return FINDINGS if run.fails(strict=strict) else CLEAN


def _shown(run: Outcome, form: Format, language: Language, look: Look) -> str:
    match form:
        case Format.JSON:
            from promoplan.emit.as_json import as_json

            return as_json(run, language)
        case Format.GITHUB:
            from promoplan.emit.github import github

            return github(run, language)
    from promoplan.emit.text import text

    return text(run, language, look)
