"""`WordParts`: what the templates of the Word report ask for, and what its document came to refer to."""

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import accumulate, count, pairwise
from typing import ClassVar

from msgspec import Struct, field

from promoplan.report.blocks import Block, Column, Inline, Paragraph, Table, leads, plain
from promoplan.report.charts.measure import width
from promoplan.report.columns import cells, is_wide

Cells = Sequence[tuple[Inline, ...]]

_LINE = 9411  # twentieths of a point: 166 mm
_FULL, _HIGHEST = 166 * 36_000, 215 * 36_000  # English Metric Units
_LONG_CELL = 700  # cells of text; a row with more may break across pages
_WHOLE_ROWS, _WHOLE_TEXT = 8, 2000  # a table of no more stays on one page
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(?::[0-9]+)?(?:[/?#][!-~]*)?|mailto:[!-~]+@[!-~]+")
_WIDEST_DRAFT = 560
_LONGEST_ADDRESS = 2000  # Office has trouble with those of more than 2,079 characters
_EITHER = re.compile("[“”‘’—…]")
_APOSTROPHE = re.compile("[A-Za-z]’[A-Za-z]")


class Shown(Struct, frozen=True):
    """A picture of the document: its relation's name, the title over it, and its height by its width."""

    relation: str
    title: str
    ratio: float

    @property
    def width(self) -> int:
        """As wide as the text, unless that were higher than a page allows; in English Metric Units."""
        return min(_FULL, int(_HIGHEST / self.ratio))

    @property
    def height(self) -> int:
        """In English Metric Units."""
        return int(self.width * self.ratio)


class WordParts(Struct, frozen=True):
    """Drawing the document fills in what its other parts must hold: `links` by address, `starts` of numbered lists."""

    pictures: Mapping[str, Shown]
    links: dict[str, str] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)
    _numbers: "count[int]" = field(default_factory=lambda: count(1))

    nothing: ClassVar = (Paragraph(()),)
    plain: ClassVar[Callable[[tuple[Inline, ...]], str]] = staticmethod(plain)
    leads: ClassVar[Callable[[Block, Block], bool]] = staticmethod(leads)

    def number(self) -> int:
        """A number that nothing else in the document has."""
        return next(self._numbers)

    def picture(self, name: str) -> Shown | None:
        """A picture by its name; None for one that is not there."""
        return self.pictures.get(name)

    def link(self, url: str) -> str:
        """The name of a link's relation."""
        return self.links.setdefault(url, f"link-{len(self.links) + 1}")

    def numbered(self, start: int, depth: int) -> int:
        """The number of a new numbered list; bullets and the style of numbered lists have the first two."""
        self.starts.append((start, depth))
        return len(self.starts) + 2

    @staticmethod
    def bookmark(anchor: str) -> str:
        """An anchor as Word takes it."""
        return anchor.replace("-", "_")

    @staticmethod
    def is_address(url: str) -> bool:
        """Whether a link may stand: to the web or a mailbox, and written so that no reader stumbles over it."""
        return len(url) <= _LONGEST_ADDRESS and _ADDRESS.fullmatch(url) is not None

    @staticmethod
    def is_chinese(text: str) -> bool:
        """Whether marks that both scripts have, such as “ and —, belong to Chinese text and are set in its font."""
        return bool(_EITHER.search(text)) and any(map(is_wide, text)) and not _APOSTROPHE.search(text)

    @staticmethod
    def has_chinese(text: str) -> bool:
        """Whether Chinese characters stand in a text."""
        return any(map(is_wide, text))

    @staticmethod
    def draft_width(text: str) -> int:
        """The width in points of the word across a draft's pages, which is 120 points high."""
        return min(round(width(text, 120)), _WIDEST_DRAFT)

    @staticmethod
    def widths(columns: Sequence[Column]) -> tuple[int, ...]:
        """Widths of columns in twentieths of a point; together as wide as the text."""
        ends = tuple(accumulate((column.weight for column in columns), initial=0.0))
        edges = (round(_LINE * end / ends[-1]) for end in ends)
        return tuple(right - left for left, right in pairwise(edges))

    @staticmethod
    def is_long(row: Cells) -> bool:
        """Whether a row has so much text that it may break across pages."""
        texts = map(plain, row)
        return any(2 * len(text) > _LONG_CELL and cells(text) > _LONG_CELL for text in texts)

    @staticmethod
    def stays_whole(table: Table) -> bool:
        """Whether a table is so short that it stays on one page."""
        text = sum(cells(plain(each)) for row in table.rows for each in row)
        return len(table.rows) <= _WHOLE_ROWS and text <= _WHOLE_TEXT

    @staticmethod
    def by_hand(table: Table) -> bool:
        """Whether a column is to be filled in by hand."""
        return any(column.blank for column in table.columns)
