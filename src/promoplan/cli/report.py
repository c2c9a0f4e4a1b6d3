"""`promoplan report`: prints a plan in the formats that people read, forward and present."""

from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.options import SetOption, TodayOption, named_plan
from promoplan.cli.printing import Wish, printed
from promoplan.cli.words import about
from promoplan.i18n.catalogue import Language
from promoplan.report.targets import Format, targets


def report(
    plan: Annotated[
        Path, typer.Argument(help=about("report.plan"), metavar="PLAN", show_default=False, parser=named_plan)
    ],
    output: Annotated[list[Path], typer.Option("--output", "-o", help=about("report.output"), metavar="FILE")],
    form: Annotated[Format | None, typer.Option("--format", "-f", help=about("report.format"))] = None,
    lang: Annotated[Language | None, typer.Option("--lang", help=about("report.lang"))] = None,
    section: Annotated[
        list[str] | None, typer.Option("--section", help=about("report.section"), metavar="NAME")
    ] = None,
    template: Annotated[Path | None, typer.Option("--template", help=about("report.template"), metavar="DIR")] = None,
    theme: Annotated[Path | None, typer.Option("--theme", help=about("report.theme"), metavar="FILE")] = None,
    inline: Annotated[bool, typer.Option("--inline", help=about("report.inline"))] = False,
    draft: Annotated[bool, typer.Option("--draft", help=about("report.draft"))] = False,
    require_clean: Annotated[bool, typer.Option("--require-clean", help=about("report.require-clean"))] = False,
    check: Annotated[bool, typer.Option("--check", help=about("report.check"))] = False,
    open_it: Annotated[bool, typer.Option("--open", help=about("report.open"))] = False,
    settings: SetOption = None,
    today: TodayOption = None,
) -> None:
    """Writes the report of a plan; a plan with findings still renders, with its findings in the report."""
    wish = Wish(
        targets=targets(output, form),
        language=lang,
        sections=tuple(section or ()),
        templates=template,
        theme=theme,
        inline=inline,
        draft=draft,
        require_clean=require_clean,
        check=check,
        open=open_it,
    )
    raise typer.Exit(printed(plan, settings, wish, today))
