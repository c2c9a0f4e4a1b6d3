"""Charts as PNG: all of them from one process, each in its place, the same bytes each time."""

import struct
import subprocess
import sys
from datetime import date
from pathlib import Path

from promoplan.i18n.catalogue import Language, find
from promoplan.report.logo import logo
from promoplan.report.rasters import pngs
from tests.report import making

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="72" height="{0}"><rect width="72" height="{0}" fill="#123"/></svg>'
)


def size(png: bytes) -> tuple[int, int]:
    """Width and height in pixels, as the file's head tells them (PNG 11.2.2)."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack_from(">II", png, 16)
    return width, height


def test_each_chart_is_drawn_under_its_name() -> None:
    """With 200 pixels to the inch: 72 pixels of an SVG are 54 points."""
    made = pngs({"high": SQUARE.format(144), "low": SQUARE.format(36)}, making.TODAY)
    assert {name: size(png) for name, png in made.items()} == {"high": (150, 300), "low": (150, 75)}


def test_a_chart_keeps_its_bytes() -> None:
    """On another day, too."""
    charts = making.charts()
    assert pngs(charts, making.TODAY) == pngs(charts, date(2028, 1, 1))
    assert size(pngs(charts, making.TODAY)["money"])[0] == 1500


def test_characters_without_a_glyph() -> None:
    """Are drawn as a mark, and what looks like markup is drawn as it is."""
    shown = pngs(making.charts("🎉 <&\"' #panic()"), making.TODAY)
    assert shown == pngs(making.charts("□ <&\"' #panic()"), making.TODAY)
    assert shown != pngs(making.charts("<&\"' #panic()"), making.TODAY)


def test_a_logo_has_a_field_of_its_own() -> None:
    """Of 62 by 14 mm with 600 pixels to the inch, whatever its own size."""
    found = logo(SQUARE.format(9000).encode())
    assert found
    assert size(pngs({}, making.TODAY, found)["logo"]) == (1465, 331)


def test_nothing_to_draw() -> None:
    """Needs no typesetter."""
    assert pngs({}, making.TODAY) == {}


def test_without_typst() -> None:
    """Where typst is not installed, the error names what to install, in every language."""
    script = (
        "import sys; sys.modules['typst'] = None\n"
        "from datetime import date\n"
        "from promoplan.errors import MissingExtra\n"
        "from promoplan.report.rasters import pngs\n"
        "try: pngs({'a': '<svg/>'}, date(2027, 1, 1))\n"
        "except MissingExtra as error: print(error)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=Path(__file__).parents[2], capture_output=True, check=True
    )
    told = done.stdout.decode().strip()
    assert told == 'pictures: typst is not installed; pip install "promoplan[pdf]"'
    assert find("errors", told, Language.ZH_HANT)
    assert find("errors", told, Language.ZH_HANS)
