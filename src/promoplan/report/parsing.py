"""Markdown to blocks. Raw HTML is text, links lead to the web or a mailbox, pictures are charts of the report."""

from collections.abc import Container, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from promoplan.report.blocks import (
    Align,
    Block,
    Break,
    Code,
    Emphasis,
    Heading,
    Inline,
    Link,
    Listing,
    Mono,
    Panel,
    Paragraph,
    Picture,
    Quote,
    Rule,
    Strong,
    Table,
    Text,
    plain,
)
from promoplan.report.columns import columns, is_wide

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

Inlines = tuple[Inline, ...]

CHART = "chart:"
PANEL = "panel:"
"""Begins the addresses of the pictures before and after a panel; the one after has nothing behind it."""

_SCHEMES = frozenset({"http", "https", "mailto"})


def blocks(markdown: str, panels: Container[str] = ()) -> tuple[Block, ...]:
    """The blocks of a Markdown text; heading levels close up so that none is skipped and the first is 1.

    `panels` are the names of those that the format has a design for; of others, what they hold stands in their place.
    """
    from markdown_it.tree import SyntaxTreeNode  # noqa: PLC0415 - heavy, and only finished formats need it

    tree = SyntaxTreeNode(_parser().parse(markdown))
    return tuple(_panelled(_levelled(_blocks(tree.children)), panels))


def _panelled(found: Iterable[Block], panels: Container[str]) -> Iterator[Block]:
    """Panels for what stands between their marks, the marks taken out; one that does not end goes to the end."""
    name, inner = "", list[Block]()
    for block in found:
        if isinstance(block, Picture) and block.name.startswith(PANEL):
            if inner and name in panels:
                yield Panel(name, tuple(inner))
            name, inner = block.name.removeprefix(PANEL), []
        elif name in panels:
            inner.append(block)
        else:
            yield block
    if inner:
        yield Panel(name, tuple(inner))


@lru_cache(maxsize=1)
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - heavy, and only finished formats need it

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": 40}).enable("table")
    parser.validateLink = _is_allowed  # type: ignore[method-assign] # the way the library documents
    return parser


def _is_allowed(url: str) -> bool:
    """Whether a link or picture may stand: http and https with a host and no credentials, mailto, a chart."""
    if url.startswith((CHART, PANEL)):
        return True
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    if parts.scheme == "mailto":
        return bool(parts.path)
    return parts.scheme in _SCHEMES and bool(parts.hostname) and "@" not in parts.netloc


def _levelled(found: Iterator[Block]) -> Iterator[Block]:
    """Headings numbered for anchors, their levels closed up."""
    open_levels: list[int] = []
    number = 0
    for block in found:
        if not isinstance(block, Heading):
            yield block
            continue
        while open_levels and open_levels[-1] >= block.level:
            open_levels.pop()
        open_levels.append(block.level)
        number += 1
        yield Heading(len(open_levels), f"part-{number}", block.inner)


def _blocks(nodes: Sequence["SyntaxTreeNode"]) -> Iterator[Block]:
    for node in nodes:
        yield from _block(node)


def _block(node: "SyntaxTreeNode") -> Iterator[Block]:
    match node.type:
        case "heading":
            yield Heading(int(node.tag[1]), "", _inlines(node))
        case "paragraph":
            yield _picture(node) or Paragraph(_inlines(node))
        case "table":
            yield _table(node)
        case "bullet_list":
            yield Listing(None, _items(node))
        case "ordered_list":
            yield Listing(int(node.attrGet("start") or 1), _items(node))
        case "code_block" | "fence":
            yield Code(node.content.rstrip("\n"))
        case "blockquote":
            yield Quote(tuple(_blocks(node.children)))
        case "hr":
            yield Rule()


def _items(node: "SyntaxTreeNode") -> tuple[tuple[Block, ...], ...]:
    return tuple(tuple(_blocks(item.children)) for item in node.children)


def _picture(node: "SyntaxTreeNode") -> Picture | None:
    """The chart of a paragraph that holds nothing else."""
    inner = node.children[0].children
    if len(inner) != 1 or inner[0].type != "image":
        return None
    source = str(inner[0].attrGet("src") or "")
    ours = source.startswith((CHART, PANEL))
    caption = str(inner[0].attrGet("title") or "")
    return Picture(source.removeprefix(CHART), _alternative(inner[0]), caption) if ours else None


def _alternative(image: "SyntaxTreeNode") -> str:
    """What a picture shows, in words, read as the text that it is."""
    return plain(_joined(tuple(_parts(image.children))))


def _table(node: "SyntaxTreeNode") -> Table:
    rows = [row for part in node.children for row in part.children]
    cells = [tuple(_inlines(cell) for cell in row.children) for row in rows]
    told = tuple(_alignment(cell) for cell in rows[0].children)
    head, body = cells[0], tuple(cells[1:])
    return Table(columns(head, body, told), head, body)


def _alignment(cell: "SyntaxTreeNode") -> Align | None:
    style = str(cell.attrGet("style") or "")
    return next((align for align in Align if style.endswith(align.value)), None)


def _inlines(node: "SyntaxTreeNode") -> Inlines:
    """The inlines of a block that holds one line of them."""
    return _joined(tuple(_parts(node.children[0].children))) if node.children else ()


def _parts(nodes: Sequence["SyntaxTreeNode"]) -> Iterator[Inline]:
    for node in nodes:
        yield from _part(node)


def _part(node: "SyntaxTreeNode") -> Iterator[Inline]:
    match node.type:
        case "text":
            yield Text(node.content)
        case "softbreak":
            yield Text("\n")
        case "hardbreak":
            yield Break()
        case "code_inline":
            yield Mono(node.content)
        case "strong":
            yield Strong(_joined(tuple(_parts(node.children))))
        case "em":
            yield Emphasis(_joined(tuple(_parts(node.children))))
        case "link":
            yield from _link(node)
        case "image":
            yield Text(_alternative(node))


def _link(node: "SyntaxTreeNode") -> Iterator[Inline]:
    url, inner = str(node.attrGet("href") or ""), _joined(tuple(_parts(node.children)))
    if url.startswith((CHART, PANEL)):
        yield from inner
    else:
        yield Link(url, inner)


def _joined(parts: Inlines) -> Inlines:
    """Neighbouring texts as one; a line's end is a blank, but none between two Chinese characters."""
    found: list[Inline] = []
    for part in parts:
        last = found[-1] if found else None
        if isinstance(part, Text) and isinstance(last, Text):
            found[-1] = Text(last.text + part.text)
        else:
            found.append(part)
    return tuple(Text(_unbroken(part.text)) if isinstance(part, Text) else part for part in found)


def _unbroken(text: str) -> str:
    first, *rest = text.split("\n")
    for line in rest:
        apart = not (first and line and is_wide(first[-1]) and is_wide(line[0]))
        first += (" " if apart else "") + line
    return first
