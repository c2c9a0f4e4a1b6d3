"""How slides look: colours, typefaces and the measures of a page, all in one place."""

from typing import NamedTuple

from promoplan.i18n.catalogue import Language
from promoplan.report.office_fonts import CHINESE, LATIN
from promoplan.report.theme import Theme

_LOW = "#e3eaf0"


class Palette(NamedTuple):
    """Colours as six hexadecimal digits; those of the report's palette under its names, then the grades of risk.

    Texts stand in `ink`, `muted`, `deep`, `blue` and `warm` on `paper` and `soft`, in `paper` and `mist` on `deep`.
    """

    paper: str
    soft: str
    ink: str
    muted: str
    line: str
    mist: str
    deep: str
    blue: str
    sky: str
    accent: str
    good: str
    warm: str
    low: str
    middle: str
    high: str


def palette_of(theme: Theme) -> Palette:
    """The colours of a theme; slides are light."""
    grades = theme.charts[0]
    given = (*(getattr(theme.light, name) for name in Palette._fields[:-3]), _LOW, grades.level_2, grades.level_4)
    return Palette(*(colour.removeprefix("#").upper() for colour in given))


class Typeface(NamedTuple):
    """The fonts of a run: for Latin letters, for Chinese, and the language that spelling is checked in."""

    latin: str
    east_asian: str
    lang: str


_TYPEFACES = {
    Language.EN: Typeface(LATIN, CHINESE[Language.EN], "en-US"),
    Language.ZH_HANT: Typeface(LATIN, CHINESE[Language.ZH_HANT], "zh-TW"),
    Language.ZH_HANS: Typeface(LATIN, CHINESE[Language.ZH_HANS], "zh-CN"),
}


def typeface_of(theme: Theme, language: Language) -> Typeface:
    """The fonts of a language; a theme's own font sets the Latin letters."""
    face = _TYPEFACES[language]
    return face._replace(latin=theme.body.name or face.latin)


class Box(NamedTuple):
    """A place on a slide, in points."""

    x: float
    y: float
    width: float
    height: float


WIDTH, HEIGHT = 960.0, 540.0
"""A slide of 16:9 in points."""
LEFT, TOP, ROOM, DEPTH = 44.0, 112.0, 872.0, 380.0
"""Where the content of a slide begins, how wide and how high it may be."""
CONTENT = Box(LEFT, TOP, ROOM, DEPTH)
TITLE = Box(LEFT, 26, ROOM, 58)
FOOTER = Box(LEFT, 507, 700, 20)
LOGO = Box(LEFT + ROOM - 196, 40, 180, 56)
MARK = Box(LEFT, 8, ROOM, 18)
"""Where a draft says so."""
NUMBER = Box(LEFT + ROOM - 80, 507, 80, 20)
