"""Findings as JUnit XML: a test case for each finding, and one that passes for each plan without any."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from promoplan.emit.outcome import Outcome
from promoplan.emit.places import in_repository
from promoplan.emit.safe import file_name, printable
from promoplan.emit.said import Said
from promoplan.findings.finding import Severity


def junit(outcome: Outcome) -> str:
    """One suite. Errors and warnings fail; infos pass, with their words as output."""
    cases = [
        case for tally, findings in outcome.by_plan() for case in _cases(tally.path, findings, tally.counts.total())
    ]
    failures = sum(case.find("failure") is not None for case in cases)
    counts = {"tests": str(len(cases)), "failures": str(failures), "errors": "0"}
    root = Element("testsuites", {"name": "promoplan", **counts})
    SubElement(root, "testsuite", {"name": "promoplan", "skipped": "0", **counts}).extend(cases)
    indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{tostring(root, encoding="unicode")}\n'


def _cases(path: str, findings: tuple[Said, ...], total: int) -> Iterator[Element]:
    plan = in_repository(file_name(path))
    if not total:
        yield Element("testcase", {"classname": plan, "name": plan, "file": plan})
    yield from (_case(plan, finding) for finding in findings)


def _case(plan: str, finding: Said) -> Element:
    where = finding.where
    case = Element(
        "testcase",
        {
            "classname": plan,
            "name": printable(f"{finding.code} {finding.name} ({where.line}:{where.column})"),
            "file": printable(in_repository(where.path)),
            "line": str(where.line),
        },
    )
    told = printable(finding.header) + (f"\n= {printable(finding.help)}" if finding.help else "")
    if finding.severity is Severity.INFO:
        SubElement(case, "system-out").text = told
    else:
        attributes = {"type": finding.code, "message": printable(finding.message)}
        SubElement(case, "failure", attributes).text = told
    return case
