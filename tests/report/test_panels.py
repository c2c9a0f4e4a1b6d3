"""Summary and steps in their own design: what they show, and that a user's template comes before them."""

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from msgspec import Struct
from msgspec.structs import asdict

from promoplan.i18n.catalogue import Language
from promoplan.report.blocks import Heading, Panel, Paragraph, plain
from promoplan.report.front import front
from promoplan.report.html import html
from promoplan.report.markdown import body
from promoplan.report.panels import names, step_panels, summary_panel
from promoplan.report.parsing import CHART, blocks
from promoplan.report.pdf import pdf
from promoplan.report.view.context import ReportContext
from tests.report.plans import PLANS, checked_file, checked_over_minimal, context_of
from tests.report.test_html import Page
from tests.report.test_pdf import no_blanks, text_of


def marked(context: ReportContext, templates: Path | None = None) -> str:
    """The body for formats with a design of their own; without charts."""
    return body(context, {}, target=CHART.__add__, front=False, templates=templates)


def texts(shown: object) -> Iterator[str]:
    """Every text of a panel but the keys that it goes by."""
    if isinstance(shown, str):
        yield shown
    elif isinstance(shown, tuple):
        for each in shown:
            yield from texts(each)
    elif isinstance(shown, Struct):
        for name, part in asdict(shown).items():
            if not name.endswith("key"):
                yield from texts(part)


@pytest.mark.parametrize("path", PLANS, ids=lambda path: path.stem)
def test_page_and_pdf_show_all_of_them(path: Path) -> None:
    """Goals, money, channels, dates, risks, findings and steps: each text of the panels stands in both formats."""
    language = {"en": Language.EN}.get(path.stem[:2], Language.ZH_HANS)
    context = context_of(checked_file(path), language)
    text = marked(context)
    page = no_blanks(Page(html(text, front(context), {})).text)
    printed = no_blanks(text_of(pdf(text, front(context), {}).data))
    told = [*texts(summary_panel(context)), *texts(step_panels(context))]
    assert len(told) > 80
    assert [each for each in told if no_blanks(each) not in page] == []
    assert [each for each in told if no_blanks(each) not in printed] == []


def test_the_way_to_a_goal_is_drawn_to_scale() -> None:
    """Sums by the largest part, levels by the target; at most four milestones, the last among them."""
    months = ", ".join(f"2027-{month:02}: {month * 100}" for month in range(1, 13))
    snippet = f"""
goals:
  targets:
    - {{id: sum, name: Sum, metric: revenue, target: 7800 USD, by: 2027-06-30, milestones: {{{months}}}}}
    - {{id: level, name: Level, metric: repeat_rate, target: 40%, by: 2027-06-30,
       milestones: {{2027-04: 10%, 2027-06: 30%}}}}
"""
    goals = {goal.name: goal for goal in summary_panel(context_of(checked_over_minimal(snippet))).goals}
    sums, levels = goals["Sum"], goals["Level"]
    assert [each.share for each in sums.way] == [0.25, 0.5, 0.75, 1.0]
    assert [each.figure for each in sums.way] == ["$300", "$600", "$900", "$1,200"]
    assert [each.share for each in levels.way] == [0.25, 0.75]


def test_shares_of_channels_are_those_of_the_budget() -> None:
    """Each core channel with its money; the bar is as long as the share that is written beside it."""
    context = context_of(checked_file(PLANS[0]))
    shown = summary_panel(context).channels
    assert [each.name for each in shown] == [each.name for each in context.summary.channels]
    for each in shown:
        assert Decimal(each.share.rstrip("%")) == pytest.approx(Decimal(each.part) * 100, abs=Decimal("0.06"))


def test_steps_tell_how_far_they_are() -> None:
    """Done, under way, open, missing and unreadable, with a mark on those that are late."""
    snippet = """
goals: {status: done, due: 2027-01-10, done_on: 2027-01-09}
competitors: {status: in-progress, due: 2027-02-01}
channels: {status: open, due: 2027-06-01}
content: [not a mapping]
"""
    checked = checked_over_minimal(snippet)
    shown = step_panels(context_of(checked))
    assert [each.status_key for each in shown[:4]] == ["done", "in-progress", "open", "missing"]
    assert [each.late for each in shown[:4]] == ["", "overdue", "", ""]
    assert shown[3].status == "Unreadable"


def test_panels_stand_where_the_body_puts_them() -> None:
    """Summary, steps and the head of each of the seven, in the report's order; without a design they read in a row."""
    context = context_of(checked_file(PLANS[0]))
    text = marked(context)
    found = [block.name for block in blocks(text, names(step_panels(context))) if isinstance(block, Panel)]
    assert found == ["summary", "steps", *(f"step-{step.key}" for step in context.steps)]
    assert not [block for block in blocks(text) if isinstance(block, Panel)]
    linear = [plain(block.inner) for block in blocks(text) if isinstance(block, Heading | Paragraph)]
    assert not [line for line in linear if "panel:" in line]


def test_markdown_has_no_marks() -> None:
    """In Markdown the same parts stand in a row, the head of a step as a quotation."""
    context = context_of(checked_file(PLANS[0]))
    text = body(context, {}, target=str, front=True)
    assert "panel:" not in text
    assert re.search(r"^> - \*\*Verification standard\*\*: ", text, re.MULTILINE)


def test_a_user_s_block_comes_before_our_design(tmp_path: Path) -> None:
    """What a template of the user's says in the summary's place is what every format shows there."""
    folder = tmp_path / "body"
    folder.mkdir()
    (folder / "report.md.jinja").write_text(
        '{% extends "promoplan/body/report.md.jinja" %}{% block summary %}## Ours\n\nIn our words.{% endblock %}'
    )
    context = context_of(checked_file(PLANS[0]))
    page = Page(html(marked(context, tmp_path), front(context), {}))
    assert "In our words." in page.text
    assert summary_panel(context).findings_title not in page.text


def test_a_panel_without_an_end_loses_nothing() -> None:
    """Marks that a template sets by hand, wrongly, still leave every text in place."""
    found = blocks("one\n\n![](panel:summary)\n\ntwo\n\n![](panel:steps)\n\nthree", {"steps"})
    assert [block.kind for block in found] == ["paragraph", "paragraph", "panel"]
