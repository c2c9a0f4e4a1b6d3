"""The outline of a plan: its steps and other sections in the order of the method, each with its items."""

from collections.abc import Iterator, Mapping

from lsprotocol.types import DocumentSymbol, Range, SymbolKind

from promoplan.emit.safe import printable, shortened
from promoplan.i18n.catalogue import Language, text
from promoplan.i18n.messages import field_text
from promoplan.model.frame import Step
from promoplan.model.plan import SECTIONS, Plan
from promoplan.server.positions import Lines
from promoplan.source.document import Reading
from promoplan.source.text import Path, Span

STEPS = tuple(step.value for step in Step)
ORDER = (*STEPS, *(name for name in SECTIONS if name not in STEPS))
"""The sections as the outline lists them."""

MOST = 2000
"""The most items of a section that are listed."""


def symbols(reading: Reading, lines: Lines, at: Path, language: Language) -> list[DocumentSymbol]:
    """The outline of a file; `at` is where its text stands in the plan."""
    outline = _Outline(reading, lines, language)
    if at:
        return list(outline.items(at, reading.value))
    data = reading.value if isinstance(reading.value, Mapping) else {}
    found = (outline.section(name, data[name]) for name in ORDER if name in data)
    return [symbol for symbol in found if symbol is not None]


class _Outline:
    """One file's outline while it is made."""

    def __init__(self, reading: Reading, lines: Lines, language: Language) -> None:
        self.spots = reading.spots
        self.lines = lines
        self.language = language

    def section(self, name: str, value: object) -> DocumentSymbol | None:
        """A section with its items."""
        items = list(self.items((name,), value))
        if name in STEPS:
            action = f"{STEPS.index(name) + 1:02} {text('labels', f'step.{name}', self.language)}"
            return self.symbol((name,), action, name, SymbolKind.Module, items)
        means = field_text(Plan.model_fields[name].description or "", self.language)
        return self.symbol((name,), name, means, SymbolKind.Namespace, items)

    def items(self, path: Path, value: object) -> Iterator[DocumentSymbol]:
        """The items of a section's lists."""
        if isinstance(value, list):
            yield from self._of_list(path, value, str(path[-1]))
        elif isinstance(value, Mapping):
            for key, inside in value.items():
                if isinstance(inside, list):
                    yield from self._of_list((*path, key), inside, key)

    def _of_list(self, path: Path, items: list[object], key: str) -> Iterator[DocumentSymbol]:
        for number, item in enumerate(items[:MOST]):
            if isinstance(item, Mapping):
                words = (item.get(name) for name in ("name", "id", "title", "metric", "topic", "text"))
                name = next((word for word in words if isinstance(word, str) and word.strip()), "")
                own = item.get("id")
                detail = f"{key}: {own}" if isinstance(own, str) and own != name else key
                symbol = self.symbol((*path, number), name or f"{key} {number + 1}", detail, SymbolKind.Object, [])
                yield from [symbol] if symbol is not None else []

    def symbol(
        self, path: Path, name: str, detail: str, kind: SymbolKind, children: list[DocumentSymbol]
    ) -> DocumentSymbol | None:
        """A symbol for a node of this file."""
        if path not in self.spots:
            return None
        _, key_start, key_end, start, end = self.spots[path]
        whole = self.lines.range(Span(key_start if key_start >= 0 else start, max(end, key_end)))
        name_end = key_end if key_start >= 0 else max(start, min(end, self.lines.line_end(start)))
        selected = Range(whole.start, self.lines.position(name_end))
        return DocumentSymbol(
            name=shortened(printable(name)),
            kind=kind,
            range=whole,
            selection_range=selected,
            detail=shortened(printable(detail)),
            children=children,
        )
