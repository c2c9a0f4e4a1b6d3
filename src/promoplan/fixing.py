"""`fixed`: mends what has a fix, again and again until nothing is left to mend, in memory and checked each time.

A fix that brings an error which was not there before is left out, unless that error has a fix in turn and goes with
it. Errors that only show because a mended section can be judged at last are not of the fix's making.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from promoplan.checker import RULE_OF, Checked
from promoplan.findings.baseline import fingerprint, named_path
from promoplan.findings.finding import Finding, Severity
from promoplan.rules.rule import Sections
from promoplan.source.edits import Taken, apply, by_source
from promoplan.source.root import real
from promoplan.source.text import Edit

MOST_CHECKS = 100
"""How often a plan is checked while it is mended; one that would take more keeps what is left to mend."""

_MOST_FOLLOWED = 6  # mistakes that show only when the one above them is mended

Texts = Mapping[Path, str]
Judge = Callable[[Texts], Checked]
"""Checks a plan in which texts stand for those of files, by their real paths."""


@dataclass(frozen=True)
class Change:
    """A file that fixes change: its name for display, where it is, and its text before and after."""

    name: str
    file: Path
    before: str
    after: str
    bom: bool


@dataclass(frozen=True)
class Fixed:
    """What fixes come to: the files that change, how many findings they mend, and the check of the mended plan.

    `left` findings have a fix that was not made, as it would bring an error or take more than `MOST_CHECKS`.
    """

    changes: tuple[Change, ...]
    count: int
    checked: Checked
    left: int = 0


def fixed(judge: Judge, *, unsafe: bool = False) -> Fixed:
    """Applies the safe fixes of a plan, with `unsafe` all; writes nothing. A second time nothing is left to do."""
    mending = _Mending(judge, unsafe=unsafe)
    state = _State({}, mending.judge({}))
    first = state.checked
    while (after := mending.round(state)) is not None:
        state = after
    left = len(mending.wanted(state.checked.findings))
    return Fixed(tuple(_changes(first, state.texts)), state.count, state.checked, left)


@dataclass(frozen=True)
class _State:
    """How far the mending has come: the texts that differ, their check, how many findings are mended."""

    texts: Texts
    checked: Checked
    count: int = 0

    def after(self, fixes: Sequence[Finding]) -> Texts:
        """The texts after fixes of this check."""
        edits = [edit for finding in fixes for edit in _edits(finding)]
        changed = {_file(source.file): apply(source.text, each) for source, each in by_source(edits)}
        return {**self.texts, **changed}


class _Mending:
    """The rounds in which one plan is mended; counts the checks that they take."""

    def __init__(self, judge: Judge, *, unsafe: bool) -> None:
        self._judge = judge
        self._unsafe = unsafe
        self._checks = 0

    def judge(self, texts: Texts) -> Checked:
        """The check of the plan with these texts."""
        self._checks += 1
        return self._judge(texts)

    def round(self, state: _State) -> _State | None:
        """The state after as many fixes as can be made side by side; None where none can be made."""
        fixes = self.wanted(state.checked.findings)
        kept, checked, waiting = list[Finding](), state.checked, fixes
        while self._may_check() and (group := side_by_side(waiting, kept)):
            in_group = set(map(id, group))
            waiting = [finding for finding in waiting if id(finding) not in in_group]
            kept, checked = self._with(state, kept, checked, group)
        if kept:
            return _State(state.after(kept), checked, state.count + len(kept))
        together = side_by_side(fixes)
        alone = ([finding] for finding in together if len(together) > 1)
        return next((after for group in (together, *alone) if (after := self._followed(state, group))), None)

    def _with(
        self, state: _State, kept: list[Finding], checked: Checked, group: list[Finding]
    ) -> tuple[list[Finding], Checked]:
        """Those of a group that bring no error, with those kept before; and the check of all these."""
        if not self._may_check():
            return kept, checked
        after = self.judge(state.after([*kept, *group]))
        if not _gained(checked, after):
            return [*kept, *group], after
        if len(group) > 1:
            half = len(group) // 2
            for part in (group[:half], group[half:]):
                kept, checked = self._with(state, kept, checked, part)
        return kept, checked

    def _followed(self, state: _State, group: Sequence[Finding]) -> _State | None:
        """The state after fixes together with those of the errors that they bring; None where one of these has none."""
        now, fixes = state, group
        for _ in range(_MOST_FOLLOWED):
            if not fixes or not self._may_check():
                return None
            texts = now.after(fixes)
            now = _State(texts, self.judge(texts), now.count + len(fixes))
            gained = _gained(state.checked, now.checked)
            if not gained:
                return now
            fixes = self.wanted(gained)
            fixes = side_by_side(fixes) if len(fixes) == len(gained) else []
        return None

    def wanted(self, findings: Iterable[Finding]) -> list[Finding]:
        """The findings that have a fix of the wanted kind, in files; errors first, each kind in the order of places."""
        wanted = (
            finding
            for finding in findings
            if finding.fix is not None
            and (finding.fix.safe or self._unsafe)
            and all(edit.source.file is not None for edit in finding.fix.edits)
        )
        return sorted(wanted, key=lambda finding: finding.severity is not Severity.ERROR)

    def _may_check(self) -> bool:
        return self._checks < MOST_CHECKS


def side_by_side(fixes: Iterable[Finding], kept: Iterable[Finding] = ()) -> list[Finding]:
    """As many of the fixes as can be made at once beside those kept, the first ones first."""
    taken = Taken(edit for finding in kept for edit in _edits(finding))
    chosen = []
    for finding in fixes:
        if taken.is_free(_edits(finding)):
            chosen.append(finding)
            taken.take(_edits(finding))
    return chosen


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.fix.edits if finding.fix is not None else ()


def _file(file: Path | None) -> Path:
    return real(file or Path())


def _changes(first: Checked, texts: Texts) -> Iterator[Change]:
    for source in first.document.sources:
        text = texts.get(_file(source.file))
        if text is not None and source.file is not None and text != source.text:
            yield Change(source.path, source.file, source.text, text, source.bom)


def _gained(before: Checked, after: Checked) -> list[Finding]:
    """The errors that were not there before and that nothing has hidden."""
    known = Counter(_key(before, finding) for finding in _errors(before))
    gained = []
    for finding in _errors(after):
        key = _key(after, finding)
        if known[key] > 0:
            known[key] -= 1
        elif _could_judge(before, finding.code):
            gained.append(finding)
    return gained


def _errors(checked: Checked) -> Iterator[Finding]:
    return (finding for finding in checked.findings if finding.severity is Severity.ERROR)


def _could_judge(checked: Checked, code: str) -> bool:
    """Whether a rule has judged the plan: nothing that it reads was broken."""
    rule = RULE_OF[code]
    if checked.document.data is None or ("sections" in rule.wants and checked.broken):
        return False
    return rule.can_run(Sections(checked.sections, checked.broken))


def _key(checked: Checked, finding: Finding) -> tuple[str, str]:
    at = named_path(checked.document.data, finding.path)
    return finding.code, fingerprint(finding.code, at, finding.variant, finding.values)
