"""`promoplan validate`: checks plans and says what is wrong with them."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.formats import destinations
from promoplan.cli.options import ColourOption, LanguageOption, TodayOption, named_path
from promoplan.cli.terminal import CLEAN, FINDINGS, Colour, day_of
from promoplan.cli.words import about
from promoplan.errors import UsageError
from promoplan.findings.finding import Severity


def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help=about("validate.paths"), metavar="PATH", show_default=False, parser=named_path),
    ] = None,
    form: Annotated[
        list[str] | None, typer.Option("--format", "-f", help=about("validate.format"), metavar="FORMAT[=FILE]")
    ] = None,
    strict: Annotated[bool, typer.Option("--strict", help=about("validate.strict"))] = False,
    fail_on: Annotated[Severity | None, typer.Option("--fail-on", help=about("validate.fail_on"))] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help=about("validate.exit_zero"))] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help=about("validate.statistics"))] = False,
    select: Annotated[
        list[str] | None, typer.Option("--select", help=about("validate.select"), metavar="CODE,...")
    ] = None,
    ignore: Annotated[
        list[str] | None, typer.Option("--ignore", help=about("validate.ignore"), metavar="CODE,...")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help=about("validate.fix"))] = False,
    unsafe_fixes: Annotated[bool, typer.Option("--unsafe-fixes", help=about("validate.unsafe_fixes"))] = False,
    diff: Annotated[bool, typer.Option("--diff", help=about("validate.diff"))] = False,
    baseline: Annotated[
        Path | None, typer.Option("--baseline", help=about("validate.baseline"), metavar="FILE")
    ] = None,
    update_baseline: Annotated[bool, typer.Option("--update-baseline", help=about("validate.update_baseline"))] = False,
    show_settings: Annotated[bool, typer.Option("--show-settings", help=about("validate.show_settings"))] = False,
    watch: Annotated[bool, typer.Option("--watch", help=about("validate.watch"))] = False,
    jobs: Annotated[int | None, typer.Option("--jobs", "-j", min=1, help=about("validate.jobs"), metavar="N")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help=about("validate.no_cache"))] = False,
    today: TodayOption = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Checks plans (without a path all below here); the exit code says whether something was found."""
    from promoplan.cli.verdict import Wish, task_for, verdict

    _refuse_idle(
        {"--show-settings": show_settings, "--update-baseline": update_baseline, "--diff": diff, "--watch": watch},
        {"--fix": fix, "--unsafe-fixes": unsafe_fixes},
    )
    places = paths or [Path()]
    task = task_for(
        today=today,
        language=lang,
        select=select or (),
        ignore=ignore or (),
        baseline=baseline,
        jobs=jobs,
        cached=not no_cache,
    )
    level = fail_on or (Severity.WARNING if strict else Severity.ERROR)
    wish = Wish(destinations(form or []), level, exit_zero, statistics, color)
    if show_settings:
        from promoplan.cli.settings import show

        raise typer.Exit(show(places, task))
    if update_baseline:
        from promoplan.cli.baseline import update

        raise typer.Exit(update(places, task))
    mended = CLEAN
    if fix or unsafe_fixes or diff:
        from promoplan.cli.fix import mend

        mended = mend(places, task, unsafe=unsafe_fixes, show=diff, colour=color)
        if diff:
            raise typer.Exit(0 if exit_zero and mended == FINDINGS else mended)
    if watch:
        from promoplan.cli.watch import watched

        watched(places, lambda: verdict(places, replace(task, today=day_of(today)), wish), baseline)
    raise typer.Exit(max(mended, verdict(places, task, wish)))


def _refuse_idle(ways: Mapping[str, bool], fixes: Mapping[str, bool]) -> None:
    """Raises UsageError where one option would do nothing beside another."""
    chosen = [option for option, given in ways.items() if given]
    if not {"--diff", "--watch"} & {*chosen}:
        chosen += [option for option, given in fixes.items() if given and chosen]
    if len(chosen) > 1:
        raise UsageError("{one} and {other}: only one of the two at a time", one=chosen[0], other=chosen[1])
