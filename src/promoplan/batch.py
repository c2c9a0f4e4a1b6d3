"""Many plans in one run: each file's outcome is a value, so that one unreadable file does not hide the others."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from promoplan.checker import Checked, check
from promoplan.errors import PromoplanError, UnreadableError
from promoplan.model.plan import Plan
from promoplan.source.document import Document
from promoplan.source.includes import find_plans, load_document, plan_of, resolve
from promoplan.source.text import read_stdin

STDIN = Path("-")
"""Stands for standard input among the paths."""


def check_paths(
    paths: Sequence[Path], *, today: date, exclude: Sequence[str] = ()
) -> Iterator[Checked | PromoplanError]:
    """What is found in the plans that paths stand for, in their order; what can't be read comes as an error.

    A base file (no `plan:`, and no key that a plan does not know) is not checked alone and is left out.
    """
    for path in paths:
        try:
            files = [path] if path == STDIN else find_plans([path], exclude)
        except UnreadableError as error:
            yield error
            continue
        for file in files:
            try:
                document = load(file)
            except UnreadableError as error:
                yield error
                continue
            if not is_base(document):
                yield _checked(document, today)


def load(path: Path) -> Document:
    """The document of a plan: a file, a folder with `plan.yaml`, or standard input. Raises UnreadableError."""
    if path != STDIN:
        return load_document(plan_of(path))
    if sys.stdin is None:
        raise UnreadableError("{path}: closed", path="stdin")
    return resolve(read_stdin(sys.stdin.buffer), Path())


def is_base(document: Document) -> bool:
    """Whether a document is only there to be extended by plans."""
    data = document.data
    return data is not None and bool(data) and "plan" not in data and all(key in Plan.model_fields for key in data)


def _checked(document: Document, today: date) -> Checked:
    """The check; a bug in it names the plan that shows it."""
    try:
        return check(document, today=today)
    except Exception as bug:
        bug.add_note(document.path)
        raise
