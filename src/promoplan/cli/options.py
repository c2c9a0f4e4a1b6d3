"""Options that several commands share."""

from datetime import datetime
from typing import Annotated

import typer

from promoplan.cli.terminal import Colour
from promoplan.cli.words import about
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
