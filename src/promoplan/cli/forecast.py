"""`promoplan forecast`: how likely a plan reaches its goals, and what that hangs on."""

from pathlib import Path
from typing import Annotated

import typer

from promoplan.cli.options import ColourOption, LanguageOption, SetOption, named_plan
from promoplan.cli.outlook import Form, outlook
from promoplan.cli.terminal import Colour
from promoplan.cli.words import about
from promoplan.forecast.limits import RUNS, SEED


def forecast(
    plans: Annotated[
        list[Path], typer.Argument(help=about("forecast.plans"), metavar="PLAN", show_default=False, parser=named_plan)
    ],
    runs: Annotated[int, typer.Option("--runs", help=about("forecast.runs"))] = RUNS,
    seed: Annotated[int, typer.Option("--seed", help=about("forecast.seed"))] = SEED,
    form: Annotated[Form, typer.Option("--format", "-f", help=about("forecast.format"))] = Form.TEXT,
    settings: SetOption = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Forecasts a plan, or two side by side; the same seed gives the same figures."""
    raise typer.Exit(outlook(plans, settings, form, runs=runs, seed=seed, language=lang, colour=color))
