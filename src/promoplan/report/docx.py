"""The report for Word: real styles and fields, tables to work on, the same bytes for the same plan and day.

A .docx file is a zip of XML parts (ECMA-376). The parts are drawn by `templates/word/`, as nearly all of what makes a
report good to work with (contents, captions, alternative texts, repeated heads) is XML of one's own with any library.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from msgspec.structs import asdict

from promoplan.i18n.catalogue import Language
from promoplan.report.blocks import Block, Heading, captions, pictured
from promoplan.report.charts.scene import drawn
from promoplan.report.front import Front
from promoplan.report.glyphs import MARK
from promoplan.report.inert import marked
from promoplan.report.office_fonts import CHINESE, LATIN
from promoplan.report.packaged import markup_templates
from promoplan.report.packing import packed
from promoplan.report.palette import Palette
from promoplan.report.pictures import Picture
from promoplan.report.rasters import pngs
from promoplan.report.theme import DEFAULT, Theme
from promoplan.report.word import Shown, WordParts

_DEEPEST_IN_CONTENTS = 2
_MOST_IN_CONTENTS = 40
_MOTIF = (160, 240, 210, 340, 420, 380, 540)
_MOTIF_SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="494" height="540" viewBox="0 0 494 540">'
    '<rect width="494" height="540" fill="{}"/>{}</svg>'
)


class _Chinese(NamedTuple):
    """How Chinese is set: its font, what to take where that is missing, and the language to tell."""

    font: str
    instead: str
    lang: str


_HANT = _Chinese(CHINESE[Language.ZH_HANT], "PingFang TC,Noto Sans CJK TC", "zh-TW")
_HANS = _Chinese(CHINESE[Language.ZH_HANS], "PingFang SC,Noto Sans CJK SC", "zh-CN")
_CHINESE = {Language.EN: _HANT, Language.ZH_HANT: _HANT, Language.ZH_HANS: _HANS}


def docx(body: tuple[Block, ...], shown: Front, charts: Mapping[str, Picture], theme: Theme = DEFAULT) -> bytes:
    """The Word document of a report's body with its charts by name, in the look of a theme.

    Control characters are shown as □. Raises MissingExtra without typst, which draws the pictures.
    """
    titles = captions(body, {name: chart.title for name, chart in charts.items()})
    used = pictured(body)
    drawings = {name: chart for name, chart in charts.items() if name in used}
    media = pngs(
        {"motif": _motif(theme.light), **{name: chart.svg for name, chart in drawings.items()}},
        date.fromisoformat(shown.created),
        theme.logo,
    )
    values = {
        "front": shown,
        "today": shown.created,
        "body": body,
        "contents": _contents(body),
        "parts": WordParts({name: Shown(name, titles[name], drawn(each.svg).ratio) for name, each in drawings.items()}),
        "media": tuple(media),
        "colours": {name: colour[1:] for name, colour in asdict(theme.light).items()},
        "fonts": {"body": theme.body.name or LATIN, "heading": theme.heading.name or theme.body.name or LATIN},
        "chinese": _CHINESE[shown.language],
    }
    made = {name: _part(template, values) for name, template in _PARTS.items()}
    return packed({**made, **{f"word/media/{name}.png": image for name, image in media.items()}})


def _contents(body: Sequence[Block]) -> tuple[Heading, ...]:
    """The headings of the contents: of two levels, or of one where two would take more than a page."""
    found = tuple(block for block in body if isinstance(block, Heading) and block.level <= _DEEPEST_IN_CONTENTS)
    return found if len(found) <= _MOST_IN_CONTENTS else tuple(each for each in found if each.level == 1)


def _motif(palette: Palette) -> str:
    """The cover's seven bars, one for each step, as SVG; in tenths of a millimetre."""
    bar = '<rect x="{}" y="{}" width="50" height="{}" fill="{}" fill-opacity="{}"/>'
    paints = [*[(palette.mist, 0.16)] * (len(_MOTIF) - 1), (palette.accent, 1)]
    bars = (
        bar.format(74 * number, 540 - height, height, *paint)
        for number, (height, paint) in enumerate(zip(_MOTIF, paints, strict=True))
    )
    return _MOTIF_SVG.format(palette.band, "".join(bars))


_PARTS = {
    "[Content_Types].xml": "types.xml",
    "_rels/.rels": "package.rels",
    "docProps/core.xml": "core.xml",
    "docProps/app.xml": "app.xml",
    "word/document.xml": "document.xml",
    "word/_rels/document.xml.rels": "document.rels",
    "word/numbering.xml": "numbering.xml",
    "word/styles.xml": "styles.xml",
    "word/settings.xml": "settings.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/theme.xml": "theme.xml",
    "word/header.xml": "header.xml",
    "word/footer.xml": "footer.xml",
    "word/first-header.xml": "first-header.xml",
    "word/first-footer.xml": "first-footer.xml",
}
"""Templates by the parts that they draw; those after the document may need what it came to refer to."""


def _part(template: str, values: Mapping[str, object]) -> bytes:
    made = markup_templates().get_template(f"word/{template}.jinja").render(values)
    return marked(made, MARK).encode("utf-8")
