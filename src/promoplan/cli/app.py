"""The commands together."""

import sys
from collections.abc import Sequence
from typing import Annotated, Any, NoReturn

import typer
from typer.core import TyperGroup

from promoplan.cli.diff import diff
from promoplan.cli.forecast import forecast
from promoplan.cli.guard import DEBUG, guarded
from promoplan.cli.help import Command, HelpContext
from promoplan.cli.init import init
from promoplan.cli.lsp import lsp
from promoplan.cli.misuse import MISUSE, in_our_words, no_command
from promoplan.cli.options import LanguageOption
from promoplan.cli.report import report
from promoplan.cli.rules import rules
from promoplan.cli.schema import schema
from promoplan.cli.serve import serve
from promoplan.cli.templates import templates
from promoplan.cli.terminal import TROUBLE, tell
from promoplan.cli.validate import validate
from promoplan.cli.version import show_version
from promoplan.cli.words import about
from promoplan.errors import OutputError


class Commands(TyperGroup):
    """The group of commands; for Typer an EOFError in one is the user's giving up and exit 1, here it is a bug."""

    context_class = HelpContext

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the arguments name; raises UsageError for none."""
        if args[0] not in self.commands:
            raise no_command(args[0], self.list_commands(ctx))
        return super().resolve_command(ctx, args)

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
app.command(cls=Command, help=about("init"))(init)
app.command(cls=Command, help=about("validate"))(validate)
app.command(cls=Command, help=about("report"))(report)
app.command(cls=Command, help=about("serve"))(serve)
app.command(cls=Command, help=about("templates"))(templates)
app.command(cls=Command, help=about("forecast"))(forecast)
app.command(cls=Command, help=about("diff"))(diff)
app.command(cls=Command, help=about("rules"))(rules)
app.command(cls=Command, help=about("schema"))(schema)
app.command(cls=Command, help=about("lsp"))(lsp)


def _version(value: bool) -> None:
    if value:
        raise typer.Exit(show_version())


@app.callback()
def promoplan(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help=about("version"))
    ] = False,
    debug: Annotated[bool, typer.Option(DEBUG, help=about("debug"))] = False,
    lang: LanguageOption = None,
) -> None:
    """Options of the program itself; `run` has seen `debug` already, wherever it stands."""
    del version, debug
    if lang is not None:
        commands: Any = context.command
        context.default_map = {name: {"lang": lang.value} for name in commands.list_commands(context)}


def run(arguments: Sequence[str]) -> NoReturn:
    """Runs the command that the arguments name and ends the program."""
    guarded(lambda: _run([argument for argument in arguments if argument != DEBUG]), arguments)


def _run(arguments: list[str]) -> Any:
    if sys.stdout is None and "--help" in arguments:  # which the argument parser would pass over in silence
        raise OutputError("stdout: closed")
    try:
        return app(args=arguments, prog_name="promoplan", standalone_mode=False)
    except MISUSE as misuse:
        if not arguments:  # no command and so the help, which the parser gives instead
            tell(misuse.format_message())
            return TROUBLE
        raise in_our_words(misuse) from None
