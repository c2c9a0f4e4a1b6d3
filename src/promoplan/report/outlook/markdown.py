"""A forecast as Markdown; whatever a plan holds is text in it."""

from collections.abc import Iterable, Iterator, Sequence

from promoplan.emit.escaping import escaped
from promoplan.emit.safe import printable
from promoplan.report.outlook.blocks import Block, Heading, Items, Line, Table, Tone


def markdown(blocks: Iterable[Block]) -> str:
    """The blocks, each a paragraph, list or table."""
    return "\n\n".join("\n".join(_lines(block)) for block in blocks) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(text=words, level=level):
            yield f"{'#' * level} {_shown(words)}"
        case Line(text=words, tone=tone):
            yield _shown(words) if tone is Tone.PLAIN else f"**{_shown(words)}**"
        case Items(texts=texts):
            yield from (f"- {_shown(words)}" for words in texts)
        case Table(head=head, rows=rows, names=names):
            yield _row(head)
            yield _row(["---" if place < names else "---:" for place in range(len(head))], plain=True)
            yield from map(_row, rows)


def _row(cells: Sequence[str], *, plain: bool = False) -> str:
    return f"| {' | '.join(cells if plain else map(_shown, cells))} |"


def _shown(words: str) -> str:
    return escaped(printable(words))
