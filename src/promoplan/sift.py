"""From all that is found to what is told: what comments silence, what a baseline knows, what is wrong with these."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from promoplan.findings.baseline import Entry, fingerprint, named_path
from promoplan.findings.codes import known_code, nearest_code
from promoplan.findings.finding import Finding, Fix, Severity
from promoplan.findings.policy import Policy
from promoplan.findings.suppression import Cause, Silenced, Suppression, suppressions
from promoplan.rules.rule import Rule
from promoplan.rules.suppressions import bad_suppression, stale_baseline, suppression_expired, unused_suppression
from promoplan.source.document import Document
from promoplan.source.text import Edit, Source, Span

WARNED_DAYS = 14
"""How many days ahead the end of a suppression is told."""

OWN = frozenset(rule.code for rule in (unused_suppression, bad_suppression, suppression_expired, stale_baseline))
"""Codes that speak of comments and baselines; comments do not silence them."""


@dataclass(frozen=True)
class Sifted:
    """The findings to tell, the silenced ones, and the baseline's entries whose findings are gone."""

    told: tuple[Finding, ...]
    silenced: tuple[Silenced, ...]
    stale: tuple[Entry, ...] = ()


def sift(
    document: Document, findings: Sequence[Finding], policy: Policy, ran: Callable[[str], bool], today: date
) -> Sifted:
    """Parts findings into told and silenced ones; `ran` knows whether a rule, by its code, could judge the plan."""
    comments, stale = suppressions(document), tuple[Entry, ...]()
    told, silenced, used = _by_comments(findings, comments, policy, today)
    told += [finding for comment in comments for finding in _faults(comment, policy, today)]
    told += [finding for comment in comments for finding in _unused(comment, used, policy, ran, today, document.bases)]
    if policy.baseline is not None:
        told, known, left = _by_baseline(document, told, policy)
        silenced += known
        stale = tuple(each for each in left if _is_judged(document, each, ran))
        told += [_stale(document, entry, count, policy) for entry, count in Counter(stale).items()]
    return Sifted(tuple(told), tuple(silenced), stale)


def entry_of(document: Document, finding: Finding, file: str) -> Entry:
    """The baseline's entry for a finding."""
    at = named_path(document.data, finding.path)
    return Entry(file, finding.code, at, fingerprint(finding.code, at, finding.variant, finding.values))


_Used = set[tuple[int, str]]


def _by_comments(
    findings: Iterable[Finding], comments: Sequence[Suppression], policy: Policy, today: date
) -> tuple[list[Finding], list[Silenced], _Used]:
    told, silenced, used = [], [], _Used()
    for finding in findings:
        comment = next((each for each in comments if _silences(each, finding, policy, today)), None)
        if comment is None:
            told.append(finding)
            continue
        silenced.append(Silenced(finding, Cause.COMMENT, comment.reason, comment.until))
        used.add((id(comment), finding.code))
    return told, silenced, used


def _silences(comment: Suppression, finding: Finding, policy: Policy, today: date) -> bool:
    return (
        finding.code in comment.known.values()
        and policy.may_be_silenced(finding.code)
        and comment.counts(today)
        and comment.covers(finding.source, finding.span.start)
    )


def _faults(comment: Suppression, policy: Policy, today: date) -> Iterator[Finding]:
    """What is wrong with the comment itself."""
    if not comment.understood:
        yield _found(bad_suppression, comment, variant="syntax")
        return
    if not comment.reason:
        yield _found(bad_suppression, comment, variant="reason", codes=comment.codes)
    for word in comment.codes:
        if word not in comment.known:
            near = nearest_code(word)
            yield _found(bad_suppression, comment, variant="near" if near else "", word=word, near=near)
        elif not policy.may_be_silenced(comment.known[word]):
            yield _found(bad_suppression, comment, variant="unsuppressible", word=word)
    yield from _end(comment, today)


def _end(comment: Suppression, today: date) -> Iterator[Finding]:
    if comment.malformed:
        yield _found(suppression_expired, comment, variant="malformed", found=comment.until_written)
    elif comment.until is not None and comment.until < today:
        yield _found(suppression_expired, comment, until=comment.until)
    elif comment.until is not None and comment.until - today <= timedelta(days=WARNED_DAYS):
        left = (comment.until - today).days
        info = Severity.INFO
        yield _found(suppression_expired, comment, severity=info, variant="soon", until=comment.until, days_left=left)


