"""What an editor can do about findings."""

from collections.abc import Callable
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from promoplan.checker import check
from promoplan.rules import RULES
from promoplan.rules.page import FOLDER, minimal_plan, page_of
from promoplan.server.silencing import silencing
from promoplan.source.document import Document
from promoplan.source.edits import apply
from promoplan.source.includes import overlay, resolve
from promoplan.source.text import Edit, Source

from .editor import Editor, applied, edited

EVERYTHING = lsp.Range(lsp.Position(0, 0), lsp.Position(400, 0))
Choice = Callable[[lsp.CodeAction], bool]


def acted(folder: Path, uri: str, text: str, choice: Choice, codes: list[str]) -> tuple[lsp.CodeAction, str]:
    """The first chosen action for a text, and the text after it, in which just these codes are left."""

    async def work(editor: Editor) -> tuple[lsp.CodeAction, str]:
        editor.open(uri, text)
        await editor.until(lambda: bool(editor.found.get(uri)))
        action = next(filter(choice, await editor.actions(uri, EVERYTHING)))
        assert action.edit is not None
        assert action.edit.changes is not None
        done = applied(text, action.edit.changes[uri])
        editor.type(uri, done)
        await editor.codes(uri, codes)
        return action, done

    return edited(folder, work)


def test_a_safe_fix_is_preferred_and_mends(folder: Path, uri: str, text: str) -> None:
    """The text after the action has the finding no more, and is otherwise as it was."""
    broken = text.replace("  brand: Example", "  brnd: Example  # ours")
    action, done = acted(folder, uri, broken, lambda action: bool(action.is_preferred), [])
    assert action.kind == lsp.CodeActionKind.QuickFix
    assert action.title.startswith("PP010: ")
    assert [each.code for each in action.diagnostics or []] == ["PP010"]
    assert done == broken.replace("brnd", "brand")


def test_an_unsafe_fix_says_so(folder: Path, uri: str, text: str) -> None:
    """What changes the plan is never the preferred choice."""
    wrong = text.replace("reserve: 10%", "reserve: 5%")
    action, done = acted(folder, uri, wrong, lambda action: action.is_preferred is False, [])
    assert action.title.endswith("(changes what the plan says)")
    assert done != wrong


def test_all_safe_fixes_at_once(folder: Path, uri: str, text: str) -> None:
    """The action that runs when a file is saved, found by the kinds above it, too."""
    broken = text.replace("  brand: Example", "  brnd: Example").replace("  theme:", "  them:")
    action, done = acted(folder, uri, broken, lambda each: each.kind == "source.fixAll.promoplan", [])
    assert done == text
    assert action.diagnostics is None

    async def work(editor: Editor) -> list[list[str | None]]:
        editor.open(uri, broken)
        await editor.until(lambda: bool(editor.found.get(uri)))
        kinds = (["source.fixAll"], ["quickfix"], ["refactor"])
        return [[each.kind for each in await editor.actions(uri, EVERYTHING, list(kind))] for kind in kinds]

    source, quick, none = edited(folder, work)
    assert source == ["source.fixAll.promoplan"]
    assert quick == ["quickfix"] * 4
    assert none == []


def test_silencing_asks_for_a_reason_and_counts_with_one(folder: Path, uri: str, text: str) -> None:
    """Without a reason the comment silences nothing and says so; with one the finding is gone."""
    small = text.replace("group: strategy}", "group: channel}")

    async def work(editor: Editor) -> None:
        editor.open(uri, small)
        await editor.until(lambda: bool(editor.found.get(uri)))
        before = sorted(str(each.code) for each in editor.found[uri])
        first = editor.found[uri][0]
        action = next(a for a in await editor.actions(uri, first.range) if a.title.startswith("Silence"))
        assert action.edit is not None
        assert action.edit.changes is not None
        (edit,) = action.edit.changes[uri]
        editor.type(uri, applied(small, [edit]))
        await editor.codes(uri, [*before, "PP022"])
        with_reason = lsp.TextEdit(edit.range, f"{edit.new_text}a small team")
        editor.type(uri, applied(small, [with_reason]))
        before.remove(str(first.code))
        await editor.codes(uri, before)

    edited(folder, work)


def snippet(text: str) -> Document:
    """The document of a snippet over the minimal plan."""
    document = resolve(Source("snippet.yaml", text), FOLDER, FOLDER)
    return overlay(minimal_plan(), document) if document.data is not None else document


@pytest.mark.parametrize("code", [rule.code for rule in RULES][::5])
def test_silencing_hushes_the_finding_and_nothing_breaks(code: str) -> None:
    """Wherever a finding stands, the comment with a reason silences it, and adds no other finding."""
    page = page_of(code)
    document = snippet(page.bad)
    before = check(document, today=page.today, policy=page.policy).findings
    for finding in (each for each in before if each.source is document.sources[0]):
        edit = silencing(document, finding, page.policy)
        if edit is None or "[" not in edit.text:
            continue
        comment = edit.text.rstrip("\n")
        edit = Edit(edit.source, edit.span, f"{comment}agreed" + edit.text[len(comment) :])
        after = check(snippet(apply(page.bad, [edit])), today=page.today, policy=page.policy)
        assert finding.code in {each.finding.code for each in after.silenced}
        assert {each.code for each in after.findings} <= {each.code for each in before}
        assert len(after.findings) < len(before)


def test_a_second_code_joins_the_comment_that_is_there() -> None:
    """A line has one comment, with all its codes and one reason."""
    text = "plan:\n  stauts: draft # promoplan: ignore[PP999] agreed\n"
    document = snippet(text)
    finding = next(each for each in check(document, today=page_of("PP010").today).findings if each.code == "PP010")
    edit = silencing(document, finding, page_of("PP010").policy)
    assert edit is not None
    assert apply(text, [edit]) == text.replace("[PP999]", "[PP999, PP010]")


def test_a_text_of_several_lines_is_silenced_above_it() -> None:
    """At the end of its line a comment would become part of the text."""
    text = 'plan:\n  name: Spring\n  stauts: "one\n    two"\n'
    document = snippet(text)
    finding = next(each for each in check(document, today=page_of("PP010").today).findings if each.code == "PP010")
    edit = silencing(document, finding, page_of("PP010").policy)
    assert edit is not None
    assert apply(text, [edit]) == text.replace("  stauts", "  # promoplan: ignore[PP010] \n  stauts")
