"""JUnit: read back by a library, whatever a plan says."""

from hypothesis import given
from junitparser import Error, Failure, JUnitXml, TestCase, TestSuite

from promoplan.emit.junit import junit
from promoplan.emit.outcome import Outcome, outcome
from promoplan.emit.safe import printable
from promoplan.emit.told import Told
from promoplan.findings.finding import Severity
from tests.emit.making import found, printables, run, runs


def _cases(of: Outcome) -> list[TestCase]:
    """The cases of a report whose own figures are right."""
    report = JUnitXml.fromstring(junit(of).encode())
    suites = list(report)
    assert [type(suite) for suite in suites] == [TestSuite]
    cases = list(suites[0])
    failures = sum(isinstance(result, Failure) for case in cases for result in case.result)
    assert (report.tests, report.failures, report.errors) == (len(cases), failures, 0)
    return cases


@given(runs)
def test_any_outcome_is_well_formed(of: Outcome) -> None:
    """A library reads every report; errors and warnings fail, nothing else does."""
    failing = [case for case in _cases(of) if case.result]
    assert len(failing) == sum(finding.severity is not Severity.INFO for finding in of.printed)
    assert not [case for case in failing for result in case.result if isinstance(result, Error)]


@given(printables)
def test_text_comes_back_exactly(text: str) -> None:
    """A failure has the message to the letter, and its rule as the type."""
    (case,) = _cases(run(found(text)))
    (failure,) = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("PP601", printable(text))
    assert failure.text.startswith(f"plans/a.yaml:3:5: PP601 error: {printable(text)}")


def test_plans_without_findings_pass() -> None:
    """Each clean plan is a test that passes; a plan that is cut off from the printed ones does not pass."""
    cut = Told("plans/c.yaml", (), (), (("PP601", Severity.ERROR, 2),))
    cases = _cases(outcome([Told("plans/a.yaml", (), (), ()), cut, Told("plans/b.yaml", (), (), ())]))
    assert [(case.name, case.is_passed) for case in cases] == [("plans/a.yaml", True), ("plans/b.yaml", True)]


def test_infos_pass_and_tell() -> None:
    """An info is told without failing the job."""
    (case,) = _cases(run(found("look", severity=Severity.INFO)))
    assert case.is_passed
    assert "look" in case.system_out


def test_no_line_is_a_ci_command() -> None:
    """Printed to a CI log, a report is not obeyed."""
    printed = junit(run(found("a\n::error::b", "::warning::c ##[error]d")))
    assert not [line for line in printed.splitlines() if line.lstrip().startswith("::") or "##[" in line]
