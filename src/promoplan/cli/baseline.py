"""`promoplan validate --update-baseline`: begins a baseline with what is found now, or takes out what is gone."""

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from promoplan.batch import Task, check_one, entries_of, is_base, name_in_root, plans_at
from promoplan.cli.terminal import CLEAN, tell
from promoplan.config import settings_for
from promoplan.emit.safe import file_name
from promoplan.errors import UsageError
from promoplan.findings.baseline import Entry, write_baseline
from promoplan.findings.suppression import Cause
from promoplan.i18n.messages import words
from promoplan.rules.suppressions import stale_baseline
from promoplan.sift import entry_of
from promoplan.source.write import write_atomic


def update(paths: Sequence[Path], task: Task) -> int:
    """Writes the baseline of the paths' plans; one that is there only shrinks. Raises UsageError without a file."""
    file = task.baseline or settings_for(paths[0]).baseline
    if file is None:
        raise UsageError("--update-baseline: no file; name one with --baseline FILE or in the settings")
    known = entries_of(file) if file.exists() else None
    plans = [plan for path in paths for plan in plans_at(path)]
    now = [entry for plan in plans for entry in _found(plan, task)]
    checked = {name_in_root(plan) for plan in plans}
    kept = now if known is None else [*(Counter(known) & Counter(now)).elements()]
    others = [entry for entry in known or () if entry.file not in checked]
    write_atomic(file, write_baseline([*kept, *others]), overwrite=True)
    said = words("baseline.written", task.language).format(path=file_name(str(file)), count=len(kept) + len(others))
    tell(said)
    return CLEAN


def _found(plan: Path, task: Task) -> Iterator[Entry]:
    """The entries for all that is found in a plan, whatever an older baseline knows of it."""
    checked = check_one(plan, task)
    if is_base(checked.document):
        return
    name = name_in_root(plan)
    for finding in checked.findings:
        if finding.code != stale_baseline.code:
            yield entry_of(checked.document, finding, name)
    for silenced in checked.silenced:
        if silenced.cause is Cause.BASELINE:
            yield entry_of(checked.document, silenced.finding, name)
