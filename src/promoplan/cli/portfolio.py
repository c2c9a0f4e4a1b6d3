"""The plans of a folder, read for an overview."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from promoplan.cli.terminal import told
from promoplan.emit.safe import file_name
from promoplan.errors import PromoplanError, UnreadableError
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words
from promoplan.source.discovery import NO_PLANS, PLAN_FILE

if TYPE_CHECKING:
    from promoplan.checker import Checked


class Found(NamedTuple):
    """The plans that can be shown, why others can't, and the language that most of them are written in."""

    checks: tuple["Checked", ...]
    unread: tuple[str, ...]
    language: Language | None


def is_portfolio(path: Path) -> bool:
    """Whether a path is a folder that may hold many plans: a plan folder is one."""
    return path.is_dir() and not (path / PLAN_FILE).exists()


def read_portfolio(folder: Path, day: date, interface: Language) -> Found:
    """The plans below a folder that the project's settings do not exclude; raises UnreadableError for none to show."""
    from promoplan.batch import Task, is_base, load, plans_at, policy_for
    from promoplan.checker import check
    from promoplan.report.render import plan_language

    checks, unread = list["Checked"](), list[str]()
    task = Task(day, interface)
    for file in plans_at(folder):
        try:
            document = load(file)
        except PromoplanError as error:
            unread.append(told(error, interface))
            continue
        if document.data is None:
            unread.append(words("portfolio.unreadable", interface).format(path=file_name(str(file))))
        elif not is_base(document):
            checks.append(check(document, today=day, policy=policy_for(file, task)))
    if not checks:
        raise UnreadableError(NO_PLANS, path=str(folder))
    most = Counter(map(plan_language, checks)).most_common(1)
    return Found(tuple(checks), tuple(unread), most[0][0] if most else None)
