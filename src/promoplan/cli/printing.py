"""The work of `promoplan report`: a plan is checked once, and written in each format that is asked for."""

import signal
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promoplan.cli.portfolio import is_portfolio, read_portfolio
from promoplan.cli.terminal import (
    CLEAN,
    FINDINGS,
    Colour,
    day_of,
    language_of,
    look_of,
    say,
    say_bytes,
    settings_here,
    tell,
)
from promoplan.cli.what_if import with_settings
from promoplan.emit.error_line import error_line
from promoplan.emit.safe import file_name
from promoplan.errors import UsageError
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words
from promoplan.report.targets import WHOLE, Format, Target

if TYPE_CHECKING:
    from promoplan.checker import Checked
    from promoplan.report.manuscript import Rendered
    from promoplan.report.portfolio.overview import Overview
    from promoplan.report.render import Report
    from promoplan.report.theme import Theme


class Wish(NamedTuple):
    """What a command line asks for: see the options of `promoplan report`."""

    targets: tuple[Target, ...]
    language: Language | None = None
    sections: tuple[str, ...] = ()
    templates: Path | None = None
    theme: Path | None = None
    inline: bool = False
    draft: bool = False
    require_clean: bool = False
    check: bool = False
    open: bool = False


def printed(plan: Path, settings: Sequence[str] | None, wish: Wish, today: date | None) -> int:
    """Writes the report, or compares it with the one that is there; gives the exit code."""
    interface = language_of(None, settings_here())
    _refuse(wish)
    if wish.templates is not None:
        from promoplan.cli.templates import tell_unused

        tell_unused(wish.templates, interface)
    day = day_of(today or (_reported_day(wish.targets) if wish.check else None))
    if is_portfolio(plan):
        return _overview(plan, settings, wish, day, interface)
    checked = _checked(plan, settings, day, interface)
    if checked.document.data is None:
        _show([checked], interface)
        tell(words("report.unreadable", interface))
        return FINDINGS
    from promoplan.report.render import Report, plan_language

    language = wish.language or plan_language(checked)
    theme = _theme(wish.theme, interface)
    report = Report(
        checked,
        language=language,
        today=day,
        draft=wish.draft,
        templates=wish.templates,
        theme=theme,
        sections=wish.sections,
    )
    return _finished(report, [checked], wish, interface)


def _overview(plan: Path, settings: Sequence[str] | None, wish: Wish, day: date, interface: Language) -> int:
    """The same for the overview of many plans."""
    from promoplan.report.portfolio.overview import Overview, refuse_other
    from promoplan.report.portfolio.view import portfolio

    if settings or wish.sections:
        option = "--set" if settings else "--section"
        raise UsageError("{option} is for one plan: {path} is a folder of plans", option=option, path=str(plan))
    for target in wish.targets:
        refuse_other(target.form)
    found = read_portfolio(plan, day, wish.language or interface)
    language = wish.language or found.language
    view = portfolio(found.checks, found.unread, language, day, draft=wish.draft)
    overview = Overview(view, templates=wish.templates, theme=_theme(wish.theme, interface))
    return _finished(overview, found.checks, wish, interface)


def _finished(report: "Report | Overview", checks: Sequence["Checked"], wish: Wish, interface: Language) -> int:
    """Writes or compares each file that is asked for, and tells what is wrong with the plans."""
    wrong = [checked for checked in checks if checked.count(Severity.ERROR)]
    if wish.require_clean and wrong:
        _show(wrong, interface)
        tell(words("report.not-clean", interface))
        return FINDINGS
    if hasattr(signal, "SIGPIPE"):
        signal.signal(signal.SIGPIPE, signal.SIG_IGN)  # the PDF's typesetter may end before it has read all
    if wish.check:
        return max([_compared(report, target, wish, interface) for target in wish.targets])
    for target in wish.targets:
        _write(report, target, wish, interface, checks)
    if wish.open and not wish.targets[0].is_stdout:
        import typer

        typer.launch(str(wish.targets[0].path))
    for checked in wrong:
        path, many = file_name(checked.document.path), counted("error", checked.count(Severity.ERROR), interface)
        tell(words("report.errors", interface).format(path=path, errors=many))
    return CLEAN


