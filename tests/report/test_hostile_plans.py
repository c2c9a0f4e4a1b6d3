"""Hostile plans: texts of a plan are data in its report, in every field at once."""

from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings

from promoplan.model.leaves import leaves
from tests.report.plans import PLANS, checked_file, checked_text, markdown_of, parsed
from tests.report.test_escaping import hostile

WORD = "Qx"
_NOT_TEXT = {"id", "metric", "metrics", "currency", "landing", "link", "markets"}
Steps = tuple[str | int, ...]


@lru_cache
def _texts(source: Path) -> tuple[Steps, ...]:
    """Where a plan holds free text."""
    return tuple(
        path
        for section in checked_file(source).sections.values()
        for path, value in leaves(section)
        if type(value) is str and not {*map(str, path)} & _NOT_TEXT and path[-1] != "plan"
    )


def _with(data: object, paths: tuple[Steps, ...], text: str) -> str:
    """The plan with one text in all these places, as YAML; a lone item may stand for a list of one."""
    for path in paths:
        node: Any = data
        steps = [step for step in path if step != "items" or path[0] not in {"phases", "products"}]
        for step in steps[:-1]:
            node = node[step]
        if isinstance(steps[-1], str) or isinstance(node, list):
            node[steps[-1]] = text
    return yaml.dump(data, allow_unicode=True, width=10_000)


def _report(source: Path, text: str) -> str:
    """The report of a plan that holds the text everywhere, without the findings, which quote what they find."""
    written = source.read_text(encoding="utf-8")
    data = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - this loader makes texts, lists and mappings only
    made = checked_text(_with(data, _texts(source), text))
    assert not made.broken, made.findings
    return markdown_of(replace(made, findings=()))


PLAN = PLANS[0]
QUIET = list(parsed(_report(PLAN, WORD)))


def test_the_harmless_word_is_everywhere() -> None:
    """The check means something only when most texts of the report come from the plan."""
    assert sum(WORD in text for _, text in QUIET) > 150


@settings(max_examples=20, deadline=None)
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
    if not plain or plain.lower() in {"null", "~", "true", "false"}:
        return
    found = list(parsed(_report(PLAN, text)))
    assert found == [(kind, shown.replace(WORD, plain)) for kind, shown in QUIET]


@pytest.mark.parametrize("trap", ["{{ 53743560 + 1 }}", "${53743560+1}", "#{53743560 + 1}"])
def test_nothing_in_a_plan_is_computed(trap: str) -> None:
    """A template's braces in a plan stay braces."""
    assert "53743561" not in _report(PLAN, trap)
