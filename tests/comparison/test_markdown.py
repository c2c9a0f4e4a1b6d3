"""Markdown for a pull request: whatever a plan says is text there, calls nobody, and fits into a comment."""

import re
from itertools import product

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from promoplan.comparison.markdown import MAX_CHARACTERS, markdown
from promoplan.comparison.said import said
from promoplan.i18n.catalogue import Language
from promoplan.report.outlook.blocks import Table
from tests.comparison.making import MINIMAL, SAMPLES, checked, replaced, revised, sample, told
from tests.report.test_escaping import NASTY

PARSER = MarkdownIt("commonmark", {"html": True, "linkify": False}).enable(["table", "strikethrough"])
ALLOWED = {
    *("heading_open", "heading_close", "inline", "paragraph_open", "paragraph_close", "strong_open", "strong_close"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "text", "html_block", "softbreak"),
    *(f"{part}_{end}" for part, end in product(("table", "thead", "tbody", "tr", "th", "td"), ("open", "close"))),
}
FOLDS = {"<details>", "</details>"}
CALL = re.compile(r"[@#]\w|\bGH-[0-9]", re.IGNORECASE)
FEW = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def kinds_and_texts(text: str) -> tuple[set[str], list[str]]:
    """Every kind of token that a reader of Markdown makes of a text, and the texts that it shows."""
    kinds, texts = set(), []
    for token in PARSER.parse(text):
        kinds.add(token.type)
        if token.type == "html_block":
            assert re.sub(r"<summary>[^<>@#]*</summary>", "", token.content).split("\n")[0] in FOLDS
        for inner in token.children or ():
            kinds.add(inner.type)
            texts.append(inner.content)
    return kinds, texts


NAMES = st.lists(st.sampled_from([*NASTY, "@octocat", "see #12", "a/b#3", "GH-7", "a@b.example", "a"]), min_size=1).map(
    "".join
)


@FEW
@given(NAMES, NAMES)
@example("a", "@_team")  # GitLab's names may begin with what Markdown escapes
def test_texts_are_nothing_but_text(before: str, after: str) -> None:
    """In a name, a text, an id's place: no markup, no mention, no number of an issue."""

    def plan(said: str) -> str:
        quoted = "'" + " ".join(said.split()).replace("'", "''") + "'"
        holds = f"market:\n  competition: [{quoted}]\nrisks:\n  fallback: {quoted}\n"
        return replaced(MINIMAL, ("promoplan: 1\n", f"promoplan: 1\nx-note: {{{quoted}: {quoted}}}\n")) + holds

    text = markdown(told(checked(plan(before)), checked(plan(f"{after}!"))))
    kinds, texts = kinds_and_texts(text)
    assert kinds <= ALLOWED
    assert [each for each in texts if CALL.search(each)] == []


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples(name: str, language: Language) -> None:
    """A heading, a line that sums up, tables of equal width, and the texts folded away."""
    text = markdown(told(checked(sample(name)), checked(revised(name)), language))
    kinds, _ = kinds_and_texts(text)
    assert {"table_open", "html_block", "strong_open"} <= kinds <= ALLOWED
    assert text.startswith("## ")
    assert "\n<details>\n<summary>" in text
    assert text.endswith("\n</details>\n")
    rows = [line for line in text.splitlines() if line.startswith("|")]
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} <= {4, 5, 6}


def test_a_long_comparison_still_fits() -> None:
    """By fewer rows of each kind, with how many are left out."""
    pieces = "".join(
        f"    - {{id: p{number}, theme: {'x' * 300} {number}, format: article}}\n" for number in range(900)
    )
    before = replaced(MINIMAL, ("  pieces:\n", f"  pieces:\n{pieces}"))
    text = markdown(told(checked(before), checked(before.replace("x" * 300, "x" * 290 + "yz|@me"))))
    assert len(text) <= MAX_CHARACTERS
    assert "more" in text
    assert kinds_and_texts(text)[0] <= ALLOWED


def test_a_table_has_a_cell_for_each_head() -> None:
    """Of the blocks that Markdown and text are made from."""
    blocks = said(told(checked(sample("aria-2027-1111")), checked(revised("aria-2027-1111"))), 99)
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(tables) > 4
    assert all(len(row) == len(table.head) for table in tables for row in table.rows)
