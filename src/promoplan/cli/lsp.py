"""`promoplan lsp`: the language server for editors."""

import sys
from importlib.util import find_spec
from typing import Annotated

import typer

from promoplan.cli.guard import DEBUG
from promoplan.cli.options import TodayOption
from promoplan.cli.terminal import day_of
from promoplan.cli.words import about
from promoplan.errors import MissingExtra
from promoplan.i18n.catalogue import Language


def lsp(
    today: TodayOption = None,
    stdio: Annotated[bool, typer.Option("--stdio", help=about("lsp.stdio"))] = False,
    lang: Annotated[Language | None, typer.Option("--lang", help=about("lsp.lang"))] = None,
) -> None:
    """Serves one editor over stdin and stdout until it leaves; exit code 1 where it left without a word."""
    del stdio
    if find_spec("pygls") is None:
        raise MissingExtra('lsp: pygls is not installed; pip install "promoplan[editor]"')
    from promoplan.server.app import serve

    raise typer.Exit(serve(lambda: day_of(today), lang, tracebacks=DEBUG in sys.argv))
