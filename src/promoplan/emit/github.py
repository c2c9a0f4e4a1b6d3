"""Findings as GitHub workflow commands: annotations in the files of a pull request.

Escaping as the runner's own toolkit does it. GitHub shows ten annotations of a kind, so errors come first, and of more
than ten the tenth says how many it stands for; the others are plain lines of the log.
"""

from collections.abc import Iterator

from promoplan.emit.markdown import markdown
from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.emit.said import Said
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from promoplan.i18n.counts import counted

MAX_SHOWN = 10
"""Annotations of a kind that GitHub shows."""

MAX_SUMMARY = 1024 * 1024
"""The most bytes that GitHub takes as a job's summary."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def github(outcome: Outcome, language: Language) -> str:
    """One command a finding, errors first; at most ten of a kind."""
    return "".join(f"{line}\n" for severity in Severity for line in _lines(outcome, severity, language))


def job_summary(outcome: Outcome, language: Language) -> str:
    """The findings as Markdown, no longer than GitHub takes."""
    return markdown(outcome, language, MAX_SUMMARY)


def _lines(outcome: Outcome, severity: Severity, language: Language) -> Iterator[str]:
    printed = [finding for finding in outcome.printed if finding.severity is severity]
    total = outcome.counts[severity]
    shown = printed if total <= MAX_SHOWN else printed[: MAX_SHOWN - 1]
    yield from map(_command, shown)
    if more := total - len(shown):
        said = counted(f"emit-more-{severity}", more, language)
        yield f"::{_COMMANDS[severity]} title=promoplan::{_data(said)}"
    for finding in printed[len(shown) :]:
        yield finding.header


def _command(words: Said) -> str:
    where = words.where
    properties = {"title": f"{words.code} {words.name}"}
    message = f"{words.message}\n{words.help}" if words.help else words.message
    name = in_repository(where.path)
    if "\\" not in name:
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
