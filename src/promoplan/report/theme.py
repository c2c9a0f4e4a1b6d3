"""`Theme`: a report's own colours, logo, fonts and footer, read from a YAML file and others in its folder."""

import re
from collections.abc import Callable, Mapping
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TypeVar

from msgspec import Struct

from promoplan.errors import ConfigError, PromoplanError
from promoplan.findings.nearest import MOST_SOUGHT
from promoplan.findings.policy import unknown_setting
from promoplan.report import font_files, palette
from promoplan.report import logo as logos
from promoplan.report.charts import palette as charts
from promoplan.report.palette import Palette
from promoplan.source.document import Reading, no_content, read
from promoplan.source.root import is_inside
from promoplan.source.text import Path as Place
from promoplan.source.text import Source, read_source

MAX_FOOTER, MAX_NAME, MAX_FILES = 200, 100, 8
"""The longest footer and font name, in characters, and the most files of one font."""

_KEYS = ("colours", "logo", "fonts", "footer")
_COLOURS, _FONTS, _FONT = ("brand", "accent"), ("body", "heading"), ("name", "files")
_MIB = 1024 * 1024
_FAMILY = re.compile(r'(?<=font-family=")')
_FONT_NAME = re.compile(r"[\w .+-]+")

T = TypeVar("T")

_Colours = tuple[Palette, Palette, tuple[PromoplanError, ...]]
_OURS: _Colours = (palette.LIGHT, palette.DARK, ())


class Font(Struct, frozen=True):
    """A font by the name of its family ("" for ours); `files` are its files' bytes, for formats that embed them."""

    name: str = ""
    files: tuple[bytes, ...] = ()


class Theme(Struct, frozen=True):
    """How a report looks; without arguments, as ours do.

    `warnings` tell what was changed to keep texts readable, as an error would tell it: a template and its values.
    """

    light: Palette = palette.LIGHT
    dark: Palette = palette.DARK
    logo: logos.Logo | None = None
    body: Font = Font()
    heading: Font = Font()
    footer: str = ""
    warnings: tuple[PromoplanError, ...] = ()

    @property
    def charts(self) -> tuple[charts.Palette, charts.Palette]:
        """The colours of charts, on paper and on dark screens."""
        return charts.light(self.light), charts.dark(self.dark)

    def lettered(self, svg: str) -> str:
        """A chart in the theme's font."""
        return _FAMILY.sub(f"{self.body.name}, ", svg) if self.body.name else svg


DEFAULT = Theme()
"""Our own look."""


def load_theme(path: Path) -> Theme:
    """The theme in a file.

    Raises UnreadableError for a file that can't be opened, and ConfigError with file, line and column for what is wrong
    in it.
    """
    source = read_source(path)
    reading = read(source)
    flaws = reading.flaws
    if not flaws and reading.whole and not isinstance(reading.value, Mapping):
        flaws = (no_content(source),)
    if flaws:
        line, column = flaws[0].source.position(flaws[0].span.start)
        raise ConfigError(
            '{path}: no theme can be read from here ({code}; "promoplan rules {code}" tells more)',
            path=f"{path}:{line}:{column}",
            code=flaws[0].code,
        )
    return _File(source, reading).theme()


