"""Hostile plans: texts of a plan are data in its report, in every field at once."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings

from tests.report.hostile import plan_with
from tests.report.plans import PLANS, markdown_of, parsed
from tests.report.test_escaping import hostile

WORD = "Qx"


def _report(source: Path, text: str) -> str:
    """The report of a plan that holds the text everywhere, without the findings, which quote what they find.

    Without the lines of the file, too, as texts of several lines move what follows.
    """
    made = plan_with(source, lambda _: text)
    return re.sub(r"plan\.yaml:[0-9]+", "plan.yaml", markdown_of(replace(made, findings=())))


PLAN = PLANS[0]
QUIET = list(parsed(_report(PLAN, WORD)))


def test_the_harmless_word_is_everywhere() -> None:
    """The check means something only when most texts of the report come from the plan."""
    assert sum(WORD in text for _, text in QUIET) > 150


@settings(max_examples=8, deadline=None)
@given(hostile)
@example("[x](javascript:alert(1))")
@example("![x](https://a.example/x.png)")
@example("<img src=x onerror=alert(1)>")
@example("{{ 7 * 7 }}{% include 'body/team.md.jinja' %}")
@example("a | b\n| - |")
@example("# x")
@example("@all fixes #12")
def test_a_report_reads_the_same_whatever_its_texts_hold(text: str) -> None:
    """The tokens of the report are those of a harmless word's, and every text is the one that was put in.

    Without blank lines, which part paragraphs where a plan's text may have several.
    """
    text = "\n".join(line for line in text.split("\n") if line.strip())
    plain = " ".join(part for line in text.split("\n") if (part := line.strip()))
    if not plain:
        return
    found = list(parsed(_report(PLAN, text)))
    assert found == [(kind, shown.replace(WORD, plain)) for kind, shown in QUIET]


@pytest.mark.parametrize("trap", ["{{ 53743560 + 1 }}", "${53743560+1}", "#{53743560 + 1}"])
def test_nothing_in_a_plan_is_computed(trap: str) -> None:
    """A template's braces in a plan stay braces."""
    assert "53743561" not in _report(PLAN, trap)
