"""`--fix`, `--unsafe-fixes` and `--diff`: what has a fix is mended in the files, or shown as a difference."""

import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from difflib import unified_diff
from functools import partial
from pathlib import Path

from promoplan.batch import STDIN, Task, is_base, plans_at, policy_for
from promoplan.checker import Checked, check
from promoplan.cli.terminal import CLEAN, FINDINGS, TROUBLE, Colour, look_of, say, tell, trouble
from promoplan.emit.safe import printable
from promoplan.errors import OutputError, UnreadableError, UsageError
from promoplan.fixing import Change, fixed
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words
from promoplan.source.discovery import plan_of
from promoplan.source.includes import load_document
from promoplan.source.root import real
from promoplan.source.text import read_source
from promoplan.source.write import refuse_unwritable, write_atomic

_BOM = "\ufeff"
_LINE = re.compile("[^\\n]*\\n|[^\\n]+")
_HARMLESS = re.compile("[\\t\\u00a0\\u1680\\u2000-\\u200a\\u200d\\u202f\\u205f\\u3000]")  # blanks, and what joins emoji
_COMMAND = re.compile(r"^\s+:(?=:)")
_COLOURS = {"+": "32", "-": "31", "@": "36"}


def mend(paths: Sequence[Path], task: Task, *, unsafe: bool, show: bool, colour: Colour) -> int:
    """Mends the plans that paths stand for and tells how much; with `show` prints what would change instead.

    Gives the exit code: TROUBLE where a file can't be written, with `show` also where one can't be read, FINDINGS where
    something would change. Raises UsageError for standard input.
    """
    if STDIN in paths:
        raise UsageError("-: standard input is not mended; name a file")
    code, count, left, changes = CLEAN, 0, 0, dict[Path, Change]()
    for plan in _plans(paths):
        try:
            seen = {file: change.after for file, change in changes.items()} if show else {}
            result = fixed(partial(_judge, _readable(plan), task, seen), unsafe=unsafe)
            if not show:
                write_all(result.changes)
        except (OutputError, UnreadableError) as error:
            if show or isinstance(error, OutputError):  # what can't be read is told by the check that follows
                trouble(error, task.language)
                code = TROUBLE
            continue
        count, left = count + result.count, left + result.left
        for change in result.changes:
            file = real(change.file)
            changes[file] = replace(changes.get(file, change), after=change.after)
    if show:
        say("".join(_difference(change, colour) for change in changes.values()))
    _tell(count, len(changes), left, task.language, show=show)
    return max(code, FINDINGS) if show and changes else code


def _tell(count: int, files: int, left: int, language: Language, *, show: bool) -> None:
    findings, in_files = counted("mended-findings", count, language), counted("mended-files", files, language)
    tell(words("fix.would" if show else "fix.done", language).format(findings=findings, files=in_files))
    if left:
        tell(counted("fixes-left", left, language))


def _plans(paths: Sequence[Path]) -> Iterator[Path | UnreadableError]:
    for path in paths:
        try:
            yield from plans_at(path)
        except UnreadableError as error:
            yield error


def _readable(plan: Path | UnreadableError) -> Path:
    if isinstance(plan, UnreadableError):
        raise plan
    return plan


def _judge(plan: Path, task: Task, seen: Mapping[Path, str], texts: Mapping[Path, str]) -> Checked:
    document = load_document(plan_of(plan), texts={**seen, **texts})
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
        refuse_unwritable(change.file)
    for change in changes:
        write_atomic(change.file, (_BOM if change.bom else "") + change.after, overwrite=True)


def _difference(change: Change, colour: Colour) -> str:
    """The change as a unified difference that `patch -p1` and `git apply` take.

    What does not print and what a CI runner would obey is escaped, and a line with it does not apply.
    """
    look, name = look_of(colour), _name(change)
    before, after = (_LINE.findall((_BOM if change.bom else "") + text) for text in (change.before, change.after))
    shown = []
    for line in unified_diff(before, after, f"a/{name}", f"b/{name}"):
        text, end = _parted(line)
        shown.append((look.paint(text, _COLOURS[line[0]]) if line[0] in _COLOURS else text) + end)
    return "".join(shown)


def _parted(line: str) -> tuple[str, str]:
    """A line of a difference, made printable but for blanks and a byte order mark, and how it ends."""
    text = line.removesuffix("\n").removesuffix("\r")
    end = line[len(text) :]
    mark = text[:2] if text[1:2] == _BOM else ""
    text = text[len(mark) :]
    parts = zip(_HARMLESS.split(text), [*_HARMLESS.findall(text), ""], strict=True)
    shown = mark + "".join(printable(part) + blank for part, blank in parts)
    shown = _COMMAND.sub(r"\g<0>\\", shown)
    return shown, end if end.endswith("\n") else f"{end}\n\\ No newline at end of file\n"


def _name(change: Change) -> str:
    """The file's name below the folder one stands in, where it is there; a tab ends one with blanks, as in git's."""
    file = real(change.file.parent) / change.file.name
    name = os.path.relpath(file) if file.is_relative_to(Path.cwd()) else str(file)
    shown = printable(name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))
    return shown.replace(os.sep, "/").lstrip("/") + ("\t" if " " in shown else "")
