"""The forms for a terminal: text, concise, statistics; and JSON, which all of a run goes into."""

import json
import re
from collections.abc import Callable
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given

from promoplan.emit.as_json import as_json
from promoplan.emit.concise import concise
from promoplan.emit.outcome import Outcome, outcome
from promoplan.emit.said import Patch, Where
from promoplan.emit.statistics import statistics
from promoplan.emit.text import Look, text
from promoplan.emit.told import Told
from promoplan.findings.finding import Severity
from promoplan.i18n.catalogue import Language
from tests.emit.making import NASTY, found, run, runs, silenced, texts

PATCH = (Patch(Where("plans/a.yaml", 3, 5, 3, 9), "20"),)
SCHEMA = json.loads(files("promoplan.emit").joinpath("findings.schema.json").read_text(encoding="utf-8"))
JUDGE = jsonschema.Draft202012Validator(SCHEMA)
SGR = re.compile(r"\x1b\[[0-9;]*m")


def test_concise_is_a_line_a_finding() -> None:
    """Each line is a finding's header, then comes the summary."""
    lines = concise(run(found("one"), found("two"), more=1), Language.EN, Look()).splitlines()
    assert lines == [
        "plans/a.yaml:3:5: PP601 error: one",
        "plans/a.yaml:3:5: PP601 error: two",
        "... and 1 more finding",
        "1 plan checked: 3 errors",
    ]


@pytest.mark.parametrize("form", [concise, text])
def test_colours_change_no_word(form: Callable[[Outcome, Language, Look], str]) -> None:
    """With the colours taken out, the text is that without colours."""
    findings = run(found("one"), found("two", severity=Severity.WARNING))
    coloured = form(findings, Language.EN, Look(colour=True))
    assert coloured != SGR.sub("", coloured) == form(findings, Language.EN, Look())


def test_several_plans_stand_under_their_names() -> None:
    """Each plan with findings has a heading with all its counts; a single plan has none."""
    plans = [
        Told("plans/a.yaml", (found("one"),), (), (("PP601", Severity.ERROR, 120),)),
        Told("plans/b.yaml", (), (), ()),
        Told("::c.yaml", (found("two", path="base.yaml"),), (), (("PP601", Severity.ERROR, 1),)),
    ]
    printed = text(outcome(plans), Language.EN, Look())
    blocks = printed.split("\n\n")
    assert blocks[0] == "plans/a.yaml: 120 errors"
    assert blocks[2] == "./::c.yaml: 1 error"
    assert "b.yaml" not in printed
    assert text(outcome(plans[:1]), Language.EN, Look()).startswith("plans/a.yaml:3:5: PP601")


def test_what_can_be_mended_and_what_is_silenced_is_told() -> None:
    """The last line counts fixes, safe and unsafe, and the silenced; without any it is not there."""
    findings = (found(patches=PATCH), found(patches=PATCH), found(patches=PATCH, safe=False), found())
    hushed = (silenced(found()), silenced(found(), "baseline"), silenced(found(), "baseline"))
    assert text(run(*findings, hushed=hushed), Language.EN, Look()).splitlines()[-1] == (
        "2 can be mended with --fix, 1 can be mended only with --unsafe-fixes, 1 silenced by comments, "
        "2 known from the baseline"
    )
    assert text(run(found()), Language.EN, Look()).splitlines()[-1] == "1 plan checked: 1 error"


@pytest.mark.parametrize("language", Language)
def test_statistics_count_the_most_frequent_first(language: Language) -> None:
    """All findings count, printed or not; what has a fix is marked, and the mark explained."""
    findings = (found(code="PP602", severity=Severity.WARNING), found(patches=PATCH))
    lines = statistics(run(*findings, more=11), language, Look()).splitlines()
    assert lines[:2] == [
        "12  PP601  error    [*] reserve-too-small",
        " 1  PP602  warning      reserve-too-small",
    ]
    assert lines[2].startswith("[*] ")
    assert statistics(run(), language, Look()) == ""


def test_a_rule_of_which_nothing_is_printed_is_named_all_the_same() -> None:
    """A rule's name comes from the list of codes where no finding tells it."""
    assert statistics(run(more=4), Language.EN, Look()).split() == ["4", "PP601", "reserve-too-small"]


@given(runs)
def test_json_is_strict_and_whole(of: Outcome) -> None:
    """Every finding and every silenced one is there, with its text to the letter, as the published schema has it."""
    printed = as_json(of)
    holds = json.loads(printed, parse_constant=pytest.fail)
    JUDGE.validate(holds)
    assert printed.isascii()
    assert [each["message"] for each in holds["findings"]] == [each.message for each in of.printed]
    assert [each["reason"] for each in holds["suppressed"]] == [each.reason for each in of.hushed]


def test_the_schema_of_json_takes_nothing_else() -> None:
    """A key that the schema does not know, or one that is missing, is refused: the schema says all there is."""
    holds = json.loads(as_json(run(found(patches=PATCH), hushed=(silenced(found()),))))
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    for place in (holds["findings"], holds["suppressed"]):
        for change in ({"more": 1}, {"line": 0}, {"code": "X"}, {"fix": {"safe": True, "edits": []}}):
            first = place[0]
            place[0] = first | change
            assert not JUDGE.is_valid(holds)
            place[0] = first
    assert JUDGE.is_valid(holds)
    assert not JUDGE.is_valid({key: holds[key] for key in holds if key != "suppressed"})


@given(texts)
@pytest.mark.parametrize("nasty", NASTY)
def test_json_holds_no_ci_command(nasty: str, around: str) -> None:
    """Not even many # in a row, which a fix may hold, leave one that a runner obeys."""
    said = f"#{nasty}{around}"
    printed = as_json(run(found(said, patches=(Patch(Where("a", 1, 1, 1, 1), said),))))
    assert "##[" not in printed
    assert "##vso[" not in printed
    assert json.loads(printed)["findings"][0]["fix"]["edits"][0]["text"] == said
