"""The outline of a plan in an editor."""

from pathlib import Path

import pytest
from lsprotocol import types as lsp

from promoplan.model.frame import Step

from ..cli.running import PLANS
from .editor import Editor, edited, position


@pytest.mark.parametrize(("language", "first"), [("en", "01 "), ("zh-Hant", "01 確定推廣目標"), ("zh-Hans", "01 ")])
def test_the_seven_steps_come_in_order_with_their_items(folder: Path, language: str, first: str) -> None:
    """Steps by number and action, then the other sections; below each its items by name."""
    text = (PLANS / "aria-2027-1111.yaml").read_text(encoding="utf-8")
    uri = (folder / "aria.yaml").as_uri()

    async def work(editor: Editor) -> list[lsp.DocumentSymbol]:
        editor.open(uri, text)
        return await editor.outline(uri)

    found = edited(folder, work, options={"language": language})
    assert [each.detail for each in found[:7]] == [step.value for step in Step]
    assert [each.name[:3] for each in found[:7]] == [f"{number:02} " for number in range(1, 8)]
    assert found[0].name.startswith(first)
    assert [each.name for each in found[7:]][:3] == ["plan", "team", "audience"]
    channels = next(each for each in found if each.detail == "channels")
    assert [each.name for each in channels.children or []][:2] == ["Amazon Ads", "TikTok Shop"]
    phases = next(each for each in found if each.name == "phases")
    assert [each.name for each in phases.children or []] == ["Warm-up", "Sale", "Closing"]
    assert channels.selection_range.start == position(text, "\nchannels:", 1)
    for symbol in found:
        for child in symbol.children or []:
            assert symbol.range.start <= child.range.start
            assert child.range.end <= symbol.range.end
            assert child.range.start <= child.selection_range.start
            assert child.selection_range.end <= child.range.end


def test_the_outline_stays_while_the_text_is_broken(folder: Path, uri: str, text: str) -> None:
    """It is that of the text as it could be read last."""

    async def work(editor: Editor) -> None:
        editor.open(uri, text)
        before = [each.name for each in await editor.outline(uri)]
        editor.type(uri, text + "\n[")
        assert [each.name for each in await editor.outline(uri)] == before
        assert len(before) > 7

    edited(folder, work)
