"""`--fix`, `--unsafe-fixes` and `--diff`: what has a fix is mended in the files, or shown as a difference."""

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from functools import partial
from pathlib import Path

from promoplan.batch import STDIN, Task, is_base, plans_at, policy_for
from promoplan.checker import Checked, check
from promoplan.cli.terminal import Colour, look_of, say, tell
from promoplan.emit.safe import file_name, printable
from promoplan.errors import OutputError, UnreadableError
from promoplan.fixing import Change, fixed
from promoplan.i18n.messages import words
from promoplan.source.discovery import plan_of
from promoplan.source.includes import load_document
from promoplan.source.text import read_source
from promoplan.source.write import write_atomic

_BOM = "\ufeff"


def mend(paths: Sequence[Path], task: Task, *, unsafe: bool, show: bool, colour: Colour) -> None:
    """Mends the plans that paths stand for and tells how much; with `show` prints what would change instead.

    What can't be read is left to the check that follows. Raises OutputError for a file that can't be written, or that
    has changed meanwhile.
    """
    count, files = 0, set[str]()
    for plan in _plans(paths):
        try:
            result = fixed(partial(_judge, plan, task), unsafe=unsafe)
        except UnreadableError:
            continue
        if show:
            say("".join(_difference(change, colour) for change in result.changes))
        else:
            write_all(result.changes)
        count += result.count
        files |= {change.name for change in result.changes}
    key = "fix.would" if show else "fix.done"
    tell(words(key, task.language).format(count=count, files=len(files)))


def _plans(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if path != STDIN:
            try:
                yield from plans_at(path)
            except UnreadableError:
                continue


def _judge(plan: Path, task: Task, texts: Mapping[Path, str]) -> Checked:
    document = load_document(plan_of(plan), texts=texts)
    if is_base(document):  # not checked alone, so not mended alone
        document = replace(document, flaws=(), data=None)
    policy = replace(policy_for(plan, task), baseline=None)
    return check(document, today=task.today, policy=policy)


def write_all(changes: Sequence[Change]) -> None:
    """Puts mended texts in place, each file whole or not at all.

    Raises OutputError before anything is written where a file is not as it was read, and for one that can't be written.
    """
    for change in changes:
        if read_source(change.file, change.name).text != change.before:
            raise OutputError("{path}: changed meanwhile, so nothing is mended in it", path=change.name)
    for change in changes:
        write_atomic(change.file, (_BOM if change.bom else "") + change.after, overwrite=True)


def _difference(change: Change, colour: Colour) -> str:
    """The change as a unified difference, each line printable."""
    look = look_of(colour)
    name = file_name(change.name).replace(os.sep, "/")
    before, after = change.before.splitlines(), change.after.splitlines()
    codes = {"+": "32", "-": "31", "@": "36"}
    lines = (printable(line) for line in unified_diff(before, after, f"a/{name}", f"b/{name}", lineterm=""))
    return "".join(f"{look.paint(line, codes[line[0]]) if line[:1] in codes else line}\n" for line in lines)
