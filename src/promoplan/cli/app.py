"""The commands together, and the one place that turns trouble into a line on stderr and an exit code."""

import sys
import traceback
from collections.abc import Sequence
from typing import Annotated, NoReturn

import typer

from promoplan.cli.init import init
from promoplan.cli.report import report
from promoplan.cli.rules import rules
from promoplan.cli.schema import schema
from promoplan.cli.terminal import TROUBLE, tell, trouble
from promoplan.cli.validate import validate
from promoplan.cli.version import show_version
from promoplan.cli.words import about, asked_language
from promoplan.emit.safe import file_name
from promoplan.errors import PromoplanError

app = typer.Typer(
    name="promoplan",
    help=about("promoplan"),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(help=about("init"))(init)
app.command(help=about("validate"))(validate)
app.command(help=about("report"))(report)
app.command(help=about("rules"))(rules)
app.command(help=about("schema"))(schema)

DEBUG = "--debug"


def _version(value: bool) -> None:
    if value:
        raise typer.Exit(show_version())


@app.callback()
def promoplan(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=about("version"))
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG, help=about("debug"))] = False,
) -> None:
    """Options of the program itself; `debug` is looked for by `run`."""


def run(arguments: Sequence[str]) -> NoReturn:
    """Runs a command and ends the program: trouble and bugs end in one line and code 2, never in a traceback."""
    try:
        app(args=list(arguments), prog_name="promoplan")
    except PromoplanError as error:
        trouble(error, asked_language())
    except Exception as bug:  # noqa: BLE001 - the one place where a bug is told instead of raised
        if DEBUG in arguments:
            traceback.print_exc()
        where = file_name(next(iter(getattr(bug, "__notes__", ())), " ".join(arguments[:1])))
        tell(f"internal error in {where}: {type(bug).__name__} (a bug in promoplan; --debug shows more)")
    sys.exit(TROUBLE)
