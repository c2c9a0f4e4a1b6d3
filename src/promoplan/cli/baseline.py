"""`promoplan validate --update-baseline`: begins a baseline with what is found now, or takes out what is gone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from promoplan.batch import (
    Task,
    baselines,
    check_one,
    entries_of,
    is_base,
    name_in_root,
    plans_at,
    plans_gone,
    policy_for,
)
from promoplan.cli.terminal import CLEAN, tell
from promoplan.config import settings_for
from promoplan.emit.safe import file_name
from promoplan.errors import UsageError
from promoplan.findings.baseline import Entry, write_baseline
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import words
from promoplan.sift import entry_of
from promoplan.source.write import write_atomic


def update(paths: Sequence[Path], task: Task) -> int:
    """Writes the baseline of the paths' plans; one that is there only shrinks. Raises UsageError without a file."""
    file = task.baseline or settings_for(paths[0]).baseline
    if file is None:
        raise UsageError("--update-baseline: no file; name one with --baseline FILE or in the settings")
    known = entries_of(file) if file.exists() else None
    plans = [plan for path in paths for plan in plans_at(path)]
    if known is None:
        kept = [entry for plan in plans for entry in _found(plan, replace(task, begins=True))]
    else:
        stale = Counter(entry for plan in plans for entry in check_one(plan, task).stale)
        gone = plans_gone(file, baselines(paths, task).get(file, ()), task)
        kept = [entry for entry in (Counter(known) - stale).elements() if entry.file not in gone]
    write_atomic(file, write_baseline(kept), overwrite=True)
    known_findings = counted("known", len(kept), task.language)
    tell(words("baseline.written", task.language).format(path=file_name(str(file)), findings=known_findings))
    return CLEAN


def _found(plan: Path, task: Task) -> Iterator[Entry]:
    """The entries for all that is found in a plan and may be silenced."""
    checked = check_one(plan, task)
    if is_base(checked.document):
        return
    name, policy = name_in_root(plan), policy_for(plan, task)
    for finding in checked.findings:
        if policy.may_be_silenced(finding.code):
            yield entry_of(checked.document, finding, name)
