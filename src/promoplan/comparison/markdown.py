"""A comparison as Markdown for a pull request's comment; whatever a plan holds is text in it, and calls nobody."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from promoplan.comparison.comparison import Group
from promoplan.comparison.said import rest, said
from promoplan.comparison.told import Told
from promoplan.emit.escaping import calling_nobody
from promoplan.report.outlook.blocks import Block, Heading
from promoplan.report.outlook.markdown import markdown as blocks_as_markdown

MAX_CHARACTERS = 60_000
"""The most that a comment holds; GitHub takes 65,536."""

_MOST = (100, 40, 15, 5, 1)
"""Rows of a kind, tried one after the other until all of them fit."""


def markdown(told: Told) -> str:
    """The comparison with its texts folded away, short enough for a comment."""
    made = (_commented(told, most) for most in _MOST)
    return next((text for text in made if len(text) <= MAX_CHARACTERS), _commented(told, 0))


def _commented(told: Told, most: int) -> str:
    parts = [blocks_as_markdown(_lower(said(told, most)))]
    if others := told.comparison.values.get(Group.OTHER):
        head = told.label("folded", heading=told.label("heading.other"), count=told.after.voice.count(len(others)))
        parts.append(f"<details>\n<summary>{head}</summary>\n\n{blocks_as_markdown(rest(told, most))}\n</details>\n")
    return calling_nobody("\n".join(parts))


def _lower(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks with headings that suit a comment."""
    return (replace(block, level=block.level + 1) if isinstance(block, Heading) else block for block in blocks)
