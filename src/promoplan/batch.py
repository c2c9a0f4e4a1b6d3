"""Many plans in one run: each file's outcome is a value, so that one unreadable file does not hide the others.

What is known from earlier runs is taken from the cache; of the rest, many are shared out to several processes. The
order is that of the files, whoever has done the work.
"""

import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from promoplan.cache import plans, store
from promoplan.config import Settings, settings_for
from promoplan.emit.said import said
from promoplan.emit.told import MAX_PER_FILE, Told, told
from promoplan.errors import ConfigError, PromoplanError, UnreadableError, UsageError
from promoplan.findings.baseline import Entry, read_baseline
from promoplan.findings.policy import Policy
from promoplan.i18n.catalogue import Language
from promoplan.source.discovery import find_plans, plan_of
from promoplan.source.root import absolute, projects_below, root_of
from promoplan.source.text import read_bytes, read_source, read_stdin

if TYPE_CHECKING:
    from promoplan.checker import Checked
    from promoplan.source.document import Document

STDIN = Path("-")
"""Stands for standard input among the paths."""

MOST_FOR_ONE = 12
"""Plans that are not worth a process of their own."""


@dataclass(frozen=True)
class Task:
    """How plans are to be checked: the day, the language, what the command line lays over the settings' policy.

    `select` and `ignore` are known beginnings of codes; `baseline` is a file. `jobs` processes work at once at most.
    `begins`: a baseline is only begun, so that nothing is known yet.
    """

    today: date
    language: Language
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    baseline: Path | None = None
    jobs: int = 1
    cached: bool = False
    begins: bool = False


@dataclass(frozen=True)
class Result:
    """What a plan's check has come to: None for a base, which is not checked alone; and what it hangs on."""

    told: Told | None
    witnesses: tuple[str, ...] | None = None


def check_paths(paths: Sequence[Path], task: Task) -> Iterator[Result | PromoplanError]:
    """What is found in the plans that paths stand for, in their order; what can't be read comes as an error."""
    items: list[Path | PromoplanError] = []
    for path in paths:
        try:
            items += [path] if path == STDIN else plans_at(path)
        except UnreadableError as error:
            items.append(error)
    known = [_recalled(item, task) if isinstance(item, Path) else item for item in items]
    open_files = [item for item, found in zip(items, known, strict=True) if found is None and isinstance(item, Path)]
    fresh = _fresh(open_files, task)
    for found in known:
        yield next(fresh) if found is None else found
    if task.cached and open_files:
        store.prune()


def plans_at(path: Path) -> list[Path]:
    """The plan files that a path stands for, as its project's settings have it; raises UnreadableError for none."""
    return find_plans([path], settings_for(path).exclude)