class _File:
    """A theme's file, read key by key; whatever is wrong is told with its place."""

    def __init__(self, source: Source, reading: Reading) -> None:
        self.path = Path(source.path)
        self.source = source
        self.reading = reading
        self.errors: list[ConfigError] = []

    def theme(self) -> Theme:
        """All of it; raises ConfigError, which holds all mistakes in the order of their places."""
        self.mapping((), _KEYS)
        light, dark, warnings = self.part(self.colours, _OURS)
        picture = self.part(self.logo, None)
        body, heading = self.part(self.fonts, (Font(), Font()))
        footer = self.part(lambda: self.text(("footer",), MAX_FOOTER), "")
        if self.errors:
            first, *others = sorted(self.errors, key=_place)
            first.others = tuple(others)
            raise first
        return Theme(light, dark, picture, body, heading, footer, warnings)

    def part(self, read: Callable[[], T], instead: T) -> T:
        """What one part of the file says; a mistake in it is kept, so that others are found in the same run."""
        try:
            return read()
        except ConfigError as error:
            self.errors.append(error)
            return instead

    def logo(self) -> logos.Logo | None:
        shown = self.file(("logo",), logos.MAX_BYTES)
        picture = logos.logo(shown) if shown else None
        if shown and picture is None:
            raise ConfigError(
                "{path}: {file} is no PNG, JPEG or SVG picture", path=self.at(("logo",)), file=self.value(("logo",))
            )
        return picture

    def colours(self) -> _Colours:
        """The palettes for light and dark, and what had to be changed."""
        told = self.mapping(("colours",), _COLOURS)
        if not told:
            return _OURS
        brand, accent = (
            self.part(partial(self.colour, ("colours", name)), default) if name in told else default
            for name, default in zip(_COLOURS, (palette.LIGHT.band, palette.LIGHT.accent), strict=True)
        )
        light, dark = palette.light(brand, accent), palette.dark(brand, accent)
        found = (
            self.changed("brand", brand, light.blue, palette.TEXT_CONTRAST),
            self.changed("accent", accent, light.accent, palette.GRAPHIC_CONTRAST),
        )
        return light, dark, tuple(filter(None, found))

    def changed(self, name: str, given: str, used: str, least: float) -> PromoplanError | None:
        """What to say of a colour that is too pale on white."""
        found = palette.contrast(given, palette.LIGHT.paper)
        if found >= least:
            return None
        return ConfigError(
            "{path}: {colour} on white has a contrast of {found}:1, but {least}:1 is needed; it is darkened to {used}",
            path=self.at(("colours", name)),
            colour=given,
            found=f"{found:.1f}",
            least=f"{least:g}",
            used=used,
        )

    def colour(self, at: Place) -> str:
        value = self.value(at)
        found = palette.colour(value) if isinstance(value, str) else None
        if found is None:
            raise ConfigError('{path}: {key} is a colour such as "#1f5f8b", in quotes', path=self.at(at), key=at[-1])
        return found

    def fonts(self) -> tuple[Font, Font]:
        self.mapping(("fonts",), _FONTS)
        body, heading = (self.part(partial(self.font, ("fonts", use)), Font()) for use in _FONTS)
        return body, heading

    def font(self, at: Place) -> Font:
        """A font: its name alone, or its name and files."""
        value = self.value(at)
        if not isinstance(value, Mapping):
            return Font(self.name(at))
        self.mapping(at, _FONT)
        name, places = self.name((*at, "name")), self.listed((*at, "files"))
        return Font(name, tuple(self.font_file(place, name) for place in places))

    def name(self, at: Place) -> str:
        found = self.text(at, MAX_NAME)
        if found and not _FONT_NAME.fullmatch(found):
            raise ConfigError("{path}: {name} is no name of a font", path=self.at(at), name=found)
        return found

    def font_file(self, at: Place, name: str) -> bytes:
        raw, file, path = self.file(at, font_files.MAX_BYTES), self.value(at), self.at(at)
        called = font_files.families(raw)
        if not called:
            raise ConfigError("{path}: {file} is no OpenType or TrueType font (.otf, .ttf)", path=path, file=file)
        if name not in called:
            raise ConfigError(
                "{path}: the font in {file} is called {found}, not {name}",
                path=path,
                file=file,
                found=called[-1],
                name=name,
            )
        return raw

    def file(self, at: Place, most: int) -> bytes:
        """The bytes of a file that is named there; b"" where none is. Only files in the theme's folder are read."""
        name = self.text(at, MAX_NAME)
        if not name:
            return b""
        file = self.path.parent / name
        if Path(name).is_absolute() or not is_inside(file, self.path.parent) or not file.is_file():
            raise ConfigError("{path}: {file} is no file in the theme's folder", path=self.at(at), file=name)
        try:
            with file.open("rb") as opened:
                raw = opened.read(most + 1)
        except OSError as error:
            raise ConfigError("{path}: {reason}", path=self.at(at), reason=error.strerror or name) from error
        if len(raw) > most:
            raise ConfigError(
                "{path}: {file} is larger than {limit} MiB", path=self.at(at), file=name, limit=most // _MIB
            )
        return raw

    def mapping(self, at: Place, known: tuple[str, ...]) -> Mapping[str, object]:
        """The mapping at a place, empty where there is nothing; keys that are not known are kept as mistakes."""
        found = self.value(at)
        if found is None:
            return {}
        if not isinstance(found, Mapping):
            raise ConfigError("{path}: {key} is a table", path=self.at(at), key=at[-1])
        unknown = islice((key for key in found if key not in known), MOST_SOUGHT)
        self.errors += [unknown_setting(self.at((*at, key)), str(key), known) for key in unknown]
        return found

    def listed(self, at: Place) -> tuple[Place, ...]:
        """The places of a list's items; one text is a list of one."""
        found = self.value(at)
        if found is None or isinstance(found, str):
            return (at,) if found else ()
        if not isinstance(found, list) or len(found) > MAX_FILES:
            raise ConfigError(
                "{path}: {key} is a list of at most {limit} file names", path=self.at(at), key=at[-1], limit=MAX_FILES
            )
        return tuple((*at, number) for number in range(len(found)))

    def text(self, at: Place, most: int) -> str:
        found = self.value(at)
        if found is None:
            return ""
        if not isinstance(found, str) or len(found) > most:
            raise ConfigError(
                "{path}: {key} is a text of at most {limit} characters", path=self.at(at), key=at[-1], limit=most
            )
        return found.strip()

    def value(self, at: Place) -> object:
        found = self.reading.value
        for step in at:
            if isinstance(found, Mapping):
                found = found.get(step)
            elif isinstance(found, list) and isinstance(step, int):
                found = found[step]
            else:
                return None
        return found

    def at(self, path: Place) -> str:
        """File, line and column of a key, or of an item that has none."""
        while path and path not in self.reading.spots:
            path = path[:-1]
        spot = self.reading.spots.get(path)
        start = (spot[1] if spot[1] >= 0 else spot[3]) if spot else 0
        line, column = self.source.position(start)
        return f"{self.path}:{line}:{column}"


def _place(error: ConfigError) -> tuple[int, int]:
    _, line, column = str(error.values["path"]).rsplit(":", 2)
    return int(line), int(column)