def _unused(
    comment: Suppression,
    used: _Used,
    policy: Policy,
    ran: Callable[[str], bool],
    today: date,
    bases: Sequence[Source],
) -> Iterator[Finding]:
    """The codes of the comment that silence nothing, though their rules could judge the plan.

    What a base says is not asked: other plans may need it.
    """
    if not comment.counts(today) or any(comment.source is base for base in bases):
        return
    idle = {
        word: code
        for word, code in comment.known.items()
        if (id(comment), code) not in used and code not in OWN and policy.may_be_silenced(code) and ran(code)
    }
    idle |= {word: code for word, code in comment.known.items() if code in OWN}
    for word in idle:
        rest = [each for each in comment.codes if each not in idle]
        yield _found(unused_suppression, comment, fix=_without(comment, rest), word=word)


def _without(comment: Suppression, rest: Sequence[str]) -> Fix | None:
    """Takes idle codes out of a comment, and the comment out of the plan when none is left; not outside the root."""
    if not comment.source.quotable:
        return None
    if not rest:
        return Fix((Edit(comment.source, comment.edge, ""),))
    written = comment.source.text[comment.span.start : comment.span.end]
    start = comment.span.start + written.index("[") + 1
    return Fix((Edit(comment.source, Span(start, comment.span.start + written.index("]")), ", ".join(rest)),))


def _found(
    rule: Rule,
    comment: Suppression,
    *,
    variant: str = "",
    severity: Severity | None = None,
    fix: Fix | None = None,
    **values: object,
) -> Finding:
    return Finding(
        comment.source,
        comment.span,
        rule.code,
        rule.name,
        severity or rule.severity,
        values=values,
        variant=variant,
        fix=fix,
    )


def _by_baseline(
    document: Document, findings: Iterable[Finding], policy: Policy
) -> tuple[list[Finding], list[Silenced], Iterator[Entry]]:
    """Each entry of a baseline stands for one finding; the entries for which none is there come last.

    A rule that may not be silenced is told whatever the baseline says, so its entries stand for nothing.
    """
    entries = policy.baseline or ()
    open_entries = Counter(entries)
    file = entries[0].file if entries else ""
    told: list[Finding] = []
    silenced: list[Silenced] = []
    for finding in findings:
        entry = entry_of(document, finding, file)
        if open_entries[entry] > 0 and policy.may_be_silenced(finding.code):
            open_entries[entry] -= 1
            silenced.append(Silenced(finding, Cause.BASELINE))
        else:
            told.append(finding)
    return told, silenced, (+open_entries).elements()


def _is_judged(document: Document, entry: Entry, ran: Callable[[str], bool]) -> bool:
    """Whether an entry's rule could judge the plan, or is retired, so that its finding would be there."""
    return document.data is not None and (ran(entry.code) or known_code(entry.code) != entry.code)


def _stale(document: Document, entry: Entry, count: int, policy: Policy) -> Finding:
    """What is wrong with an entry: its finding is gone, or of a rule that may not be silenced."""
    values = {"known": entry.code, "at": entry.at, "fingerprint": entry.fingerprint, "count": count}
    variant = "" if policy.may_be_silenced(entry.code) else "unsuppressible"
    rule = stale_baseline
    source = document.sources[0]
    return Finding(source, Span(0, 0), rule.code, rule.name, rule.severity, values=values, variant=variant)


def left_behind(baseline: Source, files: Mapping[str, int], policy: Policy) -> Iterator[Finding]:
    """What is wrong with the entries of a baseline whose plans are no longer there: their files, and how many each."""
    rule = stale_baseline
    if not policy.runs(rule.code):
        return
    severity = policy.severities.get(rule.code, rule.severity)
    for file, count in files.items():
        values: dict[str, object] = {"file": file, "count": count}
        named = max(baseline.text.find(json.dumps(file, ensure_ascii=False)), 0)
        span = Span(named, named + len(json.dumps(file, ensure_ascii=False)) if named else 0)
        yield Finding(baseline, span, rule.code, rule.name, severity, values=values, variant="file")
