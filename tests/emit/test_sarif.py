"""SARIF: valid by the official schema, whatever a plan says, and with all that services make use of."""

import json
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.emit.outcome import Outcome
from promoplan.emit.said import Patch, Where
from promoplan.emit.sarif import sarif
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from tests.emit.making import NASTY, found, of_plans, run, runs, silenced, texts

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0.json").read_text(encoding="utf-8"))
JUDGE = jsonschema.Draft4Validator(SCHEMA)


def _log(outcome: Outcome, language: Language = Language.EN) -> Any:
    """The run of a log that the schema has passed."""
    log = json.loads(sarif(outcome, language), parse_constant=pytest.fail)
    JUDGE.validate(log)
    return log["runs"][0]


@given(runs, st.sampled_from(Language))
def test_any_outcome_is_valid(outcome: Outcome, language: Language) -> None:
    """The official schema takes every log, and each result names a rule that stands in it."""
    holds = _log(outcome, language)
    rules = holds["tool"]["driver"]["rules"]
    assert len(holds["results"]) == len(outcome.printed) + len(outcome.hushed)
    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in holds["results"])


@given(texts)
def test_text_comes_back_exactly(text: str) -> None:
    """Messages, fixes and reasons carry what they are given; only what could be a link has its brackets escaped."""
    patch = Patch(Where("plans/a.yaml", 1, 1, 2, 1), text)
    first, second = _log(run(found(text, "", patches=(patch,)), hushed=(silenced(found(), reason=f"x{text}"),)))[
        "results"
    ]
    shown = first["message"]["text"]
    assert (shown.replace("\\[", "[").replace("\\]", "]") if "](" in text else shown) == text
    assert first["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"] == text
    assert second["suppressions"][0]["justification"] == f"x{text}"


@pytest.mark.parametrize("text", NASTY)
def test_no_ci_command_and_no_link(text: str) -> None:
    """Printed to a CI log, a log is not obeyed; shown by a service, a message links nowhere."""
    printed = sarif(run(found(text, text, patches=(Patch(Where("a", 1, 1, 1, 1), text),))), Language.EN)
    assert "##[" not in printed
    assert "##vso[" not in printed
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::")]
    assert "](" not in json.loads(printed)["runs"][0]["results"][0]["message"]["text"].replace("\\](", "")


@given(texts.filter(lambda text: "\x00" not in text))
def test_names_of_files_are_relative_and_percent_encoded(text: str) -> None:
    """A URI is ASCII with "/", and gives the name back."""
    holds = _log(run(found(path=f"plans/x{text}y.yaml")))
    location = holds["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert location["uri"].isascii()
    assert not set(location["uri"]) & set(' <>"\\^`{|}\n')
    assert ".." in text or "/" in text or unquote(location["uri"]) == f"plans/x{text}y.yaml"
    assert location["uriBaseId"] == "%SRCROOT%"


def test_a_result_says_all_that_is_known() -> None:
    """Level, region by code points, related place, fingerprint and fix stand where the standard wants them."""
    patches = (
        Patch(Where("plans/b.yaml", 2, 1, 2, 4), "b"),
        Patch(Where("plans/a.yaml", 9, 1, 9, 1), "new\n"),
        Patch(Where("plans/a.yaml", 3, 5, 3, 9), "20%"),
    )
    holds = _log(run(found(severity=Severity.INFO, patches=patches, safe=False)))
    (result,) = holds["results"]
    assert holds["columnKind"] == "unicodeCodePoints"
    assert result["level"] == "note"
    assert result["locations"][0]["physicalLocation"]["region"] == {
        "startLine": 3, "startColumn": 5, "endLine": 3, "endColumn": 9,
    }  # fmt: skip
    assert result["relatedLocations"][0]["physicalLocation"]["region"]["startLine"] == 1
    assert result["partialFingerprints"] == {"promoplan/v1": "f1"}
    changes = result["fixes"][0]["artifactChanges"]
    assert [change["artifactLocation"]["uri"] for change in changes] == ["plans/a.yaml", "plans/b.yaml"]
    assert [replaced["insertedContent"]["text"] for replaced in changes[0]["replacements"]] == ["20%", "new\n"]
    assert "changes what the plan means" in result["fixes"][0]["description"]["text"]


def test_what_is_silenced_is_told_with_its_reason() -> None:
    """A comment is a suppression in the source, a baseline one from outside; a day is kept beside."""
    holds = _log(
        run(hushed=(silenced(found(), reason="agreed", until="2027-03-31"), silenced(found(), "baseline", reason="")))
    )
    first, second = (result["suppressions"] for result in holds["results"])
    assert first == [
        {"kind": "inSource", "status": "accepted", "justification": "agreed", "properties": {"until": "2027-03-31"}}
    ]
    assert second == [{"kind": "external", "status": "accepted"}]


def test_unprinted_findings_are_told() -> None:
    """A log that leaves findings out says so."""
    (notification,) = _log(run(found(), more=3))["invocations"][0]["toolExecutionNotifications"]
    assert notification["message"]["text"] == "... and 3 more findings"


@pytest.mark.parametrize("language", Language)
def test_real_findings_come_with_their_rules_in_words(language: Language) -> None:
    """Each rule has a summary, a reason and a hint of its own in each language."""
    holds = _log(of_plans("budget: {total: 1}\nplan: {nam: x}", language=language), language)
    for rule in holds["tool"]["driver"]["rules"]:
        assert rule["shortDescription"]["text"] != rule["fullDescription"]["text"]
        assert rule["id"] in rule["help"]["text"]


def test_only_the_standards_schema_is_used() -> None:
    """The judge is the published schema of version 2.1.0, itself a valid schema."""
    jsonschema.Draft4Validator.check_schema(SCHEMA)
    assert SCHEMA["properties"]["version"]["enum"] == ["2.1.0"]
