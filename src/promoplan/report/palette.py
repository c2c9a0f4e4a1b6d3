"""The colours of a report: ours, or a brand's, shifted until every text stays readable (WCAG 2.2, level AA)."""

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import asdict

TEXT_CONTRAST = 4.5
"""What text needs against its ground (WCAG 2.2, 1.4.3)."""

GRAPHIC_CONTRAST = 3.0
"""What a mark needs against its ground (WCAG 2.2, 1.4.11)."""

_HEADING_CONTRAST = 7.0
_STEPS = 100
_WHITE, _BLACK = "#ffffff", "#000000"
_LINEAR_UP_TO = 0.04045
_FORM = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)


class Palette(Struct, frozen=True):
    """Colours as #rrggbb for one kind of paper, light or dark.

    `paper`, `soft` and, between them, `stripe` are grounds, `ink` and `muted` texts, `line` parts rows. `band` is the
    cover's ground, with the texts `on_band` and `mist`. `deep` sets headings, `blue` links and bars, `sky` lighter
    bars, `accent` what catches the eye; `good` and `warm` say that something is done, or wrong.
    """

    paper: str
    soft: str
    stripe: str
    ink: str
    muted: str
    line: str
    band: str
    on_band: str
    mist: str
    deep: str
    blue: str
    sky: str
    accent: str
    good: str
    warm: str


LIGHT = Palette(
    paper=_WHITE,
    soft="#f1f5f8",
    stripe="#f8fafb",
    ink="#17212b",
    muted="#52606d",
    line="#d5dce3",
    band="#123a58",
    on_band=_WHITE,
    mist="#d5e3ee",
    deep="#123a58",
    blue="#1f5f8b",
    sky="#5d98bf",
    accent="#c9741d",
    good="#1f6b4a",
    warm="#9a3d06",
)
"""Our own colours on white."""

DARK = Palette(
    paper="#11181f",
    soft="#1a242e",
    stripe="#151e26",
    ink="#e6ebf0",
    muted="#a7b4c0",
    line="#33404c",
    band="#0d2a40",
    on_band=_WHITE,
    mist="#d5e3ee",
    deep="#b9d6ea",
    blue="#7db8de",
    sky="#4f9ccc",
    accent="#e39a4f",
    good="#7cc9a3",
    warm="#f0a76a",
)
"""Our own colours on screens that are set to dark."""

TEXTS = (
    *((text, ground) for text in ("ink", "muted", "deep", "blue", "good", "warm") for ground in ("paper", "soft")),
    ("on_band", "band"),
    ("mist", "band"),
)
"""Every text and the ground that it may stand on."""

GRAPHICS = (("accent", "paper"), ("sky", "paper"), ("blue", "paper"), ("good", "paper"), ("warm", "paper"))
"""Every mark that says something, and its ground."""


def colour(written: str) -> str | None:
    """A colour as people write it (#1f5f8b, 1F5F8B, #05a) as #rrggbb; None for anything else."""
    found = _FORM.fullmatch(written.strip())
    if found is None:
        return None
    digits = found[1].lower()
    return f"#{digits if len(digits) > 3 else ''.join(2 * digit for digit in digits)}"  # noqa: PLR2004 - short form


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, contrast ratio)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """So much of the other colour in the one, as a share from 0 to 1."""
    pairs = zip(_parts(one), _parts(other), strict=True)
    return "#" + "".join(f"{round(here + (there - here) * share):02x}" for here, there in pairs)


def readable(given: str, grounds: tuple[str, ...], least: float = TEXT_CONTRAST) -> str:
    """The colour, moved no farther towards black (on light grounds) or white than the contrast with all needs."""
    goal = _BLACK if _luminance(grounds[0]) > _luminance("#777777") else _WHITE
    return next(each for each in _on_the_way(given, goal) if all(contrast(each, ground) >= least for ground in grounds))


def light(brand: str, accent: str) -> Palette:
    """A brand's colours on white."""
    soft, band = mixed(brand, _WHITE, 0.94), readable(brand, (_WHITE,))
    return Palette(
        paper=LIGHT.paper,
        soft=soft,
        stripe=mixed(soft, _WHITE, 0.5),
        ink=LIGHT.ink,
        muted=LIGHT.muted,
        line=LIGHT.line,
        band=band,
        on_band=_WHITE,
        mist=readable(mixed(_WHITE, band, 0.18), (band,)),
        deep=readable(mixed(brand, _BLACK, 0.25), (soft, _WHITE), _HEADING_CONTRAST),
        blue=readable(brand, (soft, _WHITE)),
        sky=readable(mixed(brand, _WHITE, 0.35), (_WHITE,), GRAPHIC_CONTRAST),
        accent=readable(accent, (_WHITE,), GRAPHIC_CONTRAST),
        good=readable(LIGHT.good, (soft, _WHITE)),
        warm=readable(LIGHT.warm, (soft, _WHITE)),
    )


def dark(brand: str, accent: str) -> Palette:
    """A brand's colours on dark screens."""
    grounds, band = (DARK.paper, DARK.soft), readable(brand, (_WHITE,), _HEADING_CONTRAST)
    return Palette(
        paper=DARK.paper,
        soft=DARK.soft,
        stripe=DARK.stripe,
        ink=DARK.ink,
        muted=DARK.muted,
        line=DARK.line,
        band=band,
        on_band=_WHITE,
        mist=readable(mixed(_WHITE, band, 0.18), (band,)),
        deep=readable(mixed(brand, _WHITE, 0.5), grounds, _HEADING_CONTRAST),
        blue=readable(mixed(brand, _WHITE, 0.3), grounds),
        sky=readable(brand, grounds, GRAPHIC_CONTRAST),
        accent=readable(accent, grounds, GRAPHIC_CONTRAST),
        good=DARK.good,
        warm=DARK.warm,
    )


def named(palette: Palette) -> Iterator[tuple[str, str]]:
    """Each colour with its name, hyphens for underscores, as style sheets and the typesetter know it."""
    for name, colour in asdict(palette).items():
        yield name.replace("_", "-"), colour


def _on_the_way(given: str, goal: str) -> Iterator[str]:
    return (mixed(given, goal, step / _STEPS) for step in range(_STEPS + 1))


def _parts(given: str) -> tuple[int, int, int]:
    red, green, blue = (int(given[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _luminance(given: str) -> float:
    red, green, blue = map(_linear, _parts(given))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: int) -> float:
    share = part / 255
    return share / 12.92 if share <= _LINEAR_UP_TO else ((share + 0.055) / 1.055) ** 2.4
