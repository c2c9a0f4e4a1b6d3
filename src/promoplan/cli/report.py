"""`promoplan report`: prints a plan as Markdown, HTML or PDF."""

import signal
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promoplan.cli.options import SetOption, TodayOption
from promoplan.cli.terminal import FINDINGS, Colour, day_of, language_of, look_of, say, settings_here, tell
from promoplan.cli.what_if import with_settings
from promoplan.cli.words import about
from promoplan.emit.safe import file_name
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words

if TYPE_CHECKING:
    from promoplan.checker import Checked


def report(
    plan: Annotated[Path, typer.Argument(help=about("report.plan"), metavar="PLAN", show_default=False)],
    output: Annotated[Path, typer.Option("--output", "-o", help=about("report.output"), metavar="FILE")],
    lang: Annotated[Language | None, typer.Option("--lang", help=about("report.lang"))] = None,
    template: Annotated[Path | None, typer.Option("--template", help=about("report.template"), metavar="DIR")] = None,
    settings: SetOption = None,
    today: TodayOption = None,
) -> None:
    """Writes the report of a plan; a plan with findings still renders, with its findings in the report."""
    from promoplan.batch import Task, load, policy_for
    from promoplan.checker import check
    from promoplan.report.render import format_of, plan_language, render, write_rendered
    from promoplan.source.write import refuse_unwritable

    form, interface = format_of(output), language_of(None, settings_here())
    refuse_unwritable(output)
    policy = policy_for(plan, Task(day_of(today), interface))
    checked = check(with_settings(load(plan), settings), today=day_of(today), policy=policy)
    if checked.document.data is None:
        from promoplan.emit.outcome import outcome
        from promoplan.emit.text import text
        from promoplan.emit.told import told

        say(text(outcome([told(checked, interface)]), interface, look_of(Colour.AUTO)))
        tell(words("report.unreadable", interface))
        raise typer.Exit(FINDINGS)
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # the PDF's typesetter may end before it has read all
    rendered = render(
        checked,
        form,
        language=lang or plan_language(checked),
        today=day_of(today),
        templates=template,
        name=output.stem,
    )
    write_rendered(rendered, output)
    for character in rendered.unprintable:
        tell(words("report.unprintable", interface).format(place=_place(checked, character), character=character))
    tell(words("report.written", interface).format(path=file_name(str(output))))
    if errors := checked.count(Severity.ERROR):
        path, many = file_name(checked.document.path), counted("error", errors, interface)
        tell(words("report.errors", interface).format(path=path, errors=many))


def _place(checked: "Checked", character: str) -> str:
    """Where the plan has a character first, or the plan's path where only the report has it."""
    for source in checked.document.sources:
        if (at := source.text.find(character)) >= 0:
            line, column = source.position(at)
            return f"{file_name(source.path)}:{line}:{column}"
    return file_name(checked.document.path)
