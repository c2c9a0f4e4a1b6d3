"""`Showing`: a plan's report and findings as they are at the moment."""

from collections.abc import Callable
from pathlib import Path

from promoplan.batch import Task, check_one, entries_of
from promoplan.checker import Checked
from promoplan.config import forget
from promoplan.emit.told import told
from promoplan.errors import PromoplanError
from promoplan.preview.board import Shown
from promoplan.preview.pages import findings, trouble
from promoplan.report.render import Report, plan_language
from promoplan.report.targets import Format
from promoplan.report.theme import DEFAULT, load_theme


class Showing:
    """Makes the pages of a plan anew; while it can't be rendered, the last report stays, and the findings say why."""

    def __init__(self, plan: Path, task: Callable[[], Task], templates: Path | None, theme: Path | None) -> None:
        self._plan = plan
        self._task = task
        self._templates = templates
        self._theme = theme
        self._report = b""

    def shown(self) -> Shown:
        """The pages of the plan as its files are now."""
        forget()
        entries_of.cache_clear()
        task = self._task()
        try:
            checked = check_one(self._plan, task)
            found = told(checked, task.language)
            stale = checked.document.data is None
            if not stale:
                self._report = self._rendered(checked, task)
        except PromoplanError as error:
            return Shown(self._report, trouble(error, task.language))
        return Shown(self._report, findings(found, task.language, stale=stale))

    def _rendered(self, checked: Checked, task: Task) -> bytes:
        theme = load_theme(self._theme) if self._theme else DEFAULT
        language = plan_language(checked)
        report = Report(checked, language=language, today=task.today, templates=self._templates, theme=theme)
        return report.rendered(Format.HTML).main
