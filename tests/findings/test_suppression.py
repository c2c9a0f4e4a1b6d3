"""Comments that silence findings: where they count, for how long, and what is wrong with them."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from promoplan.checker import Checked, check
from promoplan.findings.finding import Severity
from promoplan.findings.policy import Policy
from promoplan.findings.suppression import suppressions
from promoplan.rules.page import DAY, over_minimal
from promoplan.sift import WARNED_DAYS
from promoplan.source.document import parse
from promoplan.source.includes import load_document
from promoplan.source.text import Source
from tests.cli.running import MINIMAL

SLOW = "iteration: 3 weeks"
"""A line of `content` in which PP404 is found."""


def checked(snippet: str, today: date = DAY, policy: Policy | None = None) -> Checked:
    """The check of a snippet over the minimal plan."""
    return check(over_minimal(dedent(snippet)), today=today, policy=policy or Policy())


def told(snippet: str, today: date = DAY, policy: Policy | None = None) -> list[tuple[str, str]]:
    """Codes and variants of what is told."""
    return [(finding.code, finding.variant) for finding in checked(snippet, today, policy).findings]


PLACES = {
    "at the end of the line": f"content:\n  {SLOW}  # promoplan: ignore[PP404] small team\n",
    "by name": f"content:\n  {SLOW}  # promoplan: ignore[slow-iteration] small team\n",
    "on a line of its own": f"content:\n  # promoplan: ignore[PP404] small team\n  {SLOW}\n",
    "on the line that opens the section": f"content:  # promoplan: ignore[PP404] small team\n  {SLOW}\n",
    "above the section": f"x-a: 1\n# promoplan: ignore[PP404] small team\ncontent:\n  {SLOW}\n",
    "at the file's top": f"# promoplan: ignore[PP404] small team\nx-a: 1\ncontent:\n  {SLOW}\n",
    "below other comments at the top": f"# a\n\n# promoplan: ignore[PP404] small team\nx-a: 1\ncontent: {{{SLOW}}}\n",
    "with others": f"content:\n  {SLOW}  # promoplan: ignore[PP404] small team until=2027-12-31\n",
    "without blanks": f"content:\n  {SLOW} #promoplan:ignore[PP404]small team\n",
    "in brackets": "content: {iteration: 3 weeks}  # promoplan: ignore[PP404] small team\n",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_comment_silences_what_it_speaks_of(place: str) -> None:
    """On a line, on a whole section, and at the file's top; the reason is kept."""
    found = checked(PLACES[place])
    assert found.findings == ()
    assert [(each.finding.code, each.reason) for each in found.silenced] == [("PP404", "small team")]


ELSEWHERE = {
    "another line": f"content:\n  feedback: [reviews]  # promoplan: ignore[PP404] small team\n  {SLOW}\n",
    "another section": f"budget:  # promoplan: ignore[PP404] small team\n  x-a: 1\ncontent:\n  {SLOW}\n",
    "below": f"content:\n  {SLOW}\n  # promoplan: ignore[PP404] small team\n  feedback: [reviews]\n",
    "the end of the file": f"content:\n  {SLOW}\n# promoplan: ignore[PP404] small team\n",
    "another code": f"content:\n  {SLOW}  # promoplan: ignore[PP401] small team\n",
}


@pytest.mark.parametrize("place", ELSEWHERE)
def test_elsewhere_it_silences_nothing_and_is_found(place: str) -> None:
    """The finding stays, and the comment is unused."""
    assert sorted(told(ELSEWHERE[place])) == [("PP021", ""), ("PP404", "")]


TEXTS = {
    "in quotes": "x-a: 'note # promoplan: ignore[PP999] x'\n",
    "in a block": "x-a: |\n  note\n  # promoplan: ignore[PP999] x\nx-b: 1\n",
    "in a folded block": "x-a: >-\n  note\n  # promoplan: ignore[PP999] x\n",
    "in a key": "'# promoplan: ignore[PP999] x': 1\n",
    "without a blank before": "x-a: note#promoplan: ignore[PP999] x\n",
    "a key that was commented out": "#promoplan: 1\nx-a: 1\n",
}


