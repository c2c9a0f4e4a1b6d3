"""GitHub's workflow commands, parsed back by the rules of its runner."""

import re
from typing import NamedTuple

from hypothesis import given

from promoplan.emit.github import MAX_SHOWN, MAX_SUMMARY, github, job_summary
from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from tests.emit.making import found, run, runs, texts

KINDS = {"error": Severity.ERROR, "warning": Severity.WARNING, "notice": Severity.INFO}


class Command(NamedTuple):
    """A command as the runner has read it."""

    kind: str
    properties: dict[str, str]
    message: str


def commands(printed: str) -> list[Command]:
    """What the runner makes of a log: `::name key=value,key=value::message` at the beginning of a line."""
    read = []
    for line in re.split(r"\r\n|\r|\n", printed):
        found_command = re.match(r"\s*::([^\s:]+)(?: (.*?))?::(.*)$", line)
        if found_command:
            kind, listed, message = found_command.groups()
            pairs = (pair.split("=", 1) for pair in (listed or "").split(",") if pair)
            read.append(Command(kind, {key: _value(value) for key, value in pairs}, _data(message)))
    return read


def _data(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def _value(text: str) -> str:
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%3A", ":").replace("%2C", ",").replace("%25", "%")


@given(runs)
def test_any_outcome_is_ten_commands_of_a_kind_at_most(outcome: Outcome) -> None:
    """Errors come first; GitHub shows every command, and the last of a kind says how many more there are."""
    read = commands(github(outcome, Language.EN))
    assert [KINDS[each.kind] for each in read] == sorted((KINDS[each.kind] for each in read), key=list(Severity).index)
    for kind, severity in KINDS.items():
        own = [each for each in read if each.kind == kind]
        total = outcome.counts[severity]
        assert len(own) == min(total, MAX_SHOWN) or "more" in own[-1].message
        assert len(own) <= MAX_SHOWN


@given(texts, texts.filter(lambda text: "\x00" not in text))
def test_text_comes_back_exactly(message: str, name: str) -> None:
    """Message, file and place are read as they were meant; a name that GitHub can't carry goes into the message."""
    path = f"plans/x{name}y.yaml"
    (command,) = commands(github(run(found(message, "", path=path)), Language.EN))
    assert command.kind == "error"
    assert command.properties["title"] == "PP601 reserve-too-small"
    if "\\" in path:
        assert "file" not in command.properties
        assert command.message.endswith(message)
    else:
        assert command.message == message
        assert command.properties["file"] == in_repository(path)
        assert command.properties["line"] == "3"


def test_of_more_than_ten_the_tenth_counts_the_others() -> None:
    """Twelve errors are nine and a line that stands for three, which the log then lists."""
    printed = github(run(*(found(f"number {number}") for number in range(12))), Language.EN)
    read = commands(printed)
    assert len(read) == 10
    assert read[-1].message == "3 more errors; the log lists them"
    assert [line for line in printed.splitlines() if not line.startswith("::")] == [
        f"plans/a.yaml:3:5: PP601 error: number {number}" for number in (9, 10, 11)
    ]
    assert len(commands(github(run(*(found(str(number)) for number in range(10))), Language.EN))) == 10


def test_a_range_of_several_lines_has_no_columns() -> None:
    """GitHub refuses columns where the lines differ."""
    finding = found()
    command = commands(github(run(finding._replace(where=finding.where._replace(end_line=7))), Language.EN))[0]
    assert command.properties["endLine"] == "7"
    assert not {"col", "endColumn"} & set(command.properties)


def test_a_job_summary_fits() -> None:
    """The longest run stays within what GitHub takes, and says how many findings are left out."""
    text = "計" * 280
    summary = job_summary(run(*(found(text, text) for _ in range(1000))), Language.ZH_HANT)
    assert len(summary.encode()) <= MAX_SUMMARY
    assert "另有" in summary
    assert summary.count("\n| error |") > 500
