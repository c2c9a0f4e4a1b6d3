"""Values mean the same however they are written, and are shown so that a difference shows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.comparison.worded import excerpts
from promoplan.emit.safe import MAX_SHOWN
from tests.comparison.making import MINIMAL, compared, paths, replaced, sample

ARIA = sample("aria-2027-1111")


@pytest.mark.parametrize(
    ("written", "otherwise"),
    [
        ("total: 250000", "total: 25万"),
        ("total: 250000", "total: US$250,000"),
        ("total: 250000", 'total: "250_000"'),
        ("cpc: {low: 0.82, mode: 0.90, high: 1.00}", "cpc: {high: 1, mode: 0.9, low: 0.82}"),
        ("ctr: 1.2%", "ctr: 0.012"),
        ("iteration: 1 week", "iteration: 1 周"),
        ("capacity: 24/week", "capacity: 24次/周"),
        ("when: roas < 4 for 3 days on amazon, move: up to 15%", "when: roas<4 for 3天 on amazon, move: up to 15 %"),
        ("change: +20%", "change: +20.0%"),
        ("stage: new\n      size: 1400000", "stage: [new]\n      size: 140万"),
        ("segments: [players, commuters]", "segments: [commuters, players]"),
        ("positioning: Meet those who", "domain: public\n      positioning: Meet those who"),
        ("reserve: {ratio: 10%, amount: 25000", "reserve: {amount: 25k, ratio: 0.1"),
    ],
)
def test_another_spelling_is_no_change(written: str, otherwise: str) -> None:
    """Figures are compared as they are read, lists of names without their order, defaults as if written out."""
    assert compared(ARIA, replaced(ARIA, (written, otherwise))).same


@pytest.mark.parametrize(
    ("written", "otherwise", "path"),
    [
        ("total: 250000", "total: EUR 250000", "budget.total"),
        ("cpc: {low: 0.82, mode: 0.90, high: 1.00}", "cpc: 0.82..1", "channels.amazon.economics.cpc"),
        ("iteration: 1 week", "iteration: 1 month", "content.iteration"),
        ("steps: [facts and measurements, brand", "steps: [brand, facts and measurements", "content.review.steps"),
        ("status: open", "status: done", "competitors.status"),
        ("phase: {base: working, warm-up: 30%", "phase: {base: working, warm-up: 31%", "budget.targets.phase.warm-up"),
    ],
)  # fmt: skip
def test_what_means_something_else_is_one_change(written: str, otherwise: str, path: str) -> None:
    """At its path, which goes by ids."""
    assert list(paths(compared(ARIA, replaced(ARIA, (written, otherwise))))) == [path]


def test_a_team_s_own_fields_are_compared_as_written() -> None:
    """At any depth, below lists too."""
    before = MINIMAL + "x-note: {reviewed: [a, {by: ann}]}\n"
    after = MINIMAL + "x-note: {reviewed: [a, {by: bob}], on: true}\n"
    assert paths(compared(before, after)) == {"x-note.reviewed.ann.by": ("ann", None)} | {
        "x-note.reviewed.bob.by": (None, "bob"),
        "x-note.on": (None, "true"),
    }


@given(st.text(max_size=300), st.text(max_size=300))
def test_excerpts_differ_where_the_texts_do(before: str, after: str) -> None:
    """However long the texts are, and however late they part."""
    one, other = excerpts(before, after)
    assert (one == other) == (before == after)
    assert max(len(one), len(other)) <= MAX_SHOWN


def test_an_excerpt_begins_a_little_before_the_difference() -> None:
    """So that one sees where it stands."""
    one, other = excerpts("a" * 200 + " old end", "a" * 200 + " new end")
    assert one == "…" + "a" * 19 + " old end"
    assert other == "…" + "a" * 19 + " new end"