@pytest.mark.parametrize("text", TEXTS)
def test_texts_are_no_comments(text: str) -> None:
    """What looks like a comment and is part of a text speaks to nobody."""
    assert suppressions(parse(Source("a.yaml", TEXTS[text]))) == ()


def test_a_comment_behind_a_block_header_counts() -> None:
    """The line that opens a block of text may carry a comment."""
    text = "x-a: |  # promoplan: ignore[PP404] x\n  note\n"
    (comment,) = suppressions(parse(Source("a.yaml", text)))
    assert comment.reason == "x"


@pytest.mark.parametrize(
    ("comment", "wrong"),
    [
        ("ignore[PP404]", ("PP022", "reason")),
        ("ignore[PP404] until=2027-12-31", ("PP022", "reason")),
        ("ignore[PP4004] small team", ("PP022", "near")),
        ("ignore[zzzzzzzz] small team", ("PP022", "")),
        ("ignore small team", ("PP022", "syntax")),
        ("ignore[] small team", ("PP022", "syntax")),
        ("ingore[PP404] small team", ("PP022", "syntax")),
        ("ignore[PP404] small team until=2027-01-14", ("PP026", "")),
        ("ignore[PP404] small team until=soon", ("PP026", "malformed")),
        ("ignore[PP404] small team Until = 2027-01-14", ("PP026", "")),
        ("ignore[PP404] small team until: 2027-01-14", ("PP026", "")),
        ("ignore[PP404] small team until＝2027-01-14", ("PP026", "")),
        ("ignore[PP404] small team until 2027-01-14", ("PP026", "")),
        ("ignore[PP404] small team until 31 March", ("PP026", "malformed")),
        ("ignore[PP404] small team until=2027-02-30", ("PP026", "malformed")),
        ("ignore[PP404] small team until=", ("PP026", "malformed")),
    ],
)
def test_a_wrong_comment_silences_nothing_and_is_told(comment: str, wrong: tuple[str, str]) -> None:
    """No reason, no such rule, other words, a last day that has passed or is none."""
    found = told(f"content:\n  {SLOW}  # promoplan: {comment}\n")
    assert ("PP404", "") in found
    assert wrong in found
    assert len(found) == 2


def test_the_last_day_counts_and_is_told_two_weeks_ahead() -> None:
    """`until` is inclusive; its end is an info from 14 days before on."""
    snippet = f"content:\n  {SLOW}  # promoplan: ignore[PP404] small team until=2027-01-29\n"
    assert told(snippet, date(2027, 1, 14)) == []
    assert WARNED_DAYS == 14
    assert told(snippet, date(2027, 1, 15)) == [("PP026", "soon")]
    assert told(snippet, date(2027, 1, 29)) == [("PP026", "soon")]
    assert sorted(told(snippet, date(2027, 1, 30))) == [("PP026", ""), ("PP404", "")]


@pytest.mark.parametrize("written", ["until=2027-01-29", "UNTIL = 2027-01-29", "until：2027-01-29", "until 2027-01-29"])
def test_a_last_day_is_understood_however_it_is_written(written: str) -> None:
    """It is no part of the reason; a reason that only speaks of an end is left alone."""
    snippet = f"content:\n  {SLOW}  # promoplan: ignore[PP404] small team {written}, until it grows\n"
    (silenced,) = checked(snippet.replace(", until", " until")).silenced
    assert (silenced.reason, silenced.until) == ("small team until it grows", date(2027, 1, 29))


def test_the_settings_may_forbid_silence() -> None:
    """An unsuppressible rule stays, and the comment is told of it."""
    snippet = f"content:\n  {SLOW}  # promoplan: ignore[PP404] small team\n"
    assert sorted(told(snippet, policy=Policy(unsuppressible=("PP4",)))) == [("PP022", "unsuppressible"), ("PP404", "")]


