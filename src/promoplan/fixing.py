"""`fixed`: mends what has a fix, again and again until nothing is left to mend, in memory and checked each time.

A fix that brings an error which was not there before is left out. Errors that only show because a mended section can
be judged at last are not of the fix's making.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from promoplan.checker import Checked
from promoplan.findings.baseline import fingerprint, named_path
from promoplan.findings.finding import Finding, Severity
from promoplan.source.edits import apply, by_source, compatible
from promoplan.source.root import real

if TYPE_CHECKING:
    from promoplan.source.text import Edit

MOST_ROUNDS = 20

Texts = Mapping[Path, str]
Judge = Callable[[Texts], Checked]
"""Checks a plan in which texts stand for those of files, by their real paths."""


@dataclass(frozen=True)
class Change:
    """A file that fixes change: its name for display, and its text before and after."""

    name: str
    before: str
    after: str
    bom: bool


@dataclass(frozen=True)
class Fixed:
    """What fixes come to: the files that change, how many findings they mend, and the check of the mended plan."""

    changes: tuple[Change, ...]
    count: int
    checked: Checked


def fixed(judge: Judge, *, unsafe: bool = False) -> Fixed:
    """Applies the safe fixes of a plan, with `unsafe` all; writes nothing."""
    texts: dict[Path, str] = {}
    first = checked = judge(texts)
    count, refused = 0, set[tuple[str, str]]()
    for _ in range(MOST_ROUNDS):
        fixes = [each for each in checked.findings if _wanted(each, unsafe) and _key(checked, each) not in refused]
        chosen = _together(fixes)
        if not chosen:
            break
        tried = _after(texts, chosen)
        after = judge(tried)
        if _gained(checked, after):
            chosen = chosen[:1]
            tried = _after(texts, chosen)
            after = judge(tried)
            if _gained(checked, after):
                refused.add(_key(checked, chosen[0]))
                continue
        texts, checked, count = tried, after, count + len(chosen)
    return Fixed(tuple(_changes(first, texts)), count, checked)


def _wanted(finding: Finding, unsafe: bool) -> bool:
    return finding.fix is not None and (finding.fix.safe or unsafe)


def _together(findings: Sequence[Finding]) -> list[Finding]:
    """As many of the findings as can be mended at once, the first ones first."""
    chosen: list[Finding] = []
    edits: list[Edit] = []
    for finding in findings:
        if finding.fix is not None and compatible(finding.fix.edits, edits):
            chosen.append(finding)
            edits += finding.fix.edits
    return chosen


def _after(texts: Texts, findings: Sequence[Finding]) -> dict[Path, str]:
    """The texts of all changed files after the findings' fixes."""
    edits = [edit for finding in findings if finding.fix is not None for edit in finding.fix.edits]
    return {**texts, **{real(Path(source.path)): apply(source.text, each) for source, each in by_source(edits)}}


def _changes(checked: Checked, texts: Texts) -> list[Change]:
    known = {real(Path(source.path)): source for source in checked.document.sources}
    return [Change(known[path].path, known[path].text, text, known[path].bom) for path, text in texts.items()]


def _gained(before: Checked, after: Checked) -> bool:
    """Whether there are errors that were not there before and that nothing has hidden."""
    gained = Counter(_errors(after)) - Counter(_errors(before))
    could_judge = before.document.data is not None and not before.broken
    return any(could_judge or code.startswith("PP0") for code, _ in gained)


def _errors(checked: Checked) -> list[tuple[str, str]]:
    return [_key(checked, finding) for finding in checked.findings if finding.severity is Severity.ERROR]


def _key(checked: Checked, finding: Finding) -> tuple[str, str]:
    at = named_path(checked.document.data, finding.path)
    return finding.code, fingerprint(finding.code, at, finding.variant, finding.values)
