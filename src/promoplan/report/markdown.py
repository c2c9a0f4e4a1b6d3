"""The body of a report as Markdown: the one source of all formats."""

import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path

from promoplan.report.context import ReportContext
from promoplan.report.pictures import Picture
from promoplan.report.printer import Printer
from promoplan.report.templates import rendered
from promoplan.report.voice import Voice

BODY = "body/report.md.jinja"
_GAPS = re.compile(r"\n{3,}")
_ENDS = re.compile(r"[ \t]+$", re.MULTILINE)


def body(
    context: ReportContext,
    pictures: Mapping[str, Picture],
    *,
    target: Callable[[str], str],
    front: bool,
    templates: Path | None = None,
) -> str:
    """The report as Markdown; `target` gives the address of a picture by its name.

    `front`: with title, cover facts and summary, which formats with a cover of their own leave out. `templates` is the
    user's folder. Raises TemplateError for a mistake in one of the user's templates.
    """
    printer = Printer(Voice(context.language), pictures, target)
    values = {field.name: getattr(context, field.name) for field in fields(context)}
    values |= {"front": front, **printer.functions}
    return _tidy(rendered(templates, BODY, values))


def _tidy(text: str) -> str:
    """One blank line between blocks, none at the ends of lines and of the text."""
    return _GAPS.sub("\n\n", _ENDS.sub("", text)).strip("\n") + "\n"
