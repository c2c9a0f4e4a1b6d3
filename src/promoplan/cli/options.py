"""Options that several commands share."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.terminal import Colour
from promoplan.cli.words import about
from promoplan.errors import UsageError
from promoplan.i18n.catalogue import Language

TodayOption = Annotated[
    datetime | None, typer.Option("--today", formats=["%Y-%m-%d"], metavar="DATE", help=about("today"))
]
"""The day of judgement."""

LanguageOption = Annotated[Language | None, typer.Option("--lang", help=about("lang"))]
"""The language of messages, or of what is written."""

ColourOption = Annotated[Colour, typer.Option("--color", help=about("color"))]
"""When colours are used."""

SetOption = Annotated[list[str] | None, typer.Option("--set", metavar="PATH=VALUE", help=about("set"))]
"""Figures to change for this run; see `promoplan.cli.what_if`."""


def named_path(word: str) -> Path:
    """The path that a word names; raises UsageError for none, which as a path would be the folder one stands in."""
    if not word:
        raise UsageError("an empty path; leave it out, or name a file or folder")
    return Path(word)


def named_plan(word: str) -> Path:
    """The same where a command can't do without one."""
    if not word:
        raise UsageError("an empty path; name a plan or a folder of plans")
    return Path(word)
