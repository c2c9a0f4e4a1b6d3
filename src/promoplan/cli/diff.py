"""`promoplan diff`: what changed between two plans, or since a revision of one."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from promoplan.cli.options import ColourOption, LanguageOption, TodayOption, named_plan
from promoplan.cli.terminal import Colour, day_of, language_of, look_of, say, settings_here
from promoplan.cli.words import about
from promoplan.errors import UsageError
from promoplan.i18n.catalogue import Language

if TYPE_CHECKING:
    from promoplan.comparison.told import Told
    from promoplan.source.document import Document


class Form(StrEnum):
    """How a comparison is printed."""

    TEXT = "text"
    MARKDOWN = "md"
    JSON = "json"


def diff(
    plans: Annotated[
        list[Path], typer.Argument(help=about("diff.plans"), metavar="PLAN", show_default=False, parser=named_plan)
    ],
    base: Annotated[str | None, typer.Option("--base", help=about("diff.base"), metavar="REVISION")] = None,
    form: Annotated[Form, typer.Option("--format", "-f", help=about("diff.format"))] = Form.TEXT,
    today: TodayOption = None,
    lang: LanguageOption = None,
    color: ColourOption = Colour.AUTO,
) -> None:
    """Tells what changed; that something did is no failure."""
    told = _told(plans, base, day_of(today), language_of(lang, settings_here()))
    say(_shown(told, form, color))


def _told(paths: Sequence[Path], base: str | None, today: date, language: Language) -> "Told":
    from promoplan.batch import Task, policy_for
    from promoplan.checker import check
    from promoplan.comparison.comparison import compare, nothing
    from promoplan.comparison.told import Origin, Told
    from promoplan.report.view.material import material

    before, after = _documents(paths, base)
    policy = replace(policy_for(Path(after.path), Task(today, language)), baseline=None)  # one for both, nothing hidden
    old = check(before, today=today, policy=policy) if before else nothing(after.path)
    new = check(after, today=today, policy=policy)
    first = Origin(after.path, base, there=before is not None) if base else Origin(old.document.path)
    sides = material(old, language, today), material(new, language, today)
    return Told(compare(old, new), *sides, (first, Origin(after.path)))


def _documents(paths: Sequence[Path], base: str | None) -> tuple["Document | None", "Document"]:
    """The plan before and the plan after: two that are given, or one at a revision (None: not there) and as it is."""
    from promoplan.batch import STDIN, load
    from promoplan.source.revision import load_at

    match paths, base:
        case [first, second], None:
            return load(first), load(second)
        case [path], str(revision) if path != STDIN:
            after = load(path)
            return load_at(path, revision), after
    raise UsageError("diff: two plans, or one plan and --base REVISION; given: {count}", count=len(paths))


def _shown(told: "Told", form: Form, colour: Colour) -> str:
    match form:
        case Form.JSON:
            from promoplan.comparison.as_json import as_json

            return as_json(told)
        case Form.MARKDOWN:
            from promoplan.comparison.markdown import markdown

            return markdown(told)
    from promoplan.comparison.text import text

    return text(told, look_of(colour))
