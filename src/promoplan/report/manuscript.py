"""`printed`: a manuscript, which is one body with its pictures and front, as Markdown, HTML, PDF or Word."""

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol
from urllib.parse import quote

from msgspec import Struct, field

from promoplan.report.front import Front
from promoplan.report.parsing import CHART
from promoplan.report.pictures import Picture
from promoplan.report.targets import Format
from promoplan.report.theme import Theme


class Rendered(Struct, frozen=True):
    """A finished report.

    `beside` holds the files that belong to it, by their path from the report's folder; `unprintable` the characters
    that our fonts lack, which the PDF, or the pictures of the Word file, show as □.
    """

    main: bytes
    beside: Mapping[str, bytes] = field(default_factory=dict)
    unprintable: tuple[str, ...] = ()


class Manuscript(Protocol):
    """What the formats that are read from beginning to end are made from."""

    @property
    def today(self) -> date:
        """The day of the report."""

    @property
    def theme(self) -> Theme:
        """How it looks."""

    @property
    def front(self) -> Front:
        """What stands around the body."""

    @property
    def charts(self) -> Mapping[str, Picture]:
        """The pictures by name."""

    def body(self, target: Callable[[str], str], *, front: bool) -> str:
        """The body as Markdown; `target` gives a picture's address, `front` says whether the title stands in it."""


def printed(manuscript: Manuscript, fmt: Format, *, name: str, inline: bool) -> Rendered:
    """A manuscript as Markdown, HTML, PDF or Word; only what the format needs is imported.

    `name` is the file's name without ending, from which those beside it are named; `inline` puts the pictures of
    Markdown into the text.
    """
    if fmt is Format.MARKDOWN:
        return _markdown(manuscript, name, inline=inline)
    text = manuscript.body(CHART.__add__, front=False)
    if fmt is Format.DOCX:
        return _word(manuscript, text)
    drawn = {name: picture.svg for name, picture in manuscript.charts.items()}
    if fmt is Format.HTML:
        from promoplan.report.html import html  # noqa: PLC0415 - only the format that is asked for

        return Rendered(html(text, manuscript.front, drawn, manuscript.theme).encode())
    from promoplan.report.pdf import pdf  # noqa: PLC0415 - as above

    made = pdf(text, manuscript.front, drawn, manuscript.theme)
    return Rendered(made.data, unprintable=made.unprintable)


def _word(manuscript: Manuscript, text: str) -> Rendered:
    from promoplan.report.blocks import pictured  # noqa: PLC0415 - only the format that is asked for
    from promoplan.report.docx import docx  # noqa: PLC0415 - as above
    from promoplan.report.glyphs import missing  # noqa: PLC0415 - as above
    from promoplan.report.parsing import blocks  # noqa: PLC0415 - as above

    body, charts = blocks(text), manuscript.charts
    shown, used = docx(body, manuscript.front, charts, manuscript.theme), pictured(body)
    return Rendered(shown, unprintable=missing("".join(chart.svg for name, chart in charts.items() if name in used)))


def _markdown(manuscript: Manuscript, name: str, *, inline: bool) -> Rendered:
    folder, charts = f"{name}_charts", manuscript.charts

    def target(chart: str) -> str:
        return _data_url(charts[chart].svg) if inline else f"{quote(folder)}/{chart}.svg"

    text = manuscript.body(target, front=True)
    used = () if inline else (chart for chart in charts if f"/{chart}.svg" in text)
    marked = f"{text}\n<!-- promoplan report, {manuscript.today.isoformat()} -->\n"  # by which --check knows its day
    return Rendered(marked.encode(), {f"{folder}/{chart}.svg": charts[chart].svg.encode() for chart in used})


def _data_url(svg: str) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode()}"
