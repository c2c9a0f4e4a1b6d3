"""How help is wrapped: by cells, at places where a line may end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from promoplan.cli.help import cells, wrapped

CLOSING = "，。；：、！？）」”…"
CHARACTERS = "ab-. 計畫预算「（“" + CLOSING


@given(st.text(CHARACTERS, max_size=80), st.integers(10, 40))
def test_wrapping_loses_nothing(text: str, width: int) -> None:
    """All but blanks is there, in order; a line that is too wide can't be broken; none begins with a closing mark."""
    lines = list(wrapped(text, width))
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")
    for line in lines:
        assert cells(line) == cell_len(line)
        assert cells(line) <= width or len(list(wrapped(line, 1))) == 1
    assert not any(line.startswith(tuple(CLOSING)) for line in lines[1:])


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a plan file or a folder", ["a plan", "file or a", "folder"]),
        ("计划文件，或文件夹。", ["计划文", "件，或文", "件夹。"]),
        ("用 --fix（安全）", ["用 --fix", "（安全）"]),
        ("", [""]),
    ],
)
def test_lines_end_at_blanks_and_between_characters(text: str, lines: list[str]) -> None:
    """A Chinese character takes two cells; marks stay with the word that they close or open."""
    assert list(wrapped(text, 9)) == lines
