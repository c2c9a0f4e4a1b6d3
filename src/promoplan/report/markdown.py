"""The body of a report as Markdown: the one source of all formats."""

from collections.abc import Callable, Container, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import asdict

from promoplan.report.packaged import BODY
from promoplan.report.pictures import Picture
from promoplan.report.printer import Printer, tidy
from promoplan.report.templates import rendered
from promoplan.report.view.voice import Voice

if TYPE_CHECKING:
    from promoplan.report.portfolio.view import Portfolio
    from promoplan.report.view.context import ReportContext


def body(
    view: "ReportContext | Portfolio",
    pictures: Mapping[str, Picture],
    *,
    target: Callable[[str], str],
    front: bool,
    templates: Path | None = None,
    template: str = BODY,
    sections: Container[str] = (),
) -> str:
    """The report as Markdown, with another `template` the overview; `target` gives a picture's address by its name.

    `front`: with title and cover facts, which formats with a cover of their own leave out; for these, the parts that
    they may have a design for are marked instead. `templates` is the user's folder, `sections` names the parts that are
    wanted, all where it is empty. Raises TemplateError for a mistake in one of the user's templates.
    """
    printer = Printer(Voice(view.language), pictures, target, designed=not front)
    values = asdict(view)
    values |= {"front": front, "shows": lambda name: not sections or name in sections, **printer.functions}
    return tidy(rendered(templates, template, values))
