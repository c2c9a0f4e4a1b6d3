"""The plans of a folder, read for an overview."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promoplan.emit.error_line import error_line
from promoplan.emit.safe import file_name
from promoplan.errors import UnreadableError
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words
from promoplan.source.discovery import NO_PLANS, PLAN_FILE

if TYPE_CHECKING:
    from promoplan.checker import Checked


class Found(NamedTuple):
    """The plans that can be shown, why others can't, and the language that most of them are written in."""

    checks: tuple["Checked", ...]
    unread: tuple[str, ...]
    language: Language


def is_portfolio(path: Path) -> bool:
    """Whether a path is a folder that may hold many plans: a plan folder is one."""
    return path.is_dir() and not (path / PLAN_FILE).exists()


def read_portfolio(folder: Path, day: date, interface: Language) -> Found:
    """The plans below a folder that the project's settings do not exclude; raises UnreadableError for none to show."""
    from promoplan.batch import Task, check_one, is_base, plans_at
    from promoplan.report.render import plan_language

    checks, unread = list["Checked"](), list[str]()
    for file in plans_at(folder):
        try:
            checked = check_one(file, Task(day, interface))
        except UnreadableError as error:
            unread.append(error_line(error, interface))
            continue
        if checked.document.data is None:
            unread.append(words("portfolio.unreadable", interface).format(path=file_name(str(file))))
        elif not is_base(checked.document):
            checks.append(checked)
    if not checks:
        raise UnreadableError(NO_PLANS, path=str(folder))
    ((language, _),) = Counter(map(plan_language, checks)).most_common(1)
    return Found(tuple(checks), tuple(unread), language)
