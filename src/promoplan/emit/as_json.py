"""Findings as JSON, for programs; the form is versioned, and the same bytes whatever the locale.

`findings.schema.json` beside this module is the form's JSON Schema.
"""

import json
import re

from promoplan.emit.outcome import Outcome
from promoplan.emit.said import Said, Where
from promoplan.findings.finding import Severity

VERSION = 1
"""Version of the form; a change that a reader must know of raises it."""


def as_json(outcome: Outcome) -> str:
    """One object: version, findings in order, counts. ASCII only, and no CI command can stand in it."""
    holds = {
        "version": VERSION,
        "findings": [_finding(finding) for finding in outcome.printed],
        "summary": {
            "plans": outcome.plans,
            **{severity.value: outcome.counts[severity] for severity in Severity},
            "unprinted": outcome.unprinted,
        },
        "suppressed": [
            {**_finding(each.said), "cause": each.cause, "reason": each.reason, "until": each.until or None}
            for each in outcome.hushed
        ],
    }
    return dumped(holds)


def dumped(holds: object) -> str:
    """The JSON text of a value, in ASCII and without a `##` that could begin a CI command."""
    text = json.dumps(holds, ensure_ascii=True, allow_nan=False, indent=2)
    return re.sub("#(?=#)", r"\\u0023", text) + "\n"


def _finding(found: Said) -> dict[str, object]:
    return {
        "code": found.code,
        "name": found.name,
        "severity": found.severity.value,
        "message": found.message,
        "help": found.help,
        **_where(found.where),
        "key": list(found.key),
        "fingerprint": found.fingerprint,
        "related": [_where(place) for place in found.related],
        "fix": _fix(found),
    }


def _fix(found: Said) -> dict[str, object] | None:
    """The edits that mend it, with the text of each range's replacement."""
    if not found.patches:
        return None
    return {"safe": found.safe, "edits": [{**_where(patch.where), "text": patch.text} for patch in found.patches]}


def _where(where: Where) -> dict[str, object]:
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
    }