def _refuse(wish: Wish) -> None:
    """Raises what would be lost work later: a file that can't be written, a comparison with nothing."""
    from promoplan.report.packaged import sections
    from promoplan.source.write import refuse_unwritable

    whole = next((target for target in wish.targets if target.form in WHOLE), None)
    if sections(wish.sections) and whole:
        raise UsageError("--section: .{form} always holds all of the plan", form=whole.form.value)
    if wish.templates and all(target.form in WHOLE for target in wish.targets):
        raise UsageError("--template: .{form} is not made from templates", form=wish.targets[0].form.value)
    for target in wish.targets:
        if not target.is_stdout and not wish.check:
            refuse_unwritable(target.path)
        elif target.is_stdout and wish.check:
            raise UsageError("--check compares files: - is none")


def _checked(plan: Path, settings: Sequence[str] | None, day: date, interface: Language) -> "Checked":
    from promoplan.batch import Task, load, policy_for
    from promoplan.checker import check

    policy = policy_for(plan, Task(day, interface))
    return check(with_settings(load(plan), settings), today=day, policy=policy)


def _theme(file: Path | None, interface: Language) -> "Theme":
    """The theme in a file, or ours; what was changed in it to keep texts readable is told."""
    from promoplan.report.theme import DEFAULT, load_theme

    theme = load_theme(file) if file else DEFAULT
    for warning in theme.warnings:
        tell(f"warning: {error_line(warning, interface)}")
    return theme


def _show(checks: Sequence["Checked"], interface: Language) -> None:
    from promoplan.emit.outcome import outcome
    from promoplan.emit.text import text
    from promoplan.emit.told import told

    say(text(outcome([told(checked, interface) for checked in checks]), interface, look_of(Colour.AUTO)))


def _rendered(report: "Report | Overview", target: Target, wish: Wish) -> "Rendered":
    return report.rendered(target.form, name=target.path.stem, inline=wish.inline or target.is_stdout)


def _write(
    report: "Report | Overview", target: Target, wish: Wish, interface: Language, checks: Sequence["Checked"]
) -> None:
    from promoplan.report.render import write_rendered

    rendered = _rendered(report, target, wish)
    if target.is_stdout:
        say_bytes(rendered.main)
    else:
        write_rendered(rendered, target.path)
        tell(words("report.written", interface).format(path=file_name(str(target.path))))
    key = "report.unprintable" if target.form is Format.PDF else "report.unprintable-picture"
    for character in rendered.unprintable:
        tell(words(key, interface).format(place=_place(checks, character), character=character))


def _reported_day(targets: Sequence[Target]) -> date | None:
    """The day of the first report that is there, for which the others must have been made as well."""
    from promoplan.report.stale import reported_day

    found = (_there(target.path) for target in targets)
    days = (reported_day(data, target.form) for data, target in zip(found, targets, strict=True) if data is not None)
    return next(filter(None, days), None)


def _compared(report: "Report | Overview", target: Target, wish: Wish, interface: Language) -> int:
    """Tells of a report whether it is as the plan gives it."""
    from promoplan.report.stale import difference

    rendered, path = _rendered(report, target, wish), file_name(str(target.path))
    files = {target.path: rendered.main} | {target.path.parent / name: data for name, data in rendered.beside.items()}
    for file, data in files.items():
        old = _there(file)
        line = None if old is None else difference(old, data, target.form)
        if old is None or line is not None:
            key = "report.missing" if old is None else "report.stale-line" if line else "report.stale"
            tell(words(key, interface).format(path=file_name(str(file)), line=line))
            return FINDINGS
    tell(words("report.current", interface).format(path=path))
    return CLEAN


def _there(path: Path) -> bytes | None:
    """What a file holds; None where it is not there. Raises UnreadableError for any other trouble."""
    from promoplan.source.text import unreadable

    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise unreadable(error, path, str(path)) from error


def _place(checks: Sequence["Checked"], character: str) -> str:
    """Where a plan has a character first, or a plan's path where only the report has it."""
    for source in (source for checked in checks for source in checked.document.sources):
        if (at := source.text.find(character)) >= 0:
            line, column = source.position(at)
            return f"{file_name(source.path)}:{line}:{column}"
    return file_name(checks[0].document.path)
