"""What an editor shows under the pointer."""

from pathlib import Path

import pytest

from .editor import Editor, edited, position


@pytest.mark.parametrize(
    ("language", "means", "form"),
    [
        ("en", "ISO 4217 code of all money of the plan", "Examples: `TWD`"),
        ("zh-Hant", "計畫中所有金額的", "例如：`TWD`"),
        ("zh-Hans", "计划中所有金额的", "例如：`"),
    ],
)
def test_a_key_tells_what_it_is_for_in_three_languages(
    folder: Path, uri: str, text: str, language: str, means: str, form: str
) -> None:
    """Description, form and examples, on the key and on its value."""

    async def work(editor: Editor) -> tuple[str, str]:
        editor.open(uri, text)
        key, value = position(text, "currency: USD", 2), position(text, "currency: USD", 11)
        return await editor.hovered(uri, key), await editor.hovered(uri, value)

    on_key, on_value = edited(folder, work, options={"language": language})
    assert on_key == on_value
    assert on_key.startswith("**currency**")
    assert means.split(" of all", maxsplit=1)[0] in on_key
    assert form in on_key


def test_a_finding_tells_its_rule_and_why(folder: Path, uri: str, text: str) -> None:
    """Both stand there: what the field is for, and which rule speaks."""
    small = text.replace("reserve: 10%", "reserve: 5%")

    async def work(editor: Editor) -> tuple[str, str, str]:
        editor.open(uri, small)
        at_finding = await editor.hovered(uri, position(small, "reserve: 5%", 10))
        beside = await editor.hovered(uri, position(small, "brand: Example", 1))
        return at_finding, beside, await editor.hovered(uri, position(small, "reserve: 5%", -1))

    at_finding, beside, nothing = edited(folder, work)
    assert "**reserve**" in at_finding
    assert "**PP601** `reserve-too-small`" in at_finding
    assert at_finding.index("**reserve**") < at_finding.index("**PP601**")
    assert "PP601" not in beside
    assert beside.startswith("**brand**")
    assert not nothing


def test_hover_lives_while_the_text_is_broken(folder: Path, uri: str, text: str) -> None:
    """What can't be read shows nothing but its finding."""
    broken = text + "\n["

    async def work(editor: Editor) -> str:
        editor.open(uri, broken)
        return await editor.hovered(uri, position(broken, "\n[", 1))

    assert "**PP001**" in edited(folder, work)
