"""How often each rule speaks in a run."""

from collections.abc import Iterator
from typing import NamedTuple

from promoplan.emit.outcome import Outcome
from promoplan.emit.text import COLOURS, Look
from promoplan.findings.codes import locked
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.messages import words

_FIX = "[*]"


class Total(NamedTuple):
    """One rule's share: `severity` is the gravest that a printed finding has, None where none is printed."""

    findings: int
    code: str
    name: str
    severity: Severity | None
    mendable: bool


def statistics(outcome: Outcome, language: Language, look: Look) -> str:
    """A line a rule, the most frequent first; what has a fix is marked. "" where nothing is found."""
    totals = list(_totals(outcome))
    lines = [_line(total, len(str(totals[0].findings)), look) for total in totals]
    if any(total.mendable for total in totals):
        lines.append(f"{_FIX} {words('emit.has-fix', language)}")
    return "".join(f"{line}\n" for line in lines)


def _totals(outcome: Outcome) -> Iterator[Total]:
    ranks = list(Severity)
    for code, count in sorted(outcome.codes.items(), key=lambda item: (-item[1], item[0])):
        printed = [finding for finding in outcome.printed if finding.code == code]
        name = printed[0].name if printed else locked()[code].name if code in locked() else ""
        severity = min((finding.severity for finding in printed), key=ranks.index, default=None)
        yield Total(count, code, name, severity, any(finding.patches for finding in printed))


def _line(total: Total, width: int, look: Look) -> str:
    severity = f"{total.severity or '':<7}"
    painted = look.paint(severity, COLOURS[total.severity]) if total.severity else severity
    mark = _FIX if total.mendable else " " * len(_FIX)
    return f"{total.findings:>{width}}  {look.paint(total.code, '1')}  {painted}  {mark} {total.name}".rstrip()
