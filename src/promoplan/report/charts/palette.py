"""The colours of charts by role, made from a report's palette, and how each kind of shape is painted with them."""

from typing import NamedTuple

from promoplan.report import palette
from promoplan.report.palette import mixed


class Palette(NamedTuple):
    """Colours as #rrggbb.

    Texts (`ink`, `muted`, `warm_ink`) reach a contrast of 4.5:1 on `paper` and `soft`, marks (`primary` to `neutral`)
    3:1 on `paper`, and `on_fill` 4.5:1 on `primary`, `deep` and `level_4` (WCAG 2.2, 1.4.3 and 1.4.11). Levels and
    heats differ in grey, too; `ink` stands on the first three of each.
    """

    paper: str
    ink: str
    muted: str
    warm_ink: str
    on_fill: str
    soft: str
    hairline: str
    line: str
    axis: str
    primary: str
    deep: str
    light: str
    accent: str
    alert: str
    neutral: str
    level_1: str
    level_2: str
    level_3: str
    level_4: str
    heat_1: str
    heat_2: str
    heat_3: str


def light(given: palette.Palette) -> Palette:
    """What charts on a light page take from a report's palette."""
    return _from(given, ("#fbe3c6", "#eea868", "#a63d0b"))


def dark(given: palette.Palette) -> Palette:
    """What charts on a dark page take from a report's palette; what is graver glows brighter there."""
    return _from(given, ("#4d4130", "#8a5420", "#f0a76a"))


def _from(given: palette.Palette, levels: tuple[str, str, str]) -> Palette:
    return Palette(
        paper=given.paper,
        ink=given.ink,
        muted=given.muted,
        warm_ink=given.warm,
        on_fill=given.paper,
        soft=given.soft,
        hairline=given.line,
        line=mixed(given.line, given.muted, 0.25),
        axis=mixed(given.line, given.muted, 0.6),
        primary=given.blue,
        deep=given.deep,
        light=given.sky,
        accent=given.accent,
        alert=mixed(given.warm, given.accent, 0.4),
        neutral=mixed(given.muted, given.paper, 0.1),
        level_1=given.soft,
        level_2=levels[0],
        level_3=levels[1],
        level_4=levels[2],
        heat_1=mixed(given.paper, given.blue, 0.12),
        heat_2=mixed(given.paper, given.blue, 0.26),
        heat_3=mixed(given.paper, given.blue, 0.4),
    )


LIGHT, DARK = light(palette.LIGHT), dark(palette.DARK)
"""Our own colours, on white and on dark screens."""


class Paint(NamedTuple):
    """How a shape is painted: roles of the palette for fill and stroke ("" for none), the stroke's width and dashes."""

    fill: str = ""
    stroke: str = ""
    width: str = ""
    dashes: str = ""


LOOKS = {
    "label": Paint("ink"),
    "figure": Paint("ink"),
    "muted": Paint("muted"),
    "inverse": Paint("on_fill"),
    "warm-text": Paint("warm_ink"),
    "paper": Paint("paper"),
    "stripe": Paint("soft"),
    "grid": Paint("", "hairline", "1"),
    "grid-strong": Paint("", "line", "1"),
    "axis": Paint("", "axis", "1"),
    "bar": Paint("primary"),
    "bar-deep": Paint("deep"),
    "reserve": Paint("paper", "primary", "1.5", "4 3"),
    "over": Paint("alert"),
    "missed": Paint("light"),
    "planned": Paint("", "ink", "1.25", "4 3"),
    "target": Paint("", "alert", "2"),
    "today": Paint("", "alert", "1.25", "3 3"),
    "phase": Paint("deep"),
    "step": Paint("light"),
    "step-done": Paint("neutral"),
    "placement": Paint("primary"),
    "promotion": Paint("accent"),
    "milestone": Paint("alert"),
    "level-1": Paint("level_1", "paper", "2"),
    "level-2": Paint("level_2", "paper", "2"),
    "level-3": Paint("level_3", "paper", "2"),
    "level-4": Paint("level_4", "paper", "2"),
    "heat-0": Paint("soft", "paper", "1.5"),
    "heat-1": Paint("heat_1", "paper", "1.5"),
    "heat-2": Paint("heat_2", "paper", "1.5"),
    "heat-3": Paint("heat_3", "paper", "1.5"),
    "heat-4": Paint("primary", "paper", "1.5"),
    "mark": Paint("primary", "paper", "1"),
    "own": Paint("alert", "paper", "1"),
    "open": Paint("paper", "primary", "1.5"),
    "tip": Paint("ink"),
    "tip-text": Paint("paper"),
}
"""What the shapes of a chart look like, by name."""
