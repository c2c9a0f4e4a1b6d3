"""A comparison for a terminal."""

from collections.abc import Iterator

from promoplan.comparison.said import rest, said
from promoplan.comparison.told import Told
from promoplan.emit.text import Look
from promoplan.report.outlook.blocks import Block, Heading
from promoplan.report.outlook.text import text as blocks_as_text

MOST = 200
"""Rows of a kind that are printed; the others are counted."""


def text(told: Told, look: Look) -> str:
    """The comparison, nothing of it wider than the terminal."""
    return blocks_as_text(_blocks(told), told.after.voice, look)


def _blocks(told: Told) -> Iterator[Block]:
    yield from said(told, MOST)
    if others := list(rest(told, MOST)):
        yield Heading(told.label("heading.other"))
        yield from others