def _fresh(files: Sequence[Path], task: Task) -> Iterator[Result | PromoplanError]:
    jobs = min(task.jobs, len(files) // MOST_FOR_ONE)
    if jobs < 2 or STDIN in files:  # noqa: PLR2004 - one process alone needs no help
        return (judged(file, task) for file in files)
    from promoplan.workers import shared_out  # noqa: PLC0415 - only where there is much to do

    return shared_out(files, task, jobs)


def judged(file: Path, task: Task) -> Result | PromoplanError:
    """The check of one plan, put into words and into the cache; a bug in it names the plan that shows it."""
    from promoplan.checker import check  # noqa: PLC0415 - what is known needs no rules

    try:
        document = load(file)
        policy = policy_for(file, task)
        if is_base(document):
            return _kept(file, document, None, task, policy)
        checked = check(document, today=task.today, policy=policy)
    except UnreadableError as error:
        return error
    except PromoplanError:
        raise
    except Exception as bug:
        bug.add_note(str(file))
        raise
    return _kept(file, document, told(checked, task.language), task, policy)


def check_one(file: Path, task: Task) -> "Checked":
    """The check of one plan, whole; raises UnreadableError."""
    from promoplan.checker import check  # noqa: PLC0415 - what is known needs no rules

    return check(load(file), today=task.today, policy=policy_for(file, task))


def _recalled(file: Path, task: Task) -> Result | None:
    if not task.cached or file == STDIN:
        return None
    found = plans.recall(_name(file, task, policy_for(file, task)))
    return None if isinstance(found, plans.Unknown) else Result(*found)


def _kept(file: Path, document: "Document", found: Told | None, task: Task, policy: Policy) -> Result:
    """The result, kept for later runs unless it hangs on what witnesses can't see."""
    if not task.cached or file == STDIN or any(flaw.code == "PP020" for flaw in document.flaws):
        return Result(found)
    witnesses = plans.witnesses_of(document)
    plans.remember(_name(file, task, policy), found, witnesses)
    return Result(found, witnesses)


@lru_cache(maxsize=1)
def _program() -> str:
    return store.program()


def _name(file: Path, task: Task, policy: Policy) -> str:
    own = (str(file), str(absolute(file)), str(task.today), task.language, repr(policy))
    return store.key("plan", _program(), *own)


def policy_for(file: Path, task: Task) -> Policy:
    """By which rules a plan is judged: its project's settings, with what the command line lays over them.

    Raises UsageError or ConfigError for a baseline that is not there.
    """
    settings = settings_for(Path() if file == STDIN else file)
    policy = settings.policy
    policy = replace(policy, select=task.select or policy.select, ignore=(*policy.ignore, *task.ignore))
    if not task.begins and (baseline := task.baseline or settings.baseline) is not None:
        if not os.path.lexists(baseline):
            raise _no_baseline(baseline, settings, task)
        policy = replace(policy, baseline=entries_of(baseline))
    return policy.for_file(name_in_root(file))


def _no_baseline(file: Path, settings: Settings, task: Task) -> UsageError | ConfigError:
    """A name that is misspelt must not pass for a baseline that knows nothing."""
    if task.baseline is not None or settings.file is None:
        return UsageError("--baseline: no file {path}; together with --update-baseline it is begun", path=str(file))
    at = f"{settings.file}:{settings.lines.get(('baseline',), 1)}"
    name = file.relative_to(settings.file.parent).as_posix()
    return ConfigError(
        '{path}: the baseline {file} is not there; "promoplan validate --update-baseline" begins it', path=at, file=name
    )


def baselines(paths: Sequence[Path], task: Task) -> Mapping[Path, frozenset[Path]]:
    """The baselines that count for paths, each with the roots that it lies in and whose plans it may list.

    One that the settings name is that of their own root; one of the command line also of projects within.
    """
    found: dict[Path, frozenset[Path]] = {}
    for path in (Path() if path == STDIN else path for path in paths):
        if (baseline := task.baseline or settings_for(path).baseline) is not None:
            own = {root for root in (root_of(path),) if absolute(baseline).is_relative_to(root)}
            found[baseline] = found.get(baseline, frozenset()) | own
    return found


def plans_gone(baseline: Path, roots: Iterable[Path], task: Task) -> Mapping[str, int]:
    """The plans that a baseline lists and that are not there any more, with how many entries each has.

    Nothing is asked of a baseline that lies in none of the roots, nor of names that lead out of them.
    """
    within = tuple(roots)
    listed = Counter(entry.file for entry in entries_of(baseline) if within and _stays_inside(entry.file))
    gone = {file: count for file, count in listed.items() if not _is_there(file, within)}
    if gone and task.baseline is not None:
        within = tuple(project for root in within for project in projects_below(root))
        gone = {file: count for file, count in gone.items() if not _is_there(file, within)}
    return gone


def _stays_inside(file: str) -> bool:
    return file != str(STDIN) and not Path(file).is_absolute() and ".." not in file.split("/")


def _is_there(file: str, roots: Iterable[Path]) -> bool:
    return any(os.path.lexists(root / file) for root in roots)


def left_behind(paths: Sequence[Path], task: Task) -> Iterator[Told]:
    """What the baselines list of plans that are not there any more, told where they list it."""
    for baseline, roots in baselines(paths, task).items():
        if gone := plans_gone(baseline, roots, task):
            from promoplan import sift  # noqa: PLC0415 - as a rule nothing is left behind

            source = read_source(baseline, os.path.relpath(baseline), min(roots))
            found = list(sift.left_behind(source, gone, policy_for(paths[0], task)))
            counts = Counter((finding.code, finding.severity) for finding in found)
            said_of = tuple(said(finding, task.language) for finding in found[:MAX_PER_FILE])
            yield Told(source.path, said_of, (), tuple((*kind, count) for kind, count in counts.items()))


def name_in_root(file: Path) -> str:
    """A plan's path from its root, with "/" between names."""
    if file == STDIN:
        return "-"
    own, root = absolute(file), root_of(file)
    return own.relative_to(root).as_posix() if own.is_relative_to(root) else file.as_posix()


@lru_cache(maxsize=8)
def entries_of(file: Path) -> tuple[Entry, ...]:
    """The entries of a baseline file; raises ConfigError, or UnreadableError for none."""
    try:
        return read_baseline(read_bytes(file, str(file)).decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise ConfigError("{path}: no baseline of promoplan: {reason}", path=str(file), reason=str(error)) from error


def load(path: Path) -> "Document":
    """The document of a plan: a file, a folder with `plan.yaml`, or standard input. Raises UnreadableError."""
    from promoplan.source.includes import load_document, resolve  # noqa: PLC0415 - what is known needs no parser

    if path != STDIN:
        return load_document(plan_of(path))
    if sys.stdin is None:
        raise UnreadableError("{path}: closed", path="stdin")
    return resolve(read_stdin(sys.stdin.buffer), Path())


def is_base(document: "Document") -> bool:
    """Whether a document is only there to be extended by plans."""
    from promoplan.model.plan import Plan  # noqa: PLC0415 - what is known needs no models

    data = document.data
    return data is not None and bool(data) and "plan" not in data and all(key in Plan.model_fields for key in data)
