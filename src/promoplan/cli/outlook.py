"""What `promoplan forecast` does once its arguments are known; knows no argument parser."""

from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from promoplan.cli.terminal import (
    CLEAN,
    FINDINGS,
    Colour,
    day_of,
    language_of,
    look_of,
    say,
    settings_here,
    tell,
)
from promoplan.cli.what_if import with_settings
from promoplan.emit.safe import file_name
from promoplan.errors import UsageError
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words

if TYPE_CHECKING:
    from promoplan.checker import Checked
    from promoplan.findings.finding import Finding
    from promoplan.report.outlook.phrases import Told

MOST_PLANS = 2


class Form(StrEnum):
    """How a forecast is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "md"


def outlook(
    paths: Sequence[Path],
    settings: Sequence[str] | None,
    form: Form,
    *,
    runs: int,
    seed: int,
    language: Language | None,
    colour: Colour,
) -> int:
    """Forecasts a plan, or two side by side, prints the result, and gives the exit code.

    Settings change the last plan, so that the same plan twice shows before and after.
    """
    from promoplan.batch import load
    from promoplan.checker import check
    from promoplan.forecast.limits import refuse_runs

    if len(paths) > MOST_PLANS:
        raise UsageError("forecast: {count} plans; at most {most} are compared", count=len(paths), most=MOST_PLANS)
    refuse_runs(runs, seed)
    said_in = language_of(language, settings_here())
    *others, changed = map(load, paths)
    plans = [check(document, today=day_of(None)) for document in (*others, with_settings(changed, settings))]
    if broken := [plan for plan in plans if _unreadable(plan)]:
        _refuse(broken, form, said_in, colour)
        return FINDINGS
    told = [_told(plan, said_in, runs, seed) for plan in plans]
    currencies = {each.material.voice.currency for each in told}
    if len(currencies) > 1:
        raise UsageError("forecast: plans in {currencies} can't be compared", currencies=tuple(sorted(currencies)))
    say(_shown(told, form, colour))
    return CLEAN


def _unreadable(plan: "Checked") -> bool:
    """Whether a section that the forecast stands on can't be read; a base has no header at all."""
    from promoplan.forecast.run import READ

    return "plan" not in plan.sections or any(key in plan.broken or key in plan.document.broken for key in READ)


def _refuse(plans: Sequence["Checked"], form: Form, language: Language, colour: Colour) -> None:
    from promoplan.emit.outcome import outcome
    from promoplan.emit.told import told

    hindered = (replace(plan, findings=tuple(filter(_hinders, plan.findings))) for plan in plans)
    found = outcome(told(plan, language) for plan in hindered)
    if form is Form.JSON:
        from promoplan.emit.as_json import as_json

        say(as_json(found))
    else:
        from promoplan.emit.text import text

        say(text(found, language, look_of(colour)))
    tell(words("forecast.unreadable", language))


def _hinders(finding: "Finding") -> bool:
    """Whether a finding is an error of the file or of a section that the forecast stands on."""
    from promoplan.findings.finding import Severity
    from promoplan.forecast.run import READ

    return finding.severity is Severity.ERROR and (not finding.path or finding.path[0] in READ)


def _told(plan: "Checked", language: Language, runs: int, seed: int) -> "Told":
    from promoplan.forecast.run import forecast
    from promoplan.report.outlook.phrases import Told
    from promoplan.report.view.material import material

    made = material(plan, language, day_of(None))
    return Told(made, forecast(plan.sections, runs=runs, seed=seed), file_name(plan.document.path))


def _shown(plans: Sequence["Told"], form: Form, colour: Colour) -> str:
    from promoplan.forecast.comparison import comparison
    from promoplan.report.outlook.compared import compared
    from promoplan.report.outlook.said import said

    first, *others = plans
    pair = comparison(first.forecast, others[0].forecast) if others else None
    if form is Form.JSON:
        from promoplan.report.outlook.as_json import as_json

        return as_json(plans, pair)
    blocks = compared((first, others[0]), pair) if pair else said(first)
    if form is Form.MARKDOWN:
        from promoplan.report.outlook.markdown import markdown

        return markdown(blocks)
    from promoplan.report.outlook.text import text

    return text(blocks, first.material.voice, look_of(colour))
