"""Findings as JSON, for programs; the form is versioned, and the same bytes whatever the locale."""

import json

from promoplan.emit.outcome import Outcome
from promoplan.emit.said import Said, Where, said
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language

VERSION = 1
"""Version of the form; a change that a reader must know of raises it."""


def as_json(outcome: Outcome, language: Language) -> str:
    """One object: version, findings in order, counts. ASCII only, and no CI command can stand in it."""
    holds = {
        "version": VERSION,
        "findings": [_finding(said(finding, language)) for finding in outcome.printed],
        "summary": {
            "plans": outcome.plans,
            **{severity.value: outcome.counts[severity] for severity in Severity},
            "unprinted": outcome.unprinted,
        },
    }
    return json.dumps(holds, ensure_ascii=True, allow_nan=False, indent=2).replace("##", "\\u0023#") + "\n"


def _finding(words: Said) -> dict[str, object]:
    finding = words.finding
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": words.message,
        "help": words.help,
        **_where(words.where),
        "key": list(finding.path),
        "related": [_where(place) for place in words.related],
    }


def _where(where: Where) -> dict[str, object]:
    return {
        "path": where.path,
        "line": where.line,
        "column": where.column,
        "end_line": where.end_line,
        "end_column": where.end_column,
    }
