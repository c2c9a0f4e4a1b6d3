"""GitLab's Code Quality report: valid, and no finding hides another."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from promoplan.emit.gitlab import gitlab
from promoplan.emit.outcome import Outcome
from promoplan.findings.finding import Severity
from tests.emit.making import NASTY, found, run, runs, texts

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "gitlab-code-quality.json").read_text(encoding="utf-8"))


def _report(outcome: Outcome) -> Any:
    report = json.loads(gitlab(outcome), parse_constant=pytest.fail)
    jsonschema.Draft202012Validator(SCHEMA).validate(report)
    return report


@given(runs)
def test_any_outcome_is_valid_and_no_fingerprint_comes_twice(outcome: Outcome) -> None:
    """GitLab shows one finding of each fingerprint, so there are as many of them as findings."""
    report = _report(outcome)
    assert len({issue["fingerprint"] for issue in report}) == len(report) == len(outcome.printed)


@given(texts)
def test_text_comes_back_exactly(text: str) -> None:
    """A description is the code and the message, whatever that holds."""
    assert _report(run(found(text)))[0]["description"] == f"PP601: {text}"


def test_fingerprints_do_not_hang_on_lines() -> None:
    """A finding that has moved is the same to GitLab; in another file or of another plan it is not."""
    here, moved, elsewhere = (
        _report(run(found(line=line, path=path)))[0]["fingerprint"]
        for line, path in ((3, "plans/a.yaml"), (30, "plans/a.yaml"), (3, "plans/b.yaml"))
    )
    assert here == moved != elsewhere


def test_severities_and_places() -> None:
    """Errors are major, warnings minor; a path runs from the repository's top."""
    report = _report(run(*(found(severity=severity, path="./plans/a.yaml") for severity in Severity)))
    assert [issue["severity"] for issue in report] == ["major", "minor", "info"]
    assert report[0]["location"] == {"path": "plans/a.yaml", "lines": {"begin": 3, "end": 3}}


@pytest.mark.parametrize("text", NASTY)
def test_no_ci_command(text: str) -> None:
    """Printed to a CI log, a report is not obeyed."""
    assert "##[" not in gitlab(run(found(text)))
    assert "##vso[" not in gitlab(run(found(text)))
