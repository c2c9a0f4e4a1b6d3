"""What an editor proposes at the cursor."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types as lsp

from promoplan.metrics.registry import METRICS

from .editor import Editor, applied, edited, position

CURSOR = "‸"


def proposals(folder: Path, uri: str, marked: str, whole: str = "", **asked: object) -> dict[str, lsp.CompletionItem]:
    """What is proposed at the mark of a text; `whole` is what stood there before."""
    return edited(folder, lambda editor: _proposed(editor, uri, marked, whole), **asked)


async def _proposed(editor: Editor, uri: str, marked: str, whole: str) -> dict[str, lsp.CompletionItem]:
    editor.open(uri, whole or marked.replace(CURSOR, ""))
    if whole:
        await editor.until(lambda: uri in editor.found)
        editor.type(uri, marked.replace(CURSOR, ""))
    return await editor.proposed(uri, position(marked, CURSOR))


def test_keys_that_a_mapping_knows_and_lacks(folder: Path, uri: str, text: str) -> None:
    """Keys that are there are not proposed; each tells what it means, in the editor's language."""
    marked = text.replace("  brand: Example\n", f"  brand: Example\n  v{CURSOR}\n")
    found = proposals(folder, uri, marked, locale="zh-TW")
    assert {"version", "updated", "events"} <= set(found)
    assert not {"id", "name", "brand", "owner", "goals"} & set(found)
    item = found["version"]
    assert item.kind == lsp.CompletionItemKind.Property
    assert item.detail is not None
    assert "版" in item.detail
    assert isinstance(item.text_edit, lsp.TextEdit)
    assert "\n  version: \n" in applied(marked.replace(CURSOR, ""), [item.text_edit])


def test_needed_keys_come_first(folder: Path, uri: str, text: str) -> None:
    """An item without its id and name is asked for these."""
    marked = text.replace("competitors:\n", f"    - {CURSOR}\ncompetitors:\n", 1)
    found = sorted(proposals(folder, uri, marked).values(), key=lambda item: item.sort_text or "")
    assert [item.label for item in found][:2] == ["id", "metric"]


@pytest.mark.parametrize("before", ["", "\n", "# a plan\n", "promoplan: 1\n"])
def test_an_empty_file_is_offered_the_sections(folder: Path, uri: str, before: str) -> None:
    """A plan may begin with the editor's help alone."""
    found = proposals(folder, uri, f"{before}{CURSOR}\n")
    assert {"plan", "goals", "budget"} <= set(found)
    assert ("promoplan" in found) == ("promoplan" not in before)


VALUES = (
    ("status: draft", "status: {}", ["draft", "approved", "running", "closed"]),
    ("status: draft", "status: dr{}aft", ["draft", "approved"]),
    ("status: draft", 'status: "{}"', ["draft", "approved"]),
    ("{id: roas, metric: roas,", "{id: roas, metric: r{},", [*METRICS]),
    ("{id: roas, metric: roas,", "{id: roas, sc{}, metric: roas,", ["scope", "change"]),
    ("when: roas < 2", "when: r{} < 2", ["roas", "ctr"]),
    ("  owner: ann\n  due", "  owner: {}\n  due", ["ann", "ben", "cho", "dan", "eve"]),
    ("{responsible: ben,", "{responsible: [ann, {}],", ["ben", "cho"]),
    ("currency: USD", "currency: {}", ["USD", "TWD", "CNY"]),
    ("markets: [US]", "markets: [US, {}]", ["US", "TW", "EU"]),
    ("{id: roas, metric: roas,", "{id: roas, scope: {channel: {}}, metric: roas,", ["search"]),
    ("{id: roas, metric: roas,", "{id: roas, scope: {phase: {}}, metric: roas,", ["warm-up", "peak", "closing"]),
    ("{id: roas, metric: roas,", "{id: roas, scope: {segment: {}}, metric: roas,", ["young"]),
)
"""What stands in a plan, what is written instead, and what is offered there."""


def test_words_ids_and_metrics(folder: Path, text: str) -> None:
    """A value is offered what its field may hold: the words of a vocabulary, the ids that the plan defines, metrics."""
    _are_offered(folder, text, VALUES)


WHILE_BROKEN = (
    ("status: draft", "status: {}\n  brand: [", ["draft"]),
    ("{id: roas, metric: roas, target: 3.0, by: 2027-06-30}", "{id: roas, scope: {channel: {}", ["search"]),
    ("{id: roas, metric: roas, target: 3.0, by: 2027-06-30}", "{id: roas, ba{}", ["basis"]),
    ("      metric: revenue", "      {}metric revenue", ["rationale"]),
)


def test_proposals_while_the_text_is_broken(folder: Path, text: str) -> None:
    """Half a line breaks the whole text, and yet the place is known; ids come from the plan as it was last whole."""
    _are_offered(folder, text, WHILE_BROKEN)


def _are_offered(folder: Path, text: str, cases: Sequence[tuple[str, str, Sequence[str]]]) -> None:
    """Each plan is opened whole, then changed; `{}` marks the cursor."""

    async def work(editor: Editor) -> None:
        for number, (old, new, wanted) in enumerate(cases):
            assert old in text
            uri, marked = (folder / f"plan-{number}.yaml").as_uri(), text.replace(old, new.replace("{}", CURSOR), 1)
            found = await _proposed(editor, uri, marked, text)
            assert set(wanted) <= set(found), new

    edited(folder, work)


def test_budget_views_are_offered_their_tags(folder: Path, uri: str, text: str) -> None:
    """Shares are written beside `base`, under the plan's phases and the method's categories."""
    budget = "budget:\n  targets:\n    phase: {base: working, ‸: 30%}\n"
    found = proposals(folder, uri, text[: text.index("\nbudget:") + 1] + budget)
    assert {"warm-up", "peak", "closing"} <= set(found)
    assert "base" not in found
    assert "shares" not in found


def test_nothing_is_proposed_where_anything_may_stand(folder: Path, uri: str, text: str) -> None:
    """A text for people and a team's own field are nobody's business."""
    assert not proposals(folder, uri, text.replace("theme: Fresh", f"theme: {CURSOR}Fresh"))
    assert not proposals(folder, uri, text.replace("  theme:", f"  x-own:\n    mine: {CURSOR}\n  theme:"))
