"""Charts as PNG, for formats that take no SVG: drawn by the typesetter's own process, all of them in one."""

import base64
import importlib.util
import json
from collections.abc import Mapping
from datetime import date

from promoplan.errors import MissingExtra
from promoplan.report import glyphs
from promoplan.report.logo import Logo
from promoplan.report.pdf import typeset

_FONT = '#set text(font: ("Plan Sans TC", "Plan Sans SC"))\n'
"""What texts of a logo that name no font of ours are set in."""
_PAGE = '#page(width: auto, height: auto, margin: 0pt, image("{}.svg", alt: ""))\n'
_FIELD = "width: 186mm, height: 42mm"
_LOGO = f'#page({_FIELD}, margin: 0pt, fill: none, image("logo.svg", {_FIELD}, fit: "contain", alt: ""))\n'

_TIGHT = """#page(width: auto, height: auto, margin: 0pt, fill: none, context {
  let room = measure(image("logo.svg", alt: ""))
  image("logo.svg", width: room.width * calc.min(180mm / room.width, 56mm / room.height), alt: "")
})
"""


def pngs(charts: Mapping[str, str], today: date, logo: Logo | None = None) -> Mapping[str, bytes]:
    """The charts (SVG by name) as PNG with 200 pixels to the inch, the same bytes for the same chart.

    A logo is there by the name "logo", in a clear field of 62 by 14 mm with 600 pixels to the inch. Characters
    without a glyph are drawn as □. Raises MissingExtra without typst, and OutputError when the typesetter fails or
    takes more than 30 seconds or 1 GB.
    """
    if not charts and logo is None:
        return {}
    files = {f"{number}.svg": glyphs.printable(svg) for number, svg in enumerate(charts.values())}
    source = "".join(_PAGE.format(number) for number in range(len(charts)))
    files |= {"logo.svg": glyphs.printable(logo.drawing)} if logo else {}
    files["main.typ"] = source + (_FONT + _LOGO if logo else "")
    return dict(zip((*charts, *["logo"] * (logo is not None)), _drawn(files, today), strict=True))


def tight(logo: Logo, today: date) -> bytes:
    """A logo as PNG without a field around it: at most 1418 pixels wide and 441 high. Raises as `pngs` does."""
    return _drawn({"logo.svg": glyphs.printable(logo.drawing), "main.typ": _FONT + _TIGHT}, today)[0]


def _drawn(files: Mapping[str, str], today: date) -> list[bytes]:
    """The pages of Typst source as PNG."""
    if importlib.util.find_spec("typst") is None:
        raise MissingExtra('pictures: typst is not installed; pip install "promoplan[pdf]"')
    return [base64.b64decode(page) for page in json.loads(typeset(files, today, form="png"))]
