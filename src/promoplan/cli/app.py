"""The commands together."""

from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from promoplan.cli.diff import diff
from promoplan.cli.forecast import forecast
from promoplan.cli.guard import DEBUG, guarded
from promoplan.cli.init import init
from promoplan.cli.lsp import lsp
from promoplan.cli.report import report
from promoplan.cli.rules import rules
from promoplan.cli.schema import schema
from promoplan.cli.validate import validate
from promoplan.cli.version import show_version
from promoplan.cli.words import about


class Commands(TyperGroup):
    """The group of commands; for Typer an EOFError in one is the user's giving up and exit 1, here it is a bug."""

    def invoke(self, ctx: Any) -> Any:
        """Runs a command."""
        try:
            return super().invoke(ctx)
        except EOFError as bug:
            raise RuntimeError("something ended too early") from bug


app = typer.Typer(
    name="promoplan",
    cls=Commands,
    help=about("promoplan"),
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command(help=about("init"))(init)
app.command(help=about("validate"))(validate)
app.command(help=about("report"))(report)
app.command(help=about("forecast"))(forecast)
app.command(help=about("diff"))(diff)
app.command(help=about("rules"))(rules)
app.command(help=about("schema"))(schema)
app.command(help=about("lsp"))(lsp)


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
    """Options of the program itself; `run` has seen `debug` already, wherever it stands."""


def run(arguments: Sequence[str]) -> NoReturn:
    """Runs the command that the arguments name and ends the program."""
    given = [argument for argument in arguments if argument != DEBUG]
    guarded(lambda: app(args=given, prog_name="promoplan"), arguments)
