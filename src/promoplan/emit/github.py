"""Findings as GitHub workflow commands: annotations in the files of a pull request.

Escaping as the runner's own toolkit does it. GitHub shows ten annotations of a kind, so errors come first.
"""

import os

from promoplan.emit.outcome import Outcome
from promoplan.emit.said import Said, said
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_RANK = list(Severity)


def github(outcome: Outcome, language: Language) -> str:
    """One command a finding, errors first."""
    ranked = sorted(outcome.printed, key=lambda finding: _RANK.index(finding.severity))
    lines = [_command(said(finding, language)) for finding in ranked]
    if outcome.unprinted:
        lines.append(f"::notice::{_data(counted('more-findings', outcome.unprinted, language))}")
    return "".join(f"{line}\n" for line in lines)


def _command(words: Said) -> str:
    where, finding = words.where, words.finding
    properties = {"title": f"{finding.code} {finding.name}"}
    message = f"{words.message}\n{words.help}" if words.help else words.message
    if finding.source.path.isprintable():
        name = where.path.replace(os.sep, "/")
        properties |= {"file": name, "line": str(where.line), "endLine": str(where.end_line)}
        if where.line == where.end_line:
            properties |= {"col": str(where.column), "endColumn": str(where.end_column)}
    else:  # a name that GitHub can't carry
        message = f"{where}: {message}"
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[words.severity]} {listed}::{_data(message)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
