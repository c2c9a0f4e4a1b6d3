"""Plans with faults still have a report, which says what it can't show."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from promoplan.i18n.catalogue import Language
from promoplan.model.plan import SECTIONS
from tests.report.plans import (
    BROKEN,
    MINIMAL,
    checked_file,
    checked_over_minimal,
    checked_text,
    context_of,
    markdown_of,
)

HEADER = """
promoplan: 1
plan: {id: a, name: Alone, kind: campaign, period: {start: 2027-04-01, end: 2027-04-30}, currency: EUR, language: en}
"""


def _is_clean(markdown: str) -> None:
    """No trace of what is not there, one blank line between blocks, no level of headings skipped."""
    assert "None" not in markdown
    assert "\n\n\n" not in markdown
    assert "| |" not in markdown
    levels = [len(line.split(" ")[0]) for line in markdown.splitlines() if line.startswith("#")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    lines = markdown.splitlines()
    heads = [number for number, line in enumerate(lines) if line.startswith("#")]
    assert all(number == 0 or not lines[number - 1] for number in heads)


@pytest.mark.parametrize("path", BROKEN, ids=lambda path: path.stem)
@pytest.mark.parametrize("language", Language)
def test_the_typical_mistakes_render(path: Path, language: Language) -> None:
    """Every broken sample has a report, with its findings in it."""
    checked = checked_file(path)
    markdown = markdown_of(checked, language)
    _is_clean(markdown)
    assert all(finding.code in markdown for finding in checked.findings)


@pytest.mark.parametrize("key", SECTIONS)
def test_any_section_may_be_broken(key: str) -> None:
    """Whichever section can't be read, the rest is shown, and the report says what is missing."""
    checked = checked_over_minimal(f"{key}: 7")
    assert key in checked.broken
    markdown = markdown_of(checked)
    _is_clean(markdown)
    assert key == "plan" or f'The section "{key}" holds errors' in markdown.replace("\\", "")


@pytest.mark.parametrize("key", SECTIONS)
def test_any_section_may_be_absent(key: str) -> None:
    """A plan in the making has a report."""
    made = checked_file(MINIMAL)
    without = replace(made, sections={name: each for name, each in made.sections.items() if name != key}, plan=None)
    _is_clean(markdown_of(without))


def test_a_header_is_enough() -> None:
    """A plan of nothing but its header shows the method's standard for every step."""
    markdown = markdown_of(checked_text(HEADER))
    _is_clean(markdown)
    assert markdown.startswith("# Alone\n")
    assert markdown.count("**Verification standard**") == 7
    assert markdown.count("there is nothing to show here yet") == 11


def test_a_broken_header_still_names_the_plan() -> None:
    """Name, brand, currency and dates are taken from what the file holds."""
    text = HEADER.replace("kind: campaign", "kind: party, brand: B").replace("currency: EUR", "currency: euro")
    checked = checked_text(text)
    cover = context_of(checked).cover
    assert "plan" in checked.broken
    assert (cover.name, cover.brand, cover.currency, cover.period) == ("Alone", "B", "", "1–30 Apr 2027")
    _is_clean(markdown_of(checked))


@pytest.mark.parametrize(
    "header", ["plan: {}", "plan: []", "plan: {name: }", "plan: {name: {a: b}}", "goals: {}", "x-a: 1"]
)
def test_a_plan_without_a_name_is_called_a_plan(header: str) -> None:
    """There is a title in any case."""
    markdown = markdown_of(checked_text(f"promoplan: 1\n{header}\n"))
    assert markdown.startswith("# Promotion plan\n")
    _is_clean(markdown)


def test_names_come_from_broken_sections_too() -> None:
    """A channel of a broken section still goes by its name where others speak of it; its owner and day are shown."""
    context = context_of(checked_over_minimal("channels: {synergy: [1]}"))
    assert context.channels is None
    assert context.content is not None
    assert context.content.pieces[0].channels == "Video platform"
    assert (context.steps[2].owner, context.steps[2].due) == ("Ben", "15 Feb 2027")


def test_reversed_dates_end_no_report() -> None:
    """A period, phase, placement or piece that ends before it starts is left out of the calendars."""
    checked = checked_over_minimal("""
plan: {period: {start: 2027-06-30, end: 2027-04-01}}
phases:
  - {id: warm-up, name: W, start: 2027-05-01, end: 2027-04-01}
  - {id: peak, name: P, start: 2027-05-01, end: 2027-05-02}
  - {id: closing, name: C, start: 2027-05-03, end: 2027-05-04}
""")
    context = context_of(checked)
    assert context.cover.period == ""
    assert context.content is not None
    assert context.content.calendar == ()
    _is_clean(markdown_of(checked))


def test_a_period_of_centuries_ends_in_time() -> None:
    """The content calendar stops after three years of months."""
    checked = checked_over_minimal("plan: {period: {start: 1900-01-01, end: 2200-12-31}}")
    content = context_of(checked).content
    assert content is not None
    assert len(content.calendar) == 36
