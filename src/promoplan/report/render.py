"""`render`: a checked plan as Markdown, HTML or PDF."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import quote

from promoplan.checker import Checked
from promoplan.economics.exact import exact
from promoplan.errors import OutputError, UsageError
from promoplan.i18n.catalogue import Language
from promoplan.report.context import build_context
from promoplan.report.markdown import body
from promoplan.report.material import raw_header
from promoplan.report.parsing import CHART
from promoplan.report.pictures import pictures
from promoplan.source.write import write_atomic


class Format(StrEnum):
    """What a report can be written as; the value is the ending of its file."""

    MARKDOWN = "md"
    HTML = "html"
    PDF = "pdf"


_ENDINGS = {
    "md": Format.MARKDOWN,
    "markdown": Format.MARKDOWN,
    "html": Format.HTML,
    "htm": Format.HTML,
    "pdf": Format.PDF,
}


@dataclass(frozen=True, slots=True)
class Rendered:
    """A finished report.

    `beside` holds the files that belong to it, by their path from the report's folder; `unprintable` the characters
    that the PDF's fonts lack, which it shows as □.
    """

    main: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    unprintable: tuple[str, ...] = ()


def format_of(output: Path) -> Format:
    """The format that a file's ending asks for; raises UsageError for another ending."""
    found = _ENDINGS.get(output.suffix.removeprefix(".").lower())
    if found is None:
        known = ", ".join(f".{form}" for form in Format)
        raise UsageError("{path}: a report ends in {known}", path=str(output), known=known)
    return found


def plan_language(checked: Checked) -> Language:
    """The language that a plan is written in; English where it does not say."""
    language = raw_header(checked).get("language")
    return Language(language) if isinstance(language, str) and language in set(Language) else Language.EN


def render(
    checked: Checked,
    fmt: Format,
    *,
    language: Language,
    today: date,
    templates: Path | None = None,
    name: str = "report",
) -> Rendered:
    """The report of a plan whose document holds data, whatever was found in it.

    `templates` is the user's folder of templates, `name` the report's file name without ending, from which the names
    of the files beside it are made. Raises TemplateError for a mistake in a user's template, and MissingExtra where
    the typesetter is not installed.
    """
    with exact():
        context = build_context(checked, language, today)
    charts = pictures(context)
    if fmt is Format.MARKDOWN:
        folder = f"{name}_charts"
        text = body(
            context, charts, target=lambda chart: f"{quote(folder)}/{chart}.svg", front=True, templates=templates
        )
        used = {chart: picture for chart, picture in charts.items() if f"/{chart}.svg)" in text}
        return Rendered(text.encode(), {f"{folder}/{chart}.svg": made.svg.encode() for chart, made in used.items()})
    text = body(context, charts, target=lambda chart: f"{CHART}{chart}", front=False, templates=templates)
    drawn = {chart: picture.svg for chart, picture in charts.items()}
    if fmt is Format.HTML:
        from promoplan.report.html import html  # noqa: PLC0415 - only the format that is asked for

        return Rendered(html(text, context, drawn).encode())
    from promoplan.report.pdf import pdf  # noqa: PLC0415 - only the format that is asked for

    printed = pdf(text, context, drawn)
    return Rendered(printed.data, unprintable=printed.unprintable)


def write_rendered(rendered: Rendered, output: Path) -> None:
    """Writes a report and the files beside it, each whole or not at all; the report itself comes last.

    Raises OutputError, also for a folder that can't be made.
    """
    for name, content in rendered.beside.items():
        path = output.parent / name
        try:
            path.parent.mkdir(exist_ok=True)
        except OSError as error:
            raise OutputError("{path}: {reason}", path=str(path.parent), reason=error.strerror or "") from error
        write_atomic(path, content, overwrite=True)
    write_atomic(output, rendered.main, overwrite=True)
