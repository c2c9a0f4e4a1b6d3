"""Findings as SARIF 2.1.0, for code scanning services and viewers.

Source: OASIS, Static Analysis Results Interchange Format 2.1.0, with the sections named below.
"""

from collections.abc import Iterable, Iterator
from itertools import chain, groupby
from pathlib import Path
from urllib.parse import quote

from promoplan import __version__
from promoplan.emit.as_json import dumped
from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.emit.said import Patch, Said, Where
from promoplan.emit.told import Hushed
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted
from promoplan.i18n.messages import rule_text, words

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_KINDS = {"comment": "inSource", "baseline": "external"}

Node = dict[str, object]
"""An object of the log."""


def sarif(outcome: Outcome, language: Language) -> str:
    """One run: the rules that speak, what they found, and what is silenced with the reason."""
    found = (*outcome.printed, *(each.said for each in outcome.hushed))
    codes = sorted({finding.code for finding in found})
    rules = [_rule(code, [each for each in found if each.code == code], language) for code in codes]
    places = {code: place for place, code in enumerate(codes)}
    results = chain(
        (_result(finding, places, language) for finding in outcome.printed),
        (_result(each.said, places, language) | {"suppressions": [_suppression(each)]} for each in outcome.hushed),
    )
    run = {
        "tool": {"driver": {"name": "promoplan", "version": __version__, "rules": rules}},
        "columnKind": "unicodeCodePoints",
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [*_unprinted(outcome, language)]}],
        "results": list(results),
    }
    return dumped({"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0", "runs": [run]})


def _rule(code: str, findings: Iterable[Said], language: Language) -> Node:
    """A rule as this run has it (3.49); its level is that of its gravest finding, as settings may raise or lower it."""
    gravest = min(findings, key=lambda finding: list(Severity).index(finding.severity))
    summary = rule_text(code, "summary", language) or gravest.name
    return {
        "id": code,
        "name": gravest.name,
        "shortDescription": _text(summary),
        "fullDescription": _text(rule_text(code, "why", language) or summary),
        "help": _text(words("emit.rule-help", language).format(code=code)),
        "defaultConfiguration": {"level": _LEVELS[gravest.severity]},
    }


def _result(finding: Said, places: dict[str, int], language: Language) -> Node:
    """A finding (3.27)."""
    told = f"{finding.message}\n{finding.help}" if finding.help else finding.message
    holds: Node = {
        "ruleId": finding.code,
        "ruleIndex": places[finding.code],
        "level": _LEVELS[finding.severity],
        "message": _message(told),
        "locations": [{"physicalLocation": _physical(finding.where)}],
    }
    if finding.fingerprint:
        holds["partialFingerprints"] = {"promoplan/v1": finding.fingerprint}
    if finding.related:
        holds["relatedLocations"] = [
            {"id": number, "physicalLocation": _physical(where)} for number, where in enumerate(finding.related, 1)
        ]
    if finding.patches:
        holds["fixes"] = [_fix(finding, language)]
    return holds


def _fix(finding: Said, language: Language) -> Node:
    """The edits file by file (3.55); GitHub refuses a fix without them."""
    said = words("emit.safe-fix" if finding.safe else "emit.unsafe-fix", language)
    by_file = groupby(sorted(finding.patches, key=lambda patch: patch.where), lambda patch: patch.where.path)
    changes = [
        {"artifactLocation": _artifact(path), "replacements": [_replacement(patch) for patch in patches]}
        for path, patches in by_file
    ]
    return {"description": _text(said), "artifactChanges": changes}


def _replacement(patch: Patch) -> Node:
    return {"deletedRegion": _region(patch.where), "insertedContent": {"text": patch.text}}


def _suppression(hushed: Hushed) -> Node:
    """Why a finding is silenced (3.35)."""
    holds: Node = {"kind": _KINDS[hushed.cause], "status": "accepted"}
    if hushed.reason:
        holds["justification"] = hushed.reason
    if hushed.until:
        holds["properties"] = {"until": hushed.until}
    return holds


def _unprinted(outcome: Outcome, language: Language) -> Iterator[Node]:
    if outcome.unprinted:
        yield {"level": "note", "message": _text(counted("more-findings", outcome.unprinted, language))}


def _physical(where: Where) -> Node:
    return {"artifactLocation": _artifact(where.path), "region": _region(where)}


def _artifact(path: str) -> Node:
    """A file relative to the repository's top (3.4), or with its whole name where it lies outside."""
    name = in_repository(path)
    if Path(name).is_absolute():
        return {"uri": f"file://{'' if name.startswith('/') else '/'}{quote(name, errors='replace')}"}
    return {"uri": quote(name, errors="replace"), "uriBaseId": "%SRCROOT%"}


def _region(where: Where) -> Node:
    """Lines and columns from 1, the end exclusive (3.30), as `Where` has them."""
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _text(text: str) -> Node:
    return {"text": text}


def _message(text: str) -> Node:
    """A message with what could be a link (3.11.6) disarmed: its brackets are escaped."""
    return _text(text.replace("[", "\\[").replace("]", "\\]") if "](" in text else text)
