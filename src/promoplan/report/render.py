"""`Report`: a checked plan in every format that a report can have."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import cached_property
from pathlib import Path

from promoplan.checker import Checked
from promoplan.economics.exact import exact
from promoplan.errors import OutputError
from promoplan.i18n.catalogue import Language
from promoplan.report.front import Front, front
from promoplan.report.manuscript import Rendered, printed
from promoplan.report.markdown import body
from promoplan.report.pictures import Picture, pictures
from promoplan.report.targets import Format
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.view.context import ReportContext, build_context
from promoplan.report.view.material import raw_header
from promoplan.source.write import write_atomic


def plan_language(checked: Checked) -> Language:
    """The language that a plan is written in; English where it does not say."""
    language = raw_header(checked).get("language")
    return Language(language) if isinstance(language, str) and language in set(Language) else Language.EN


class Report:
    """The report of a plan whose document holds data, whatever was found in it.

    What formats share is made once, when the first of them asks for it. `templates` is the user's folder of templates;
    `sections` names the parts of the body that are wanted, all where it is empty.
    """

    def __init__(
        self,
        checked: Checked,
        *,
        language: Language,
        today: date,
        draft: bool = False,
        templates: Path | None = None,
        theme: Theme = DEFAULT,
        sections: tuple[str, ...] = (),
    ) -> None:
        self.today = today
        self.theme = theme
        self._checked = checked
        self._language = language
        self._draft = draft
        self._templates = templates
        self._sections = sections

    @cached_property
    def context(self) -> ReportContext:
        """All that the report says."""
        with exact():
            return build_context(self._checked, self._language, self.today, draft=self._draft)

    @cached_property
    def charts(self) -> Mapping[str, Picture]:
        """The pictures by name."""
        return pictures(self.context, self.theme.charts[0])

    @cached_property
    def front(self) -> Front:
        """What finished formats show around the body."""
        return front(self.context, self.theme)

    def body(self, target: Callable[[str], str], *, front: bool) -> str:
        """The body as Markdown; see `Manuscript`. Raises TemplateError for a mistake in a user's template."""
        return body(
            self.context,
            self.charts,
            target=target,
            front=front,
            templates=self._templates,
            sections=self._sections,
        )

    def rendered(self, fmt: Format, *, name: str = "report", inline: bool = False) -> Rendered:
        """The report in one format; see `printed`.

        Raises TemplateError for a mistake in a user's template, MissingExtra where a library for the format is not
        installed, and OutputError when the typesetter fails.
        """
        match fmt:
            case Format.XLSX:
                from promoplan.report.xlsx import xlsx  # noqa: PLC0415 - only the format that is asked for

                return Rendered(xlsx(self.context, self.theme))
            case Format.PPTX:
                from promoplan.report.pptx import pptx  # noqa: PLC0415 - as above

                return Rendered(pptx(self.context, self.charts, self.theme))
            case Format.ICS:
                from promoplan.report.ics import ics  # noqa: PLC0415 - as above

                return Rendered(ics(self.context))
        return printed(self, fmt, name=name, inline=inline)


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
