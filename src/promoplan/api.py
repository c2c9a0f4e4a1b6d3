"""The interface for programs: a plan's typed values, what is found in it, and its report."""

import os
from datetime import date
from pathlib import Path

from promoplan.checker import Checked
from promoplan.checker import check as check_document
from promoplan.errors import PlanError
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.model.plan import Plan
from promoplan.source.includes import load_document


def load_plan(path: str | os.PathLike[str]) -> Plan:
    """The typed plan in a file or plan folder.

    Raises PlanError, whose `findings` say why, when the text or the shape of the plan is broken; UnreadableError for
    what can't be opened. Breaking a rule of the method is no hindrance: see `check`.
    """
    checked = check(path)
    if checked.plan is None:
        errors = tuple(finding for finding in checked.findings if finding.severity is Severity.ERROR)
        raise PlanError("{path}: the plan holds {count} errors", errors, path=os.fspath(path), count=len(errors))
    return checked.plan


def check(path: str | os.PathLike[str], *, today: date | None = None) -> Checked:
    """All that is found in the plan in a file or plan folder, judged as on `today` (the system's day if left out).

    Raises UnreadableError for what can't be opened; whatever is wrong with the plan is among the findings.
    """
    document = load_document(Path(path))
    return check_document(document, today=today or date.today())  # noqa: DTZ011 - the user's own day


def render(
    checked: Checked,
    form: str = "html",
    *,
    language: str | None = None,
    today: date | None = None,
    templates: str | os.PathLike[str] | None = None,
) -> bytes:
    """The report of a checked plan, in the plan's language unless another is named.

    `form` is `md`, `html`, `pdf`, `docx`, `xlsx`, `pptx` or `ics`. Raises ValueError for an unknown form or language,
    TemplateError for a mistake in your own `templates`, and MissingExtra where a library for the form is not installed.
    """
    from promoplan.report.render import Report, plan_language  # noqa: PLC0415 - a check needs no templates
    from promoplan.report.targets import Format  # noqa: PLC0415 - as above

    report = Report(
        checked,
        language=Language(language) if language else plan_language(checked),
        today=today or date.today(),  # noqa: DTZ011 - the user's own day
        templates=Path(templates) if templates is not None else None,
    )
    return report.rendered(Format(form)).main
