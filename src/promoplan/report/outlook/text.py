"""A forecast for a terminal: nothing is wider than it, and nothing in it is a command."""

import re
from collections.abc import Iterable, Iterator

from promoplan.emit.safe import printable
from promoplan.emit.text import Look
from promoplan.report.outlook.blocks import Block, Heading, Items, Line, Table, Tone
from promoplan.report.outlook.grid import Frame, grid
from promoplan.report.outlook.wrapping import wrapped
from promoplan.report.view.voice import Voice

_BOLD = "1"
_COMMAND = re.compile(r"^((?:\s|\x1b\[[0-9;]*m)*)::")
_COLOURS = {Tone.GOOD: "32", Tone.OPEN: "33", Tone.BAD: "31"}


def text(blocks: Iterable[Block], voice: Voice, look: Look) -> str:
    """The blocks one below the other; lines and headings stand close, tables and lists apart."""
    frame = Frame(look.width, look.paint("{}", _BOLD), voice.label("colon"))
    lines: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None and _apart(before, block):
            lines.append("")
        lines += _lines(block, frame, look)
        before = block
    return "\n".join(map(_harmless, lines)) + "\n"


def _apart(before: Block, block: Block) -> bool:
    """Whether a blank line stands between: around tables and lists, but for a sentence that leads up to one."""
    if isinstance(before, Line):
        return isinstance(block, Heading) or (not isinstance(block, Line) and before.tone is not Tone.PLAIN)
    return not isinstance(before, Heading) or before.level == 1


def _lines(block: Block, frame: Frame, look: Look) -> Iterator[str]:
    match block:
        case Heading(text=words):
            yield from (look.paint(line, _BOLD) for line in wrapped(printable(words), look.width))
        case Line(text=words, tone=tone):
            lines = wrapped(printable(words), look.width)
            yield from (look.paint(line, _BOLD, _COLOURS[tone]) if tone in _COLOURS else line for line in lines)
        case Items(texts=texts):
            for words in texts:
                yield from wrapped(printable(words), look.width, "  ", first="- ")
        case Table():
            yield from grid(_printable(block), frame)


def _printable(table: Table) -> Table:
    head = tuple(map(printable, table.head))
    return Table(head, tuple(tuple(map(printable, row)) for row in table.rows), table.names, table.bars)


def _harmless(line: str) -> str:
    """No line begins a command of a CI runner, which looks for `::` after blanks."""
    return _COMMAND.sub(r"\1:\\:", line)
