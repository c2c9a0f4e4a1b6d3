"""`promoplan serve`: the report in a browser, anew whenever a file is saved, with what is found beside it."""

import threading
from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.options import LanguageOption, TodayOption, named_plan
from promoplan.cli.templates import tell_unused
from promoplan.cli.terminal import day_of, language_of, settings_here, tell
from promoplan.cli.words import about
from promoplan.errors import UsageError
from promoplan.i18n.messages import words


def serve(
    plan: Annotated[
        Path, typer.Argument(help=about("serve.plan"), metavar="PLAN", show_default=False, parser=named_plan)
    ],
    port: Annotated[int, typer.Option("--port", help=about("serve.port"), min=0, max=65535, show_default=False)] = 0,
    template: Annotated[Path | None, typer.Option("--template", help=about("report.template"), metavar="DIR")] = None,
    theme: Annotated[Path | None, typer.Option("--theme", help=about("report.theme"), metavar="FILE")] = None,
    open_it: Annotated[bool, typer.Option("--open", help=about("serve.open"))] = False,
    lang: LanguageOption = None,
    today: TodayOption = None,
) -> None:
    """Serves this machine alone, until it is ended."""
    from promoplan.batch import STDIN, Task, load
    from promoplan.cli.watch import changes
    from promoplan.preview.board import NOTHING, Board
    from promoplan.preview.pages import frame
    from promoplan.preview.server import Preview
    from promoplan.preview.showing import Showing

    if plan == STDIN:
        raise UsageError("serve: a plan file or plan folder, not -")
    load(plan)  # for its trouble: what is not there now will hardly come
    language = language_of(lang, settings_here())
    tell_unused(template, language)
    showing = Showing(plan, lambda: Task(day_of(today), language), template, theme)
    board = Board(NOTHING)
    with Preview(board, frame(plan.name, language), port) as preview:
        threading.Thread(target=preview.serve_forever, daemon=True).start()
        tell(words("serve.address", language).format(address=preview.address))
        if open_it:
            typer.launch(preview.address)
        for _ in changes([plan, theme] if theme else [plan], template):
            board.put_up(showing.shown())