def test_what_could_not_be_judged_makes_no_comment_unused() -> None:
    """Neither a rule that is left out nor a plan with a broken section tells of unused comments."""
    snippet = "content:\n  iteration: 2 weeks  # promoplan: ignore[PP404] small team\n"
    assert told(snippet) == [("PP021", "")]
    assert told(snippet, policy=Policy(select=("PP6",))) == []
    assert told(snippet, policy=Policy(ignore=("PP404",))) == []
    assert [code for code, _ in told(snippet + "budget: {total: much}\n")] == ["PP012"]


def test_nothing_silences_the_silencer() -> None:
    """PP021 and its like are never silenced by a comment; naming them is itself unused."""
    snippet = (
        "# promoplan: ignore[PP021] quiet\nx-a: 1\ncontent:\n  iteration: 2 weeks  # promoplan: ignore[PP404] team\n"
    )
    assert told(snippet) == [("PP021", ""), ("PP021", "")]


def test_an_unused_comment_is_taken_out() -> None:
    """The fix deletes the comment, its line when it stands alone, or only the idle codes."""
    cases = {
        "content: {} # promoplan: ignore[PP404] team\n": "content: {}\n",
        "x-a: 1\n# promoplan: ignore[PP404] t\ncontent: {}\n": "x-a: 1\ncontent: {}\n",
        f"content: {{{SLOW}}} # promoplan:ignore[PP404,PP401] x\n": (
            f"content: {{{SLOW}}} # promoplan:ignore[PP404] x\n"
        ),
    }
    for before, after in cases.items():
        (finding,) = checked(before).findings
        assert finding.fix is not None
        (edit,) = finding.fix.edits
        assert before[: edit.span.start] + edit.text + before[edit.span.end :] == after


@given(st.text(alphabet="#: \n[]promlanigeP0124'\"|x-", max_size=60))
def test_any_text_gives_comments_inside_it(text: str) -> None:
    """No text raises, and whatever is taken for a comment lies in the text."""
    source = Source("a.yaml", f"x-a: 1\n# promoplan: ignore[PP404] x {text}\n")
    document = parse(source)
    for comment in suppressions(document):
        assert 0 <= comment.span.start < comment.span.end <= len(source.text)
        assert source.text[comment.span.start] == "#"


def test_severity_and_selection_of_the_settings() -> None:
    """A rule counts as much as the settings say, or not at all; unreadable plans are always told."""
    snippet = f"content:\n  {SLOW}\n"
    assert [each.severity for each in checked(snippet).findings] == ["warning"]
    policy = replace(Policy(), severities={"PP404": Severity.ERROR})
    assert [each.severity for each in checked(snippet, policy=policy).findings] == ["error"]
    assert told(snippet, policy=Policy(select=("PP6",))) == []
    broken = check(parse(Source("a.yaml", "a: [")), today=DAY, policy=Policy(select=("PP6",), ignore=("PP0",)))
    assert [each.code for each in broken.findings] == ["PP001"]


def test_a_comment_of_a_base_is_never_unused(tmp_path: Path) -> None:
    """A plan that does not need it can't tell whether others do; where it is needed, it counts."""
    base = f"content:\n  {SLOW}  # promoplan: ignore[PP404] house rule\n"
    (tmp_path / "base.yaml").write_text(base, encoding="utf-8")
    own = MINIMAL.read_text(encoding="utf-8")
    cases = {own: ((), ()), own.replace("  iteration: 2 weeks\n", ""): ((), ("PP404",))}
    for text, (unsaid, hushed) in cases.items():
        (tmp_path / "plan-a.yaml").write_text(f"extends: base.yaml\n{text}", encoding="utf-8")
        of_plan = check(load_document(tmp_path / "plan-a.yaml"), today=DAY)
        assert tuple(each.code for each in of_plan.findings) == unsaid
        assert tuple(each.finding.code for each in of_plan.silenced) == hushed
