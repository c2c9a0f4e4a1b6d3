"""`promoplan init`: writes a new plan, asking on a terminal for what the flags leave open."""

import os
import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, TypeVar

import typer

from promoplan.cli.options import TodayOption, named_path
from promoplan.cli.terminal import day_of, language_of, settings_here, tell
from promoplan.cli.words import about
from promoplan.emit.safe import file_name
from promoplan.errors import OutputError, UsageError
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words
from promoplan.starter.kinds import PlanKind

T = TypeVar("T")
_DAY = ["%Y-%m-%d"]


def init(
    path: Annotated[Path, typer.Argument(help=about("init.path"), metavar="FILE", parser=named_path)] = Path(
        "promotion.yaml"
    ),
    kind: Annotated[PlanKind | None, typer.Option("--kind", help=about("init.kind"))] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help=about("init.lang"))] = None,
    name: Annotated[str | None, typer.Option("--name", help=about("init.name"), metavar="TEXT")] = None,
    start: Annotated[
        datetime | None, typer.Option("--start", formats=_DAY, metavar="DATE", help=about("init.start"))
    ] = None,
    end: Annotated[datetime | None, typer.Option("--end", formats=_DAY, metavar="DATE", help=about("init.end"))] = None,
    total: Annotated[str | None, typer.Option("--total", help=about("init.total"), metavar="MONEY")] = None,
    force: Annotated[bool, typer.Option("--force", help=about("init.force"))] = False,
    today: TodayOption = None,
) -> None:
    """Writes a complete fictional plan that validates; an existing file stays unless forced."""
    from promoplan.source.write import refuse_unwritable, write_atomic
    from promoplan.starter import starter

    if os.path.lexists(path) and not force:
        raise OutputError("{path}: already there; --force replaces it", path=str(path))
    refuse_unwritable(path)
    spoken, now = language_of(lang, settings_here()), day_of(today)
    language = lang or _ask("lang", spoken, Language, spoken)
    chosen = kind or _ask("kind", PlanKind.QUARTERLY, PlanKind, language)
    first, last = starter.default_period(chosen, now)
    first = start.date() if start else _ask("start", first, date.fromisoformat, language)
    if start or first != starter.default_period(chosen, now)[0]:
        last = starter.period_end(chosen, first)
    last = end.date() if end else _ask("end", last, date.fromisoformat, language)
    usual = starter.default_name(chosen, language, first)
    usual_total = starter.PLACES[language].total
    wish = starter.Wish(
        kind=chosen,
        language=language,
        name=(name or _ask("name", usual, str, language)).strip() or usual,
        start=first,
        end=last,
        total=starter.total_of(total) if total else _ask("total", usual_total, starter.total_of, language),
    )
    write_atomic(path, starter.starter_plan(wish, now), overwrite=force)
    tell(words("init.next", language).format(path=file_name(str(path))))


def _ask(what: str, usual: T, read: Callable[[str], T], language: Language) -> T:
    """The answer on a terminal, asked again until it can be read; elsewhere, and for an empty answer, the usual."""
    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr is not None and sys.stderr.isatty()):
        return usual
    while True:
        try:
            answer = typer.prompt(words(f"ask.{what}", language), default=str(usual), err=True)
        except typer.Abort:
            raise UsageError("no answer; nothing was written") from None
        try:
            return read(str(answer))
        except (ValueError, UsageError):
            tell(words(f"ask.{what}.again", language))
