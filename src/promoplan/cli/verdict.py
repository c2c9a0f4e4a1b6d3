"""What `promoplan validate` does once its arguments are known; knows no argument parser."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from promoplan.batch import Result, Task, baselines, check_paths, entries_of, left_behind
from promoplan.cli.formats import Destination, Format, shown, write_summary
from promoplan.cli.progress import counted_up
from promoplan.cli.terminal import (
    CLEAN,
    FINDINGS,
    TROUBLE,
    Colour,
    day_of,
    language_of,
    look_of,
    say,
    settings_here,
    trouble,
)
from promoplan.emit.outcome import Outcome, outcome
from promoplan.errors import UsageError
from promoplan.findings.codes import known_prefix, nearest_prefix
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.source.root import absolute

TEXT = (Destination(Format.TEXT),)


@dataclass(frozen=True)
class Wish:
    """What the command line asks for besides paths; see `promoplan.cli.validate`."""

    outputs: Sequence[Destination] = TEXT
    fail_on: Severity = Severity.ERROR
    exit_zero: bool = False
    statistics: bool = False
    colour: Colour = Colour.AUTO


def task_for(
    *,
    today: date | None = None,
    language: Language | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    baseline: Path | None = None,
    jobs: int | None = None,
    cached: bool = True,
) -> Task:
    """How to check, from what the command line says; raises UsageError for a rule that does not exist."""
    return Task(
        day_of(today),
        language_of(language, settings_here()),
        _prefixes(select),
        _prefixes(ignore),
        baseline,
        jobs or _cores(),
        cached,
    )


def verdict(
    paths: Sequence[Path], task: Task | None = None, wish: Wish | None = None, *, asked: Sequence[str] = ()
) -> int:
    """Checks plans, prints what is found, and gives the exit code.

    `asked` are the arguments of a run that may be answered from the cache the next time.
    """
    task, wish = task or task_for(), wish or Wish()
    results = list(counted_up(check_paths(paths, task)))
    found = [result for result in results if isinstance(result, Result)]
    errors = [result for result in results if not isinstance(result, Result)]
    run = outcome((each.told for each in found if each.told is not None), left_behind(paths, task))
    printed = ""
    if run.plans or not errors:
        printed = _print(run, task.language, wish)
    for error in errors:
        trouble(error, task.language)
    if errors:
        return TROUBLE
    code = FINDINGS if run.fails(wish.fail_on) and not wish.exit_zero else CLEAN
    if asked:
        _keep(asked, paths, task, found, printed, code)
    return code


def _print(run: Outcome, language: Language, wish: Wish) -> str:
    """Writes each form that is asked for; gives back what went to standard output."""
    printed = []
    for output in wish.outputs:
        text = shown(run, output.form, language, look_of(wish.colour), statistics=wish.statistics)
        if output.file is None:
            say(text)
            printed.append(text)
        else:
            output.write(text)
        if output.form is Format.GITHUB:
            write_summary(run, language)
    return "".join(printed)


def _keep(
    asked: Sequence[str], paths: Sequence[Path], task: Task, found: Sequence[Result], printed: str, code: int
) -> None:
    from promoplan.cache import runs

    if any(result.witnesses is None for result in found) or not all(map(os.path.isfile, paths)):
        return
    of_plans = (witness for result in found for witness in result.witnesses or ())
    runs.keep(asked, printed, code, [*of_plans, *_of_baselines(paths, task)])


def _of_baselines(paths: Sequence[Path], task: Task) -> Iterator[str]:
    """The witnesses of the baselines' own files, and of whether the plans that they list are there."""
    from promoplan.cache.witness import of_file, of_presence

    for baseline, roots in baselines(paths, task).items():
        yield of_file(str(absolute(baseline)))
        listed = dict.fromkeys(entry.file for entry in entries_of(baseline))
        yield from (of_presence(str(root / name)) for root in roots for name in listed)


def _prefixes(words: Sequence[str]) -> tuple[str, ...]:
    """Codes and beginnings of codes, as written one by one or with commas."""
    listed = [word.strip() for each in words for word in each.split(",") if word.strip()]
    for word in listed:
        if known_prefix(word) is None:
            raise _no_rule(word)
    return tuple(known_prefix(word) or "" for word in listed)


def _no_rule(word: str) -> UsageError:
    near = nearest_prefix(word)
    if near is None:
        return UsageError('--select, --ignore: no rule {word}; "promoplan rules" lists them', word=word)
    return UsageError("--select, --ignore: no rule {word}; {near} is near", word=word, near=near)


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
